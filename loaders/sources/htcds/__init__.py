"""Case records in IOM's Human Trafficking Case Data Standard 2.0."""

"""National law as measures, by section."""

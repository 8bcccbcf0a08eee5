"""Designations: who is listed by which authority. A listing is no finding."""

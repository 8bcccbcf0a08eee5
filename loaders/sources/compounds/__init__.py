"""Compounds: where people are reported to be held, what they are called, and what happened there."""

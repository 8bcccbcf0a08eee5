"""Indicators: the coded signs, and the provisions that each engages."""

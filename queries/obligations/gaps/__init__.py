"""Gaps (DESIGN, section 6): what is missing between the facts, the law that binds and what was asked and answered."""

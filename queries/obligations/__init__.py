"""The standing of States under the law (DESIGN, section 6): pure rules on plain records."""

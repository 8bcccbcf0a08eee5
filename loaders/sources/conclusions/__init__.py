"""Recommendations and observations of the UN human rights mechanisms, from an export of their index."""

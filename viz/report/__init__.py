"""Dossiers: what the graph holds on a State, compound, party or letter, as a document that can be pasted from."""

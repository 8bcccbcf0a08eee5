"""Copies of other stores, as palermo publish writes them."""

"""What parties and places are called: names in any script, read without titles, honorifics and legal forms."""

from graph.names.name import Kind, Name, keys, read, variants
from graph.names.script import folded, romanised, scripts

__all__ = ["Kind", "Name", "folded", "keys", "read", "romanised", "scripts", "variants"]

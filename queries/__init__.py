"""What can be asked."""

from queries.ask import ask, picture
from queries.catalogue import Query, catalogue, find

__all__ = ["Query", "ask", "catalogue", "find", "picture"]

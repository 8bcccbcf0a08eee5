"""What can be asked."""

from queries.ask import ask, picture
from queries.catalogue import Query, catalogue, find
from queries.own import cypher
from queries.story import Story, stories

__all__ = ["Query", "Story", "ask", "catalogue", "cypher", "find", "picture", "stories"]

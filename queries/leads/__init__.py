"""From a lead to what it leads to: find a name, look at its neighbours, walk the routes between two."""

from queries.leads.finding import Party, find, party
from queries.leads.neighbours import LIMIT, neighbours
from queries.leads.path import end_of, path
from queries.leads.routes import MOST_HOPS

__all__ = ["LIMIT", "MOST_HOPS", "Party", "end_of", "find", "neighbours", "party", "path"]

"""Network analysis: named networks read from the store, measured, and said with what each result rests on.

Nothing heavy is imported here: numpy, scipy and networkx come with the first network.
"""

from queries.analysis.between import between
from queries.analysis.bridges import bridges
from queries.analysis.central import central
from queries.analysis.communities import communities
from queries.analysis.periods import periods
from queries.analysis.resting import DEFAULT, Asked
from queries.analysis.robustness import robustness

__all__ = ["DEFAULT", "Asked", "between", "bridges", "central", "communities", "periods", "robustness"]

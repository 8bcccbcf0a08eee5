"""Pictures by a line of Python: each shows itself in a notebook, offline, and is written to a file."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from graph.connection import Store
from queries.analysis import DEFAULT, Asked
from queries.obligations.dates import period
from viz import pages
from viz.charts import asked, timeline
from viz.charts.picture import Picture
from viz.pages import Drawing


class Draw:
    """The pictures of an open graph: `g.draw.map(state="KHM")`, `g.draw.path("KK Park", "Chen Zhi")`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def show(self, query: str, limit: int | None = None, **parameters: Any) -> Drawing:
        """What a canned query answers."""
        return pages.show(self._store, query, parameters, limit=limit)

    def path(self, start: str, end: str, **which: Any) -> Drawing:
        """The claims on which the shortest routes between two rest; options as of `g.path`."""
        return pages.path(self._store, start, end, **which)

    def neighbours(self, of: str, **which: Any) -> Drawing:
        """What sources say of one; options as of `g.neighbours`."""
        return pages.neighbours(self._store, of, **which)

    def central(
        self, network: str = DEFAULT, *, by: Sequence[str] = ("betweenness",), top: int | None = 20, **which: Any
    ) -> Drawing:
        """Who holds a network together, as large as they rank high; options as of `g.central`."""
        return pages.central(self._store, Asked.given(network, **which), by=by, top=top)

    def communities(self, network: str = DEFAULT, *, method: str = "louvain", least: int = 2, **which: Any) -> Drawing:
        """The groups of a network, coloured and numbered; options as of `g.communities`."""
        return pages.communities(self._store, Asked.given(network, **which), method=method, least=least)

    def map(self, *, state: str | None = None, compound: str | None = None) -> Picture:
        """Where the compounds are said to be, as exactly as each source puts it."""
        return asked.places(self._store, state=state, compound=compound)

    def timeline(
        self,
        *,
        place: str | None = None,
        since: str | None = None,
        until: str | None = None,
        lanes: timeline.Lanes = "kind",
    ) -> Picture:
        """What happened when."""
        return asked.events(self._store, place=place, since=since, until=until, lanes=lanes)

    def corridors(self, *, year: int | None = None, form: str | None = None) -> Picture:
        """From where to where people are taken, in counts of eleven or more."""
        return asked.corridors(self._store, year=year, form=form)

    def matrix(self, states: str, instrument: str, *, on: str | None = None) -> Picture:
        """How States stand under an instrument on a day, told by sign and pattern."""
        found = asked.standing(self._store, states, instrument, period(on, today=date.today()))
        return asked.standing_matrix(found, instrument, states)

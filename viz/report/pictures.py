"""The pictures of a dossier: map, timeline, network. Where there is nothing to draw, a sentence says why."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from graph.errors import UsageError
from graph.read import subgraph
from queries.protected import held
from viz.charts import map, network, timeline  # noqa: A004 - the chart is called so
from viz.charts.picture import Picture
from viz.report.asked import Asking
from viz.report.document import Draft
from viz.report.language import _

Row = Mapping[str, Any]


def places(draft: Draft, found: Sequence[Row]) -> None:
    """The map of rows of places-on-map."""
    draft.heading(_("Map"))
    if not found:
        draft.say(_("There is nothing to draw: no compound or place with a point is loaded for this dossier."))
        return
    _figure(draft, lambda: map.picture(found, _("Where the places are said to be")))
    without = [row["name"] for row in found if row["latitude"] is None]
    if without:
        draft.say(_("No source gives a point for: {names}.").format(names="; ".join(without)))


def events(draft: Draft, asking: Asking, rows: Sequence[Row]) -> None:
    """The timeline of rows of timeline, without those of parties who were held."""
    hidden = held(asking.store)
    found = [row for row in rows if not any(party["id"] in hidden for party in row["parties"])]
    draft.heading(_("Timeline"))
    if not found:
        draft.say(_("There is nothing to draw: no event, listing or letter is loaded for this dossier."))
        return
    _figure(draft, lambda: timeline.picture(found, _("What is said to have happened when")))


def ties(draft: Draft, asking: Asking, ids: Mapping[str, Collection[str]]) -> None:
    """The network of these nodes, by base label."""
    draft.heading(_("Network"))
    drawn = network.picture(
        subgraph(asking.store, {base: sorted(set(found)) for base, found in sorted(ids.items())}),
        _("Who and what is joined, by which claims"),
    )
    draft.figure(drawn)


def _figure(draft: Draft, make: Any) -> None:
    try:
        drawn: Picture = make()
    except UsageError as error:  # too many to draw: the rest of the dossier stands
        draft.say(str(error))
    else:
        draft.figure(drawn)

"""Write docs/analysis.md: what the commands on networks say of the data that ships and of the EU's acts.

`python -m tests.real.analysis_page` starts a server of its own, loads, asks and writes.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from graph.answer import Answer
from graph.connection import Store
from graph.settings import Settings
from loaders import Loader
from loaders.identity import Identity
from queries.analysis import bridges, central, communities, robustness
from queries.analysis.communities import METHODS
from queries.analysis.networks import networks
from queries.analysis.rankings import MEASURES
from queries.analysis.resting import listed
from tests.pages import DOCS, own_store

ROOT = Path(__file__).parents[2]
PAGE = DOCS / "analysis.md"
ACTS = ROOT / "tests" / "real" / "eu_sanctions_scam_centres"
NETWORK = "people-and-compounds"
ONE, OTHER = "OFAC-55505", "EU-32020R1998-I.A-147"
"""The two records of the chairman of the Prince Group: OFAC's and the EU's."""


def load(store: Store, settings: Settings) -> None:
    """Compounds, OFAC's parties, and the two acts of the EU."""
    loader = Loader(store, settings)
    for source, path in (
        ("compounds", None),
        ("designations", None),
        *(("designations", act) for act in sorted(ACTS.glob("*.csv"))),
    ):
        for _ in loader.load(source, path):
            pass


def page(store: Store) -> str:
    """The page. It decides that two records are one, and so changes the store at its end."""
    ranked = central(store, NETWORK, top=8)
    robust = robustness(store, NETWORK, top=5)
    parts = [HEAD, *(f"- `{name}`: {one.title}." for name, one in networks().items()), "", MEASURED]
    parts += [f"- `{name}`: {one.means}." for name, one in MEASURES.items()]
    parts += ["", HONEST, "## On the loaded data", "", LOADED]
    parts += ["### Who holds the network together", "", f"`palermo central --network {NETWORK} --top 8`", ""]
    parts += [
        *_table(ranked, ("rank", "name", "class", "value", "why", "origins", "documents", "ties")),
        "",
        *_notes(ranked),
    ]
    degree = central(store, NETWORK, by=["degree", "ties-per-document"], top=3)
    parts += [f"`palermo central --network {NETWORK} --by degree,ties-per-document --top 3`", ""]
    parts += [*_table(degree, ("measure", "rank", "name", "why")), ""]
    parts += ["### Does it stand without a source", "", f"`palermo robustness --network {NETWORK} --top 5`", ""]
    parts += [
        *_table(robust, ("without", "ties_lost", "name", "rank", "rank_without", "says")),
        "",
        *_notes(robust)[1:3],
        SAYS,
    ]
    cut = bridges(store, NETWORK, top=3, least=2)
    parts += ["### Who falls apart without whom", "", f"`palermo bridges --network {NETWORK} --top 3 --least 2`", ""]
    parts += [*_table(cut, ("kind", "name", "other_name", "cut_off", "says")), ""]
    groups = communities(store, NETWORK)
    parts += ["### Groups", "", f"`palermo communities --network {NETWORK}`", ""]
    parts += [*_table(groups, ("community", "size", "held_by_name", "what_holds_it", "ties_out")), "", *_notes(groups)]
    return "\n".join([*parts, *_joined(store)]) + "\n"


def _joined(store: Store) -> list[str]:
    """What one decision on identity changes."""
    Identity(store).decide(ONE, OTHER, "same", by="docs/analysis.md", why="both are the chairman of the Prince Group")
    ranked, robust = central(store, NETWORK, top=3), robustness(store, NETWORK, top=1)
    said = f"palermo decide {ONE} {OTHER} --same --by NAME --why 'both are the chairman of the Prince Group'"
    lines = ["### What one decision changes", "", f"`{said}`, then the same ranking:", ""]
    lines += [*_table(ranked, ("rank", "name", "value", "why", "origins", "documents", "ties")), ""]
    lines += [*_table(robust, ("without", "ties_lost", "name", "rank", "rank_without", "says")), "", DECIDED]
    return lines


def _table(answer: Answer, columns: Sequence[str]) -> list[str]:
    rows = answer.only(columns).values
    lines = ["| " + " | ".join(name.replace("_", " ") for name in columns) + " |", "|---" * len(columns) + "|"]
    return [*lines, *("| " + " | ".join(map(_cell, row)) + " |" for row in rows)]


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.4g}"
    return (listed(value) if isinstance(value, list) else str(value)).replace("|", r"\|")


def _notes(answer: Answer) -> list[str]:
    """The notes beside an answer, without the warning, which the page gives once."""
    return [*(f"> {note}" + "\n" for note in answer.notes if "is no accusation" not in note)]


HEAD = """# Network analysis

Made by `python -m tests.real.analysis_page`; not to be edited. Every figure and table below is what the program says of
the data named; a test makes the page again and compares.

`palermo central` ranks who holds a network together and says in words why; `communities` finds groups; `bridges` shows
without whom others lose every way to the rest; `between A B` shows whom every path passes; `robustness` takes each
origin away in turn; `central --compare SINCE UNTIL` puts two periods side by side. `--without ORIGIN`, `--since` and
`--until` narrow each of them, `--save` writes results onto the nodes (`measured_...`, with the run, and no part of what
sources say), `--out net.html` draws `central` and `communities`, and `--out net.graphml` or `.gexf` hands the network to
other programs. In Python: `g.central(...)` and so on, with the sentences beside an answer in its `notes`; pictures by
`g.draw.central(...)`. In Neo4j Browser: the queries `degree`, `shared-neighbours`,
`recruiters-by-compound`, `accounts-by-entity` and `compounds-by-party`.

## Networks
"""
MEASURED = """## Measures

A node ranks high that
"""
HONEST = f"""Communities are found by {", ".join(METHODS)}.

## What a result does not say

A node can be central because it is well documented: a list that names 29 wallets of one person ties 29 nodes to that
person. So each row gives its origins, documents and ties, `ties-per-document` sets ties against documents, and each
ranking says how many of its nodes rest on one origin alone. A rank, or being in a community, is no accusation.

Equal values share a rank. Who has the value 0 is counted and not ranked; parts that no tie joins, nodes tied to nobody
and pairs that may be one and are not decided are said in words. Betweenness is exact up to about two thousand million
steps (nodes times ties), and then estimated from a sample, with its standard error. Cases never enter a network.

There is no path by Neo4j's Graph Data Science plug-in: it could not be had where this was written (its jars are not
served by the Maven repository that was at hand), and what cannot be tested is not offered.
"""
LOADED = f"""Compounds, OFAC's parties and the two acts of the EU on scam centres (tests/real), as they are loaded, no two
records decided to be one. The network is `{NETWORK}`.
"""
SAYS = """No tie of this network rests on two origins: each list speaks of its own records, and without it those who rank
by it are tied to nobody. What looks like a ranking of a network is, so far, two lists side by side; a rank that stands
without one of them only stands because the other list does not speak of the same records.
"""
DECIDED = """The two lists now meet in one person, who joins the wallets of one to the companies and compounds of the
other; the whole stands or falls with that decision, which can be undone, and with each of the two lists.
"""


def main() -> None:
    """Load into a server of its own, and write the page."""
    with own_store() as (store, settings):
        load(store, settings)
        PAGE.write_text(page(store), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()

"""Deliver the indicators and the provisions that they engage."""

from collections.abc import Iterator
from pathlib import Path

from graph.model import Engages, Indicator, Provision
from loaders.delivery import Delivery, digest_of
from loaders.rows import rows
from loaders.sources.law import law_texts

FOLDER = Path(__file__).parent
KINDS = ("act", "means", "purpose", "control", "abuse", "conduct")


def deliver(path: Path | None = None) -> Delivery:
    """The indicators of a folder like this one; of this one where none is given."""
    folder = path or FOLDER
    files = folder / "indicators.csv", folder / "engages.csv"
    return Delivery("indicators", digest_of(*files), list(_records(*files)))


def indicator_ids() -> set[str]:
    """The ids that an annotation may refer to."""
    return {indicator.id for indicator in _indicators(FOLDER / "indicators.csv")}


def _records(indicators: Path, engages: Path) -> Iterator[Indicator | Engages]:
    known = {indicator.id: indicator for indicator in _indicators(indicators)}
    yield from known.values()
    provisions = {provision.id for provision in law_texts().provisions}
    for row in rows(engages, ("indicator", "provision", "why")):
        provision = row.one_of("provision", provisions)
        yield Engages(
            start=Indicator.ref(row.one_of("indicator", known)),
            end=Provision.ref(provision),
            asserted_by="coder",
            why=row.text("why"),
            locator=provision,
        )


def _indicators(path: Path) -> Iterator[Indicator]:
    seen: set[str] = set()
    for row in rows(path, ("id", "kind", "title", "standard", "code")):
        id_ = row.text("id")
        if id_ in seen:
            row.refuse("id", f"{id_} is there twice; keep one")
        seen.add(id_)
        yield Indicator(
            id=id_,
            kind=row.one_of("kind", KINDS),
            title=row.text("title"),
            standard=row.maybe("standard"),
            code=row.maybe("code"),
        )

"""Deliver an export of the Universal Human Rights Index: its rows through the mapping, and the law that their texts cite."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import UsageError
from graph.model import Conclusion, Engages, Instrument, Node, Provision, Ref, Relationship
from loaders.citations import CitationResolver
from loaders.delivery import Delivery, Reject, digest_of
from loaders.mapped import Refused, mapped_row
from loaders.mapping_file import read_mapping
from loaders.sources.conclusions.uhri import MADE, SPELLED, Untold, tidied
from loaders.sources.law import law_texts
from loaders.tabular import open_table

Records = list[Node | Relationship[Any, Any]]

MAPPING = Path(__file__).with_name("uhri.mapping.yaml")


def deliver(path: Path | None = None) -> Delivery:
    """An export, by `palermo load conclusions FILE`. A row is taken whole or refused whole."""
    if path is None:
        raise UsageError(
            "Source conclusions ships no data: search uhri.ohchr.org, export the result to Excel, and give the file: "
            "palermo load conclusions FILE."
        )
    table = open_table(path)
    mapping = read_mapping(MAPPING)
    over = mapping.check_header((*(SPELLED.get(name, name) for name in table.columns), *MADE))
    rejects = [
        Reject(table.name, "header", name, "is a column that the mapping neither reads nor ignores") for name in over
    ]
    records: Records = []
    for order, row in enumerate(table.rows):
        try:
            made = [record for one in tidied(row, order) for record in mapped_row(mapping, one)]
        except (Untold, Refused) as refused:
            rejects.append(Reject(table.name, row.place, refused.field, str(refused)))
            continue
        records += [*made, *_engaged(made)]
    return Delivery(f"conclusions/{path.name}", digest_of(path, MAPPING), records, tuple(rejects))


def _engaged(made: Records) -> Iterator[Engages]:
    """What a conclusion cites, and the paragraph that it is, where the law holds that as a provision of its own."""
    law = law_texts()
    instruments = {instrument.id for instrument in law.instruments}
    for conclusion in {record.id: record for record in made if isinstance(record, Conclusion)}.values():
        cited = {one.law: "its text cites it" for one in _resolver().resolve(conclusion.quote).found}
        itself = f"{conclusion.origin.removeprefix('DOC-')}-{conclusion.code}"
        if itself in law.parents:
            cited[itself] = "it is the text of that paragraph"
        above = {up for id_ in cited for up in _above(id_, law.parents)}
        for id_, why in sorted((id_, why) for id_, why in cited.items() if id_ not in above):
            end: Ref[Instrument | Provision] = Instrument.ref(id_) if id_ in instruments else Provision.ref(id_)
            start = Conclusion.ref(conclusion.id)
            yield Engages(start=start, end=end, asserted_by="parser", why=why, locator=conclusion.code)


def _above(id_: str, parents: Mapping[str, str]) -> Iterator[str]:
    """What contains a provision: "article 6 of the Protocol" names the article, not the whole Protocol as well."""
    while id_ in parents:
        id_ = parents[id_]
        yield id_


@cache
def _resolver() -> CitationResolver:
    return CitationResolver(law_texts())

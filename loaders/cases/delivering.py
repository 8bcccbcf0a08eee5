"""A file of cases -> a delivery: recognise its columns, take its rows, say what was kept out."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from graph.errors import InputRefused, UsageError
from graph.model import Document
from loaders.cases.building import Builder
from loaders.cases.crosswalk import SOURCES, crosswalks
from loaders.cases.frames import chunk
from loaders.cases.header import Matched, nearest, place, recognised, some
from loaders.cases.people import People
from loaders.cases.raw import Raw, digest, tables
from loaders.cases.shows import FILE as SHOWS
from loaders.cases.statistics import Statistics
from loaders.cases.terms import Asked, Terms
from loaders.delivery import Chunk, Delivery

NO_TEXT = (
    "Records of people need the version of the consent text that they were shown: add --consent-text VERSION, such as v3, "
    "or a column x_ConsentTextVersion."
)


def open_as(source: str, path: Path) -> tuple[Raw, Matched]:
    """The table of a file that has the columns of a source's standard. Raises InputRefused that lists what differs."""
    found = list(tables(path))
    among = crosswalks(source)
    for raw in found:
        if {"type", "name", "label"} <= {name.strip().lower() for name in raw.header[:5]}:
            raise InputRefused(f"{path.name} is an XLSForm, the questions; export the answers, and load those.")
        matched = recognised(raw, among, enough=0)
        if matched is not None:
            return raw, matched
    raise nearest(found[0], among)


def deliver_people(source: str, path: Path, terms: Terms) -> Delivery:
    """Records of people in the standard of a source. Raises UsageError where what only the user knows was not said."""
    raw, matched = open_as(source, path)
    return people(source, path, raw, matched, terms)


def people(source: str, path: Path, raw: Raw, matched: Matched, terms: Terms, digested: str | None = None) -> Delivery:
    """The delivery of a table that was opened; `digested` is the digest of its file or files."""
    by_row = matched.crosswalk.by_gift("consent")
    if terms.asked.consent_text is None and by_row not in matched.columns:
        raise UsageError(NO_TEXT)
    file = terms.key.file(path.stem)
    document = Document(
        id=f"{source.upper()}-{terms.holder}-{file}",
        title=f"Cases in {matched.crosswalk.standard}: {file}",
        kind="case records",
        publisher=None if terms.asked.organisation is None else terms.holder,
    )
    builder = Builder(matched.crosswalk, terms, document.id, terms.asked.consent_text)
    taken = People(raw, matched, terms, builder)

    def chunks() -> Iterator[Chunk]:
        """As they are read: nothing is loaded where this raises, since all of a file is checked before it is written."""
        empty = True
        for frames in taken.frames():
            refused, taken.rejects = taken.rejects, []
            empty = False
            yield chunk(raw.name, frames, refused)
        if empty and not taken.rejects and not taken.builder.tally.counts:
            raise InputRefused(f"{path.name} has the columns of {matched.crosswalk.standard}, and no case in it.")
        yield Chunk(raw.name, rejects=tuple(taken.rejects))

    return Delivery(
        f"{source}/{file}",
        digest_with(source, digested or digest(path), terms),
        [document],
        warnings=_about(raw, matched, terms.asked.case_key),
        chunks=chunks(),
        afterwards=lambda: (*taken.warnings(), *taken.builder.tally.sentences()),
    )


def deliver_statistics(source: str, path: Path, terms: Terms) -> Delivery:
    """A published dataset: nobody's case, so that it needs no consent and has no case numbers. Raises UsageError."""
    if terms.asked != Asked():
        raise UsageError(f"Rows of {source} are statistics, nobody's cases; leave the options of cases away.")
    raw, matched = open_as(source, path)
    document = Document(
        id=f"{source.upper()}-{path.stem}",
        title=f"{matched.crosswalk.title}: {path.stem}",
        kind="dataset",
        publisher="Counter-Trafficking Data Collaborative",
    )
    taken = Statistics(raw, matched, document.id)
    frames = taken.frames()
    if frames is None and not taken.rejects:
        raise InputRefused(f"{path.name} has the columns of {matched.crosswalk.standard}, and no row below them.")
    said = _about(raw, matched)
    digest_ = digest_with(source, digest(path), terms)
    chunks = [chunk(raw.name, frames, ())] if frames else []
    return Delivery(f"{source}/{path.stem}", digest_, [document], tuple(taken.rejects), warnings=said, chunks=chunks)


def digest_with(source: str, file: str, terms: Terms) -> str:
    """What decides what a load gives: the file, the crosswalk, the coding, and the terms."""
    parts = (file, digest(SOURCES / source / "crosswalk.yaml"), digest(SHOWS), terms.digest_of())
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _about(raw: Raw, matched: Matched, key: str | None = None) -> tuple[str, ...]:
    """What the user should know of the columns."""
    said = []
    keyed = {place(index) for index, name in enumerate(raw.header) if name.strip() == key}
    surplus = [where for where in matched.surplus if where not in keyed]
    if surplus:
        said.append(f"{raw.name} has what {matched.crosswalk.standard} has not, and it was not read: {some(surplus)}.")
    if matched.disagree:
        said.append(
            f"The two header rows of {raw.name} disagree about {', '.join(matched.disagree)}: "
            "which one was followed cannot be known; a column that is taken is read by its name."
        )
    return tuple(said)

"""Four sheets -> one table of victims, each with what is said of its event, its perpetrators and who reported it."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from graph.errors import InputRefused
from loaders.cases.crosswalk import Crosswalk, crosswalks
from loaders.cases.header import Matched, place, plain
from loaders.cases.raw import FAULT, ROW, Raw, digest, tables

ENTITIES = {
    "event": "TIP event",
    "victim": "Victim",
    "perpetrator": "Perpetrator",
    "reporting_entity": "Reporting entity",
}
NEEDED = ("event", "victim")


def open_entities(path: Path) -> tuple[Raw, Matched, str]:
    """The joined table, what its columns are, and the digest of the file or files. Raises InputRefused."""
    (crosswalk,) = crosswalks("ictip")
    found = dict(_sheets(path))
    missing = [ENTITIES[name] for name in NEEDED if name not in found]
    if missing:
        raise InputRefused(
            f"{path.name} has no sheet or table {' and no '.join(missing)}; it needs {', '.join(ENTITIES.values())}."
        )
    parts = {name: _part(name, raw, crosswalk) for name, raw in found.items()}
    joined = _joined(parts)
    header = tuple(name for name in joined.columns if name not in (ROW, FAULT))
    columns = {name: at for at, name in enumerate(header)}
    lacking = [name for name in crosswalk.needs if name not in columns]
    if lacking:
        raise InputRefused(f"{path.name} has not the columns of {crosswalk.standard}: missing {', '.join(lacking)}.")

    def read(wanted: Mapping[str, int]) -> Iterator[pl.DataFrame]:
        yield joined.select(ROW, FAULT, *(pl.col(header[at]).alias(name) for name, at in wanted.items()))

    matched = Matched(crosswalk, columns, _surplus(found, crosswalk), labelled=False, disagree=(), numbered=None)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    together = hashlib.sha256("".join(digest(file) for file in files if file.is_file()).encode()).hexdigest()
    return Raw(path.name, header, (), read), matched, together


def _sheets(path: Path) -> Iterator[tuple[str, Raw]]:
    """The sheet or table of each entity; an event is a TIP event, whichever the sheet is called."""
    known = {plain(title): name for name, title in ENTITIES.items()} | {plain(name): name for name in ENTITIES}
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        if path.is_dir() and plain(file.stem) not in known:
            continue
        for raw in tables(file):
            entity = known.get(plain(raw.sheet or file.stem))
            if entity:
                yield entity, raw


def _part(entity: str, raw: Raw, crosswalk: Crosswalk) -> pl.DataFrame:
    """The columns of a sheet that are taken or join it, by the names of the crosswalk."""
    wanted = {
        name: at
        for at, column in enumerate(raw.header)
        if (name := f"{entity}.{_name(column)}") in crosswalk.fields
        and (crosswalk.fields[name].gives or name.endswith("_id"))
    }
    frames = list(raw.read(wanted))
    return (
        pl.concat(frames)
        if frames
        else pl.DataFrame(schema={ROW: pl.Int64, FAULT: pl.String, **dict.fromkeys(wanted, pl.String)})
    )


def _name(column: str) -> str:
    return "_".join(column.strip().lower().split())


def _surplus(found: Mapping[str, Raw], crosswalk: Crosswalk) -> tuple[str, ...]:
    return tuple(
        f"{entity} {place(index)}"
        for entity, raw in found.items()
        for index, column in enumerate(raw.header)
        if f"{entity}.{_name(column)}" not in crosswalk.fields
    )


def _joined(parts: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Victims with their events. An event has one reporter and may have several perpetrators, whose cells are listed."""
    event = parts["event"].drop(ROW, FAULT)
    reporter = parts.get("reporting_entity")
    on = ("event.reporting_entity_id", "reporting_entity.reporting_entity_id")
    if reporter is not None and on[0] in event.columns and on[1] in reporter.columns:
        event = event.join(
            reporter.drop(ROW, FAULT).unique(on[1], keep="first"), left_on=on[0], right_on=on[1], how="left"
        )
    acting = parts.get("perpetrator")
    if acting is not None and "perpetrator.event_id" in acting.columns:
        said = [name for name in acting.columns if name not in (ROW, FAULT) and not name.endswith("_id")]
        listed = acting.group_by("perpetrator.event_id", maintain_order=True).agg(
            pl.col(name).drop_nulls().str.join("; ") for name in said
        )
        listed = listed.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in said)
        event = event.join(listed, left_on="event.event_id", right_on="perpetrator.event_id", how="left")
    victims = parts["victim"]
    if "victim.event_id" not in victims.columns or "event.event_id" not in event.columns:
        return victims
    once = event.unique("event.event_id", keep="first")
    joined = victims.join(
        once, left_on="victim.event_id", right_on="event.event_id", how="left", maintain_order="left", coalesce=False
    )
    lost = pl.col("victim.event_id").is_not_null() & pl.col("event.event_id").is_null()
    fault = pl.when(lost).then(pl.lit("names an event that the sheet of events has not"))
    return joined.with_columns(pl.coalesce(pl.col(FAULT), fault).alias(FAULT)).drop("event.event_id")

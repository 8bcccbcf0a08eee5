"""The claims along which a path may go, as columns, divided so that all claims of one pair of ends are in one part.

They are read page by page, each in the order of an index: one answer with all of them is quicker on a small store, and on
one of ten million claims needs more memory than the server has. Of a large store the parts are files for the time being.
"""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from graph.connection import Store
from graph.derived import through_cases
from graph.derived.passable import base_of, impassable_labels, walked_types
from graph.model import LADDER, Tie
from graph.schema import properties

PAGE = 20_000
"""Claims in one answer."""
PART = 500_000
"""Claims that are joined at once, about."""
PAIR = ("a", "a_base", "b", "b_base")
"""Canonical id and base label of both ends, the smaller one first."""
Part = tuple[pl.DataFrame, pl.DataFrame]
"""Claims, and the ties that the store has, of the same pairs."""


def parts(store: Store) -> Iterator[Part]:
    """Every claim between different ends through which a path may pass, and every tie, part by part."""
    types = "|".join(walked_types())
    count = int(store.read(f"MATCH ()-[r:{types}|{Tie.type_name()}]->() RETURN count(r)").values[0][0])
    several = 1 + count // PART
    with tempfile.TemporaryDirectory(prefix="ties-", dir=store.home if several > 1 else None) as folder:
        claims = _Divided(Path(folder) / "claims", several, _CLAIMS)
        for frame in _claims(store, [types] if count < PAGE else walked_types()):
            claims.add(frame)
        ties = _Divided(Path(folder) / "ties", several, _TIES)
        for frame in _pages(store, Tie.type_name(), _STORED, _TIES):
            ties.add(frame)
        yield from zip(claims, ties, strict=True)


class _Divided:
    """Frames divided by pair: in memory where one part is enough, else in files."""

    def __init__(self, folder: Path, parts: int, schema: Mapping[str, pl.DataType]) -> None:
        self._folder, self._parts, self._schema = folder, parts, schema
        self._frames: list[list[pl.DataFrame | Path]] = [[] for _ in range(parts)]
        folder.mkdir()

    def add(self, frame: pl.DataFrame) -> None:
        if self._parts == 1:
            self._frames[0].append(frame)
            return
        part = pl.concat_str(*PAIR, separator="\x1f").hash() % self._parts
        for (number,), rows in frame.with_columns(_part=part).partition_by("_part", as_dict=True).items():
            path = self._folder / f"{number:04}-{len(self._frames[number])}.arrow"
            rows.drop("_part").write_ipc(path)
            self._frames[number].append(path)

    def __iter__(self) -> Iterator[pl.DataFrame]:
        for frames in self._frames:
            read = [pl.read_ipc(one) if isinstance(one, Path) else one for one in frames]
            yield pl.concat([pl.DataFrame(schema=self._schema), *read])


def _claims(store: Store, types: list[str]) -> Iterator[pl.DataFrame]:
    """Those of each of these types, or types joined by `|`: for several there is no index, which a small store needs none of."""
    documents = (
        "MATCH (d:Document) WHERE d.origin IS NOT NULL RETURN collect(d.id) AS document, collect(d.origin) AS origin"
    )
    texts = {"document": pl.String, "origin": pl.String}
    origins = pl.DataFrame(dict(zip(texts, store.read(documents).values[0], strict=True)), schema=texts)
    closed = _impassable(store)
    for type_ in types:
        for frame in _pages(store, type_, _READ, _READ_AS):
            said = frame.join(origins, on="document", how="left", maintain_order="left").select(
                *PAIR,
                "id",
                "type",
                (pl.col("stance") == "asserts").alias("asserts"),
                pl.coalesce("origin", "document").alias("origin"),
                pl.col("modality").replace_strict(LADDER, default=None, return_dtype=pl.Int64).alias("rung"),
                pl.col("since", "since_latest").replace("", None),
                pl.lit(None, pl.Int64).alias("people"),
            )
            yield _open(_in_order(said), closed)
    yield _open(_of_cases(store), closed)


def _of_cases(store: Store) -> pl.DataFrame:
    """What the cases of at least eleven people join, as claims without an id."""
    rows = []
    for (one, other), carried in through_cases.carried(store).items():
        people, modality = carried.safe()
        if people is not None:
            said = ("", through_cases.KIND, True, through_cases.ORIGIN, LADDER[modality], None, None, people)
            rows.append((*one, *other, *said))
    return _in_order(pl.DataFrame(rows, schema=_CLAIMS, orient="row"))


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    turned = (pl.col("a") > pl.col("b")) | ((pl.col("a") == pl.col("b")) & (pl.col("a_base") > pl.col("b_base")))
    swap = dict(zip(PAIR, ("b", "b_base", "a", "a_base"), strict=True))
    return frame.with_columns(
        pl.when(turned).then(pl.col(other)).otherwise(pl.col(own)).alias(own) for own, other in swap.items()
    )


def _open(frame: pl.DataFrame, closed: pl.Series) -> pl.DataFrame:
    """Without what joins one to itself, or goes through what is closed."""
    one, other = (pl.concat_str(*ends, separator="\x1f") for ends in (PAIR[:2], PAIR[2:]))
    return frame.filter(one != other, ~one.is_in(closed.implode()), ~other.is_in(closed.implode()))


def _impassable(store: Store) -> pl.Series:
    """A record may be joined to one of another class: then the class of the canonical one decides too."""
    (columns,) = store.read(f"MATCH (n:{_CLOSED}) RETURN collect(n.id), collect({base_of('n')})").values
    return pl.Series(["\x1f".join(end) for end in zip(*columns, strict=True)], dtype=pl.String)


def _pages(store: Store, type_: str, query: str, schema: Mapping[str, pl.DataType]) -> Iterator[pl.DataFrame]:
    after, more = "", True
    while more:
        (columns,) = store.read(query.format(type=type_), {"after": after, "size": PAGE}).values
        frame = pl.DataFrame(dict(zip(schema, columns, strict=True)), schema=schema)
        yield frame
        more = frame.height == PAGE
        after = frame["id"][-1] if more else ""


DATES = tuple(row.name for row in properties(Tie) if row.kind == "date")
PROPERTIES = ("id", *(row.name for row in properties(Tie)))
"""What a tie is stored with, in the order of the model."""
_CLOSED = "|".join(impassable_labels())
_TEXT, _NUMBER, _TEXTS = pl.String(), pl.Int64(), pl.List(pl.String())
_CLAIMS: dict[str, pl.DataType] = {
    **dict.fromkeys((*PAIR, "id", "type"), _TEXT), "asserts": pl.Boolean(), "origin": _TEXT, "rung": _NUMBER,
    "since": _TEXT, "since_latest": _TEXT, "people": _NUMBER,
}  # fmt: skip
_READ_AS: dict[str, pl.DataType] = dict.fromkeys(
    (*PAIR, "id", "type", "stance", "document", "modality", "since", "since_latest"), _TEXT
)
_KINDS = {row.name: row.kind for row in properties(Tie)}
_TIES: dict[str, pl.DataType] = dict.fromkeys((*PAIR, "id"), _TEXT) | {
    name: _TEXTS if kind.startswith("list") else _NUMBER if kind == "integer" else _TEXT
    for name, kind in _KINDS.items()
}


def _collected(expressions: Mapping[str, str]) -> str:
    # collect() leaves nulls out, and the columns would no longer fit together: an absent date is read as "", a count as 0.
    absent = dict.fromkeys(DATES, "coalesce(toString({}), '')") | {"people": "coalesce({}, 0)"}
    return ", ".join(f"collect({absent.get(name, '{}').format(text)})" for name, text in expressions.items())


_READ = (
    f"MATCH (a)-[r:{{type}}]->(b)\nWHERE r.id > $after AND NOT a:({_CLOSED}) AND NOT b:({_CLOSED})\n"
    "WITH a, r, b ORDER BY r.id LIMIT $size\nRETURN "
    + _collected(
        {
            "a": "coalesce(a.canonical, a.id)", "a_base": base_of("a"), "b": "coalesce(b.canonical, b.id)",
            "b_base": base_of("b"), "id": "r.id", "type": "type(r)", "stance": "r.stance", "document": "r.document",
            "modality": "r.modality", "since": "r.since", "since_latest": "r.since_latest",
        }
    )
)  # fmt: skip
_STORED = "MATCH (a)-[t:{type}]->(b) WHERE t.id > $after\nWITH a, t, b ORDER BY t.id LIMIT $size\nRETURN " + _collected(
    {"a": "a.id", "a_base": base_of("a"), "b": "b.id", "b_base": base_of("b")}
    | {name: f"t.{name}" for name in PROPERTIES}
)

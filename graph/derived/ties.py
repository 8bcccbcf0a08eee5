"""Rebuild the ties: from all claims in the store to one derived TIE a pair, writing only what differs.

Where the cases of at least eleven people join a recruiter and a compound, that is a tie, too (through_cases.py). The claims
come as columns, part by part (claims_by_pair.py), so that memory does not grow with the store. A tie is a function of the
claims, of `canonical` and of the documents' origins, of nothing else: a rebuild after an interruption gives what an
undisturbed one would have given.
"""

from collections.abc import Iterator
from itertools import product

import polars as pl
import polars_hash  # noqa: F401 - its expressions hang on polars by being imported

from graph.connection import Store
from graph.derived.claims_by_pair import DATES, PAIR, PROPERTIES, Part, parts
from graph.derived.passable import BASES
from graph.loading.tables import Row, batches
from graph.model import LADDER, Tie

BATCH = 5_000
Differing = tuple[list[str], list[Row]]
"""The ids of ties that no claim makes, and the ties that the store lacks or has otherwise."""


def rebuild(store: Store) -> int:
    """Make the ties what the claims make them; returns how many were written or removed."""
    changes = 0
    for gone, changed in differing(store):
        for begin in range(0, len(gone), BATCH):
            store.write([(_REMOVE, {"ids": gone[begin : begin + BATCH]})])
        for start, end in product(BASES, BASES):
            rows = [row for row in changed if (row["a_base"], row["b_base"]) == (start, end)]
            for some in batches(rows, BATCH):
                store.write([(_WRITE.format(start=start, end=end), {"rows": some})])
        changes += len(gone) + len(changed)
    return changes


def differing(store: Store) -> Iterator[Differing]:
    """What differs, part by part; nothing right after `rebuild`."""
    return map(_differing, parts(store))


def _differing(part: Part) -> Differing:
    claims, there = part
    wanted = _ties(claims)
    stored = there.with_columns(_number("people").replace(0, None)).with_columns(
        _told("was"), pl.col("id").alias("old")
    )
    both = wanted.with_columns(_told("told")).join(
        stored.select(*PAIR, "old", "was"), on=PAIR, how="full", coalesce=True
    )
    gone = both.filter(pl.col("old").is_not_null() & pl.col("id").ne_missing(pl.col("old")))["old"].sort().to_list()
    changed = both.filter(pl.col("id").is_not_null() & pl.col("told").ne_missing(pl.col("was")))
    return gone, changed.select(*PAIR, *PROPERTIES).unique("id").sort("id").to_dicts()


def _ties(claims: pl.DataFrame) -> pl.DataFrame:
    """One row a pair. A connection that is only denied is none."""
    said = claims.filter("asserts")
    origins = said.group_by(*PAIR, "origin").agg(_number("rung").max()).sort("origin")
    by_origin = origins.group_by(PAIR, maintain_order=True).agg(
        pl.col("origin").alias("origins"),
        _rung(pl.col("rung")).alias("modalities"),
        _rung(pl.col("rung").max()).alias("modality"),
    )
    denied = claims.filter(~pl.col("asserts")).group_by(PAIR).agg(pl.len().cast(pl.Int64).alias("denials"))
    dated = pl.col("since").is_not_null()
    made = said.group_by(PAIR).agg(
        pl.col("type").unique().sort().alias("kinds"),
        pl.col("id").filter(pl.col("id") != "").sort().alias("claims"),
        # The earliest of several intervals lies between the least of their first and of their last days.
        pl.col("since").min(),
        pl.col("since_latest").filter(dated).min(),
        _number("people").max(),
    )
    whole = (
        made.join(by_origin, on=PAIR).join(denied, on=PAIR, how="left").with_columns(_number("denials").fill_null(0))
    )
    return whole.with_columns(_id().alias("id")).select(*PAIR, *PROPERTIES)


def _id() -> pl.Expr:
    """The hash that `Relationship.id` makes of a tie."""
    ends = [pl.lit(Tie.type_name()), pl.col("a_base"), pl.col("a"), pl.col("b_base"), pl.col("b")]
    return pl.concat_str(ends, separator="\x1f").chash.sha2_256().str.slice(0, 32)  # type: ignore[attr-defined, no-any-return]


def _number(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Int64)


def _rung(column: pl.Expr) -> pl.Expr:
    return column.replace_strict(list(LADDER.values()), list(LADDER), return_dtype=pl.String)


def _told(name: str) -> pl.Expr:
    """All that a tie says, in one text, to be compared."""
    lists = ("kinds", "origins", "modalities", "claims")
    cells = [pl.col(one).list.join("\x1e") if one in lists else pl.col(one).cast(pl.String) for one in PROPERTIES]
    return pl.concat_str([cell.replace("", None).fill_null("\x1d") for cell in cells], separator="\x1f").alias(name)


_REMOVE = f"UNWIND $ids AS id MATCH ()-[t:{Tie.type_name()} {{id: id}}]->() DELETE t"
_WRITE = (
    "UNWIND $rows AS row\nMATCH (a:{start} {{id: row.a}})\nMATCH (b:{end} {{id: row.b}})\n"
    f"MERGE (a)-[t:{Tie.type_name()} {{{{id: row.id}}}}]->(b)\nSET "
    + ", ".join(f"t.{name} = {f'date(row.{name})' if name in DATES else f'row.{name}'}" for name in PROPERTIES[1:])
)

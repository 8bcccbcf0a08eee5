"""A file of any size, chunk by chunk: checked, and kept on disk until all of it is known to be right."""

from collections.abc import Callable, Iterable

import polars as pl

from graph.loading.spool import Spool
from graph.loading.tables import Key, tabulate
from loaders.delivery import Delivery, Part, Reject
from loaders.intake.checking import ROW, validate


def fill(spool: Spool, delivery: Delivery, refuse: Callable[[Iterable[Reject]], None]) -> None:
    """Put what a delivery says into a spool, and hand over the rejects as they come up.

    A row is taken whole or refused whole: where one of its records is refused, none of the others is kept.
    """
    refuse(delivery.rejects)
    spool.add_tables(tabulate(delivery.records))
    for chunk in delivery.chunks or ():
        refuse(chunk.rejects)
        spool.add_tables(tabulate(chunk.nodes))
        checked = [(part, validate(part.frame, part.cls, file=chunk.file, ends=part.ends)) for part in chunk.parts]
        rejects = [reject for _, one in checked for reject in one.rejects]
        refuse(rejects)
        rows = pl.Series([reject.row for reject in rejects], dtype=pl.String).unique()
        for part, one in checked:
            spool.add(_key(part), one.good.filter(~_place(one.good).is_in(rows.implode())) if rejects else one.good)
    spool.seal()


def _place(frame: pl.DataFrame) -> pl.Expr:
    """Where a row stands, as its reject says it; what is no row's own is nowhere."""
    place = pl.col(ROW).cast(pl.String)
    return (place if frame.schema[ROW] == pl.String else pl.concat_str(pl.lit("row "), place)).fill_null("")


def _key(part: Part) -> Key:
    if part.ends is None:
        return part.cls  # type: ignore[return-value]  # a relationship has ends, `validate` asks for them
    return part.cls, (part.ends[0].base(), part.ends[1].base())  # type: ignore[return-value]

"""Results of an analysis on the nodes that it measured: derived properties with their run, no part of what sources say.

`measured_NAME` is the value, `measured_NAME_rank` the rank where there is one, `measured_NAME_run` the run. A measure is
saved once: saving it again, also of another network, first takes the earlier results away.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from graph import schema
from graph.connection import Statement, Store
from graph.loading.tables import batches
from graph.model import MEASURED, Run, base_classes

BATCH = 10_000
SOURCE = "analysis"


def save(
    store: Store,
    name: str,
    results: Mapping[tuple[str, str], Mapping[str, Any]],
    *,
    asked: str,
    version: str,
    now: Callable[[], datetime],
) -> Run:
    """Write the results of one measure: (base label, id) -> value and rank. Returns the run that they name.

    An interruption leaves some of the new results and none of the old; saving again mends it.
    """
    schema.apply(store)
    key = property_of(name)
    names = (key, f"{key}_rank", f"{key}_run")
    id_ = f"{SOURCE}/{name}"
    started = now().isoformat(timespec="seconds")
    clear(store, names)
    for base in sorted({base for base, _ in results}):
        rows = [
            {"id": node, "said": {key: told["value"], f"{key}_rank": told.get("rank"), f"{key}_run": id_}}
            for (its, node), told in sorted(results.items())
            if its == base
        ]
        for some in batches(rows, BATCH):
            store.write([(_WRITE.format(base=schema.node_label(base)), {"rows": some})])
    run = Run(
        id=id_,
        scope=id_,
        source=SOURCE,
        digest=hashlib.sha256(asked.encode()).hexdigest(),
        version=version,
        started=started,
        finished=now().isoformat(timespec="seconds"),
        state="complete",
        nodes=len(results),
        asked=asked,
    )
    store.write([("MERGE (run:Run {id: $id}) SET run = $run", {"id": run.id, "run": run.model_dump()})])
    return run


def property_of(name: str) -> str:
    """The property that holds the values of a measure."""
    return MEASURED + re.sub(r"\W", "_", name)


def clear(store: Store, names: tuple[str, ...]) -> None:
    """Take these properties away, wherever they are."""
    statements: list[Statement] = [
        (_CLEAR.format(base=cls.label()), {"name": names[-1], "none": dict.fromkeys(names)})
        for cls in base_classes()
        if cls.walk
    ]
    store.write(statements)


_WRITE = "UNWIND $rows AS row MATCH (n:{base} {{id: row.id}}) SET n += row.said"
_CLEAR = "MATCH (n:{base}) WHERE $name IN keys(n) SET n += $none"

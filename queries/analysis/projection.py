"""Projection: from claims in the store to a network, by the description of the network in networks.yaml."""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from graph.connection import Store
from graph.errors import PalermoError, UsageError, nearest
from graph.model import node_classes
from graph.read import claim_columns, party_columns
from graph.ties import walked_types

FILE = Path(__file__).parent / "networks.yaml"


class Network(BaseModel):
    """What a network is made of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    nodes: tuple[str, ...]
    claims: tuple[str, ...]


@cache
def networks() -> dict[str, Network]:
    """Every network by name. Raises PalermoError for a class or claim that may not be in one."""
    found = {
        name: Network.model_validate(told) for name, told in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()
    }
    for name, network in found.items():
        checked(name, network)
    return found


def checked(name: str, network: Network) -> None:
    """Refuse what joins everybody (States, areas, platforms) and all that is no Entity or Place: cases never enter."""
    open_ = {cls.label() for cls in node_classes() if cls.walk}
    for label in network.nodes:
        if label not in open_:
            raise PalermoError(
                f"Network {name} names {label}; a network holds only these: {', '.join(sorted(open_))}. "
                "Cases never enter one, and States, areas and platforms would join people who have nothing in common."
            )
    for type_ in network.claims:
        if type_ not in walked_types():
            raise PalermoError(f"Network {name} names the claim {type_}, along which no path leads.")


def project(store: Store, name: str, *, without: Collection[str] = ()) -> Any:
    """The network as a networkx graph on the backend `palermo`: undirected, ids as nodes, `weight` in origins.

    Nodes carry name, class and number of documents; edges the sorted origins, separated by a line feed. `without` leaves
    the claims of these origins aside. Isolated nodes stay. Raises UsageError for an unknown network or an empty one.
    """
    import numpy as np

    from queries.analysis.graphs import Columns, folded

    if name not in networks():
        raise UsageError(f"There is no network {name!r}.{nearest(name, list(networks()))}")
    network = networks()[name]
    parties = sorted(party_columns(store, network.nodes))
    position = {id_: place for place, (id_, _, _) in enumerate(parties)}
    joined: dict[tuple[int, int], set[str]] = {}
    documents: list[set[str]] = [set() for _ in parties]
    for start, end, document, origin in claim_columns(store, network.claims):
        if start not in position or end not in position or start == end or origin in without:
            continue
        one, other = sorted((position[start], position[end]))
        joined.setdefault((one, other), set()).add(origin)
        documents[one].add(document)
        documents[other].add(document)
    pairs = sorted(joined)
    columns = Columns(
        [id_ for id_, _, _ in parties],
        np.array([one for one, _ in pairs], dtype=np.int64),
        np.array([other for _, other in pairs], dtype=np.int64),
        {
            "weight": np.array([float(len(joined[pair])) for pair in pairs]),
            "origins": ["\n".join(sorted(joined[pair])) for pair in pairs],
        },
        {
            "name": [called for _, called, _ in parties],
            "class": [label for _, _, label in parties],
            "documents": [len(found) for found in documents],
        },
    )
    return folded(columns, attributes={"name": name})

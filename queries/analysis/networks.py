"""Networks by name: what each is made of, as networks.yaml declares it."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from graph.connection import Store
from graph.derived.passable import walked_types
from graph.errors import PalermoError, UsageError, nearest
from graph.model import LADDER, node_classes, said_classes

FILE = Path(__file__).parent / "networks.yaml"
ALL = "all"


class Network(BaseModel):
    """What a network is made of. `nodes` and `claims` may be the word `all`: whatever a path may lead through."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    nodes: tuple[str, ...] | Literal["all"]
    claims: tuple[str, ...] | Literal["all"]
    second: tuple[str, ...] = ()
    """The classes of the second side, where the network has two: only what joins the sides is then in it."""
    directed: bool = False
    """Whether an edge leads from the start of its claims to their end."""
    isolated: bool = True
    """Whether those whom no claim joins to anybody are in it."""
    weight: Literal["origins"] | dict[str, float] = Field(default="origins")
    """Each independent origin of an edge adds 1, or the worth of its surest modality."""

    @property
    def classes(self) -> frozenset[str]:
        """The classes of its nodes."""
        return frozenset(_open_classes() if self.nodes == ALL else self.nodes)

    @property
    def types(self) -> tuple[str, ...]:
        """The types of its claims, sorted."""
        return tuple(sorted(walked_types() if self.claims == ALL else self.claims))

    @property
    def bases(self) -> tuple[str, ...]:
        """The base labels of its nodes, sorted."""
        return tuple(sorted({cls.base().label() for cls in node_classes() if cls.label() in self.classes}))

    @property
    def start_bases(self) -> tuple[str, ...]:
        """Those of its base labels at which one of its claims may begin."""
        begins = {
            end.base().label() for cls in said_classes() if cls.type_name() in self.types for end in cls.ends()[0]
        }
        return tuple(base for base in self.bases if base in begins)


@cache
def networks() -> dict[str, Network]:
    """Every network by name. Raises PalermoError for a class or claim that may not be in one."""
    found = {
        name: Network.model_validate(told) for name, told in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()
    }
    for name, network in found.items():
        checked(name, network)
    return found


def named(name: str) -> Network:
    """The network of that name. Raises UsageError that suggests the nearest."""
    if name not in networks():
        raise UsageError(f"There is no network {name!r}.{nearest(name, list(networks()))}")
    return networks()[name]


def checked(name: str, network: Network) -> None:
    """Refuse what joins everybody (States, areas, platforms) and all that is no Entity or Place: cases never enter."""
    open_ = _open_classes()
    for label in sorted(network.classes | set(network.second)):
        if label not in open_:
            raise PalermoError(
                f"Network {name} names {label}; a network holds only these: {', '.join(sorted(open_))}. "
                "Cases never enter one, and States, areas and platforms would join people who have nothing in common."
            )
    for type_ in network.types:
        if type_ not in walked_types():
            raise PalermoError(f"Network {name} names the claim {type_}, along which no path leads.")
    if not set(network.second) <= network.classes or set(network.second) == network.classes:
        raise PalermoError(f"Network {name} has a second side that is not a part of its classes.")
    worths = {} if network.weight == "origins" else dict(network.weight)
    if worths and (set(worths) != set(LADDER) or min(worths.values()) <= 0):
        raise PalermoError(f"Network {name} must weigh each of {', '.join(LADDER)} by a number above 0.")


def _open_classes() -> set[str]:
    # said by base too: a class of any other base never enters, whatever it says of walking
    return {cls.label() for cls in node_classes() if cls.walk and cls.base().label() in ("Entity", "Place")}


def members(store: Store, network: Network) -> list[tuple[str, str]]:
    """The records in a network, as base label and id, sorted; only those with a claim where it takes no others."""
    found: list[tuple[str, str]] = []
    for base in network.bases:
        joined = "" if network.isolated else f" AND EXISTS {{ (n)-[:{'|'.join(network.types)}]-() }}"
        rows = store.read(
            f"MATCH (n:{base}) WHERE any(label IN labels(n) WHERE label IN $classes){joined} RETURN n.id ORDER BY n.id",
            {"classes": sorted(network.classes)},
        ).values
        found += [(base, id_) for (id_,) in rows]
    return found

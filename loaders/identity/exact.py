"""Exact identifiers: what only one party has, so that two records with one of them are one."""

from collections import defaultdict
from collections.abc import Sequence

from graph.decisions.parties import Party
from loaders.identity.rules import rules


def identifiers(party: Party) -> frozenset[str]:
    """The identifiers of a record, `kind:value`. An account is known by its very address."""
    if party.label != "Account":
        return frozenset(party.identifiers)
    found = set(party.identifiers)
    address = party.names[0].strip()
    if party.kind in ("phone", "email"):
        found.add(f"{party.kind}:{''.join(address.split()).lower()}")
    elif party.kind in ("wallet", "advert"):
        found.add(f"{party.kind}:{address}")  # an address can tell capitals apart
    elif party.kind == "handle":
        found |= {f"handle:{platform}:{address.lstrip('@').lower()}" for platform in party.platforms}
    return frozenset(found)


def deciding(party: Party) -> frozenset[str]:
    """Those of them that decide alone."""
    if not party.identifiers and party.label != "Account":
        return frozenset()
    known = rules()
    decides = known.deciding if party.label == "Account" else known.deciding - known.supporting
    return frozenset(one for one in identifiers(party) if one.partition(":")[0] in decides)


def pairs_with_one_identifier(parties: Sequence[Party]) -> dict[tuple[int, int], str]:
    """Pairs of places in the sequence, of one label, that share a deciding identifier -> the first such identifier.

    Each holder is paired with the first holder: n records that share one give n - 1 pairs.
    """
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, party in enumerate(parties):
        for one in deciding(party):
            holders[(party.label, one)].append(place)
    found: dict[tuple[int, int], str] = {}
    for (_, one), places in sorted(holders.items()):
        for other in places[1:]:
            found.setdefault((places[0], other), one)
    return found

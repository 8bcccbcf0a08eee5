"""A store of any size, made by chance from a seed: parties, accounts, compounds, events, letters and cases, nobody's.

The mix is in made_claims.yaml. It comes chunk by chunk as columns, as the source of a large file gives it: no more than one
chunk is in memory, whatever the size.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import yaml

from graph.model import Node, node_classes, relationship_classes
from graph.schema import properties
from loaders.delivery import Chunk, Delivery, Part
from tests.benchmarks.identity_records import BURMESE, HAN_GIVEN, KHMER, THAI
from tests.benchmarks.made_letters import letters

MIX = yaml.safe_load(Path(__file__).with_name("made_claims.yaml").read_text(encoding="utf-8"))
CHUNK = 100_000
SEED = 9
NODES = {cls.label(): cls for cls in node_classes()}
TYPES = {cls.type_name(): cls for cls in relationship_classes()}
MODALITIES = ["alleged", "reported", "corroborated"]
WORDS = [*BURMESE, *KHMER, *THAI, *HAN_GIVEN.values()]
QUOTE = "It is reported that they have had to do with it since that year, as several people who left it said."
ACCOUNTS = ["handle", "handle", "handle", "phone", "wallet", "advert"]
HAPPENED = ["raid", "rescue", "power cut", "report", "arrest"]
FORMS = ["ForcedCriminality", "ForcedLabour", "SexualExploitation", "Servitude"]
INDICATORS_A_CASE = 2


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has before: where claims on States and readings of the law end."""

    states: Sequence[str]
    provisions: Sequence[str]
    indicators: Sequence[str]


def delivery(claims: int, known: Known, seed: int = SEED) -> Delivery:
    """So many claims and their nodes, as a source hands over a large file."""
    return Delivery(scope="made", digest=f"made {claims} {seed}", records=(), chunks=chunks(claims, known, seed))


def sizes(claims: int) -> dict[str, int]:
    """How many nodes of each class there are."""
    found: dict[str, int] = {name: max(20, claims * share // 1000) for name, share in MIX["nodes"].items()} | MIX[
        "fixed"
    ]
    return found


def chunks(claims: int, known: Known, seed: int = SEED) -> Iterator[Chunk]:
    """The nodes, then the claims, then letters."""
    size = sizes(claims)
    for label, many in size.items():
        for first, chance in _spans(many, seed, label):
            count = min(CHUNK, many - first)
            yield _chunk(NODES[label], _nodes(label, first, count, size, chance))
    for name, one in MIX["claims"].items():
        many = claims * one["of"] // 1000
        for first, chance in _spans(many, seed, name):
            count = min(CHUNK, many - first)
            frame = _claims(name, one, first, count, size, known, chance)
            yield _chunk(TYPES[name], frame, (NODES[one["from"]], NODES[one["to"]]))
    for first, _ in _spans(size["Case"] * INDICATORS_A_CASE, seed, "SHOWS"):
        count = min(CHUNK, size["Case"] * INDICATORS_A_CASE - first)
        yield _chunk(TYPES["SHOWS"], _shows(first, count, known), (NODES["Case"], NODES["Indicator"]))
    for cls, frame, ends in letters(max(5, int(claims * MIX["letters"]["per"] / 1000)), MIX["letters"], known, seed):
        yield _chunk(cls, frame, ends)


def _spans(many: int, seed: int, name: str) -> Iterator[tuple[int, np.random.Generator]]:
    """The first row of each chunk, with a generator of its own: a chunk is the same whatever came before."""
    for first in range(0, many, CHUNK):
        yield first, np.random.default_rng([seed, first, *name.encode()])


def _chunk(cls: Any, frame: pl.DataFrame, ends: tuple[type[Node], type[Node]] | None = None) -> Chunk:
    return Chunk("made", (Part(cls, frame.with_row_index("_row"), ends),))


def _nodes(label: str, first: int, count: int, size: Mapping[str, int], chance: np.random.Generator) -> pl.DataFrame:
    at = np.arange(first, first + count)
    frame = pl.DataFrame({"id": ids(label, at)})
    made: dict[str, Any] = {}
    if label in ("Person", "Organisation", "Compound"):
        words = (
            ["Group", "Trading", "Holdings"] if label == "Organisation" else ["Park"] if label == "Compound" else [""]
        )
        made["name"] = _names(count, words, chance)
    if label in ("Person", "Organisation"):
        # Of sixty records two have an identifier in common, which makes them one.
        shared = np.where(at % 30 == 0, at // 60, -1)
        made["identifiers"] = [[f"ofac:{label[0]}{one}"] if one >= 0 else None for one in shared.tolist()]
        made["country"] = [[one] for one in pick(["Myanmar", "Cambodia", "China", "Thailand"], count, chance)]
    if label == "Account":
        made["kind"] = pick(ACCOUNTS, count, chance)
        made["name"] = pl.Series([f"@{one:x}" for one in at * 2_654_435_761 % 2**40])
    if label == "Platform":
        made["name"] = [f"Platform {one}" for one in at]
    if label == "Event":
        made["kind"] = pick(HAPPENED, count, chance)
        made["title"] = [f"Event {one}" for one in at]
        made["when"] = days(count, chance)
    if label == "Document":
        made["title"] = [f"Report {one}" for one in at]
        made["origin"] = [f"Origin {one // 3}" for one in at]
        made["publisher"] = [f"Publisher {one % 90}" for one in at]
        made["date"] = days(count, chance)
    if label == "Case":
        made["document"] = ids("Document", tail(size["Document"], count, 3, chance))
        made["standard"] = ["HTCDS 2.0"] * count
        made["year"] = chance.integers(2017, 2026, count)
        made["age_band"] = pick(["18-20", "21-23", "24-26", "27-29", "30-38"], count, chance)
        made["gender"] = pick(["Feminine", "Masculine"], count, chance)
        made["majority"] = ["adult"] * count
        made["exploitation"] = [[one] for one in pick(FORMS, count, chance)]
        made["means"] = [[one] for one in pick(["Deception", "Fraud", "OtherCoercion"], count, chance)]
    return frame.with_columns(**{name: pl.Series(values) for name, values in made.items()})


def _claims(
    name: str,
    one: Mapping[str, Any],
    first: int,
    count: int,
    size: Mapping[str, int],
    known: Known,
    chance: np.random.Generator,
) -> pl.DataFrame:
    cls = TYPES[name]
    there = {row.field for row in properties(cls)}
    at = np.arange(first, first + count)
    start = (
        at % size[one["from"]]
        if one["from"] in ("Case", "Event")
        else tail(size[one["from"]], count, one["tails"][0], chance)
    )
    columns: dict[str, Any] = {"start": ids(one["from"], start), "end": _ends(one, count, size, known, chance)}
    columns |= {
        "document": ids("Document", tail(size["Document"], count, 2, chance)),
        "locator": pl.Series(at).cast(pl.String),
        "modality": ["designated"] * count if name == "LISTED_IN" else pick(MODALITIES, count, chance),
        "stance": np.where(chance.random(count) < 0.02, "denies", "asserts"),
        "since": days(count, chance),
    }
    if "Case" not in (one["from"], one["to"]):
        columns["quote"] = [QUOTE] * count
    if "as_" in there:
        columns["as"] = ["associate"] * count
    if "programme" in there:
        columns["programme"] = pick(["TCO", "GLOMAG", "EU-SCAM"], count, chance)
    return pl.DataFrame({key: pl.Series(values) for key, values in columns.items()})


def _ends(
    one: Mapping[str, Any], count: int, size: Mapping[str, int], known: Known, chance: np.random.Generator
) -> pl.Series:
    if one["to"] == "State":
        states: pl.Series = pl.Series(known.states)[tail(len(known.states), count, one["tails"][1], chance)]
        return states
    return ids(one["to"], tail(size[one["to"]], count, one["tails"][1], chance))


def _shows(first: int, count: int, known: Known) -> pl.DataFrame:
    at = np.arange(first, first + count)
    return pl.DataFrame(
        {
            "start": ids("Case", at // INDICATORS_A_CASE),
            # Two different ones of each case.
            "end": pl.Series(known.indicators)[(at * 7 + at // INDICATORS_A_CASE) % len(known.indicators)],
            "asserted_by": ["made"] * count,
            "why": ["as coded"] * count,
            "locator": ["coded"] * count,
        }
    )


def ids(label: str, at: Any) -> pl.Series:
    """The ids of the nodes of a class, by their numbers."""
    return pl.DataFrame({"at": at}).select(pl.format(f"{label}-{{}}", "at").alias("id"))["id"]


def tail(size: int, count: int, power: float, chance: np.random.Generator) -> Any:
    """Numbers below `size`: the higher the power, the more fall on few."""
    return (size * chance.random(count) ** power).astype(np.int64)


def pick(values: Sequence[str], count: int, chance: np.random.Generator) -> pl.Series:
    """Some of these, as often each."""
    return pl.Series(values)[chance.integers(0, len(values), count)]


def days(count: int, chance: np.random.Generator) -> pl.Series:
    """A year, a month or a day for each, and none for one in five."""
    exact = np.datetime64("2015-01-01") + chance.integers(0, 4000, count).astype("timedelta64[D]")
    text = pl.Series("day", exact).cast(pl.Date).cast(pl.String)
    length = pl.Series("length", chance.choice([4, 7, 10, 10, 0], count))
    return pl.DataFrame([text, length]).select(
        pl.when(pl.col("length") > 0).then(pl.col("day").str.slice(0, pl.col("length")))
    )["day"]


def _names(count: int, last: Sequence[str], chance: np.random.Generator) -> pl.Series:
    parts = [pl.Series(WORDS)[tail(len(WORDS), count, 1.3, chance)] for _ in range(4)]
    frame = pl.DataFrame({str(number): part for number, part in enumerate([*parts, pick(last, count, chance)])})
    return frame.select(pl.concat_str(pl.all(), separator=" ").str.strip_chars().str.to_titlecase().alias("name"))[
        "name"
    ]

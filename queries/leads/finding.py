"""Find parties and places by name, in any script and with typing errors, and say which name matched and how.

The full-text index proposes, rapidfuzz ranks. What the user types is only ever words: no character of it is syntax.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from graph.answer import Answer
from graph.connection import Store
from graph.derived.passable import BASES, impassable_labels
from graph.errors import UsageError

LONGEST = 300
"""Characters of a name; nothing that somebody is called is longer."""
PROPOSED = 200
"""Records that the index proposes for ranking."""
ALIKE = 0.7
"""Similarity from which a name counts as a misspelling of another; 0.86 for "kk prak" and KK Park."""
HOW = ("id", "exact", "other name", "other script", "part", "similar")
"""How a name can match, the surest first."""
CERTAIN = HOW[:4]
COLUMNS = ("id", "canonical", "class", "name", "matched", "how", "score", "sources")


@dataclass(frozen=True, slots=True)
class Party:
    """A party or place that a user named: the record that stands for it, and all records that are one with it."""

    base: str
    canonical: str
    name: str
    label: str
    asked: str
    """Id of the record that was named."""
    records: tuple[str, ...]

    @property
    def joined(self) -> str | None:
        """A sentence that says whom the answer is about, where records were joined; none where nothing was."""
        if len(self.records) == 1:
            return None
        return f"{self.asked} is one with {', '.join(id_ for id_ in self.records if id_ != self.asked)}; all are asked."


def find(store: Store, name: str, *, limit: int | None = None) -> Answer:
    """The records that go by that name or one like it, best first; each with the name that matched and how.

    Records that no source says any more are left out. Raises UsageError for an empty name or one over 300 characters.
    """
    rows = _ranked(store, _checked(name))
    kept = rows if limit is None else rows[:limit]
    return Answer(COLUMNS, tuple(tuple(row[name] for name in COLUMNS) for row in kept), truncated=len(kept) < len(rows))


def party(store: Store, text: str, *, passable: bool = False) -> Party:
    """The party or place of that id or name. Raises UsageError where there is none, or more than one.

    With `passable`, a State, area or platform of that name is only meant where nothing else has it.
    """
    text = _checked(text)
    found = [(base, id_) for base in BASES for id_ in _by_id(store, base, text)]
    if not found:
        rows = _ranked(store, text)
        certain = [row for row in rows if row["how"] in CERTAIN]
        found = [(row["base"], row["id"]) for row in certain]
        if not found:
            hint = _or(rows[:3])
            raise UsageError(
                f"There is no party or place {text!r}; {hint or 'look for it with palermo find, or load its source'}."
            )
    parties = {(one.base, one.canonical): one for one in (_party(store, *which) for which in reversed(found))}
    if passable:
        closed = impassable_labels()
        parties = {key: one for key, one in parties.items() if one.label not in closed} or parties
    if len(parties) > 1:
        each = "; ".join(f"{one.name} ({one.label} {one.canonical})" for _, one in sorted(parties.items()))
        raise UsageError(f"{text!r} is the name of {len(parties)} parties or places: {each}; give the id of one.")
    return next(iter(parties.values()))


def _or(rows: Sequence[dict[str, Any]]) -> str:
    names = [f"{row['matched']} ({row['id']})" for row in rows]
    return f"did you mean {' or '.join(names)}?".rstrip("?") if names else ""


def _checked(name: str) -> str:
    text = " ".join(unicodedata.normalize("NFC", name).split())
    if not text:
        raise UsageError("There is no name to look for; give one, for example palermo find 'KK Park'.")
    if len(text) > LONGEST:
        raise UsageError(f"A name has at most {LONGEST} characters, and this has {len(text)}; give the name alone.")
    return text


def _by_id(store: Store, base: str, id_: str) -> list[str]:
    return [found for (found,) in store.read(f"MATCH (n:{base} {{id: $id}}) RETURN n.id", {"id": id_}).values]


def _party(store: Store, base: str, id_: str) -> Party:
    row = store.read(
        f"MATCH (asked:{base} {{id: $id}})\nMATCH (n:{base} {{id: asked.canonical}})\n"
        f"MATCH (one:{base} {{canonical: n.id}}) WITH n, one ORDER BY one.id\n"
        "RETURN n.id AS id, n.name AS name, labels(n) AS labels, collect(one.id) AS records",
        {"id": id_},
    ).rows[0]
    return Party(base, row["id"], row["name"], _label(row["labels"], base), id_, tuple(row["records"]))


def _label(labels: Sequence[str], base: str) -> str:
    return next((label for label in labels if label != base), base)


def _ranked(store: Store, text: str) -> list[dict[str, Any]]:
    """Every proposed record that is alike, best first."""
    proposed = store.read(
        "CALL db.index.fulltext.queryNodes('names', $words, {limit: $most}) YIELD node AS n\n"
        "WHERE size(n.runs) > 0\n"
        "RETURN n.id AS id, labels(n) AS labels, coalesce(n.canonical, n.id) AS canonical, n.name AS name, "
        "coalesce(n.names, []) AS names, [run IN n.runs | split(run, '@')[0]] AS sources",
        {"words": _words(text), "most": PROPOSED},
    ).rows
    for base in BASES:  # an id is no name, and the index does not have it
        proposed += store.read(
            f"MATCH (n:{base} {{id: $id}}) WHERE size(n.runs) > 0\n"
            "RETURN n.id AS id, labels(n) AS labels, coalesce(n.canonical, n.id) AS canonical, n.name AS name, "
            "coalesce(n.names, []) AS names, [run IN n.runs | split(run, '@')[0]] AS sources",
            {"id": text},
        ).rows
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for one in proposed:
        how, score, matched = _match(text, one["id"], [one["name"], *one["names"]])
        base = next(label for label in one["labels"] if label in BASES)
        if score >= ALIKE:
            rows[base, one["id"]] = {
                "id": one["id"],
                "canonical": one["canonical"],
                "class": _label(one["labels"], base),
                "name": one["name"],
                "matched": matched,
                "how": how,
                "score": round(score, 3),
                "sources": sorted(set(one["sources"])),
                "base": base,
            }
    return sorted(rows.values(), key=lambda row: (HOW.index(row["how"]), -row["score"], row["name"], row["id"]))


def _words(text: str) -> str:
    """The text as a query of the index: each word as it is, its letters, and words a typing error away."""
    clauses: dict[str, None] = {}
    for word in text.split():
        quoted = word.replace("\\", r"\\").replace('"', r"\"")
        clauses[f'"{quoted}"^4'] = None
        for part in "".join(letter if _in_word(letter) else " " for letter in word.lower()).split():
            clauses[part] = None  # in lower case, so that AND, OR and NOT are words
            edits = min(2, len(part) // 3)
            clauses |= {f"{part}~{edits}": None} if edits else {}
    return " ".join(clauses)


def _in_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN" or letter == "_"


def _match(text: str, id_: str, names: Sequence[str]) -> tuple[str, float, str]:
    """How the best of the names matches, how alike it is (0 to 1), and which name it is."""
    if text == id_:
        return "id", 1.0, id_
    wanted = _folded(text)
    best = ("similar", 0.0, names[0])
    for place, name in enumerate(names):
        found = _alike(wanted, _folded(name))
        how = "similar"
        if found == 1 and wanted == _folded(name):
            script = _scripts(name) - _scripts(names[0])
            how = "exact" if place == 0 else "other script" if script else "other name"
        elif set(wanted.split()) <= set(_folded(name).split()):
            how = "part"
        candidate = (how, found, name)
        if (HOW.index(how), -found) < (HOW.index(best[0]), -best[1]):
            best = candidate
    how, score, name = best
    return how, max(score, ALIKE) if how == "part" else score, name


def _alike(wanted: str, name: str) -> float:
    return max(OSA.normalized_similarity(wanted, name), fuzz.token_sort_ratio(wanted, name) / 100)


def _folded(name: str) -> str:
    """Without case, width and punctuation."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(letter if _in_word(letter) else " " for letter in plain).split())


def _scripts(name: str) -> set[str]:
    return {unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha()}

"""Suggestions while somebody writes: parties and places in any script, provisions, documents, statements and passages.

What is written is only ever words: no character of it is syntax of the index.
"""

import unicodedata
from collections.abc import Iterable
from typing import Any

from graph.connection import Store
from graph.derived.passable import BASES
from graph.model import node_classes
from queries.leads.finding import LONGEST, find

LEADS, LAW, TEXTS = 8, 5, 5
"""How many of each kind at most."""
SHORTEST = 3
"""Letters from which texts are searched."""

Row = dict[str, Any]
_BASE = {cls.label(): cls.base().label() for cls in node_classes()}


def suggestions(store: Store, text: str) -> list[Row]:
    """What goes by a name that begins so, or one like it, then provisions, documents and texts: base, id, class, name, why.

    An empty or overlong text has none.
    """
    words = " ".join(unicodedata.normalize("NFC", text).split())
    if not words or len(words) > LONGEST:
        return []
    return _once([*_named(store, words), *_law(store, words), *_texts(store, words)])


def _named(store: Store, words: str) -> list[Row]:
    begun = store.read(
        "CALL db.index.fulltext.queryNodes('names', $words, {limit: 50}) YIELD node AS n, score "
        "WHERE size(n.runs) > 0 AND any(label IN labels(n) WHERE label IN $bases) "
        "RETURN [label IN labels(n) WHERE label IN $bases][0] AS base, n.id AS id, "
        "[label IN labels(n) WHERE NOT label IN $bases][0] AS class, n.name AS name, coalesce(n.names, []) AS names "
        "ORDER BY score DESC, name, id",
        {"words": _begins(words), "bases": list(BASES)},
    ).rows
    rows = []
    for one in begun:
        called = [one["name"], *one.pop("names")]
        matched = next((name for name in called if _begins_so(name, words)), None)
        if matched:
            rows.append(one | {"why": "" if matched == one["name"] else matched})
    # a name that begins so goes before one that has it further back
    rows.sort(key=lambda row: not (row["why"] or row["name"]).casefold().startswith(words.casefold()))
    for one in find(store, words, limit=LEADS).rows:
        why = "" if one["matched"] == one["name"] else str(one["matched"])
        rows.append(
            {"base": _BASE[one["class"]], "id": one["id"], "class": one["class"], "name": one["name"], "why": why}
        )
    return _once(rows)[:LEADS]


def _law(store: Store, words: str) -> list[Row]:
    """Provisions, instruments and documents by id, reference or title."""
    return store.read(
        "MATCH (n:Law|Document) WITH n, toLower(n.id + ' ' + coalesce(n.title, '') + ' ' + coalesce(n.reference, '')) AS told "
        "WHERE all(word IN split(toLower($words), ' ') WHERE told CONTAINS word) "
        "RETURN CASE WHEN n:Law THEN 'Law' ELSE 'Source' END AS base, n.id AS id, "
        "[label IN labels(n) WHERE NOT label IN ['Law', 'Source']][0] AS class, "
        "CASE WHEN n:Law THEN n.id ELSE n.title END AS name, "
        "CASE WHEN n:Law THEN n.title ELSE coalesce(n.reference, n.publisher, n.id) END AS why "
        "ORDER BY NOT toLower(n.id) STARTS WITH toLower($words), base, size(n.id), id LIMIT $most",
        {"words": words, "most": LAW},
    ).rows


def _texts(store: Store, words: str) -> list[Row]:
    """Statements and questions by id or words, passages by words."""
    by_id = store.read(
        "MATCH (n:Statement|Question) WHERE toLower(n.id) ENDS WITH '/' + toLower($words) OR n.id = $words "
        "RETURN CASE WHEN n:Statement THEN 'Statement' ELSE 'Question' END AS base, n.id AS id, "
        "[label IN labels(n) WHERE label <> 'Statement'][0] AS class, coalesce(n.code, n.id) AS name, "
        "coalesce(n.summary, n.text) AS why ORDER BY id LIMIT $most",
        {"words": words, "most": TEXTS},
    ).rows
    parts = _letters(words).split()
    if not parts or len(words) < SHORTEST:
        return by_id
    found = store.read(
        "CALL db.index.fulltext.queryNodes('texts', $words, {limit: 50}) YIELD node AS n, score "
        "WHERE any(label IN labels(n) WHERE label IN $bases) "
        "RETURN [label IN labels(n) WHERE label IN $bases][0] AS base, n.id AS id, "
        "[label IN labels(n) WHERE NOT label IN ['Statement', 'Source']][0] AS class, coalesce(n.code, n.locator, n.id) AS name, "
        "coalesce(n.summary, n.text) AS why ORDER BY score DESC, id LIMIT $most",
        {"words": " ".join(f"+{part}" for part in parts), "most": TEXTS, "bases": ["Statement", "Question", "Source"]},
    ).rows
    return [*by_id, *found]


def _begins(words: str) -> str:
    """Every word but the last as it is, and what begins as the last does."""
    *whole, last = words.split()
    clauses = [f"+{_quoted(word)}" for word in whole]
    begun = "".join(_letters(last).split())
    clauses.append(f"+({_quoted(last)}^2 {begun}*)" if begun else _quoted(last))
    return " ".join(clauses)


def _quoted(word: str) -> str:
    escaped = word.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


def _begins_so(name: str, words: str) -> bool:
    """Whether a word of the name, with those after it, begins as written; scripts without spaces have it anywhere."""
    folded, wanted = _letters(name), _letters(words)
    return f" {folded}".find(f" {wanted}") >= 0 or (bool(wanted) and not wanted.isascii() and wanted in folded)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in plain).split())


def _once(rows: Iterable[Row]) -> list[Row]:
    """Each node once, as it came first."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        found.setdefault((row["base"], row["id"]), row)
    return list(found.values())

"""Rows of an export of the Universal Human Rights Index, tidied, with what the mapping needs and no column holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.model import State
from loaders.sources.letters.states import every_state
from loaders.tabular import Cell, Cells, TableRow

RULES = Path(__file__).with_name("reading.yaml")
MADE = (
    "[document kind]", "[locator]", "[order]", "[code]", "[kind]", "[summary]", "[hedge]", "[modality]", "[found by]",
    "[category]", "[speaker]", "[state]", "[state name]",
)  # fmt: skip
"""The columns that are made here."""
SPELLED = {"Recommending Body": "Reccomending Body", "UPR Recommending States": "UPR Reccomending States"}
"""Columns that later exports may spell rightly, by the name that the mapping knows."""
UPR = "UPR"

_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's serial numbers, which count a 29 February 1900 that never was."""
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")
_PARAGRAPH = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d{1,3})?)\.?\s*(?:\((\w{1,3})\))?(?=\s*[A-Z(“\"\[])")


class Untold(Exception):
    """A row that cannot be taken, and why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


@dataclass(frozen=True, slots=True)
class Rules:
    """Those of reading.yaml."""

    treaty_bodies: Mapping[str, str]
    concludes: re.Pattern[str]
    cautious: re.Pattern[str]
    kinds: Mapping[str, str]
    personal: re.Pattern[str]
    states: Mapping[str, str]


@cache
def rules() -> Rules:
    """How a row is read."""
    content = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    patterns = {name: re.compile("|".join(content[name])) for name in ("concludes", "cautious")}
    states = {name: state.id for state in every_state().values() for name in (state.name, *state.names)}
    return Rules(
        content["treaty_bodies"],
        kinds=content["kinds"],
        personal=re.compile(content["personal"]),
        states={**states, **content["states"]},
        **patterns,
    )


def tidied(row: TableRow, order: int) -> Iterator[TableRow]:
    """The row once for each State that it concerns. Raises Untold where something that it needs is not there."""
    cells = {SPELLED.get(name, name): _values(cell) for name, cell in row.cells.items()}
    symbol, text = _one(cells, "Document Symbol"), _one(cells, "Text")
    if rules().personal.search(symbol):
        raise Untold("Document Symbol", f"{symbol} decides on a person's complaint; such a text is not loaded")
    body = _one(cells, "Reccomending Body")
    tidy: Cells = {name: "; ".join(values) for name, values in cells.items() if values}
    tidy["Text"] = " ".join(text.split())
    tidy["Document Publication Date"] = _day(_one(cells, "Document Publication Date"))
    tidy |= _made(cells, body, " ".join(text.split()), order, _one(cells, "OHCHR Annotation Id"))
    states = [_state(name) for name in cells.get("Countries Concerned", ())]
    if not states:
        raise Untold("Countries Concerned", "is empty; nobody can be told whom it concerns")
    for state in states:
        yield TableRow(row.place, {**tidy, "[state]": state.id, "[state name]": state.name})


def paragraph(text: str) -> str | None:
    """The number with which a text begins, or that follows a short heading: 29, 29(a), 55.98."""
    match = _PARAGRAPH.search(text[:120])
    return None if match is None else match[1] + (f"({match[2]})" if match[2] else "")


def _made(cells: Mapping[str, list[str]], body: str, text: str, order: int, id_: str) -> dict[str, Any]:
    upr = body.startswith(UPR)
    kinds = [rules().kinds.get(one) for one in cells.get("Type", ())]
    recommends = "recommendation" in kinds or upr
    themes = cells.get("Themes", [])
    number = paragraph(text)
    speaker = ", ".join(cells.get("UPR Reccomending States", ())) if upr else ""
    by = rules().treaty_bodies.get(body.split("-")[0])
    made = {
        "[document kind]": "UPR recommendations" if upr else "concluding observations" if by else "report",
        "[locator]": f"para. {number}" if number else f"UHRI annotation {id_}",
        "[order]": str(order),
        "[code]": number or id_,
        "[summary]": f"{'Recommendation' if recommends else 'Observation'}: {'; '.join(themes) or 'no theme is given'}",
        "[category]": themes[0] if themes else "no theme is given",
        "[speaker]": f"{speaker} (Universal Periodic Review)" if speaker else by or body,
    }
    return made | (_recommended() if recommends else _observed(text, by, kinds))


def _recommended() -> dict[str, str]:
    """What ought to be asserts nothing of what is."""
    return {"[kind]": "recommendation", "[modality]": "alleged"}


def _observed(text: str, by: str | None, kinds: list[str | None]) -> dict[str, str]:
    cautious = rules().cautious.search(text)
    if by and rules().concludes.search(text) and not cautious:
        return {"[kind]": "finding", "[modality]": "found", "[found by]": by}
    made = {"[modality]": "reported"} | ({"[hedge]": cautious[0]} if cautious else {})
    return made | ({"[kind]": "concern"} if "concern" in kinds else {})


def _values(cell: Cell) -> list[str]:
    """One value a line, without the dash before each."""
    lines = [part for part in cell if isinstance(part, str)] if isinstance(cell, list) else cell.splitlines()
    if not isinstance(cell, list) and not cell.lstrip().startswith("- "):
        return [cell.strip()] if cell.strip() else []
    return [tidy for line in lines if (tidy := re.sub(r"^\s*-\s+", "", line).strip())]


def _one(cells: Mapping[str, list[str]], name: str) -> str:
    values = cells.get(name, [])
    if not values:
        raise Untold(name, "is empty; the export has to have it")
    return "\n".join(values)


def _day(text: str) -> str:
    """A day from a serial number of Excel, or from text."""
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return (_EPOCH + timedelta(days=int(float(text)))).isoformat()
    for pattern in _DAYS:
        try:
            return datetime.strptime(text.split(" 00:")[0].split("T")[0], pattern).date().isoformat()
        except ValueError:
            continue
    raise Untold("Document Publication Date", f"{text!r} is no day; write it as 2025-03-10")


def _state(name: str) -> State:
    code = rules().states.get(name) or rules().states.get(re.sub(r"^(.*?) \((.*)\)$", r"\1, \2", name))
    if code is None or code not in every_state():
        raise Untold("Countries Concerned", f"{name!r} is no State that is known; add its name to {RULES.name}")
    return every_state()[code]

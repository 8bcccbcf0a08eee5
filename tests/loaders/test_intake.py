"""The columns decide as pydantic does, row by row: the same rows, stored alike, and the same reasons."""

from typing import Any, get_args

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from graph.loading.tables import stored
from graph.model import (
    Area,
    Case,
    CitizenOf,
    Compound,
    Entity,
    Event,
    HeldAt,
    LinkedTo,
    Node,
    Organisation,
    PassedThrough,
    Person,
    Place,
    Provision,
    Ref,
    Relationship,
    State,
    node_classes,
    relationship_classes,
)
from loaders.delivery import refusal
from loaders.intake import validate

Ends = tuple[type[Node], type[Node]]

TEXTS = st.sampled_from(["", " ", "a", " b ", "\u3000c\u00a0", "กข", "x" * 40, "it's", 'a"b', "\x1f", "record"])
DATES = st.one_of(
    st.dates().map(str),
    st.sampled_from(
        ["2017", "2017-02", " 2017/2018 ", "2018/2017", "2023-02-29", "2024-02-29", "0000", "0001", "9999-12", "2017/"]
    ),
    st.sampled_from(["٢٠١٧", "17", "yesterday", "2017-13", "", "Tan Ah Kow", "2017-01-01/2017-12-31"]),
)
NUMBERS = st.one_of(st.integers(-3, 400), st.sampled_from([1, 2023, 2**63 - 1, -(2**63)]))
WRITTEN = st.sampled_from(["1", "007", " 7 ", "7.0", "1_0", "-1", "x", "2023", "9" * 25])
FLOATS = st.sampled_from([0.0, 1.0, 2.5, -1.0, float("inf"), float("nan"), 2023.0])
CHOICES = st.sampled_from(
    [
        "record",
        "statistic",
        "adult",
        "9-17",
        "Feminine",
        "alleged",
        "found",
        "asserts",
        "operating",
        "raid",
        "town",
        "yes",
        "firm",
        "Police",
        "25+",
    ]
)
ITEMS = st.sampled_from(
    ["ForcedLabour", "ForcedCriminality", "Threats", "Other", " Other", "Friend", "", "a", "b", " a"]
)
LISTS = st.lists(st.one_of(st.none(), ITEMS), max_size=4)
KINDS: list[tuple[Any, Any]] = [
    (TEXTS, pl.String),
    (DATES, pl.String),
    (CHOICES, pl.String),
    (WRITTEN, pl.String),
    (NUMBERS, pl.Int64),
    (FLOATS, pl.Float64),
    (st.booleans(), pl.Boolean),
    (st.dates(), pl.Date),
    (LISTS, pl.List(pl.String)),
    (st.lists(st.integers(0, 3), max_size=2), pl.List(pl.Int64)),
    (st.none(), pl.Null),
    (CHOICES, pl.Categorical),
]
LIKELY = {"text": [0, 2], "date": [1], "integer": [3, 4], "number": [4, 5], "boolean": [6], "list of text": [8]}
SUBJECTS: list[tuple[type[Node] | type[Relationship[Any, Any]], Ends | None]] = [
    (Case, None),
    (Person, None),
    (Compound, None),
    (Provision, None),
    (Event, None),
    (HeldAt, (Case, Compound)),
    (HeldAt, (Person, Area)),
    (HeldAt, (Area, Compound)),
    (PassedThrough, (Case, State)),
    (CitizenOf, (Case, State)),
    (LinkedTo, (Organisation, Compound)),
]


def row_by_row(
    frame: pl.DataFrame, cls: type[Node] | type[Relationship[Any, Any]], ends: Ends | None
) -> tuple[list[dict[str, Any]], list[tuple[str, str, str]]]:
    """What pydantic alone makes of a frame."""
    good, bad = [], []
    for row in frame.iter_rows(named=True):
        said = {name: value for name, value in row.items() if value is not None and name != "_row"}
        if ends:
            said |= {
                side: Ref(end, said[side]) for side, end in zip(("start", "end"), ends, strict=True) if side in said
            }
        try:
            good.append(stored(cls.model_validate(said)) | {"_row": row["_row"]})
        except ValidationError as error:
            bad.append((row["_row"], *refusal(cls, error)))
    return good, bad


def agree(frame: pl.DataFrame, cls: type[Node] | type[Relationship[Any, Any]], ends: Ends | None) -> None:
    good, bad = row_by_row(frame, cls, ends)
    checked = validate(frame, cls, file="f", ends=ends)
    assert checked.good.to_dicts() == good
    assert [(one.row, one.field, one.reason) for one in checked.rejects] == bad


def names_of(cls: type[Node] | type[Relationship[Any, Any]]) -> list[str]:
    return [info.alias or name for name, info in cls.model_fields.items() if name not in ("start", "end")]


@st.composite
def frames(draw: st.DrawFn) -> tuple[pl.DataFrame, type[Node] | type[Relationship[Any, Any]], Ends | None]:
    cls, ends = draw(st.sampled_from(SUBJECTS))
    height = draw(st.integers(0, 6))
    columns: dict[str, pl.Series] = {"_row": pl.Series([f"row {n}" for n in range(2, height + 2)], dtype=pl.String)}
    for side in ("start", "end") if ends else ():
        ids = draw(st.lists(st.sampled_from([None, "C1", "", "MYS"]), min_size=height, max_size=height))
        columns[side] = pl.Series(ids, dtype=pl.String)
    for name in draw(st.permutations([*names_of(cls), "misspelt"])):
        wanted = draw(st.integers(0, 9))
        if wanted == 0 or (name == "misspelt" and wanted > 1):
            continue
        likely = KINDS if wanted == 1 else [KINDS[n] for n in likely_kinds(cls, name)]
        values, dtype = draw(st.sampled_from(likely))
        cells = draw(st.lists(st.one_of(values, values, st.none()), min_size=height, max_size=height))
        columns[name] = pl.Series(cells, dtype=dtype)
    return pl.DataFrame(columns), cls, ends


def likely_kinds(cls: type[Node] | type[Relationship[Any, Any]], name: str) -> list[int]:
    info = next((info for key, info in cls.model_fields.items() if (info.alias or key) == name), None)
    said = str(info.annotation) if info else ""
    kind = (
        "list of text"
        if "list" in said
        else "date"
        if "When" in said
        else "integer"
        if "int" in said and "Literal" not in said
        else "number"
        if "float" in said
        else "boolean"
        if "bool" in said
        else "text"
    )
    return LIKELY[kind]


@settings(max_examples=400, deadline=None)
@given(frames())
def test_columns_and_pydantic_agree(
    drawn: tuple[pl.DataFrame, type[Node] | type[Relationship[Any, Any]], Ends | None],
) -> None:
    agree(*drawn)


def mostly(good: Any, *bad: Any) -> st.SearchStrategy[Any]:
    """Mostly what is right, so that whole rows are."""
    return st.integers(0, 7).flatmap(lambda n: st.sampled_from(bad) if n == 0 and bad else st.just(good))


NEARLY: list[tuple[type[Node] | type[Relationship[Any, Any]], Ends | None, dict[str, tuple[Any, ...]]]] = [
    (
        Case,
        None,
        {
            "id": ("C1", " C2 ", "", None),
            "kind": ("record", "statistic", None, "x"),
            "people": (1, 2, 0, None),
            "document": ("D", " ", None),
            "standard": ("HTCDS 2.0",),
            "year": (2023, 1899, 300, None),
            "age_band": ("9-17", "17", None),
            "exploitation": (["ForcedCriminality"], ["ForcedLabour", "x"], [None], [], None),
        },
    ),
    (
        HeldAt,
        (Case, Compound),
        {
            "start": ("C1", "", None),
            "end": ("KK", None),
            "document": ("D", None),
            "locator": (" case ", ""),
            "modality": ("reported", "maybe", None),
            "quote": (None, "words"),
            "since": ("2024-05", "2024-05-01/2024-05-31", "2024-13", None),
            "until": ("2025/2024", "2025"),
        },
    ),
    (
        Person,
        None,
        {
            "id": ("P1", None),
            "name": ("She", " She ", ""),
            "names": (["a", "b"], ["a", " a"], ["She", ""], None, []),
            "country": (["MMR"], ["MMR", "MMR"]),
            "identifiers": (None, ["imo:1"], ["passport:X"], [""], ["imo:1\x1fimo:2"]),
            "born": ("1982", "1982-02-30", None),
        },
    ),
]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_rows_that_are_nearly_right_are_taken_and_refused_as_by_pydantic(data: st.DataObject) -> None:
    cls, ends, columns = data.draw(st.sampled_from(NEARLY))
    rows = data.draw(
        st.lists(st.fixed_dictionaries({name: mostly(*cells) for name, cells in columns.items()}), max_size=8)
    )
    kinds = {name: next(cell for cell in cells if cell is not None) for name, cells in columns.items()}
    types = {int: pl.Int64(), list: pl.List(pl.String)}
    frame = pl.DataFrame(
        [row | {"_row": f"row {n}"} for n, row in enumerate(rows, start=2)],
        schema={name: types.get(type(cell), pl.String()) for name, cell in kinds.items()} | {"_row": pl.String()},
    )
    agree(frame, cls, ends)


def subjects() -> list[Any]:
    found: list[Any] = [pytest.param(cls, None, id=cls.__name__) for cls in node_classes()]
    for cls in relationship_classes():
        ends = tuple(next(one for one in node_classes() if issubclass(one, side)) for side in cls.ends())
        found.append(pytest.param(cls, ends, id=cls.__name__))
    return found


@pytest.mark.parametrize(("cls", "ends"), subjects())
def test_every_class_of_the_model_is_checked_as_pydantic_does(
    cls: type[Node] | type[Relationship[Any, Any]], ends: Ends | None
) -> None:
    """One row as full as can be guessed from the types, and one with nothing."""
    guessed = {
        "list of text": ["a", "b"],
        "date": "2017-03",
        "integer": 7,
        "number": 1.5,
        "boolean": True,
        "text": "a",
    }
    full: dict[str, Any] = {"_row": "row 2"} | ({"start": "X", "end": "Y"} if ends else {})
    for name, info in cls.model_fields.items():
        if name in ("start", "end", "quote", "location"):
            continue
        choice = next((get_args(one)[0] for one in [info.annotation] if "Literal" in str(one)[:20]), None)
        kind = next(key for key, value in LIKELY.items() if value == likely_kinds(cls, info.alias or name))
        full[info.alias or name] = choice if isinstance(choice, str) else guessed[kind]
    frame = pl.DataFrame([full, {"_row": "row 3"}], infer_schema_length=None)
    agree(frame, cls, ends)


def test_what_is_sure_needs_no_pydantic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Case records and what befell people are decided by columns alone; else a million of them would be slow."""
    monkeypatch.setattr(Case, "model_validate", None)
    monkeypatch.setattr(HeldAt, "model_validate", None)
    case = pl.DataFrame(
        {"_row": ["row 2"], "id": ["C"], "document": ["D"], "standard": ["own"], "controls": [["Threats"]]}
    )
    held = pl.DataFrame(
        {"_row": ["row 2"], "start": ["C"], "end": ["X"], "document": ["D"], "locator": ["case"], "since": ["2024"]}
    ).with_columns(modality=pl.lit("reported"))
    assert validate(case, Case, file="f").good.height == 1
    assert validate(held, HeldAt, file="f", ends=(Case, Area)).good.height == 1


def test_a_name_in_the_wrong_column_of_a_case_is_not_repeated() -> None:
    frame = pl.DataFrame({"_row": ["row 2"], "start": ["C"], "end": ["X"], "since": ["Siti O'Hara"]}).with_columns(
        document=pl.lit("D"), locator=pl.lit("case"), modality=pl.lit("reported")
    )
    (reject,) = validate(frame, HeldAt, file="f", ends=(Case, Place)).rejects
    assert reject.field == "since"
    assert "Siti" not in reject.reason
    assert reject.reason.startswith("what stands there is not a date")
    assert issubclass(Person, Entity)

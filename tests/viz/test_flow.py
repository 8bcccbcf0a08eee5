"""Corridors drawn from counts as the disclosure rules let them out, on a real store."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import palermo
from graph import write
from graph.connection import Store
from graph.errors import UsageError
from graph.loading.tables import tabulate
from graph.model import Node, Relationship, node_classes, relationship_classes
from graph.server import embedded
from graph.settings import Settings
from viz.charts import flow
from viz.charts.picture import as_sheet

NODES = {cls.label(): cls for cls in node_classes()}
TYPES = {cls.type_name(): cls for cls in relationship_classes()}


def way(people: int, origin: str | None, *through: str, to: str | None) -> dict[str, Any]:
    return {"origin": origin, "recruited_in": [], "through": list(through), "destination": to, "people": people}


def records() -> list[Node | Relationship[Any, Any]]:
    states = {
        id_: NODES["State"].model_validate({"id": id_, "name": name})
        for id_, name in (("IDN", "Indonesia"), ("KHM", "Cambodia"))
    }
    found: list[Node | Relationship[Any, Any]] = [*states.values()]
    for id_, people, origin in (("C1", 27, "IDN"), ("C2", 4, "KHM")):
        case = NODES["Case"].model_validate(
            {"id": id_, "kind": "statistic", "people": people, "document": "D", "standard": "CTDC 2018"}
        )
        claim = {"document": "D", "locator": id_, "modality": "reported", "start": case.ref(id_)}
        found += [case, TYPES["CITIZEN_OF"].model_validate({**claim, "end": states[origin].ref(origin)})]
        found.append(TYPES["EXPLOITED_IN"].model_validate({**claim, "end": states["KHM"].ref("KHM")}))
    return found


def test_a_corridor_is_drawn_with_its_rounded_count_and_one_of_few_people_is_not(
    empty_store: Store, settings: Settings, tmp_path: Path
) -> None:
    loaded = write.load(
        empty_store, tabulate(records()), source="own", scope="own", digest="own", version="1",
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    assert not loaded.conflicts
    server = embedded.running(settings)
    assert server is not None
    environment = {
        "PALERMO_URI": server.uri, "PALERMO_PASSWORD": server.password.get_secret_value(), "PALERMO_HOME": str(settings.home),
    }  # fmt: skip
    out = tmp_path / "corridors.html"
    result = CliRunner().invoke(palermo.main, ["corridors", "--out", str(out)], env=environment)
    assert result.exit_code == 0, result.output
    page = out.read_text(encoding="utf-8")
    assert "1 ways, at least 22 people." in page
    assert "Indonesia to Cambodia: at least 22 people" in page
    assert "27" not in page.split("</style>")[1].split("<svg")[0]
    assert "<td>Cambodia</td><td>not known</td><td>not known</td><td>Cambodia</td>" not in page
    result = CliRunner().invoke(palermo.main, ["corridors", "--year", "1999", "--out", str(out)], env=environment)
    assert "no way has enough people to be shown" in result.output


def test_what_is_not_known_is_a_bar_of_its_own_and_widths_add_up() -> None:
    drawn = flow.picture([way(44, None, "THA", to="MMR"), way(22, "IDN", to=None)], {"THA": "Thailand"}, "")
    sheet = as_sheet(drawn)
    for words in (
        "not known to Thailand: at least 44 people",
        "Thailand to MMR: at least 44 people",
        "IDN to not known: at least 22 people",
    ):
        assert words in sheet
    assert drawn.tables[0].rows[0] == ("not known", "not known", "Thailand", "MMR", "44")


def test_too_many_ways_are_refused_with_a_hint() -> None:
    with pytest.raises(UsageError, match="61 ways"):
        flow.picture([way(11, f"S{number}", to="KHM") for number in range(61)], {}, "")

"""A crosswalk: YAML that says what each field of a standard becomes, and of each that is not taken, why.

It is checked against the model when it is read: a property or code that the model has not is an error of the file.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.model import Case, codes

SOURCES = Path(__file__).parents[1] / "sources"
CLAIMS = ("CITIZEN_OF", "RECRUITED_IN", "PASSED_THROUGH", "HELD_AT", "EXPLOITED_IN", "RETURNED_TO")
"""The relationships of a case to a place."""
FOR_A_RULE = (
    *("key", "pseudonym", "consented", "birthdate", "age", "forced_criminality", "account"),
    *("event_type", "event_country", "event_area", "event_date"),
)
"""What a column gives that is no property: a rule makes one of it."""
Kind = Literal[
    "key",
    "consent",
    "version",
    "code",
    "codes",
    "truth",
    "flag",
    "day",
    "month",
    "year",
    "age",
    "band",
    "months",
    "country",
    "countries",
    "places",
    "account",
]


class Closed(BaseModel):
    """Unknown keys are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CrossField(Closed):
    """A field of the standard: what it gives and how it is read, or why it is not taken."""

    gives: str | None = None
    read: Kind | None = None
    codes: str | None = None
    code: str | None = None
    """For a flag: the code that it stands for."""
    beside: str | None = None
    """The field of the standard to which an extension adds: its `Other` stands for what the extension says."""
    drop: str | None = None
    leave: str | None = None
    label: str | None = None
    also: tuple[str, ...] = ()
    loose: bool = False
    """A code that is not in the list is left out and counted; elsewhere the row is refused."""
    ours: bool = False
    optional: bool = False

    @model_validator(mode="after")
    def _taken_or_not(self) -> Self:
        if (self.gives is None) != (self.read is None) or [self.gives, self.drop, self.leave].count(None) != 2:
            raise ValueError("a field has `gives` and `read`, or says why it is not taken in `drop` or `leave`")
        known = {*Case.model_fields, *FOR_A_RULE, *CLAIMS, "RECRUITED"}
        if self.gives is not None and self.gives not in known:
            raise ValueError(f"{self.gives!r} is neither a property of a case nor one of its relationships")
        if self.read == "flag" and self.code not in codes(str(self.gives)):
            raise ValueError(f"{self.code!r} is no code of {self.gives}")
        return self


class CrossCode(Closed):
    """A code of a list: what the model calls it, its other spellings, and whether the standard lacks it."""

    to: str | None = ""
    labels: tuple[str, ...] = ()
    ours: bool = False


class Crosswalk(Closed):
    """All of a standard, or of one of its schemas."""

    standard: str
    title: str
    source: str
    needs: tuple[str, ...] = ()
    """Columns without which a file is not of this standard."""
    unknown: tuple[str, ...] = ()
    fields: Mapping[str, CrossField]
    lists: Mapping[str, Mapping[str, CrossCode]] = Field(default_factory=dict)
    events: Mapping[str, str] = Field(default_factory=dict)
    platforms: Mapping[str, str] = Field(default_factory=dict)
    countries: Literal["alpha2", "alpha3", "either"] = "either"
    former: Mapping[str, str] = Field(default_factory=dict)
    """Country codes that are no longer in use, and what they are read as."""
    written: Mapping[str, str] = Field(default_factory=dict)
    """How this schema writes a code that another writes otherwise."""

    @model_validator(mode="after")
    def _lists_are_of_the_model(self) -> Self:
        for name, field in self.fields.items():
            if field.read not in ("code", "codes") or field.gives is None:
                continue
            if field.codes is None or field.codes not in self.lists:
                raise ValueError(f"{name} has the codes {field.codes!r}, and there is no such list")
            allowed = {*codes(field.gives), *self.events, "NotAVictimOfTrafficking"}
            for code in self.lists[field.codes]:
                if (to := self.meaning(field.codes, code)) is not None and to not in allowed:
                    raise ValueError(f"{name}: {to!r} is no code of {field.gives}")
        for type_ in self.events.values():
            if type_ not in CLAIMS:
                raise ValueError(f"{type_!r} is no relationship of a case to a place")
        return self

    def meaning(self, list_: str, code: str) -> str | None:
        """What the model calls a code; None where it says that it is not known."""
        to = self.lists[list_][code].to
        return code if to == "" else to

    def taken(self) -> dict[str, CrossField]:
        """The fields that are read."""
        return {name: field for name, field in self.fields.items() if field.gives is not None}

    def by_gift(self, gives: str) -> str | None:
        """The field of the standard, or of ours, that gives a property."""
        return next((name for name, field in self.fields.items() if field.gives == gives), None)


@cache
def crosswalks(source: str) -> tuple[Crosswalk, ...]:
    """The crosswalks of a source: one, or one for each schema that goes by its name."""
    found = yaml.safe_load((SOURCES / source / "crosswalk.yaml").read_text(encoding="utf-8"))
    schemas = found.pop("schemas", None)
    if schemas is None:
        return (Crosswalk.model_validate(found),)
    return tuple(_schema(found, schema) for schema in schemas)


def _schema(all_: Mapping[str, object], schema: Mapping[str, object]) -> Crosswalk:
    """A schema: its own fields, among those that all schemas describe."""
    described = all_["fields"]
    if not isinstance(described, dict) or not isinstance(schema["columns"], list):  # pragma: no cover - our own file
        raise TypeError("fields is a map and columns a list")
    more = {key: value for key, value in schema.items() if key != "columns"}
    fields = {name: described[name] for name in schema["columns"]}
    needs = [name for name, field in fields.items() if not field.get("optional")]
    return Crosswalk.model_validate({**all_, **more, "fields": fields, "needs": needs})

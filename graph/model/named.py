"""Names: what parties and places are called, in any script, and which of them are one."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from graph.model.base import Derived, FullText, Indexed, Record


class Named(Record):
    """Has a name, other names, and the record that stands for all records of the same party or place."""

    name: Annotated[str, FullText("names")] = Field(min_length=1, description="The name it goes by")
    names: Annotated[list[str], FullText("names")] = Field(
        default_factory=list, description="Every other name, in any script"
    )
    canonical: Annotated[str | None, Derived(), Indexed()] = Field(
        default=None, description="Id that stands for all records of the same one"
    )

    @field_validator("names")
    @classmethod
    def _each_once(cls, names: list[str], info: ValidationInfo) -> list[str]:
        return [name for name in dict.fromkeys(names) if name and name != info.data.get("name")]

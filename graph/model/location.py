"""A point on the earth, WGS 84."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


@dataclass(frozen=True, slots=True)
class Location:
    """Degrees north and east."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        for name, value, most in (("latitude", self.latitude, 90), ("longitude", self.longitude, 180)):
            if not -most <= value <= most:
                raise ValueError(
                    f"the {name} {value:g} is not between -{most} and {most}; are the coordinates swapped?"
                )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let a model take a Location, a map of its latitude and longitude, or the two as text: `16.71, 98.544`."""

        def accept(value: Any) -> Location:
            if isinstance(value, Location):
                return value
            if isinstance(value, Mapping) and set(value) == {"latitude", "longitude"}:
                return cls(float(value["latitude"]), float(value["longitude"]))
            if isinstance(value, str) and len(parts := value.split(",")) == 2:
                return cls(*map(_degrees, parts))
            raise ValueError("a location has a latitude and a longitude, in degrees")

        return core_schema.no_info_plain_validator_function(accept)


def _degrees(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{text.strip()!r} is no number of degrees; write it as 16.71") from None

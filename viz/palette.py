"""How each class of nodes looks: palette.yaml, with the shapes as paths."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

SHAPES: Mapping[str, str] = {
    "dot": "M.7,0A.7,.7,0,1,1-.7,0A.7,.7,0,1,1,.7,0Z",
    "square": "M-.65-.65H.65V.65H-.65Z",
    "diamond": "M0-.8 .8,0 0,.8-.8,0Z",
    "triangle": "M0-.8 .8,.7H-.8Z",
    "triangleDown": "M0,.8 .8-.7H-.8Z",
    "hexagon": "M.8,0 .4,.7H-.4L-.8,0-.4-.7H.4Z",
    "star": "M0-.9 .26-.3 .9-.26 .42,.16 .58,.8 0,.44-.58,.8-.42,.16-.9-.26-.26-.3Z",
}
"""vis-network's names, as SVG paths in a box from -1 to 1."""


class Look(BaseModel):
    """How a class of nodes is drawn."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    colour: str
    shape: str
    label: str

    @property
    def path(self) -> str:
        """The shape as an SVG path in a box from -1 to 1."""
        return SHAPES[self.shape]


@cache
def palette() -> Mapping[str, Look]:
    """The looks of palette.yaml, by class."""
    entries = yaml.safe_load((Path(__file__).parent / "palette.yaml").read_text(encoding="utf-8"))
    return {label: Look.model_validate(entry) for label, entry in entries.items()}

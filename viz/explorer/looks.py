"""How things look on the page: the classes' colours and shapes, and how the drawing library is set."""

from typing import Any

from viz.explorer.desk import Desk
from viz.explorer.replies import Question
from viz.network import LARGEST, LINES, MOST, OPTIONS, READABLE
from viz.palette import palette


def settings(_: Desk, __: Question) -> dict[str, Any]:
    """What the page needs to know before it draws."""
    return {
        "largest": LARGEST,
        "palette": {label: {**look.model_dump(), "path": look.path} for label, look in palette().items()},
        "options": OPTIONS,
        "lines": [{"dashes": dashes, "meaning": meaning} for dashes, meaning in LINES],
        "most": MOST,
        "readable": READABLE,
    }

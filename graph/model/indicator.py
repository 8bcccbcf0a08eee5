"""Indicators: the coded signs by which trafficking, and the conduct of States after it, are recognised."""

from typing import Literal

from pydantic import Field

from graph.model.base import Node


class Indicator(Node):
    """A coded sign. Showing one is not being a victim or a trafficker."""

    kind: Literal["act", "means", "purpose", "control", "abuse", "conduct"] = Field(
        description="Element of the definition, or conduct of a State after rescue"
    )
    title: str = Field(min_length=1, description="What is seen")
    standard: str | None = Field(default=None, description="The standard that has a code for it")
    code: str | None = Field(default=None, description="Its code in that standard")

"""Runs: one node for each load, so that every answer can say on what it rests."""

from typing import Literal

from pydantic import Field

from graph.model.base import Node

MEASURED = "measured_"
"""How the properties begin that an analysis saved on nodes (value, rank and run): derived, and no source's word."""


class Run(Node):
    """A load of one source; or an analysis whose results were saved (source `analysis`), which says nothing new."""

    visible = "case team"

    scope: str = Field(min_length=1, description="What the load speaks for: a source, or one document of it")
    source: str = Field(min_length=1, description="Id of the source")
    digest: str = Field(min_length=1, description="SHA-256 of what was loaded, so that only the same input is resumed")
    version: str = Field(min_length=1, description="Version of the program")
    started: str = Field(min_length=1, description="When it began, UTC")
    finished: str | None = Field(default=None, description="When it ended, UTC; none: not ended")
    state: Literal["running", "complete", "superseded"] = Field(
        description="Whether all of it was written, and whether a later load of the scope took its place"
    )
    batches: int = Field(default=0, ge=0, description="Number of batches written: where to go on after an interruption")
    nodes: int = Field(default=0, ge=0, description="Nodes that it said")
    relationships: int = Field(default=0, ge=0, description="Relationships that it said")
    asked: str | None = Field(
        default=None,
        description="Of an analysis whose results were saved: the network, what was left out, and the loads it rests on",
    )
    removed: int = Field(default=0, ge=0, description="What an earlier load had said and this one no longer says")
    rejects: int = Field(default=0, ge=0, description="Records that were refused")
    cases: bool = Field(
        default=False,
        description="Whether it brought cases: then what it said is kept rounded down to a multiple of 11",
    )

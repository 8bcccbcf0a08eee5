"""What people keep of gaps: dismissals of findings, and snapshots of findings to compare with later ones."""

from typing import Literal

from pydantic import Field

from graph.model.base import Node


class Dismissal(Node):
    """A step that a person took on a finding. Steps are only ever added, and outlive the facts; the last one counts."""

    visible = "case team"

    number: int = Field(ge=1, description="Its place among all dismissals")
    finding: str = Field(min_length=1, description="Fingerprint of the finding")
    step: Literal["dismiss", "undo"] = Field(description="Whether it is dismissed, or that is taken back")
    by: str = Field(min_length=1, description="Who took it")
    at: str = Field(min_length=1, description="When, UTC")
    why: str = Field(min_length=1, description="The reason, in a sentence")
    expires: str | None = Field(default=None, description="The last day on which it counts; none for an undo")


class Snapshot(Node):
    """The findings of a State on a day, as they were made from the loads there were. Superseded loads leave nothing else."""

    visible = "case team"

    state: str = Field(min_length=1, description="The State")
    on: str = Field(min_length=1, description="The day for which it was asked")
    kinds: list[str] = Field(description="The kinds of gaps that were asked for")
    taken: str = Field(min_length=1, description="When, UTC")
    newest: str = Field(min_length=1, description="Id of the load that ended last: the snapshot goes by its id, too")
    loads: list[str] = Field(description="Ids of the complete loads that were there")
    findings: str = Field(min_length=1, description="The findings, as JSON")

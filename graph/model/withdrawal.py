"""What a later load of a source no longer said: the trace that a removal leaves."""

from typing import Annotated

from pydantic import Field

from graph.model.base import Indexed, Node


class Withdrawal(Node):
    """A node or claim that a source said before and took back. It keeps ids only: no name, no quote."""

    visible = "case team"

    run: Annotated[str, Indexed()] = Field(min_length=1, description="Id of the load that no longer said it")
    what: str = Field(min_length=1, description="Its label or relationship type")
    record: str = Field(min_length=1, description="Its id")
    one: str | None = Field(default=None, description="For a claim: id of the node at its start")
    other: str | None = Field(default=None, description="For a claim: id of the node at its end")
    document: str | None = Field(default=None, description="For a claim: id of the document that said so")
    kept: bool = Field(description="Whether it is still there, because another source says it or rests on it")

"""What form the store has: one node, by which a program knows whether it can read it."""

from pydantic import Field

from graph.model.base import Node


class SchemaVersion(Node):
    """The store's own form. There is one, with the id `schema`."""

    visible = "sealed"

    number: int = Field(ge=0, description="Number of the last migration that the store went through")
    at: str = Field(min_length=1, description="When it came to that, UTC")
    restoring: str | None = Field(
        default=None, description="SHA-256 of the backup of which a restore is not finished; none: the store is whole"
    )

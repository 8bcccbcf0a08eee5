"""Sources: the documents that say things, and their passages."""

from typing import Annotated

from pydantic import Field

from graph.model.base import FullText, Node, Structure
from graph.model.when import When


class Source(Node):
    """Something that can be read and quoted."""


class Document(Source):
    """A publication: letter, report, list, reply."""

    title: str = Field(min_length=1, description="Its title")
    kind: str | None = Field(
        default=None, description="What it is: AL, UA, OL, JAL, report, concluding observations ..."
    )
    reference: str | None = Field(
        default=None, description="The reference its publisher gives it, such as AL MYS 1/2025"
    )
    publisher: str | None = Field(default=None, description="Who published it")
    origin: str | None = Field(default=None, description="Who first said what it says; copies share one origin")
    date: When | None = Field(default=None, description="Its date")
    public_from: When | None = Field(
        default=None, description="When it becomes public: computed as 60 days after its date"
    )
    mandates: list[str] = Field(default_factory=list, description="For a communication: the mandates that sent it")
    resolutions: list[str] = Field(default_factory=list, description="The resolutions on which the mandates rest")
    sha256: str | None = Field(default=None, description="Digest of the file that was read")
    licence: str | None = Field(default=None, description="On what terms it may be used")


class Passage(Source):
    """A paragraph of a document, whole even where a page break cut it."""

    text: Annotated[str, FullText("texts")] = Field(min_length=1, description="Its words")
    locator: str = Field(min_length=1, description="Where it stands: line or page and paragraph")
    heading: str | None = Field(default=None, description="The heading above it")
    order: int = Field(ge=0, description="Its place in the document, from 0")


class HasPassage(Structure[Document, Passage]):
    """A document is made of its passages."""


class DerivesFrom(Structure[Document, Document]):
    """A document quotes or copies another: for independence they share one origin."""

"""Communications: letters to States, what they ask and cite, and the replies."""

from typing import Annotated, Literal

from pydantic import Field

from graph.model.base import FullText, Node, Reading, Structure
from graph.model.entity import Organisation
from graph.model.law import Law
from graph.model.place import State
from graph.model.source import Document
from graph.model.statement import Answer
from graph.model.when import When


class Question(Node):
    """A question put to the addressee of a communication."""

    number: int = Field(ge=1, description="Its number in the document")
    text: Annotated[str, FullText("texts")] = Field(min_length=1, description="Its words, whole")
    locator: str = Field(min_length=1, description="Where it stands")
    due: When | None = Field(default=None, description="When an answer is due: 60 days after the document's date")


class AddressedTo(Structure[Document, State | Organisation]):
    """To whom a communication is addressed."""


class SisterOf(Structure[Document, Document]):
    """A communication on the same subject sent to another addressee."""


class Asks(Structure[Document, Question]):
    """A communication asks a question."""


class Probes(Reading[Question, Law]):
    """A question bears on a provision."""


class Cites(Structure[Document, Law]):
    """A document cites an instrument or a provision."""

    key = ("locator", "as_")

    as_: str = Field(alias="as", min_length=1, description="How it cites it, word for word")
    check: Literal["right", "imprecise", "overstated", "wrong", "not binding"] | None = Field(
        default=None, description="What a check of the citation gave; none: not checked"
    )
    why: str | None = Field(default=None, description="What the check found")
    asserted_by: str = Field(min_length=1, description="Who resolved it: the parser or a coder")


class RepliesTo(Structure[Document, Document]):
    """A document is the reply to a communication."""


class Answers(Reading[Answer, Question]):
    """An answer is given to a question. That it was answered says nothing of whether the answer is true."""

    coverage: Literal["full", "partial", "none"] = Field(description="How much of the question it answers")
    by: str = Field(min_length=1, description="Who judges how much it answers")

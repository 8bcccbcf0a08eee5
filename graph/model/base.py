"""What every node and every relationship of the graph is."""

import hashlib
import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, field_validator, model_validator
from pydantic_core import CoreSchema, core_schema

from graph.model.when import When

Modality = Literal["alleged", "reported", "corroborated", "found"]
LADDER: Mapping[str, int] = {modality: step for step, modality in enumerate(typing.get_args(Modality))}
"""How sure each modality is, from 0."""
Stance = Literal["asserts", "denies", "retracts"]
Visibility = Literal["public", "partner", "case team", "sealed"]
"""Who may see a class or a property, each level with those before it; what is sealed leaves the store for nobody."""


@dataclass(frozen=True, slots=True)
class Derived:
    """Marks a property that the program computes and no source says."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """Marks a property that queries look up by its exact value."""


@dataclass(frozen=True, slots=True)
class FullText:
    """Marks a property whose words can be searched, in the full-text index of that name."""

    index: Literal["names", "texts"]


@dataclass(frozen=True, slots=True)
class Visible:
    """Marks a property that fewer may see than may see its class."""

    to: Visibility


class Record(BaseModel):
    """A declaration of the ontology. Unknown properties are refused, so that a misspelt column is noticed."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, populate_by_name=True)


LONGEST_ID = 1_000
"""Characters: the index that keeps ids unique takes no key of over 8,000 bytes."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def checked_id(value: str) -> str:
    """The id. Raises ValueError where it is too long, or has characters that a terminal obeys."""
    if len(value) > LONGEST_ID:
        raise ValueError(f"an id has at most {LONGEST_ID:,} characters, and {value[:30]}... has {len(value):,}")
    if _CONTROL.search(value):
        raise ValueError(f"an id is one line of text without control characters, not {value[:60]!r}")
    return value


class Node(Record):
    """A node. Its labels are its class and the classes above it; its id is unique under its base class."""

    walk: ClassVar[bool] = False
    """Whether a path may pass through it: States, areas and platforms join everybody to everybody."""
    visible: ClassVar[Visibility] = "public"
    """Who may see it at all: what palermo publish leaves out of a copy."""

    id: str = Field(min_length=1, description="Readable, prefixed by its source, unique under the base label")

    @field_validator("id")
    @classmethod
    def _can_be_an_id(cls, value: str) -> str:
        return checked_id(value)

    @classmethod
    def label(cls) -> str:
        """The label that is this class's own."""
        return cls.__name__

    @classmethod
    def base(cls) -> "type[Node]":
        """The class directly under Node: ids are unique within it."""
        return next(parent for parent in reversed(cls.__mro__) if issubclass(parent, Node) and parent is not Node)

    @classmethod
    def ref(cls, id: str) -> "Ref[Self]":  # noqa: A002 - it is the property's name
        """Name a node of this class without having it."""
        return Ref(cls, id)


N_co = TypeVar("N_co", bound=Node, covariant=True)
Start = TypeVar("Start", bound=Node)
End = TypeVar("End", bound=Node)


@dataclass(frozen=True, slots=True)
class Ref(Generic[N_co]):
    """The end of a relationship: a node's class and id."""

    cls: type[N_co]
    id: str

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take a Ref as it is; the relationship checks that its class is one of its ends."""
        return core_schema.is_instance_schema(cls)


def with_article(label: str) -> str:
    """A Place, an Entity."""
    return f"{'an' if label[:1] in 'AEIOU' else 'a'} {label}"


class Relationship(Record, Generic[Start, End]):
    """A relationship. Its type is the class name in capitals (LocatedIn is LOCATED_IN); its ends are its parameters."""

    key: ClassVar[tuple[str, ...]] = ()
    """The properties that tell two relationships of one type and the same ends apart."""
    walk: ClassVar[bool] = False
    """Whether a path may go along it: through a nationality or a platform everybody is joined to everybody."""
    derived: ClassVar[bool] = False
    """Whether the program makes it of what sources say: then it is no source's word, and no load brings it."""
    visible: ClassVar[Visibility] = "public"
    """Who may see it at all. Whoever may not see one of its ends does not see it either."""

    start: Ref[Start]
    end: Ref[End]

    @classmethod
    def type_name(cls) -> str:
        """The relationship type."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).upper()

    @classmethod
    def ends(cls) -> tuple[tuple[type[Node], ...], tuple[type[Node], ...]]:
        """The classes that may stand at the start and at the end."""
        for parent in cls.__mro__:
            args = getattr(parent, "__pydantic_generic_metadata__", {}).get("args", ())
            if len(args) == 2 and not any(isinstance(arg, TypeVar) for arg in args):
                return _classes(args[0]), _classes(args[1])
        raise TypeError(f"{cls.__name__} does not name its two ends; write class {cls.__name__}(Claim[Start, End])")

    @model_validator(mode="after")
    def _ends_are_as_declared(self) -> Self:
        for side, ref, allowed in zip(("start", "end"), (self.start, self.end), self.ends(), strict=True):
            checked_id(ref.id)
            if not issubclass(ref.cls, allowed):
                names = " or ".join(cls.label() for cls in allowed)
                raise ValueError(
                    f"{self.type_name()} has {with_article(names)} at its {side}, not {with_article(ref.cls.label())}"
                )
        return self

    @property
    def id(self) -> str:
        """The same facts give the same id in every load: a hash of the type, the ends and the key."""
        parts = [self.type_name(), self.start.cls.base().label(), self.start.id]
        parts += [self.end.cls.base().label(), self.end.id]
        parts += [f"{name}={_plain(getattr(self, name))}" for name in self.key]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


class Claim(Relationship[Start, End], Generic[Start, End]):
    """A fact about the world as one document says it. Two documents saying the same are two relationships."""

    key: ClassVar[tuple[str, ...]] = ("document", "locator", "since")

    document: str = Field(min_length=1, description="Id of the document that says so")
    locator: str = Field(min_length=1, description="Where in the document: paragraph, line, row or page")
    quote: str | None = Field(default=None, description="The sentence, word for word; none where it concerns a case")
    modality: Modality = Field(description="As the source puts it")
    stance: Stance = Field(default="asserts", description="Whether the document asserts, denies or retracts it")
    since: When | None = Field(default=None, description="From when, as the source gives it")
    until: When | None = Field(default=None, description="Until when, as the source gives it")
    as_of: When | None = Field(default=None, description="The day for which the source says it")


class Reading(Relationship[Start, End], Generic[Start, End]):
    """A connection that somebody draws between a text and a norm or a fact: a reading, never the text itself."""

    asserted_by: str = Field(min_length=1, description="Who reads it so: source, coder, or a rule's id")
    why: str = Field(min_length=1, description="The reason, in a sentence")
    locator: str = Field(min_length=1, description="The place in the text that is read")


class Structure(Relationship[Start, End], Generic[Start, End]):
    """How a document or an instrument is built: nobody's claim, checked by looking at it."""

    locator: str | None = Field(default=None, description="Where in the document, if not the whole of it")


def node_classes() -> list[type[Node]]:
    """The classes that nodes are made of: those with no class below them, in the order of their names."""
    return sorted((cls for cls in _below(Node) if not cls.__subclasses__()), key=lambda cls: cls.__name__)


def base_classes() -> list[type[Node]]:
    """The classes directly under Node: one constraint each."""
    return sorted(Node.__subclasses__(), key=lambda cls: cls.__name__)


def relationship_classes() -> list[type[Relationship[Any, Any]]]:
    """The classes that relationships are made of, in the order of their names."""
    declared = (cls for cls in _below(Relationship) if "[" not in cls.__name__ and not cls.__subclasses__())
    return sorted(declared, key=lambda cls: cls.__name__)


def said_classes() -> list[type[Relationship[Any, Any]]]:
    """The relationship classes that sources and people say, without those that the program derives."""
    return [cls for cls in relationship_classes() if not cls.derived]


def derived_types() -> list[str]:
    """The types of the relationships that the program derives: left out of digests, exports and examples."""
    return [cls.type_name() for cls in relationship_classes() if cls.derived]


T = TypeVar("T")


def _below(cls: type[T]) -> Iterator[type[T]]:
    for child in cls.__subclasses__():  # a parametrised generic such as Claim[Place, State] is one of them
        yield child
        yield from _below(child)


def _classes(end: Any) -> tuple[type[Node], ...]:
    if isinstance(end, types.UnionType) or typing.get_origin(end) is typing.Union:
        return tuple(typing.get_args(end))
    return (end,)


def _plain(value: object) -> str:
    return value.text if isinstance(value, When) else "" if value is None else str(value)

"""What the rules of standing are told: plain records, with no database behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.model import Modality, When
from graph.model.base import Stance
from graph.model.law import Bearer, Kind, Strength, Verified
from graph.model.statement import Aspect, Basis, Role


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument, as far as it decides who is bound."""

    id: str
    title: str = ""
    kind: Kind = "treaty"
    adopted: When | None = None
    in_force: When | None = None
    open_to: str | None = None
    state: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision and its place in the tree: `path` runs from the instrument down to it."""

    id: str
    path: tuple[str, ...]
    title: str = ""
    summary: str | None = None
    subject: str | None = None
    strength: Strength | None = None
    wording: str | None = None
    bearer: Bearer | None = None
    bearer_wording: str | None = None
    note: str | None = None
    """What a reader must know of it."""
    custom: bool | None = None
    listed: bool = True
    """False for an article that only holds its paragraphs together: it has no words of its own here."""

    @property
    def instrument(self) -> str:
        """The id of its instrument."""
        return self.path[0]


@dataclass(frozen=True, slots=True)
class Reservation:
    """What a State excludes, modifies or interprets, on an instrument or a provision."""

    law: str
    effect: Literal["excludes", "modifies", "interprets"]
    text: str = ""
    since: When | None = None
    until: When | None = None
    verified: Verified | None = None


@dataclass(frozen=True, slots=True)
class Treaty:
    """What is known of one State under one instrument. Nothing known of party and outside is "not checked"."""

    party: bool = False
    outside: bool = False
    since: When | None = None
    until: When | None = None
    action: str | None = None
    signed: When | None = None
    open: bool | None = None
    open_since: When | None = None
    as_of: When | None = None
    verified: Verified | None = None
    reservations_checked: bool | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose standing is asked: a State by its code, or an organisation by its id."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    state: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says of conduct."""

    id: str
    kind: str = "Allegation"
    modality: Modality = "alleged"
    conditional: bool = False
    stance: Stance = "asserts"
    speaker: str = ""
    origin: str = ""
    role: Role | None = None
    basis: Basis | None = None
    conduct_since: When | None = None
    conduct_until: When | None = None
    reported_on: When | None = None
    document_date: When | None = None
    answers: tuple[str, ...] = ()
    """For an Answer: to whom the communications were addressed that its document replies to."""
    attributed: tuple[tuple[str, Role | None, Basis], ...] = ()
    """To which State or organisation, in which role, on which basis."""
    own_word: str | None = None
    """Whose own word it is said to be: id of a State or body."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A reading of a statement for or against a provision, for one State or for none in particular."""

    id: str
    statement: Statement
    provision: str
    state: str | None
    speaks_for: bool
    aspect: Aspect
    role: Role | None = None
    basis: Basis | None = None
    considered: bool | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that denies or admits what a statement says."""

    answer: Statement
    statement: str
    denies: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A letter to a State to which its reply is loaded."""

    letter: str
    date: When | None
    """The day of the reply."""
    put: frozenset[str]
    """The statements of the letter."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the standings asked for rest on."""

    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    provisions: Mapping[str, Provision] = field(default_factory=dict)
    """In the order of the tree."""
    treaties: Mapping[tuple[str, str], Treaty] = field(default_factory=dict)
    """By State and instrument."""
    reservations: Mapping[str, tuple[Reservation, ...]] = field(default_factory=dict)
    """By State."""
    weighings: Mapping[tuple[str, str | None], tuple[Weighing, ...]] = field(default_factory=dict)
    """By provision and State; under no State, what is counted for none."""
    engaged: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """By provision and State: statements attributed to the State that only touch the provision's subject."""
    replies: Mapping[str, tuple[Reply, ...]] = field(default_factory=dict)
    """By the statement that is denied or admitted."""
    answered: Mapping[str, tuple[Answered, ...]] = field(default_factory=dict)
    """By State or organisation."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Document -> what stands for all documents that share its origin. What is missing is an origin of its own."""
    publishers: Mapping[str, str] = field(default_factory=dict)
    """Document -> who published it."""
    engaging: Mapping[str, Statement] = field(default_factory=dict)
    """By id, the statements of `engaged`."""

"""Law: instruments, their provisions, and what each State did about them."""

from typing import Generic, Literal

from pydantic import Field

from graph.model.base import End, Node, Relationship, Start, Structure
from graph.model.place import State
from graph.model.when import When

Kind = Literal["treaty", "custom", "soft", "political", "national"]
Strength = Literal["firm", "qualified", "endeavour", "consider", "may", "soft", "none"]
Bearer = Literal["every", "nationality", "recruitment", "transit", "host", "requested", "returning", "none"]
Verified = Literal["yes", "partly", "no"]


class Law(Node):
    """A legal text or a part of one."""

    title: str = Field(min_length=1, description="Its title; for a provision, the title of its article")


class Instrument(Law):
    """A treaty, a rule of custom, a soft-law text, a political commitment or a national statute."""

    kind: Kind = Field(description="Only a treaty binds by being joined")
    adopted: When | None = Field(default=None, description="Day of adoption")
    in_force: When | None = Field(default=None, description="Since when the treaty itself is in force")
    in_force_verified: Verified | None = Field(default=None, description="Whether that day was read in a source")
    entry_rule: str | None = Field(
        default=None, description="When it enters into force for a State, and by which article"
    )
    open_to: str | None = Field(
        default=None, description="Who may join or is addressed: ASEAN, ILO, a State; none: all States"
    )
    state: str | None = Field(default=None, description="For a national statute: the State whose law it is (ISO 3166)")
    note: str | None = Field(default=None, description="What a reader must know of it")


class Provision(Law):
    """An article, paragraph or subparagraph."""

    article: str | None = Field(default=None, description="Article, principle, objective or paragraph number")
    paragraph: str | None = Field(default=None, description="Paragraph; a range such as 1-2 where rows are joined")
    subparagraph: str | None = Field(
        default=None, description="Subparagraph; a range such as a-g where rows are joined"
    )
    listed: bool = Field(description="False for an article above a listed paragraph, made so that the tree is whole")
    summary: str | None = Field(default=None, description="The duty in a sentence; not the treaty's words")
    subject: str | None = Field(default=None, description="What the duty is about: criminalise, assist, return ...")
    wording: str | None = Field(default=None, description="The words that say how hard the duty is, exactly")
    strength: Strength | None = Field(
        default=None, description="How hard the duty is; none known where paragraphs differ"
    )
    bearer: Bearer | None = Field(default=None, description="Whose duty it is")
    bearer_wording: str | None = Field(default=None, description="The words that say whose duty it is")
    custom: bool | None = Field(default=None, description="Whether it also binds as customary law; none: nobody looked")
    text_source: str | None = Field(default=None, description="Where the text was read")
    text_checked: str | None = Field(default=None, description="How far the text was checked")
    correction: str | None = Field(default=None, description="What the user corrected, by which reference")
    note: str | None = Field(default=None, description="What a reader must know of it")


class Contains(Structure[Law, Provision]):
    """An instrument contains its articles, an article its paragraphs: a tree."""


class TreatyAction(Relationship[Start, End], Generic[Start, End]):
    """What a State did about an instrument, with the source that says so."""

    source: str = Field(min_length=1, description="Where it was read")
    verified: Verified = Field(description="Whether the source was read (yes), read in part, or recalled only (no)")
    correction: str | None = Field(default=None, description="What the user corrected, by which reference")
    note: str | None = Field(default=None, description="What a reader must know of it")


class PartyTo(TreatyAction[State, Instrument]):
    """A State is bound, or was until it left."""

    action: Literal["ratification", "accession", "acceptance", "succession"] = Field(
        description="The depositary action"
    )
    deposited: When | None = Field(default=None, description="When the instrument was deposited or registered")
    since: When | None = Field(default=None, description="In force for the State since; none: not known")
    since_basis: Literal["source", "rule"] | None = Field(
        default=None, description="Whether a source gives that day or the instrument's own rule does"
    )
    until: When | None = Field(default=None, description="When a denunciation took effect")
    reservations_checked: bool = Field(description="Whether anybody looked for reservations")


class NotPartyTo(TreatyAction[State, Instrument]):
    """A State is said not to be a party. No edge at all means that nobody checked."""

    as_of: When | None = Field(default=None, description="The day for which the source says it")
    open: bool = Field(description="False where the instrument is not open to this State at all")
    open_since: When | None = Field(default=None, description="Since when it is open to this State, if not always")


class Signed(TreatyAction[State, Instrument]):
    """A State signed. A signature alone does not bind."""

    on: When = Field(description="Day of signature")


class Reserves(TreatyAction[State, Law]):
    """A State excludes, modifies or interprets an instrument or a provision for itself."""

    key = ("effect",)

    effect: Literal["excludes", "modifies", "interprets"] = Field(description="What the reservation does")
    text: str = Field(min_length=1, description="What it says, in short")
    since: When | None = Field(default=None, description="Since when")
    until: When | None = Field(default=None, description="When it was withdrawn")

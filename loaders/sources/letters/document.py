"""What a letter or a reply is: its document, passages, questions, addressees, sister letters and citations as records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InputRefused
from graph.model import (
    AddressedTo,
    Asks,
    Cites,
    Document,
    HasPassage,
    Instrument,
    Node,
    Organisation,
    Passage,
    Provision,
    Question,
    Ref,
    Relationship,
    RepliesTo,
    SisterOf,
    State,
    When,
)
from loaders.citations import Citations
from loaders.sources.law import law_texts
from loaders.sources.letters.annotation import TO_DO
from loaders.sources.letters.parser import KINDS, Communication, PassageText
from loaders.sources.letters.reply import Reply, as_id
from loaders.sources.letters.text import normalised

Records = list[Node | Relationship[Any, Any]]

NAMES = Path(__file__).with_name("addressees.yaml")
PUBLISHER = "UN Special Procedures"
OTHER = "OTH"
"""In a reference, for an addressee that is no State: a company, an armed group."""


@dataclass(frozen=True, slots=True)
class Addressees:
    """Who may be addressed: States and organisations."""

    states: Mapping[str, State]
    organisations: Mapping[str, Organisation] = field(
        default_factory=lambda: {
            name: Organisation(**entry) for name, entry in yaml.safe_load(NAMES.read_text(encoding="utf-8")).items()
        }
    )

    named: Mapping[str, str | Organisation] = field(default_factory=dict)
    """Those that an annotation names: an organisation, or the code of a State."""
    drafting: bool = False
    """Whether one that is not known stands in the draft with a question mark, instead of being refused."""

    def called(self, name: str) -> State | Organisation:
        """The addressee of that code or name. Raises InputRefused where nobody is called so."""
        plain = normalised(name)
        named = self.named.get(name, self.named.get(plain, plain))
        if isinstance(named, Organisation):
            return named
        if named in self.states:
            return self.states[named]
        for state in self.states.values():
            if named in (state.name, *state.names):
                return state
        if named in self.organisations:
            return self.organisations[named]
        if self.drafting:
            return Organisation(id=TO_DO, name=plain)
        raise InputRefused(
            f"The reference says {OTHER}, an addressee that is no State, and not which; name it in the annotation "
            f"beside the letter, as addressees: {{{OTHER}: {{id: ORG-example, name: Example Ltd}}}}."
            if named == OTHER
            else f"The letter names an addressee {named!r} that is not known; add the name to {NAMES.name}, or to the "
            f"annotation, as addressees: {{{named}: MYS}} for a State or {{id: ORG-example, name: Example Ltd}}."
        )


def document_records(
    letter: Communication,
    cited: Mapping[str, Citations],
    addressees: Addressees,
    sha256: str,
    origin: str,
    sisters: Sequence[str],
) -> Records:
    """The letter itself, as far as it can be read without a coder. Sister letters share their origin.

    `sisters`: ids of sister letters that are loaded, as a coder names them.
    """
    day = When(letter.date, letter.date)
    due = day.plus(letter.reply_days) if letter.reply_days else None
    document = Document(
        id=letter.id,
        title=f"{KINDS[letter.kind].capitalize()} {letter.reference}",
        kind=letter.kind,
        reference=letter.reference,
        publisher=PUBLISHER,
        origin=origin,
        date=day,
        public_from=due,
        mandates=list(letter.mandates),
        resolutions=list(letter.resolutions),
        sha256=sha256,
    )
    return [
        document,
        *_addressed(document, addressees.called(letter.addressee), None),
        *_sisters(letter, document, addressees),
        *(SisterOf(start=document.ref(document.id), end=Document.ref(sister)) for sister in sisters),
        *_passages(letter.id, letter.passages),
        *_questions(letter, due),
        *_citations(letter.id, cited),
    ]


def reply_records(
    id_: str, reply: Reply, letter: str, day: When, publisher: str, cited: Mapping[str, Citations], sha256: str
) -> Records:
    """A reply to the letter of that reference, as far as it can be read without a coder."""
    document = Document(
        id=id_, title=f"Reply to {letter}", kind="reply", publisher=publisher, origin=id_, date=day, sha256=sha256
    )
    replies = RepliesTo(start=document.ref(id_), end=Document.ref(as_id(letter)))
    return [document, replies, *_passages(id_, reply.passages), *_citations(id_, cited)]


def _addressed(document: Document, addressee: State | Organisation, locator: str | None) -> Records:
    records: Records = [AddressedTo(start=document.ref(document.id), end=addressee.ref(addressee.id), locator=locator)]
    if isinstance(addressee, Organisation):  # a State is the law's to say
        records.append(addressee)
    return records


def _sisters(letter: Communication, document: Document, addressees: Addressees) -> Records:
    records: Records = []
    for sent in letter.sisters:
        addressee = addressees.called(sent.name)
        sister = Document(
            id=f"{letter.id}/sister-{addressee.id}",
            title=f"Letter to {addressee.name} on the same subject as {letter.reference} (its reference is not given)",
            kind=letter.kind,
            publisher=PUBLISHER,
            origin=letter.id,
        )
        records += [sister, *_addressed(sister, addressee, sent.locator)]
        records.append(SisterOf(start=Document.ref(sister.id), end=Document.ref(document.id), locator=sent.locator))
    return records


def _passages(document: str, passages: Sequence[PassageText]) -> Records:
    records: Records = []
    for passage in passages:
        id_ = f"{document}/{passage.locator}"
        records += [
            Passage(id=id_, text=passage.text, locator=passage.locator, heading=passage.heading, order=passage.order),
            HasPassage(start=Document.ref(document), end=Passage.ref(id_), locator=passage.locator),
        ]
    return records


def _questions(letter: Communication, due: When | None) -> Records:
    records: Records = []
    for question in letter.questions:
        id_ = f"{letter.id}/Q{question.number}"
        records += [
            Question(id=id_, number=question.number, text=question.text, locator=question.locator, due=due),
            Asks(start=Document.ref(letter.id), end=Question.ref(id_), locator=question.locator),
        ]
    return records


def _citations(document: str, cited: Mapping[str, Citations]) -> Records:
    instruments = {instrument.id for instrument in law_texts().instruments}
    records: Records = []
    for locator, citations in cited.items():
        for law, written in sorted({(citation.law, citation.as_written) for citation in citations.found}):
            end: Ref[Instrument | Provision] = (Instrument if law in instruments else Provision).ref(law)
            records.append(
                Cites(start=Document.ref(document), end=end, locator=locator, as_=written, asserted_by="parser")
            )
    return records

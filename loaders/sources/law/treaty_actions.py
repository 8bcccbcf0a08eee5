"""What each State did about each treaty: the rows of each ratifications.csv as PARTY_TO, SIGNED and NOT_PARTY_TO."""

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.model import Instrument, NotPartyTo, PartyTo, Provision, Reserves, Signed, State, When
from graph.model.law import Verified
from loaders.rows import CsvRow
from loaders.sources.law.corrections import Corrections
from loaders.sources.law.files import rows_of
from loaders.sources.law.instruments import InstrumentFacts
from loaders.sources.law.provisions import place
from loaders.sources.law.states import Openness, state_code

RATIFICATIONS = [
    "iso3",
    "status",
    "date_signature",
    "date_ratification_accession",
    "action",
    "entry_into_force_for_state",
    "reservation_noted",
    "source",
    "verified",
    "notes",
]
RESERVATIONS = [
    "iso3",
    "article",
    "paragraph",
    "subparagraph",
    "effect",
    "text",
    "since",
    "source",
    "verified",
]
DENUNCIATIONS = ["iso3", "said", "source"]

VERIFIED: Mapping[str, Verified] = {"yes": "yes", "no": "no", "partly": "partly", "month": "partly", "year": "partly"}
NEVER_SIGNED = "n/a (ILO conventions are not signed)"
LOOKED_FOR = ("yes", "none found", "n/a")
"""How reservation_noted begins where somebody looked: n/a is an ILO convention, which takes no reservations."""


@dataclass(frozen=True, slots=True)
class Denunciation:
    """When a State left. A list may give the day of the act or of its effect and seldom says which: the interval
    reaches from the day given to the day on which the instrument's rule gives it effect.
    """

    effect: When
    note: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of an instrument's ratifications.csv, and what a user corrected in it."""

    row: CsvRow
    instrument: InstrumentFacts
    correction: str | None

    def ends(self) -> dict[str, object]:
        """The State and the instrument."""
        return {"start": State.ref(state_code(self.row)), "end": Instrument.ref(self.instrument.id)}

    def source(self, more: str = "") -> dict[str, object]:
        """Where it was read, and how surely."""
        said = self.row.one_of("verified", VERIFIED)
        level = f"known to the {said} only" if said in ("month", "year") else ""
        return {
            "source": self.row.text("source"),
            "verified": VERIFIED[said],
            "note": "; ".join(part for part in (level, self.row.cells["notes"], more) if part) or None,
            "correction": self.correction,
        }


def read_denunciations(
    folders: Mapping[str, Path], instruments: Mapping[str, InstrumentFacts]
) -> dict[tuple[str, str], Denunciation]:
    """The denunciations, by State and instrument."""
    found = {}
    for instrument, folder in folders.items():
        rule = instruments[instrument].denunciation
        for row in rows_of(folder, "denunciations.csv", DENUNCIATIONS):
            said = row.read("said", When.parse)
            if rule is None or said is None:
                row.refuse("said", "needs a date, and the instrument a denunciation rule in instrument.yaml")
            found[state_code(row), instrument] = Denunciation(
                When(said.earliest, rule.after(said).latest),
                f"{row.text('source')}; not said whether {said.text} is the act or its effect under article {rule.article}",
            )
    return found


def read_actions(
    folders: Mapping[str, Path],
    instruments: Mapping[str, InstrumentFacts],
    openness: Openness,
    denunciations: Mapping[tuple[str, str], Denunciation],
    corrections: Corrections,
) -> Iterator[PartyTo | NotPartyTo | Signed]:
    """One PARTY_TO or NOT_PARTY_TO for each row, and SIGNED where a day of signature is given."""
    for id_, folder in folders.items():
        seen: set[str] = set()
        for shipped in rows_of(folder, "ratifications.csv", RATIFICATIONS):
            row, correction = corrections.of_action(shipped, id_)
            if row.cells["iso3"] in seen:
                row.refuse("iso3", f"{row.cells['iso3']} is there twice; keep one")
            seen.add(row.cells["iso3"])
            fact = Fact(row, instruments[id_], correction)
            status = row.one_of("status", ("party", "denounced", "signatory", "none"))
            if status in ("party", "denounced"):
                yield _party(fact, denunciations.get((row.cells["iso3"], id_)))
            else:
                yield _not_party(fact, openness)
            signed = None if row.cells["date_signature"] == NEVER_SIGNED else row.read("date_signature", When.parse)
            if signed is not None:
                yield Signed(**fact.ends(), on=signed, **fact.source())


def read_reservations(
    folders: Mapping[str, Path], made: dict[str, Provision], parents: dict[str, str]
) -> Iterator[Reserves]:
    """The reservations; a provision that articles.csv does not list is made, so that each has an end."""
    for instrument, folder in folders.items():
        for row in rows_of(folder, "reservations.csv", RESERVATIONS):
            article = row.cells["article"]
            parts = article, row.cells["paragraph"], row.cells["subparagraph"]
            end = (
                Provision.ref(place(instrument, parts, f"Article {article}", made, parents))
                if article
                else Instrument.ref(instrument)
            )
            yield Reserves(
                start=State.ref(state_code(row)),
                end=end,
                effect=row.one_of("effect", ("excludes", "modifies", "interprets")),
                text=row.text("text"),
                since=row.read("since", When.parse),
                source=row.text("source"),
                verified=VERIFIED[row.one_of("verified", VERIFIED)],
            )


def _party(fact: Fact, denunciation: Denunciation | None) -> PartyTo:
    row, instrument = fact.row, fact.instrument
    deposited = row.read("date_ratification_accession", When.parse)
    given = row.read("entry_into_force_for_state", When.parse)
    by_rule = instrument.in_force_after(deposited) if deposited else None
    since = given or by_rule
    if (row.cells["status"] == "denounced") != (denunciation is not None):
        row.refuse("status", "a denunciation needs its row in denunciations.csv, and no other row has one")
    return PartyTo(
        **fact.ends(),
        **fact.source(denunciation.note if denunciation else ""),
        action=row.one_of("action", ("ratification", "accession", "acceptance", "succession")),
        deposited=deposited,
        since=since,
        since_basis="source" if given else "rule" if since else None,
        until=denunciation.effect if denunciation else None,
        reservations_checked=row.cells["reservation_noted"].startswith(LOOKED_FOR),
    )


def _not_party(fact: Fact, openness: Openness) -> NotPartyTo:
    row = fact.row
    open_, since = openness.to(row.cells["iso3"], fact.instrument)
    return NotPartyTo(
        **fact.ends(),
        **fact.source(),
        as_of=said_on(f"{row.cells['source']} {row.cells['notes']}"),
        open=open_,
        open_since=since,
    )


def said_on(text: str) -> When | None:
    """The latest month or year that a source names for its copy: "status Mar 2015", "Apr 2024", "mid-2025"."""
    months = {name: number for number, name in enumerate(calendar.month_abbr) if name}
    found = [
        f"{year}-{months[month]:02}" if month else year
        for month, year in re.findall(rf"(?:({'|'.join(months)})[a-z]* |\b|-)((?:19|20)\d\d)\b(?!-)", text)
    ]
    return max((When.parse(one) for one in found), key=lambda when: when.latest, default=None)

"""What each State did about each treaty: the rows of ratifications.csv as PARTY_TO, SIGNED and NOT_PARTY_TO."""

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import iso3166

from graph.model import Instrument, NotPartyTo, PartyTo, Provision, Reserves, Signed, State, When
from graph.model.law import Verified
from loaders.rows import CsvRow, rows
from loaders.sources.law.instruments import InstrumentFacts
from loaders.sources.law.provisions import place

RATIFICATIONS = [
    "iso3",
    "state",
    "group",
    "treaty",
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
    "instrument",
    "article",
    "paragraph",
    "subparagraph",
    "effect",
    "text",
    "since",
    "source",
    "verified",
]
DENUNCIATIONS = ["iso3", "treaty", "said", "source"]
MEMBERSHIP = ["organisation", "iso3", "member", "since", "source"]

VERIFIED: Mapping[str, Verified] = {"yes": "yes", "no": "no", "partly": "partly", "month": "partly", "year": "partly"}
NEVER_SIGNED = "n/a (ILO conventions are not signed)"
LOOKED_FOR = ("yes", "none found", "n/a")
"""How reservation_noted begins where somebody looked: n/a is an ILO convention, which takes no reservations."""


@dataclass(frozen=True, slots=True)
class Openness:
    """Whether an instrument is open to a State: who is a member of what."""

    members: Mapping[tuple[str, str], tuple[bool, When | None]]

    def to(self, state: str, instrument: InstrumentFacts) -> tuple[bool, When | None]:
        """Whether it is open, and since when if not always. What membership.csv does not say is taken as open."""
        return self.members.get((instrument.open_to or "", state), (True, None))


@dataclass(frozen=True, slots=True)
class Denunciation:
    """When a State left. A list may give the day of the act or of its effect and seldom says which: the interval
    reaches from the day given to the day on which the instrument's rule gives it effect.
    """

    effect: When
    note: str


def read_openness(path: Path) -> Openness:
    """The memberships of membership.csv."""
    return Openness(
        {
            (row.text("organisation"), state_code(row)): (
                row.one_of("member", ("yes", "no")) == "yes",
                row.read("since", When.parse),
            )
            for row in rows(path, MEMBERSHIP)
        }
    )


def state_code(row: CsvRow) -> str:
    """The ISO 3166-1 alpha-3 code of a row."""
    code = row.text("iso3")
    return code if code in iso3166.countries_by_alpha3 else row.refuse("iso3", f"{code!r} is no ISO 3166 alpha-3 code")


def read_states(path: Path, names: Mapping[str, list[str]]) -> list[State]:
    """The States that the rows name."""
    found = {state_code(row): row.text("state") for row in rows(path, RATIFICATIONS)}
    return [State(id=code, name=name, names=names.get(code, [])) for code, name in sorted(found.items())]


def read_denunciations(path: Path, instruments: Mapping[str, InstrumentFacts]) -> dict[tuple[str, str], Denunciation]:
    """The denunciations, by State and instrument."""
    found = {}
    for row in rows(path, DENUNCIATIONS):
        rule = instruments[row.one_of("treaty", instruments)].denunciation
        said = row.read("said", When.parse)
        if rule is None or said is None:
            row.refuse("said", "needs a date, and the instrument a denunciation rule in instruments.yaml")
        found[state_code(row), row.cells["treaty"]] = Denunciation(
            When(said.earliest, rule.after(said).latest),
            f"{row.text('source')}; not said whether {said.text} is the act or its effect under article {rule.article}",
        )
    return found


def read_actions(
    path: Path,
    instruments: Mapping[str, InstrumentFacts],
    openness: Openness,
    denunciations: Mapping[tuple[str, str], Denunciation],
) -> Iterator[PartyTo | NotPartyTo | Signed]:
    """One PARTY_TO or NOT_PARTY_TO for each row, and SIGNED where a day of signature is given."""
    seen: set[tuple[str, str]] = set()
    for row in rows(path, RATIFICATIONS):
        instrument = instruments[row.one_of("treaty", instruments)]
        pair = row.cells["iso3"], instrument.id
        if pair in seen:
            row.refuse("treaty", f"{' and '.join(pair)} are there twice; keep one")
        seen.add(pair)
        status = row.one_of("status", ("party", "denounced", "signatory", "none"))
        if status in ("party", "denounced"):
            yield _party(row, instrument, denunciations)
        else:
            yield _not_party(row, instrument, openness)
        signed = None if row.cells["date_signature"] == NEVER_SIGNED else row.read("date_signature", When.parse)
        if signed is not None:
            yield Signed(**_ends(row), on=signed, **_source(row))


def read_reservations(
    path: Path, instruments: Mapping[str, InstrumentFacts], made: dict[str, Provision], parents: dict[str, str]
) -> Iterator[Reserves]:
    """The reservations; a provision that articles.csv does not list is made, so that each has an end."""
    for row in rows(path, RESERVATIONS):
        instrument = row.one_of("instrument", instruments)
        article = row.cells["article"]
        end = (
            Provision.ref(
                place(
                    instrument,
                    article,
                    row.cells["paragraph"],
                    row.cells["subparagraph"],
                    f"Article {article}",
                    made,
                    parents,
                )
            )
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


def _party(row: CsvRow, instrument: InstrumentFacts, denunciations: Mapping[tuple[str, str], Denunciation]) -> PartyTo:
    deposited = row.read("date_ratification_accession", When.parse)
    given = row.read("entry_into_force_for_state", When.parse)
    by_rule = instrument.in_force_after(deposited) if deposited else None
    since = given or by_rule
    denunciation = denunciations.get((row.cells["iso3"], instrument.id))
    if (row.cells["status"] == "denounced") != (denunciation is not None):
        row.refuse("status", "a denunciation needs its row in denunciations.csv, and no other row has one")
    return PartyTo(
        **_ends(row),
        **_source(row, denunciation.note if denunciation else ""),
        action=row.one_of("action", ("ratification", "accession", "acceptance", "succession")),
        deposited=deposited,
        since=since,
        since_basis="source" if given else "rule" if since else None,
        until=denunciation.effect if denunciation else None,
        reservations_checked=row.cells["reservation_noted"].startswith(LOOKED_FOR),
    )


def _not_party(row: CsvRow, instrument: InstrumentFacts, openness: Openness) -> NotPartyTo:
    open_, since = openness.to(row.cells["iso3"], instrument)
    return NotPartyTo(
        **_ends(row),
        **_source(row),
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


def _ends(row: CsvRow) -> dict[str, object]:
    return {"start": State.ref(state_code(row)), "end": Instrument.ref(row.cells["treaty"])}


def _source(row: CsvRow, more: str = "") -> dict[str, object]:
    said = row.one_of("verified", VERIFIED)
    level = f"known to the {said} only" if said in ("month", "year") else ""
    return {
        "source": row.text("source"),
        "verified": VERIFIED[said],
        "note": "; ".join(part for part in (level, row.cells["notes"], more) if part) or None,
    }

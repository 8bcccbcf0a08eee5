"""Step 4: which weighings count for a State in a period, and why the others do not."""

from dataclasses import dataclass
from functools import lru_cache

from queries.obligations.dates import Period, Span, days_of
from queries.obligations.duty import attribution, has_standing, not_against, not_its_duty
from queries.obligations.records import Facts, Provision, Statement, Subject, Weighing

OFFICES = ("", "government of ", "permanent mission of ", "state of ")
"""How a State is called as a speaker, before its name: compared in small letters, with or without "the"."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A weighing, and what the rules make of it."""

    weighing: Weighing
    days: Span | None
    """Within the period, where it counts."""
    basis: str
    """named, addressed, general, or private where the conduct is attributed to nobody."""
    own_word: bool
    """Whether it is the State that speaks: it stands beside."""
    set_aside: str | None
    """Why it does not count; none where it does."""

    @property
    def counts(self) -> bool:
        """Whether a standing rests on it."""
        return self.set_aside is None


def judge(weighing: Weighing, provision: Provision, subject: Subject, asked: Period, facts: Facts) -> Evidence:
    """One weighing on `provision`, as evidence on `subject` in the period."""
    statement = weighing.statement
    basis, role = attribution(weighing)
    days = days_of(statement)
    own = is_own_word(statement, subject, facts) and not is_text_of_law(weighing, facts)
    why = (
        _nobody_s(weighing, subject, basis)
        or _takes_itself_back(statement)
        or (None if has_standing(provision) else "a definition, scope or final clause: no duty, so no standing")
        or _outside(days, asked)
        or ("the State's own word: it stands beside" if own else None)
        or not_its_duty(provision, basis, role)
        or not_against(provision, weighing)
    )
    shown = days.clipped(asked) if days and days.within(asked) == "yes" else days
    return Evidence(weighing, shown, basis or "private", own, why)


def is_own_word(statement: Statement, subject: Subject, facts: Facts) -> bool:
    """Whether the State itself says it: it is told so, is the speaker, replies, or published what first said so."""
    if statement.own_word == subject.id:
        return True
    if statement.kind == "Answer" and (not statement.answers or subject.id in statement.answers):
        return True
    publisher = facts.publishers.get(statement.origin, "")
    return _is_called(statement.speaker, subject) or bool(publisher and _is_called(publisher, subject))


def is_text_of_law(weighing: Weighing, facts: Facts) -> bool:
    """Whether it is the text of a statute of the State, given as a measure in law.

    A law in force is what the State did, and anybody can read it: whoever prints it, its text is evidence of the law and no
    word of the Government on itself. What a Government says of its law stays its own word, and so does what it says of the
    practice. The statute speaks where it is the speaker or the document that first said so.
    """
    said = weighing.statement
    if said.kind != "Measure" or weighing.aspect != "law" or not weighing.speaks_for or said.own_word:
        return False
    speaker = said.speaker.strip().lower()
    return any(
        one.kind == "national"
        and one.state == weighing.state
        and (said.origin == one.id or (speaker and speaker in (one.id.lower(), one.title.strip().lower())))
        for one in facts.instruments.values()
    )


def _is_called(speaker: str, subject: Subject) -> bool:
    return speaker.strip().lower() in _called(subject)


@lru_cache(maxsize=1024)
def _called(subject: Subject) -> frozenset[str]:
    """All that a State is called as a speaker."""
    names = {name.lower() for name in (subject.id, subject.name, *subject.names) if name}
    names |= {f"the {name}" for name in names}
    return frozenset(f"{the}{office}{name}" for the in ("", "the ") for office in OFFICES for name in names)


def _nobody_s(weighing: Weighing, subject: Subject, basis: str | None) -> str | None:
    if weighing.state is None or basis == "general":
        return "general: it names no State, so it is counted for none"
    if weighing.state != subject.id:
        return f"it is read for {weighing.state}"
    return None


def _takes_itself_back(statement: Statement) -> str | None:
    if statement.conditional:
        return "conditional: it says what would be, and alleges nothing"
    if statement.stance == "denies":
        return "its source denies it"
    if statement.stance == "retracts":
        return "its source took it back"
    return None


@lru_cache(maxsize=65536)
def _outside(days: Span | None, asked: Period) -> str | None:
    if days is None:
        return "neither the conduct nor the report is dated"
    match days.within(asked):
        case "no":
            return f"outside the period: {days.text}"
        case "uncertain":
            return f"not certainly in the period: {days.text}"
        case _:
            return None

"""The gaps of a State: each with its rule, its sentence, and every statement that it rests on, quoted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from graph.decisions.kept import dismissals
from queries.citing import Quoted, quoted
from queries.gaps import gaps
from queries.obligations.gaps.dismissing import shown
from queries.obligations.gaps.finding import KINDS, Finding
from queries.obligations.records import Subject
from queries.sentence import Sentence
from viz.report import evidence
from viz.report.asked import Asking
from viz.report.document import Draft, Note
from viz.report.language import _

WRONGLY, UNENGAGED = "citation-wrong", "cited-unengaged"


def of_state(asking: Asking, subject: Subject) -> list[Finding]:
    """The findings of every kind on the day."""
    found = gaps(asking.store, subject.id, asking.period)
    for one in found:
        asking.noted(one.rule.query, **one.parameters)
    return found


def section(draft: Draft, asking: Asking, found: Sequence[Finding], names: Mapping[str, str], today: date) -> None:
    """Gaps by kind, then what is no gap but not known."""
    told = quoted(asking.store, [id_ for one in found for id_ in (one.about, *one.evidence)])
    words = _words(asking, found)
    steps = dismissals(asking.store)
    draft.heading(_("Gaps"))
    real = [one for one in found if one.rule.gap]
    if not real:
        draft.say(_("No rule found a gap in what is loaded. That does not say that there is none."))
    for kind in KINDS:
        of_kind = [one for one in real if one.rule.kind == kind]
        if of_kind:
            draft.heading(_(kind), 2)
        for number, one in enumerate(of_kind, start=1):
            dismissed = shown(steps.get(one.fingerprint), today)
            _one(draft, number, one, told, names, str(dismissed) if dismissed else None)
            for quote in words.get((one.rule.id, one.about), ()):
                draft.quote((quote[0],), quote[1], quote[2])
    open_ = [one for one in found if not one.rule.gap]
    if open_:
        draft.heading(_("No gap, but not known or not yet due"), 2)
        for one in open_:
            draft.say(sentence(one))
            for quote in words.get((one.rule.id, one.about), ()):
                draft.quote((quote[0],), quote[1], quote[2])


def _one(
    draft: Draft, number: int, one: Finding, told: Mapping[str, Quoted], names: Mapping[str, str], dismissed: str | None
) -> None:
    draft.say(
        f"{number}. {sentence(one)} "
        + _("(rule {rule}, version {version})").format(rule=one.rule.id, version=one.rule.version)
    )
    if dismissed:
        draft.say(_("This finding was dismissed: {words}").format(words=dismissed))
    evidence.statements(draft, (told[id_] for id_ in _ids(one) if id_ in told), names)
    others = [id_ for id_ in one.evidence if id_ not in told]
    if others and one.rule.id not in (WRONGLY, UNENGAGED):  # these are quoted instead
        draft.say(_("It also rests on: {ids}.").format(ids=", ".join(others)))


def sentence(one: Finding) -> str:
    """Its sentence, in the language that is spoken; words of the model in it too."""
    return Sentence(one.rule.says, one.words).said(_)


Words = tuple[str, str, Note]


def _words(asking: Asking, found: Sequence[Finding]) -> dict[tuple[str, str], list[Words]]:
    """Citations and questions word for word, by rule and what the finding is about: they are no statements."""
    words: dict[tuple[str, str], list[Words]] = {}
    for rule, query in ((WRONGLY, "wrong-citations"), (UNENGAGED, "cited-unengaged")):
        given = next((one.parameters for one in found if one.rule.id == rule), None)
        for row in asking.ask(query, **given) if given else ():
            if rule == WRONGLY:
                note = Note(row["letter"], row["locator"])
                words.setdefault((rule, row["law"]), []).append((_("As cited:") + " ", row["as_written"], note))
            else:
                place = Note(", ".join(row["letters"]), ", ".join(row["locators"]))
                words.setdefault((rule, row["law"]), []).extend(
                    (_("As cited:") + " ", one, place) for one in row["as_written"]
                )
    asked = {one.about: one.rule.id for one in found if one.rule.kind == "answer"}
    for letter in sorted({id_.rpartition("/")[0] for id_ in asked if "/" in id_}):
        for row in asking.ask("letter-questions", letter=letter):
            rule = asked.get(row["question"], "")
            note = Note(letter, row["locator"])
            words.setdefault((rule, row["question"]), []).append((_("The question:") + " ", row["text"], note))
    return words


def _ids(one: Finding) -> Iterable[str]:
    return dict.fromkeys((one.about, *one.evidence))

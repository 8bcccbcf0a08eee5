"""The page docs/case-fields.md: what each field of a standard becomes, or why it is not taken, from the crosswalks alone.

python -m loaders.cases.describing > docs/case-fields.md
"""

from collections.abc import Iterator

from loaders.cases.crosswalk import CrossField, Crosswalk, crosswalks
from loaders.cases.shows import coding

SOURCES = ("htcds", "ctdc", "ictip")
HEAD = """\
# Fields of the case standards
Made from the crosswalks in `loaders/sources/*/crosswalk.yaml` and from `loaders/cases/shows.yaml`; see [cases.md](cases.md).
A field that is *not read* is never parsed: nothing of it can reach the store, a reject or a log."""
RULES = {
    "key": "the case's number, kept as a pseudonym",
    "pseudonym": "a pseudonym that an export of ours wrote",
    "consented": "whether the row may be kept",
    "birthdate": "an age band, with a date of the case; not kept itself",
    "age": "age_band, majority",
    "forced_criminality": "exploitation: ForcedCriminality",
    "account": "RECRUITED from that account",
    "event_type": "which of RECRUITED_IN, PASSED_THROUGH, EXPLOITED_IN",
    "event_country": "where it leads to",
    "event_area": "where it leads to, if an area or compound of that name is loaded",
    "event_date": "since, by month",
}


def page() -> str:
    """The page, in Markdown."""
    return "\n".join([HEAD, *(line for source in SOURCES for line in _source(source)), *_shows()])


def _source(source: str) -> Iterator[str]:
    for crosswalk in crosswalks(source):
        yield from (f"\n## {crosswalk.standard}", f"{crosswalk.title}.", "", "| field | becomes |", "|---|---|")
        yield from (f"| `{name}` | {_becomes(crosswalk, spec)} |" for name, spec in crosswalk.fields.items())


def _becomes(crosswalk: Crosswalk, spec: CrossField) -> str:
    if spec.drop or spec.leave:
        return f"*not read*: {spec.drop or spec.leave}"
    what = (
        f"{spec.gives}: {spec.code} (1), or written_no (0)"
        if spec.read == "flag"
        else RULES.get(str(spec.gives), str(spec.gives))
    )
    ours = [code for code, entry in crosswalk.lists.get(spec.codes or "", {}).items() if entry.ours]
    notes = [
        *(["ours"] if spec.ours else []),
        *([f"beside its list: {', '.join(ours)}"] if ours and not spec.ours else []),
    ]
    return what + (f" ({'; '.join(notes)})" if notes else "")


def _shows() -> Iterator[str]:
    yield from (
        "\n## What a case shows",
        "Each by the rule `rule:case-PROPERTY-CODE`.",
        "",
        "| property | code | shows | why |",
        "|---|---|---|---|",
    )
    for name, entries in coding().items():
        for code, shown in entries.items():
            yield from (f"| {name} | {code} | `{indicator}` | {why} |" for indicator, why in shown)


if __name__ == "__main__":
    print(page())

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Provision
from loaders.citations import AMBIGUOUS, NOT_HELD, NOWHERE, CitationResolver
from loaders.references import references
from loaders.sources.law import law_texts
from loaders.sources.letters.load import BUNDLED
from loaders.sources.letters.parser import parse
from loaders.sources.letters.text import read_paragraphs

LAW = law_texts()
RESOLVER = CitationResolver(LAW)
LETTER = {passage.locator: passage.text for passage in parse(read_paragraphs(BUNDLED), BUNDLED.name).passages}
INSTRUMENTS = {instrument.id for instrument in LAW.instruments}


def cited(text: str) -> set[str]:
    return {citation.law for citation in RESOLVER.resolve(text).found}


@pytest.mark.parametrize(
    ("locator", "law"),
    [
        ("L48", {"PALERMO", "PALERMO-5", "PALERMO-6", "PALERMO-9(1)(a)", "REFUGEE_1951", "REFUGEE_1967"}),
        ("L50", {"A/HRC/47/34", "A/HRC/47/34-57"}),
        ("L52", {"ACTIP", "ACTIP-14", "ACTIP-14(7)", "ACTIP-16", "ACTIP-16(2)"}),
        ("L103", {"UDHR", "UDHR-4"}),
        ("L105", {"UDHR", "UDHR-19"}),
        ("L107", {"ILO_C29", "ILO_C29-2", "ILO_C182", "ILO_C182-3"}),
        ("L109", {"PALERMO", "PALERMO-6", "PALERMO-9"}),
        ("L111", {"CEDAW", "CEDAW-2", "CEDAW-6", "CEDAW_GR38"}),
        ("L113-115", {"CRC", "CRC-32", "OPSC", "OPSC-2", "OPSC-3(1)(a)", "KHM_TIP_LAW_2008"}),
        ("L117", {"CCPR_GC31", "CCPR_GC31-12", "ICCPR", "ICCPR-2"}),
        ("L119", {"GCM", "GCM-6"}),
        ("L121", {"RPGHRHT", "RPGHRHT-Principle 13", "RPGHRHT-Guideline 11"}),
        ("L123-125", {"ACTIP", "ACTIP-14", "ACTIP-16"}),
        ("L129", {"CEDAW", "CEDAW/C/MYS/CO/6", "CEDAW/C/MYS/CO/6-28", "CEDAW/C/MYS/CO/6-29"}),
        ("L133", {"CEDAW/C/MYS/CO/3-5", "CEDAW/C/MYS/CO/3-5-26", "CEDAW_GR38"}),
        ("L143", {"UPR_MYS_4", "UPR_MYS_4-55.98", "UPR_MYS_4-55.99-55.109"}),
    ],
)
def test_the_citations_of_the_letter(locator: str, law: set[str]) -> None:
    assert cited(LETTER[locator]) == law


def test_every_reference_of_the_letter_is_placed() -> None:
    assert [found for text in LETTER.values() for found in RESOLVER.resolve(text).unresolved] == []


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("article 6 (3) of the Palermo Protocol", {"PALERMO-6(3)"}),
        ("article 6.3 of the Palermo Protocol", {"PALERMO-6(3)"}),
        ("article 9, paragraph 1 (a), of the Palermo Protocol", {"PALERMO-9(1)(a)"}),
        ("paragraph 3 of article 6 of the Palermo Protocol", {"PALERMO-6(3)"}),
        ("the Palermo Protocol (arts. 5, 9(1)(a))", {"PALERMO-5", "PALERMO-9(1)(a)"}),
        ("articles 6 (3) and (4) of the Palermo Protocol", {"PALERMO-6(3)", "PALERMO-6(4)"}),
        ("articles 6, paragraphs 3 and 4, of the Palermo Protocol", {"PALERMO-6(3)", "PALERMO-6(4)"}),
        ("the Palermo Protocol (art. 9(1)(a) and (b))", {"PALERMO-9(1)(a)", "PALERMO-9(1)(b)"}),
        ("art.6(3)(a)–(c) of the Palermo Protocol", {"PALERMO-6(3)(a)", "PALERMO-6(3)(b)", "PALERMO-6(3)(c)"}),
        ("articles 14, paragraph 7, and 16 of ACTIP", {"ACTIP-14(7)", "ACTIP-16"}),
        ("under article 5(3)(c) of the ASEAN Convention", {"ACTIP-5(3)(a-g)"}),
        ("article 17 (3) of ACTIP", {"ACTIP-17(1-9)"}),
        ("ACTIP, art. 14 (8)", {"ACTIP-14(8)"}),
        ("articles 14 to 16 of ACTIP", {"ACTIP-14", "ACTIP-15", "ACTIP-16"}),
        ("article 3(1)(a)(i) of OPSC", {"OPSC-3(1)(a(i))"}),
        ("the CRC, in its article 32", {"CRC-32"}),
        ("The Palermo Protocol binds. Article 8(2) of the Protocol is on return.", {"PALERMO-8(2)"}),
        ("CEDAW binds. Article 6 of the Convention says so.", {"CEDAW-6"}),
        ("CEDAW’s article 6; the ICCPR’s article 2", {"CEDAW-6", "ICCPR-2"}),
        ("under articles 6 and 9, 17 States of the Palermo Protocol act", {"PALERMO-6", "PALERMO-9"}),
        ("paragraph 57 of A/HRC/47/34", {"A/HRC/47/34-57"}),
        ("A/HRC/47/34, para. 57 (a) and (b)", {"A/HRC/47/34-57(a)", "A/HRC/47/34-57(b)"}),
        ("recommendation 55.104 of the Universal Periodic Review of Malaysia", {"UPR_MYS_4-55.99-55.109"}),
    ],
)
def test_the_forms_of_the_genre(text: str, law: set[str]) -> None:
    assert cited(text) - INSTRUMENTS == law
    assert RESOLVER.resolve(text).unresolved == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("article 99 of the Palermo Protocol", "PALERMO has no 99"),
        ("article 6(9) of the Palermo Protocol", "PALERMO has no 6(9)"),
        ("article 3 of the Convention against Torture", "CAT has no 3"),
        ("article 5 is important", NOWHERE),
        ("The Palermo Protocol binds. Objective 6 is soft.", NOWHERE),
        ("The Palermo Protocol binds. Article 5 of the Federal Constitution protects liberty.", NOT_HELD),
        ("The Palermo Protocol binds. The Sedition Act 1948 is older. Article 4 punishes.", NOT_HELD),
        ("The Palermo Protocol binds, and the CRPD (art. 16) too.", NOT_HELD),
        ("CEDAW binds. Article 6 of the Covenant is on life.", NOT_HELD),
        ("article 2 of the Optional Protocol to the Convention on the Rights of the Child on armed conflict", NOT_HELD),
        ("The Palermo Protocol binds. Paragraph 5 of the resolution welcomes it.", NOT_HELD),
        ("A/HRC/47/34 came before A/HRC/50/33, para. 57.", NOT_HELD),
        ("the Palermo Protocol, article 6, in particular paragraph 3, of it", NOT_HELD),
        ("The Palermo Protocol asks for it under article 10, and article 14 of ACTIP too.", AMBIGUOUS),
    ],
)
def test_what_the_law_does_not_hold_is_reported_and_never_guessed(text: str, reason: str) -> None:
    found = RESOLVER.resolve(text)
    assert reason in [unresolved.reason for unresolved in found.unresolved]
    assert not {citation.law for citation in found.found} - INSTRUMENTS - {"PALERMO-6", "ACTIP-14"}


def test_a_committee_and_another_protocol_are_not_the_convention() -> None:
    assert cited("the CEDAW Committee and the Optional Protocol to the Convention against Torture") == set()
    assert cited("national principles and guidelines") == set()


def test_a_citation_says_where_it_stands() -> None:
    text = "“Victims” — see articles 6 and 9 of the Palermo Protocol."
    assert {text[citation.start : citation.end] for citation in RESOLVER.resolve(text).found} == {
        "articles 6 and 9",
        "Palermo Protocol",
    }


def test_a_protocol_in_small_letters_is_a_procedure() -> None:
    assert cited("The Palermo Protocol applies. It notes that the protocol is not applied.") == {"PALERMO"}
    assert len(RESOLVER.resolve("The Palermo Protocol applies. The protocol is not applied.").found) == 1


NAMES = {
    "PALERMO": "the Palermo Protocol",
    "ACTIP": "the ASEAN Convention",
    "ILO_P029": "the Protocol to the Forced Labour Convention",
    "OPSC": "the Optional Protocol on the sale of children, child prostitution and child pornography",
}
LISTED = [
    provision
    for provision in LAW.provisions
    if provision.article
    and provision.id.split("-")[0] in NAMES
    and not re.search(r"[-(]", provision.subparagraph or "")
]


def levels(provision: Provision) -> list[str]:
    """A range such as 1-9 is written by its first member."""
    given_ = (provision.article, provision.paragraph, provision.subparagraph)
    return [level.partition("-")[0] for level in given_ if level]


@given(
    st.sampled_from(LISTED),
    st.sampled_from(["article {}", "Article {}", "art. {}", "arts. {}", "art.{}"]),
    st.sampled_from(["({})", " ({})", ", paragraph {}", ", para. {}"]),
    st.sampled_from(["{} of NAME", "NAME ({})", "NAME, in its {},", "under NAME, {},", "NAME’s {}"]),
)
def test_a_reference_written_in_any_form_is_found_again(
    provision: Provision, word: str, inner: str, frame: str
) -> None:
    first, *rest = levels(provision)
    if rest and rest[0].isalpha() and "para" in inner:
        inner = "({})"
    written = first + "".join((inner if not n else "({})").format(part) for n, part in enumerate(rest))
    text = frame.format(word.format(written)).replace("NAME", NAMES[provision.id.split("-")[0]])
    assert provision.id in cited(text)
    assert RESOLVER.resolve(text).unresolved == ()


PARTS = st.builds(
    lambda article, paragraph, letter: tuple(
        part for part in (str(article), paragraph and str(paragraph), letter) if part
    ),
    st.integers(1, 200),
    st.none() | st.integers(1, 20),
    st.none() | st.sampled_from("abcdefgh"),
)


@given(
    st.lists(PARTS, min_size=1, max_size=6),
    st.sampled_from(["", " "]),
    st.sampled_from([", ", " and ", ", and ", " or "]),
)
def test_a_list_of_references_is_taken_apart_as_it_was_written(
    parts: list[tuple[str, ...]], space: str, joint: str
) -> None:
    written = joint.join(first + "".join(f"{space}({part})" for part in rest) for first, *rest in parts)
    (reference,) = references(f"See articles {written} of the treaty.")
    assert [item.first for item in reference.ranges] == parts


@given(st.text(alphabet="artiles 0123()abc.,-andofthePlrmoProtc’", max_size=80))
def test_no_text_whatever_makes_the_resolver_fail(text: str) -> None:
    for citation in RESOLVER.resolve(text).found:
        assert text[citation.start : citation.end] == citation.as_written

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Provision
from loaders.citations import CitationResolver
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
        ("article 6 (3) of the Palermo Protocol", "PALERMO-6(3)"),
        ("the Palermo Protocol (arts. 5, 9(1)(a))", "PALERMO-9(1)(a)"),
        ("under article 5(3)(c) of the ASEAN Convention", "ACTIP-5(3)(a-g)"),
        ("ACTIP, art. 14 (8)", "ACTIP-14(8)"),
        ("articles 14 to 16 of ACTIP", "ACTIP-15"),
        (
            "Articles 2 and 6 of the Convention on the Elimination of All Forms of Discrimination against Women",
            "CEDAW-6",
        ),
        ("The Palermo Protocol binds. Article 8(2) of the Protocol is on return.", "PALERMO-8(2)"),
        ("paragraph 57 of A/HRC/47/34", "A/HRC/47/34-57"),
    ],
)
def test_the_forms_of_the_genre(text: str, law: str) -> None:
    assert law in cited(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("article 99 of the Palermo Protocol", "PALERMO has no 99"),
        ("article 6(9) of the Palermo Protocol", "PALERMO has no 6(9)"),
        ("article 5 is important", "no instrument is named near it"),
    ],
)
def test_what_the_law_does_not_hold_is_reported_and_never_guessed(text: str, reason: str) -> None:
    found = RESOLVER.resolve(text)
    assert not {citation.law for citation in found.found} - INSTRUMENTS
    assert [unresolved.reason for unresolved in found.unresolved] == [reason]


def test_a_protocol_in_small_letters_is_a_procedure() -> None:
    assert cited("The Palermo Protocol applies. It notes that the protocol is not applied.") == {"PALERMO"}
    assert len(RESOLVER.resolve("The Palermo Protocol applies. The protocol is not applied.").found) == 1


@given(
    st.sampled_from([row for row in LAW.provisions if row.id.startswith("PALERMO-")]),
    st.sampled_from(["article {}", "Article {}", "art. {}", "arts. {}"]),
    st.sampled_from(["", " "]),
    st.sampled_from(["{} of the Palermo Protocol", "the Palermo Protocol ({})", "the Palermo Protocol, in its {},"]),
)
def test_a_reference_written_in_any_form_is_found_again(
    provision: Provision, word: str, space: str, frame: str
) -> None:
    first, *rest = [part for part in (provision.article, provision.paragraph, provision.subparagraph) if part]
    written = first + "".join(f"{space}({part})" for part in rest)
    assert provision.id in cited(frame.format(word.format(written)))

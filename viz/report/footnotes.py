"""Footnotes of a Word file, as Word has them: whoever copies a sentence into a letter takes its footnote along.

python-docx writes no footnotes, so their part is made here as ECMA-376 (part 1, 17.11) has it.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

MARK, BODY = "Footnote Reference", "Footnote Text"


def add_styles(document: WordDocument) -> None:
    """The styles of the mark and of the note, which the template of python-docx does not have."""
    mark = document.styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    body = document.styles.add_style(BODY, WD_STYLE_TYPE.PARAGRAPH)
    body.base_style = document.styles["Normal"]
    body.font.size = Pt(9)
    body.paragraph_format.space_after = Pt(2)


def mark(paragraph: Paragraph, number: int) -> None:
    """The mark of a footnote at the end of a paragraph."""
    run = paragraph.add_run(style=MARK)
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def add_part(document: WordDocument, notes: Sequence[str]) -> None:
    """The notes, the first of number 1; 0 and -1 are the lines above them that Word asks for."""
    mark_id, body_id = document.styles[MARK].style_id, document.styles[BODY].style_id
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    bodies = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{body_id}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{mark_id}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, start=1)
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:footnotes {nsdecls('w')}>{lines}{bodies}</w:footnotes>"
    )
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

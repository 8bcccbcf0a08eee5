"""A dossier as a Word file with real headings, tables and footnotes; pictures are pixels with their words in the text."""

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from viz.charts.drawing import png, said
from viz.charts.picture import as_drawing
from viz.report import footnotes
from viz.report.document import (
    Block,
    Document,
    Figure,
    Heading,
    Items,
    Note,
    Paragraph,
    Quote,
    Said,
    Table,
    Text,
)

WIDTH = Mm(178)
"""Of the text on A4."""
TALLEST = Mm(235)
"""Of a picture, so that it stays on a page."""
STAMP = (2026, 1, 1, 0, 0, 0)
"""The time that files in the package bear, so that the same dossier gives the same bytes."""


def as_word(document: Document) -> bytes:
    """The file's bytes."""
    made = docx.Document()
    _page(made, document)
    footnotes.add_styles(made)
    made.add_heading(said(document.title), level=0)
    for block in document.blocks:
        _add(made, block)
    footnotes.add_part(made, [said(note) for note in document.notes])
    file = io.BytesIO()
    made.save(file)
    return _steady(file.getvalue())


def _page(made: WordDocument, document: Document) -> None:
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin = section.bottom_margin = Mm(18)
    normal: Any = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    properties = made.core_properties
    properties.title, properties.author, properties.language = said(document.title), "Palermo", document.language
    properties.comments = ""
    properties.created = properties.modified = datetime(*STAMP)


def _add(made: WordDocument, block: Block) -> None:
    match block:
        case Heading():
            made.add_heading(said(block.words), level=block.level)
        case Paragraph():
            _write(made.add_paragraph(), block.text)
        case Quote():
            paragraph = made.add_paragraph()
            paragraph.paragraph_format.left_indent = Mm(8)
            note = (block.note,) if block.note else ()
            _write(paragraph, (*block.beside, Said(block.words), *note, *block.after))
        case Items():
            for item in block.items:
                _write(made.add_paragraph(style="List Bullet"), item)
        case Table():
            _table(made, block)
        case Figure():
            _figure(made, block)


def _write(paragraph: WordParagraph, text: Text) -> None:
    for part in text:
        if isinstance(part, Note):
            footnotes.mark(paragraph, part.number)
        elif isinstance(part, Said):
            paragraph.add_run(f"“{said(part.words)}”").italic = True
        else:
            paragraph.add_run(said(part))


def _table(made: WordDocument, block: Table) -> None:
    title = made.add_paragraph()
    title.add_run(said(block.caption)).bold = True
    title.paragraph_format.keep_with_next = True
    table = made.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(said(column)).bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], text)
    for row_ in table.rows:
        for cell in row_.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)
                for run in paragraph.runs:
                    run.font.size = Pt(8.5)
    made.add_paragraph()


def _figure(made: WordDocument, block: Figure) -> None:
    picture = block.picture
    title = made.add_paragraph()
    title.add_run(said(picture.title)).bold = True
    title.paragraph_format.keep_with_next = True
    for line in picture.notes:
        made.add_paragraph(said(line))
    if picture.main is not None:
        shape = made.add_picture(io.BytesIO(png(as_drawing(picture))), width=WIDTH)
        if shape.height > TALLEST:
            shape.width, shape.height = int(shape.width * TALLEST / shape.height), TALLEST
        shape._inline.docPr.set("descr", said("; ".join((picture.title, *picture.notes))))
    for line in picture.caption:
        made.add_paragraph(said(line))


def _steady(package: bytes) -> bytes:
    """The package with one time on all its files."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            told = zipfile.ZipInfo(entry.filename, STAMP)
            told.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(told, old.read(entry))
    return file.getvalue()

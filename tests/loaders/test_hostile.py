"""A file that is spoilt, by accident or on purpose, is taken or refused in words: no reader breaks down."""

from pathlib import Path

import pytest

from graph.disclosure.identifiers import kinds
from graph.errors import PalermoError
from graph.keeping import archive
from queries.catalogue import read
from tests.soak.fuzz import Reader, backup, readers, try_out


@pytest.mark.parametrize("reader", readers(), ids=lambda reader: reader.name)
def test_no_spoilt_file_breaks_its_reader(reader: Reader, tmp_path: Path) -> None:
    try_out(reader, 25, tmp_path)


def test_a_word_without_end_is_looked_through_once_and_an_address_in_it_is_found() -> None:
    assert list(kinds("a" * 1_000_000)) == []
    assert list(kinds("a" * 1_000_000 + " x@y@b.example")) == ["e-mail address"]


def test_a_query_that_is_not_utf_8_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "q.cypher"
    path.write_bytes(b"/*\nid: \xb5\n*/\nRETURN 1")
    with pytest.raises(PalermoError, match="not UTF-8"):
        read(path)


def test_a_query_whose_fragment_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "q.cypher"
    path.write_text("/*\nid: q\n*/\n// include nowhere\nRETURN 1", encoding="utf-8")
    with pytest.raises(PalermoError, match="fragment that is not there"):
        read(path)


def test_a_zip_whose_offset_lies_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "b"
    path.write_bytes(
        backup().replace(b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00", b"PK\x05\x06\x00\x00\x00\x00\x09\x00\x01\x00")
    )
    path.write_bytes(path.read_bytes().replace(b"\x00\x00\x00\x00backup.jsonl", b"\xff\xff\xff\x7fbackup.jsonl"))
    with pytest.raises(PalermoError):
        list(archive.read(path, archive.Seal()))

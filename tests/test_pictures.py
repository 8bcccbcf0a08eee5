"""The page of pictures lists what is there, and what is there is small."""

from tests.pictures import FOLDER, MOST, PAGE, PICTURES, VIEWS, page


def test_the_page_of_pictures_is_made_from_the_list() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run make pictures"


def test_every_picture_of_the_list_is_there_and_no_other() -> None:
    files = {file for one in PICTURES for file in one.files.values()}
    assert {path.name for path in FOLDER.iterdir()} == files
    assert {view for one in PICTURES for view in one.views} == set(VIEWS)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MOST

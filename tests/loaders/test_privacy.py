import os
import stat
from datetime import date, timedelta
from pathlib import Path

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from graph.errors import PalermoError
from graph.model import When, codes
from graph.settings import Settings
from loaders.privacy import BANDS, CaseKey, band, by_month, case_key, day, is_child, month

KEY, OTHER = CaseKey(b"a" * 32), CaseKey(b"b" * 32)


def test_a_pseudonym_depends_on_the_key_the_holder_and_the_number() -> None:
    made = {key.pseudonym(holder, number) for key in (KEY, OTHER) for holder in ("A", "B") for number in ("1", "2")}
    assert len(made) == 8
    assert KEY.pseudonym("A", "1") == KEY.pseudonym("A", "1")
    assert KEY.pseudonym("A\x1fB", "1") != KEY.pseudonym("A", "B\x1f1") or KEY.pseudonym("AB", "1") != KEY.pseudonym(
        "A", "B1"
    )


def test_a_pseudonym_that_comes_back_is_not_made_again() -> None:
    once = KEY.pseudonym("ours", "17")
    assert KEY.pseudonym("ours", once) == once
    assert KEY.pseudonym("ours", once.upper()) != once.upper()


def test_the_key_is_made_once_for_its_owner_alone_and_is_never_shown(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    first = case_key(settings)
    path = settings.home / "case.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert case_key(settings) == first
    assert path.read_text().strip() not in repr(first)
    assert os.listdir(settings.home) == ["case.key"]


def test_a_key_that_others_can_read_or_that_is_damaged_is_refused(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    case_key(settings)
    (tmp_path / "case.key").chmod(0o644)
    with pytest.raises(PalermoError, match="can be read by others than its owner"):
        case_key(settings)
    (tmp_path / "case.key").chmod(0o600)
    (tmp_path / "case.key").write_text("12")
    with pytest.raises(PalermoError, match="put the right one back from your backup"):
        case_key(settings)


def test_another_key_gives_other_pseudonyms_so_that_rotation_is_a_new_key_and_a_new_load(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    before = case_key(settings)
    (tmp_path / "case.key").unlink()
    after = case_key(settings)
    assert before.pseudonym("ours", "1") != after.pseudonym("ours", "1")
    assert before.fingerprint() != after.fingerprint()


class InMemory(KeyringBackend):
    """A keyring for the test; the real ones belong to a desktop."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


def test_the_key_may_be_in_the_keyring_and_no_file_has_it_then(tmp_path: Path) -> None:
    before, ring = keyring.get_keyring(), InMemory()
    keyring.set_keyring(ring)
    try:
        settings = Settings(home=tmp_path, case_key_in="keyring")
        assert case_key(settings) == case_key(settings)
        assert not os.listdir(tmp_path)
        ring.locked = True
        with pytest.raises(PalermoError, match="The keyring of this machine cannot be used; unlock it"):
            case_key(settings)
    finally:
        keyring.set_keyring(before)


@given(st.integers(0, 120))
def test_every_age_has_one_band_and_children_have_their_own(age: int) -> None:
    assert band(age) in codes("age_band")
    assert is_child(band(age)) == (age < 18)
    assert [last for last, name in BANDS if name == band(age)] == [] or age <= next(
        last for last, name in BANDS if name == band(age)
    )


@pytest.mark.parametrize("age", [-1, 121, 300])
def test_what_is_no_age_is_refused(age: int) -> None:
    with pytest.raises(ValueError, match="is no age of a person"):
        band(age)


@given(st.dates(date(1900, 1, 2), date(2026, 1, 1)))
def test_a_day_comes_out_as_its_month_and_no_finer(when: date) -> None:
    assert month(when.isoformat()) == f"{when:%Y-%m}"
    assert month(f"{when:%d.%m.%Y}") == f"{when:%Y-%m}"
    assert month(f"{when:%d/%m/%Y}") in (f"{when:%Y-%m}", f"{when:%Y}")
    assert len(by_month(When(when, when + timedelta(days=3))).text) in (7, 21, 4)


@pytest.mark.parametrize(
    "text", ["30/02/2024", "2024-13-01", "2024-02-30", "yesterday", "1850-01-01", "0001", "2024-00"]
)
def test_what_is_no_day_of_the_calendar_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ValueError, match="^is ") as refusal:
        month(text) if len(text) < 8 else day(text)
    assert text not in str(refusal.value)

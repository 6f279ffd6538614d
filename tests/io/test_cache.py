"""The cache: its own entries alone are trusted, and deleted."""

import os
from pathlib import Path

import pytest

from tests.command import without_rights
from toi.io import cache

CONTENT = b"kept"


def entry(number: int = 0) -> Path | None:
    return cache.entry(3, [b"a", str(number).encode()], "json")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_was_kept_is_recalled(home: Path) -> None:
    cache.write(entry(), CONTENT)
    assert cache.read(entry()) == CONTENT
    assert cache.read(entry(1)) is None


def test_files_of_others_stay(home: Path) -> None:
    home.mkdir()
    others = [home / f"{number}.json" for number in range(100)]
    for file in (*others, home / "tmpabc", home / "2-notes.json"):
        file.write_text("{}")
    for number in range(cache.MOST_ENTRIES + 5):
        cache.write(entry(number), CONTENT)
    kept = {file.name for file in home.iterdir()}
    assert {file.name for file in others} | {"tmpabc", "2-notes.json"} <= kept
    entries = len(kept) - 102
    assert cache.MOST_ENTRIES - cache.AT_ONCE <= entries <= cache.MOST_ENTRIES


def test_what_was_never_finished_is_swept(home: Path) -> None:
    home.mkdir()
    for name, age in ((".toi-cache-old", 2 * cache.LEFT_BEHIND), (".toi-cache-new", 0)):
        (home / name).write_text("{")
        moment = (home / name).stat().st_mtime - age
        os.utime(home / name, (moment, moment))
    cache.write(entry(), CONTENT)
    assert not (home / ".toi-cache-old").exists()
    assert (home / ".toi-cache-new").exists()


def test_an_entry_that_others_may_write_is_not_trusted(home: Path) -> None:
    cache.write(entry(), CONTENT)
    (kept,) = home.iterdir()
    kept.chmod(0o666)
    assert cache.read(entry()) is None


def test_an_entry_of_somebody_else_is_not_trusted(home: Path) -> None:
    cache.write(entry(), CONTENT)
    if os.geteuid() == 0:
        (kept,) = home.iterdir()
        os.chown(kept, 1, 1)
        assert cache.read(entry()) is None


def test_an_entry_under_the_name_of_another_is_not_taken(home: Path) -> None:
    """Where others may write the folder, they can rename what this user wrote."""
    cache.write(entry(), CONTENT)
    cache.write(entry(1), b"other")
    first, other = entry(), entry(1)
    assert first is not None
    assert other is not None
    other.replace(first)
    assert cache.read(first) is None
    cache.write(first, CONTENT)
    assert cache.read(first) == CONTENT


@pytest.mark.parametrize("place", [0, -1])
def test_an_entry_that_was_damaged_is_not_taken(place: int, home: Path) -> None:
    """One byte may be a number of the user's."""
    cache.write(entry(), CONTENT)
    (kept,) = home.iterdir()
    damaged = bytearray(kept.read_bytes())
    damaged[place] ^= 1
    kept.write_bytes(damaged)
    assert cache.read(entry()) is None


def test_the_largest_entry_is_kept_and_one_larger_is_not(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "LARGEST", len(CONTENT))
    cache.write(entry(), CONTENT)
    cache.write(entry(1), CONTENT + b"!")
    assert cache.read(entry()) == CONTENT
    assert list(home.iterdir()) == [entry()]


def test_a_link_is_not_followed(home: Path) -> None:
    cache.write(entry(), CONTENT)
    (kept,) = home.iterdir()
    kept.rename(home / "aside")
    kept.symlink_to(home / "aside")
    assert cache.read(entry()) is None


def test_a_pipe_or_a_device_in_its_place_is_not_waited_for(home: Path) -> None:
    cache.write(entry(), CONTENT)
    (kept,) = home.iterdir()
    kept.unlink()
    os.mkfifo(kept)
    assert cache.read(entry()) is None
    kept.unlink()
    kept.symlink_to("/dev/zero")
    assert cache.read(entry()) is None


def test_it_is_in_the_users_cache_folder_for_the_user_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TOI_CACHE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for base, home in (("", tmp_path / ".cache"), (str(tmp_path / "other"), tmp_path / "other")):
        monkeypatch.setenv("XDG_CACHE_HOME", base)
        cache.write(entry(), CONTENT)
        assert [file.read_bytes()[-len(CONTENT) :] for file in (home / "toi").iterdir()] == [
            CONTENT
        ]
        assert (home / "toi").stat().st_mode & 0o077 == 0


def test_a_home_folder_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOI_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "nobody" / ".cache"))
    cache.write(entry(), CONTENT)
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_nothing_is_said(home: Path) -> None:
    home.mkdir(mode=0o555)
    with without_rights():
        cache.write(entry(), CONTENT)
        assert cache.read(entry()) is None

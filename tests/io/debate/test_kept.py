"""Debates taken from the cache: the same as those read anew, and made of nothing but records."""

import os
import pickle
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import toi
from tests.conftest import write_workspace
from toi.errors import InputErrors
from toi.io import cache
from toi.io.debate import kept
from toi.io.debate.folders import bundled
from toi.io.debate.load import load
from toi.records import base
from toi.records.debate import Debate


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOI_CACHE", str(tmp_path / "cache"))
    return Path(write_workspace(tmp_path)) / "data"


def entries(data: Path) -> list[Path]:
    return sorted((data.parent / "cache").glob("*.records"))


def refuse(*_: object) -> None:
    raise AssertionError("read anew")


@pytest.mark.parametrize("everything", [False, True])
def test_it_is_the_debate_that_was_read(everything, data, monkeypatch):
    read = kept.read_debate(data, "data", everything)
    monkeypatch.setattr(kept, "load", refuse)
    again = kept.read_debate(data, "data", everything)
    assert again is not read
    assert again == load(data, "data", everything).debate
    assert again.digest == read.digest
    assert list(again.theories) == list(read.theories)


def test_the_shipped_debate_survives(data, monkeypatch):
    shipped = bundled("data").path
    read = kept.read_debate(shipped, "data", True)
    monkeypatch.setattr(kept, "load", refuse)
    assert kept.read_debate(shipped, "data", True) == read


def test_any_change_of_a_file_is_seen(data):
    before = kept.read_debate(data, "data")
    file = data / "theories.yaml"
    file.write_text(file.read_text().replace("The short way", "The long way", 1))
    assert kept.read_debate(data, "data") != before
    file.write_text(file.read_text().replace("The long way", "The short way", 1))
    assert kept.read_debate(data, "data") == before


def test_a_file_that_comes_or_goes_is_seen(data):
    before = kept.read_debate(data, "data")
    arguments = data / "arguments.yaml"
    kept_aside = arguments.rename(data / "aside")
    assert not kept.read_debate(data, "data").arguments
    kept_aside.rename(arguments)
    assert kept.read_debate(data, "data") == before


def test_it_says_where_it_was_found_this_time(data):
    kept.read_debate(data, "data")
    assert kept.read_debate(data, "elsewhere/data").origin == "elsewhere/data"


def test_what_other_code_made_is_not_taken(data, monkeypatch):
    """Other code may check what this one does not, or keep other fields."""
    kept.read_debate(data, "data")
    monkeypatch.setattr(kept, "_code", lambda: b"other")
    taken = []
    monkeypatch.setattr(kept, "load", lambda *given: taken.append(given) or load(*given))
    kept.read_debate(data, "data")
    assert taken
    assert len(entries(data)) == 2


def test_all_code_that_reads_and_checks_is_told_from_other(data):
    """What a change of one of these files lets through must not be taken as it was kept."""
    reads = (
        "import sys; from pathlib import Path; from toi.io.debate.load import load; "
        f"load(Path({str(data)!r}), 'data', True); "
        "mine = [m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'toi']; "
        "print('\\n'.join(mine))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", reads], capture_output=True, text=True, check=True
    )
    home = Path(toi.__file__).parent
    assert {Path(file).parent for file in loaded.stdout.splitlines()} == {
        home / folder for folder in kept._MADE_BY
    }


def test_nothing_is_made_to_be_kept_where_the_cache_is_off(data, monkeypatch):
    monkeypatch.setenv("TOI_CACHE", "")
    monkeypatch.setattr(pickle, "dumps", refuse)
    assert kept.read_debate(data, "data") == load(data, "data").debate


def test_what_is_wrong_is_told_every_time(data):
    (data / "theories.yaml").write_text("schema: toi/theories/1\ntheories: []\n")
    for _ in range(2):
        with pytest.raises(InputErrors, match="empty"):
            kept.read_debate(data, "data")
    assert not entries(data)


class Runs:
    """Does something when it is unpickled."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[object, ...]:
        return zipfile.ZipFile, (str(self.place), "w")


class Leaves:
    """Does something when it is gone, however it was made."""

    def __del__(self) -> None:
        os.mkdir(self.place)  # noqa: PTH102 - an entry holds no paths


def _changing_a_class() -> bytes:
    """Return an entry that sets an attribute of `Debate` itself, then holds a bare one."""
    the_class = b"ctoi.records.debate\nDebate\n"
    return the_class + b"(N(dVorigin\nVelsewhere\nstb0" + the_class + b")\x81."


@pytest.mark.parametrize(
    "kind", ["code", "imported", "class of others", "calls", "text", "cut short", "empty"]
)
def test_an_entry_that_holds_anything_else_is_not_taken(kind, data, monkeypatch):
    right = kept.read_debate(data, "data")
    (entry,) = entries(data)
    for elsewhere in (os.mkdir, Leaves):  # names that a module of records has from others
        monkeypatch.setattr(base, elsewhere.__name__, elsewhere, raising=False)
    content = {
        "code": pickle.dumps(Runs(data / "made")),
        "imported": f"ctoi.records.base\nmkdir\n(V{data / 'made'}\ntR.".encode(),
        "class of others": b"ctoi.records.base\nLeaves\n)\x81(dVplace\nV%bsb."
        % f"{data / 'made'}\n".encode(),
        "calls": b"ctoi.records.debate\nDebate\n((d(d(dtR.",  # of a class, with no records
        "text": pickle.dumps("a debate"),
        "cut short": cache.read(entry)[:-100],
        "empty": b"",
    }[kind]
    cache.write(entry, content)
    assert cache.read(entry) == content
    assert kept.read_debate(data, "data") == right
    assert not (data / "made").exists()


def test_no_entry_changes_what_records_are(data):
    """Else one would change debates that are read after it."""
    kept.read_debate(data, "data")
    (entry,) = entries(data)
    cache.write(entry, _changing_a_class())
    kept.read_debate(data, "data")
    assert Debate.origin == "memory"


def test_a_file_that_changes_while_it_is_read_is_not_kept(data, monkeypatch):
    file = data / "theories.yaml"
    aside = shutil.copy(file, data.parent / "before.yaml")

    def changed(*given):
        file.write_text(file.read_text().replace("The short way", "The long way", 1))
        return load(*given)

    monkeypatch.setattr(kept, "load", changed)
    kept.read_debate(data, "data")
    shutil.copy(aside, file)
    monkeypatch.setattr(kept, "load", load)
    assert kept.read_debate(data, "data") == load(data, "data").debate

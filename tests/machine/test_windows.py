"""What Windows lacks, what it writes between lines, and names as it spells them."""

import os
import signal
import sys

import pytest

from tests.command import run
from toi.io.readings.sheets import reader_sheets

LACKING = {os: ("geteuid", "fork", "fchmod", "mkfifo"), signal: ("SIGHUP", "SIGPIPE", "alarm")}
TABLE = "Option;speed;cost\ndirection;max;min\nA;1,5;2\nB;3;4\n"


@pytest.fixture
def windows(workspace, monkeypatch):
    """A process that lacks what it would lack there."""
    for module, names in LACKING.items():
        for name in names:
            monkeypatch.delattr(module, name, raising=False)
    for name in ("fcntl", "resource", "termios", "pwd"):
        monkeypatch.setitem(sys.modules, name, None)
    return workspace


@pytest.mark.parametrize(
    "words",
    [
        ("score",),
        ("portfolio",),
        ("rubric", "set", "plain", "speed=30"),
        ("rubric", "new", "mine"),
        ("data", "init", "fresh"),
        ("data", "export", "-o", "matrix.csv"),
        ("report", "-o", "page.html"),
        ("plot", "ranking", "-o", "ranking.svg"),
    ],
    ids=" ".join,
)
def test_what_windows_lacks_is_not_needed(words, windows):
    done = run(*words, env={"TOI_CACHE": str(windows / "cache")})
    assert done.code == 0, done.err


def test_every_line_ends_as_before_where_a_rubric_is_changed(windows):
    file = windows / "rubrics/plain.yaml"
    text = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(text)
    for setting in ("speed=30", "credences.default=0.5", "T1.speed=3"):
        assert run("rubric", "set", "plain", setting).code == 0
    changed = file.read_bytes()
    assert changed.count(b"\r\n") == changed.count(b"\n") > text.count(b"\n")
    assert b"T1" in changed


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_a_sheet_of_windows_makes_the_same_debate(start, windows):
    made = {}
    for name, raw in (("a", TABLE.encode()), ("b", start + TABLE.replace("\n", "\r\n").encode())):
        folder = windows / name
        folder.mkdir()
        (folder / "table.csv").write_bytes(raw)
        assert run("data", "import", "table.csv", "-o", "new", cwd=folder).code == 0
        made[name] = {f.name: f.read_bytes() for f in (folder / "new").rglob("*.yaml")}
    assert made["a"] == made["b"]
    assert not [name for name, raw in made["b"].items() if b"\r" in raw]


@pytest.mark.parametrize("file", ["C:\\Users\\me\\Ann Lee.csv", "\\\\server\\x\\Ann Lee.csv"])
def test_a_reader_is_called_by_the_name_of_the_file_alone(file):
    ((sheet,), _) = reader_sheets(file, TABLE.encode())
    assert sheet.reader == "Ann Lee"

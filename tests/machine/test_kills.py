"""Writing commands that are killed, or whose disk is full, at every step of what they write."""

import errno
import os
import signal
import tempfile
import time
from pathlib import Path

import pytest

from tests.command import contents, run
from tests.machine.process import forked
from toi.io import files
from toi.io.atomic import LEFT_BEHIND, UNFINISHED

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

TABLE = "Option,speed,cost\ndirection,max,min\nA,1,2\nB,3,4\n"
ANSWERS = "schema: toi/answers/1\nweigh: points\npoints: {speed: 60, harm: 40}\n"
WRITING = (
    ("rubric", "set", "plain", "speed=30"),
    ("rubric", "new", "mine"),
    ("rubric", "elicit", "mine", "--answers", "answers.yaml"),
    ("data", "init", "fresh"),
    ("data", "import", "table.csv", "-o", "fresh"),
    ("data", "export", "-o", "matrix.csv"),
    ("score", "-f", "json", "-o", "old.json", "--force"),
    ("score", "-o", "new.xlsx"),
    ("plot", "ranking", "-o", "new.png"),
    ("report", "-o", "new.html"),
)
IMPORT = ("data", "import", "table.csv", "-o", ".", "--force")  # replaces several files
STEPS = ("mkstemp", "write", "fsync", "chmod", "replace")
TAKEN = [(words, step, 1) for words in WRITING for step in ("write", "replace")]
TAKEN += [(IMPORT, step, nth) for step in STEPS for nth in (1, 2, 3)]
KILLED = [(words, "fsync", signal.SIGTERM) for words in WRITING]
KILLED += [(words, "replace", signal.SIGKILL) for words in WRITING[:4]]
KILLED += [(WRITING[0], step, signal.SIGKILL) for step in ("write", "fsync")]


def named(value):
    return " ".join(value[:3]) if isinstance(value, tuple) else str(value)


@pytest.fixture
def here(workspace):
    (workspace / "table.csv").write_text(TABLE)
    (workspace / "answers.yaml").write_text(ANSWERS)
    (workspace / "old.json").write_text("old")
    return workspace


def at(step, nth, act):
    """Do something at the nth time that a step of writing is taken."""
    taken = 0

    def watched(real):
        def instead(*arguments, **options):
            nonlocal taken
            taken += 1
            if taken == nth:
                act()
            return real(*arguments, **options)

        return instead

    def first():
        match step:
            case "mkstemp":
                tempfile.mkstemp = watched(tempfile.mkstemp)
            case "write":
                os.fdopen = watched(os.fdopen)
            case "fsync":
                os.fsync = watched(os.fsync)
            case _:
                setattr(Path, step, watched(getattr(Path, step)))

    return first


def broken(words, step, nth, act):
    """Run a command where something happens at a step of writing its own files.

    The cache of parsed files is off: its entries are written by the same steps.
    """
    return forked(*words, env={"TOI_CACHE": ""}, first=at(step, nth, act))


def full():
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def is_left_over(name):
    return UNFINISHED.fullmatch(Path(name).name) is not None


@pytest.mark.parametrize(("words", "step", "nth"), TAKEN, ids=named)
def test_a_full_disk_leaves_all_as_it_was(words, step, nth, here):
    before, folders = contents(here), {p for p in here.rglob("*") if p.is_dir()}
    done = broken(words, step, nth, full)
    assert done.code == 2, done.err
    assert "No space left on device" in done.said
    assert done.said.endswith("[unwritable]\n")
    assert contents(here) == before
    assert {p for p in here.rglob("*") if p.is_dir()} == folders


@pytest.mark.parametrize(("words", "step", "number"), KILLED, ids=named)
def test_a_kill_leaves_each_file_as_it_was_or_whole(words, step, number, here):
    before = contents(here)
    done = broken(words, step, 1, lambda: os.kill(os.getpid(), number))
    after = contents(here)
    begun = {name for name in after if is_left_over(name)}
    assert {name: after[name] for name in after.keys() - begun} == before
    if number == signal.SIGTERM:
        assert (done.code, done.said) == (128 + signal.SIGTERM, "")
        assert not begun
    else:
        assert done.code == -signal.SIGKILL
    again = forked(*words)
    assert again.code == 0, again.err


def test_what_a_kill_left_is_swept_up_later_and_nothing_else(here):
    rubrics = here / "rubrics"
    names = (".plain.yaml.abcd1234.tmp", ".plain.yaml.tmp", ".other.yaml.abcd1234.tmp")
    for name in (*names, ".plain.yaml.efgh5678.tmp"):
        (rubrics / name).write_text("begun")
    long_ago = time.time() - LEFT_BEHIND - 60
    for name in names:
        os.utime(rubrics / name, (long_ago, long_ago))
    assert run("rubric", "set", "plain", "speed=30").code == 0
    left = {file.name for file in rubrics.iterdir()} - {"plain.yaml"}
    assert left == {*names[1:], ".plain.yaml.efgh5678.tmp"}


def test_a_clock_that_goes_back_stops_nothing(here, monkeypatch):
    cache = here / "cache"
    assert run("score", env={"TOI_CACHE": str(cache)}).code == 0
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert run("score", env={"TOI_CACHE": str(cache)}).code == 0
    assert run("rubric", "set", "plain", "speed=30").code == 0
    assert list(cache.glob("*.json"))


def test_two_at_once_make_one_rubric(here):
    """The later one sees the file of the other just before it would put its own there."""

    def other():
        (here / "rubrics/mine.yaml").write_text("theirs")

    done = forked("rubric", "new", "mine", first=meanwhile(other))
    assert done.code == 2
    assert done.said.endswith("was made meanwhile; nothing was written [changed]\n")
    assert (here / "rubrics/mine.yaml").read_text() == "theirs"


def meanwhile(act):
    """Do something when a command is about to look whether its file is as it was."""

    def first():
        real = files._checked

        def instead(*arguments):
            act()
            return real(*arguments)

        files._checked = instead

    return first

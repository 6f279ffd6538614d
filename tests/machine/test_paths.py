"""Folders that are missing, closed or somebody else's; pipes and devices where files should be."""

import json
import os
import signal
import stat
import threading
from pathlib import Path

import pytest

from tests.command import run, without_rights
from tests.machine.process import forked
from toi.io import cache

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

SECONDS = 20


def in_time(*words, **options):
    """Run a command that might wait for ever; a signal ends it then."""
    return forked(*words, first=lambda: signal.alarm(SECONDS), **options)


# -- a home


@pytest.mark.parametrize("kind", ["missing", "a file", "read-only", "unset"])
def test_whatever_home_is(kind, workspace):
    home = workspace / "home"
    match kind:
        case "a file":
            home.write_text("")
        case "read-only":
            home.mkdir(mode=0o555)
    env = {"HOME": str(home), "XDG_CACHE_HOME": ""}
    right = run("score")

    def first():
        os.environ.pop("TOI_CACHE", None)
        if kind == "unset":
            os.environ.pop("HOME")
            os.environ["XDG_CACHE_HOME"] = str(workspace / "nowhere/below")

    done = forked("score", env=env, first=first)
    assert (done.code, done.out.decode()) == (0, right.out)
    assert done.err == right.err
    assert home.exists() == (kind in ("a file", "read-only"))


# -- a cache


@pytest.fixture
def kept(workspace):
    """The small debate, parsed and kept in a cache."""
    home = workspace / "cache"
    done = run("score", env={"TOI_CACHE": str(home)})
    assert done.code == 0
    return home, done


def entries(home):
    return sorted(home.iterdir())


def lie(entry):
    """Put other words into an entry, as long as the true ones."""
    cache.write(entry, cache.read(entry).replace(b"Short way", b"Tall lies"))


def assert_same(home, right):
    done = in_time("score", env={"TOI_CACHE": str(home)})
    assert (done.code, done.out.decode(), done.err) == (0, right.out, right.err)


def test_an_entry_that_others_may_write_is_not_believed(kept):
    """A stranger could say anything there: other values under the right name."""
    home, right = kept
    for entry in entries(home):
        lie(entry)
        entry.chmod(0o666)
    assert_same(home, right)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_an_entry_of_somebody_else_is_not_believed(kept):
    home, right = kept
    for entry in entries(home):
        lie(entry)
        os.chown(entry, 12345, 12345)
    assert_same(home, right)


@pytest.mark.parametrize("kind", ["pipe", "link to zeros", "folder", "larger than the limit"])
def test_an_entry_that_is_no_file(kind, kept):
    home, right = kept
    for entry in entries(home):
        entry.unlink()
        match kind:
            case "pipe":
                os.mkfifo(entry)
            case "link to zeros":
                entry.symlink_to("/dev/zero")
            case "folder":
                entry.mkdir()
            case _:
                with entry.open("wb") as file:
                    file.truncate(cache.LARGEST + 1)
    assert_same(home, right)


def test_an_entry_of_ones_own_is_believed(kept):
    """Or what stands above would hold of any."""
    home, right = kept
    for entry in entries(home):
        lie(entry)
    done = in_time("score", env={"TOI_CACHE": str(home)})
    assert "Tall lies" in done.out.decode()
    assert "Tall lies" not in right.out


def test_files_of_others_in_the_cache_stay(kept):
    home, _ = kept
    others = [home / f"mine-{n}.json" for n in range(cache.MOST_ENTRIES + 20)]
    for file in others:
        file.write_text("{}")
    criteria = home.parent / "data/criteria.yaml"
    criteria.write_text(criteria.read_text() + "# changed\n")
    assert run("score", env={"TOI_CACHE": str(home)}).code == 0
    assert all(file.exists() for file in others)


# -- folders


@pytest.mark.parametrize("words", [("score",), ("list", "rubrics"), ("rubric", "list")])
@pytest.mark.parametrize("name", ["data", "rubrics"])
def test_a_folder_that_one_may_not_enter(name, words, workspace):
    """It is told, or passed over; not a traceback."""
    (workspace / name).chmod(0o000)
    try:
        with without_rights():
            done = run(*words)
    finally:
        (workspace / name).chmod(0o755)
    assert done.code in (0, 2)
    if done.code == 2:
        assert done.err.endswith("]\n")


@pytest.mark.parametrize("words", [("score",), ("data", "init", "x"), ("rubric", "new", "mine")])
def test_a_working_folder_that_is_gone(words, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()

    def first():
        os.chdir(gone)
        gone.rmdir()

    done = forked(*words, first=first)
    assert done.code in (0, 2), done.err
    assert "Traceback" not in done.err


LONG = "x" * 300


@pytest.mark.parametrize(
    "words",
    [
        ("score", "-o", f"{LONG}.json"),
        ("score", "--data", LONG),
        ("score", "-r", f"{LONG}.yaml"),
        ("data", "init", LONG),
        ("data", "import", LONG, "-o", "x"),
        ("data", "import", "table.csv", "-o", LONG),
        ("data", "check", LONG),
        ("rubric", "new", LONG),
        ("rubric", "set", LONG, "speed=1"),
        ("portfolio", "--current", f"{LONG}.csv"),
        ("plot", "ranking", "-o", f"{LONG}.png"),
        ("sensitivity", "flips", "--plot", f"{LONG}.png"),
        ("report", "-o", f"{LONG}.html"),
        ("compare", "T1", "T2", "--plot", LONG),
    ],
    ids=lambda words: " ".join(words).replace(LONG, "LONG"),
)
def test_names_that_are_too_long(words, workspace):
    (workspace / "table.csv").write_text("Option,a\nx,1\ny,2\n")
    done = run(*words)
    assert done.code in (1, 2)
    assert done.out == ""
    assert done.err.endswith("]\n")


# -- pipes and devices


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("data/criteria.yaml", ("score",)),
        ("data/arguments.yaml", ("data", "check")),
        ("data/debate.yaml", ("score",)),
        ("rubrics/odd.yaml", ("rubric", "list")),
        ("rubrics/odd.yaml", ("score", "-r", "odd")),
        ("rubrics/plain.yaml", ("rubric", "set", "plain", "speed=1")),
        ("rubrics/.mine.answers.yaml", ("rubric", "elicit", "mine", "--resume")),
        ("split.csv", ("portfolio", "--current", "split.csv")),
    ],
)
@pytest.mark.parametrize("kind", ["pipe", "link to zeros"])
def test_a_pipe_or_a_device_where_a_file_should_be(place, words, kind, workspace):
    """Nobody writes into the pipe, and the device has no end."""
    file = workspace / place
    file.unlink(missing_ok=True)
    os.mkfifo(file) if kind == "pipe" else file.symlink_to("/dev/zero")
    done = in_time(*words)
    assert done.code in (0, 1, 2), done.err
    assert "Traceback" not in done.err


def test_output_into_a_pipe(workspace):
    os.mkfifo("pipe")
    read = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_bytes()))
    reader.start()
    done = run("score", "-f", "json", "-o", "pipe")
    reader.join(SECONDS)
    assert done.code == 0
    assert read[0].decode() == run("score", "-f", "json").out
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_device_stays_a_device(force, workspace):
    assert run("score", "-o", os.devnull, *force).code == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_output_to_dev_stdout_is_standard_output(workspace):
    done = forked("score", "-f", "json", "-o", "/dev/stdout")
    assert done.code == 0
    assert json.loads(done.out)["schema"] == "toi/score/1"


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_link_is_written_through(force, workspace):
    Path("there").mkdir()
    Path("out.json").symlink_to("there/out.json")
    assert run("score", "-o", "out.json", *force).code == 0
    assert Path("out.json").is_symlink()
    assert json.loads(Path("there/out.json").read_text())
    assert run("score", "-o", "out.json").code == 2  # it names a file now


def test_permissions_of_an_output_stay(workspace):
    file = Path("out.json")
    file.write_text("")
    file.chmod(0o600)
    assert run("score", "-o", "out.json", "--force").code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("place", ["nowhere/a.png", "closed/a.png", "closed/pictures"])
@pytest.mark.parametrize("words", ["compare T1 T2", "sensitivity", "portfolio"])
def test_a_picture_that_cannot_be_is_refused_before_anything_is_printed(place, words, workspace):
    (workspace / "closed").mkdir(mode=0o555)
    with without_rights():
        done = run(*words.split(), "--plot", place)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"toi: cannot write {place}: ") or "closed" in place
    assert done.err.endswith(" [unwritable]\n")
    assert done.err.count("\n") == 1
    assert list((workspace / "closed").iterdir()) == []


def test_a_name_of_two_lines_is_told_on_one(workspace):
    done = run("list", "theories", "--output", "a\nb.txt")
    assert (done.code, done.err) == (0, "wrote a\\nb.txt\n")


@pytest.mark.parametrize("name", ["", ".", "/"])
@pytest.mark.parametrize("words", ["score", "report", "plot ranking", "rubric form"])
def test_a_folder_where_a_file_is_to_be_is_called_one(words, name, workspace):
    done = run(*words.split(), "--output", name)
    said = f"toi: cannot write {name or '.'}: Is a directory [unwritable]\n"
    assert (done.code, done.err) == (2, said)

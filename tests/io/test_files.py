"""Rubric files are written whole or not at all, and nobody's work is lost."""

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

import toi
from tests.command import run, without_rights
from toi.errors import InputErrors
from toi.io import files
from toi.io.files import replace_whole

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def mine(workspace):
    """A rubric in the small debate; nothing but it may change."""
    file = workspace / "rubrics" / "mine.yaml"
    file.write_text("schema: toi/rubric/1\nid: mine\ntitle: Mine\nextends: plain  # why\n")
    return file


DENIED = "toi: cannot write rubrics/mine.yaml: Permission denied; nothing was written [unwritable]"


def contents(folder):
    return {f.name: f.read_bytes() for f in sorted(folder.iterdir())}


def refused(message, *words):
    found = run(*(words or ("rubric", "set", "mine", "speed=3")))
    assert (found.code, found.out) == (2, "")
    assert found.err == message + "\n"


def test_permissions_stay(mine):
    for mode in (0o600, 0o640, 0o755):
        mine.chmod(mode)
        assert run("rubric", "set", "mine", f"speed={mode}").code == 0
        assert stat.S_IMODE(mine.stat().st_mode) == mode


def test_new_files_honour_the_umask(workspace):
    old = os.umask(0o027)
    try:
        assert run("rubric", "new", "fresh").code == 0
    finally:
        os.umask(old)
    assert stat.S_IMODE(Path("rubrics/fresh.yaml").stat().st_mode) == 0o640


def test_links_stay_links(mine):
    elsewhere = mine.parent.parent / "elsewhere"
    elsewhere.mkdir()
    real = elsewhere / "real.yaml"
    mine.rename(real)
    mine.symlink_to(real)
    assert run("rubric", "set", "mine", "speed=3").code == 0
    assert mine.is_symlink()
    assert "speed: 3" in real.read_text()
    assert [f.name for f in elsewhere.iterdir()] == ["real.yaml"]


def test_a_read_only_file_is_left_alone(mine):
    mine.chmod(0o444)
    before = contents(mine.parent)
    refused("toi: rubrics/mine.yaml is read-only; nothing was written [unwritable]")
    assert contents(mine.parent) == before


def test_a_read_only_folder(mine, monkeypatch):
    """As `root` may write anywhere, the refusal is the system's own, put in its place."""
    before = contents(mine.parent)

    def no(*arguments, **options):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(tempfile, "mkstemp", no)
    refused(DENIED)
    assert contents(mine.parent) == before


def test_a_folder_without_the_right_to_write(mine):
    text = mine.read_bytes()
    mine.parent.chmod(0o555)
    try:
        with without_rights():
            refused(DENIED)
    finally:
        mine.parent.chmod(0o755)
    assert mine.read_bytes() == text


@pytest.mark.parametrize("step", ["write", "fsync", "replace", "chmod"])
def test_a_full_disk(step, mine, monkeypatch):
    before = contents(mine.parent)

    def full(*arguments, **options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    match step:
        case "write":
            opened = os.fdopen

            def half(*arguments, **options):
                stream = opened(*arguments, **options)
                real = stream.write

                def write(raw):
                    real(raw[: len(raw) // 2])
                    stream.flush()
                    full()

                return Stream(stream, write)

            monkeypatch.setattr(os, "fdopen", half)
        case "chmod":
            monkeypatch.setattr(Path, "chmod", full)
        case _:
            monkeypatch.setattr(os, step, full)
    refused(
        "toi: cannot write rubrics/mine.yaml: No space left on device; nothing was written "
        "[unwritable]"
    )
    assert contents(mine.parent) == before


class Stream:
    """A stream whose `write` is another."""

    def __init__(self, stream, write):
        self.stream, self.write = stream, write

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.stream.close()


def test_a_write_that_the_system_itself_cuts_short(mine):
    """A limit on the size of files stands for a disk that is full: the bytes do not fit."""
    pytest.importorskip("resource")
    before = contents(mine.parent)
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))\n"
        "sys.argv = ['toi', 'rubric', 'set', 'mine', 'speed=3']\n"
        "from toi.cli.app import main\n"
        "main()\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TOI_CACHE": "", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "toi: cannot write rubrics/mine.yaml: File too large; nothing was written [unwritable]\n"
    )
    assert contents(mine.parent) == before


def test_a_change_meanwhile_is_not_lost(mine, monkeypatch):
    theirs = mine.read_bytes() + b"# theirs\n"
    place = files._checked

    def meanwhile(path, target, known):
        target.write_bytes(theirs)
        return place(path, target, known)

    monkeypatch.setattr(files, "_checked", meanwhile)
    refused(
        "toi: rubrics/mine.yaml was changed by something else meanwhile; nothing was written "
        "[changed]"
    )
    assert mine.read_bytes() == theirs


def test_a_removal_meanwhile(mine):
    mine.unlink()
    with pytest.raises(InputErrors, match="was removed meanwhile; nothing was written"):
        replace_whole(mine, b"new", b"old")
    assert not mine.exists()


def test_a_file_made_meanwhile(mine):
    with pytest.raises(InputErrors, match="was made meanwhile; nothing was written"):
        replace_whole(mine, b"new", None)
    assert b"new" not in mine.read_bytes()


def test_many_at_once_lose_nothing(mine):
    """Each process writes what it said it wrote, or refuses."""
    names = [f"T{t}.{c}" for t in (1, 2) for c in ("speed", "harm", "margin")]
    words = [sys.executable, "-m", "toi", "rubric", "set", "mine"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TOI_CACHE": ""}
    running = [
        subprocess.Popen(
            [*words, f"{name}=3"],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    written = []
    for name, process in zip(names, running, strict=True):
        out, err = process.communicate()
        if process.returncode:
            assert "was changed by something else meanwhile" in err or "[locked]" in err
        else:
            assert "rubrics/mine.yaml changed" in out
            written.append(name)
    assert written
    assert set(toi.rubric(name="mine").rubric.overrides.judgements) == set(written)
    assert [f.name for f in sorted(mine.parent.iterdir())] == ["mine.yaml", "plain.yaml"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_killed_mid_write(step, mine):
    """Killed outright before the new file is in place: the old one is whole."""
    before = mine.read_bytes()
    code = (
        "import os, sys, time\n"
        "def wait(*a, **k):\n"
        "    print('now', flush=True)\n"
        "    time.sleep(60)\n"
        f"os.{step} = wait\n"
        "sys.argv = ['toi', 'rubric', 'set', 'mine', 'speed=3']\n"
        "from toi.cli.app import main\n"
        "main()\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TOI_CACHE": ""}
    process = subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"now\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert mine.read_bytes() == before
    started = time.monotonic()
    assert run("rubric", "set", "mine", "speed=3").code == 0  # no lock is left behind
    assert time.monotonic() - started < 30
    assert "speed: 3" in mine.read_text()
    assert set(run("rubric", "list", "--format", "csv").out.split()) >= {"mine,Mine,rubrics"}


def test_hard_links_stay_one_file(mine, tmp_path):
    other = mine.with_name("kept.txt")
    other.hardlink_to(mine)
    assert run("rubric", "set", "mine", "speed=30%").code == 0
    assert other.samefile(mine)
    assert "extends: plain  # why" in other.read_text()
    assert "speed" in other.read_text()
    assert sorted(contents(mine.parent)) == ["kept.txt", "mine.yaml", "plain.yaml"]


def test_a_write_into_a_file_of_two_names_that_fails_leaves_it_as_it_was(mine, monkeypatch):
    before = mine.read_bytes()
    mine.with_name("kept.txt").hardlink_to(mine)
    real, calls = os.fsync, []

    def full(handle):
        calls.append(handle)
        if len(calls) == 2:  # the first is for what is kept beside
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputErrors, match="No space left"):
        replace_whole(mine, b"other", before)
    assert mine.read_bytes() == before
    assert sorted(contents(mine.parent)) == ["kept.txt", "mine.yaml", "plain.yaml"]

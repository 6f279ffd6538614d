"""Workspaces of one's own: made whole or not at all, and in working order."""

import json
import os
import re
from pathlib import Path

import pytest

import toi
from tests.command import run, without_rights
from tests.io.debate.test_json_schema import CHECKED_IN, kind_of, wrong
from toi.errors import InputErrors
from toi.io.debate.json_schema import SCHEMAS
from toi.io.folders import write_folder

SHIPPED = Path(toi.__file__).parent.parent / "data"
FILES = [
    *(f"data/{kind}.yaml" for kind in ("arguments", "criteria", "debate", "theories")),
    "rubrics/mine.yaml",
    *(f"schemas/{kind}.json" for kind in sorted(SCHEMAS)),
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(place):
    return sorted(str(f.relative_to(place)) for f in Path(place).rglob("*") if f.is_file())


@pytest.mark.parametrize("name", ["mine", "a/b c", ".", "here"])
def test_a_new_workspace_works(name, folder):
    inside = folder / name
    if name == "here":
        inside.mkdir()  # empty folders will do
    done = run("data", "init", name)
    assert (done.code, done.err) == (0, "")
    assert files(name) == sorted(FILES)
    assert "  toi score " in done.out
    assert ("  cd 'a/b c'\n" in done.out) == (name == "a/b c")
    check = run("data", "check", cwd=inside)
    counted = "No problems: 3 criteria, 3 plans, 3 arguments (1 only answers others), 9"
    assert check.out.startswith(counted)
    score = run("score", cwd=inside)
    assert (score.code, score.err) == (
        0,
        "note: rubric 'mine' is used, the only one beside this data\n",
    )
    tried = re.search(r"toi (score --set \S+)", done.out)[1]
    assert run(*tried.split(), cwd=inside).code == 0


def test_a_copy_of_the_shipped_debate_is_the_same_debate_until_it_is_changed(folder):
    assert run("data", "init", "mine", "--shipped").code == 0
    assert toi.load("mine/data").debate.digest == toi.load(SHIPPED).debate.digest
    theories = folder / "mine/data/theories.yaml"
    said = theories.read_text(encoding="utf-8")
    schema = re.match(r"# yaml-language-server: \$schema=(\S+)", said)[1]
    assert (theories.parent / schema).is_file()
    theories.write_text(said.replace("short: Auditing\n", "short: Looking\n"), encoding="utf-8")
    assert "Looking" in run("score", "-r", "essay-author", cwd=folder / "mine").out
    again = run("data", "init", "mine", "--shipped")
    assert again.code == 2
    assert "Looking" in theories.read_text(encoding="utf-8")  # what was changed is not written over


def test_its_files_are_valid_and_find_their_schemas(folder):
    run("data", "init", "ws")
    for name in FILES:
        file = folder / "ws" / name
        if name.startswith("schemas/"):
            assert json.loads(file.read_text()) == json.loads((CHECKED_IN / file.name).read_text())
        else:
            assert wrong(kind_of(file), file.read_bytes()) == []
            named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text())
            assert (file.parent / named[1]).resolve() in (folder / "ws/schemas").iterdir()


def test_nothing_of_the_shipped_debate_is_in_it(folder):
    run("data", "init", "ws")
    debate = toi.load(everything=True).debate
    text = "".join((folder / "ws" / name).read_text() for name in FILES if "schemas" not in name)
    for records in (debate.criteria, debate.theories, debate.arguments):
        assert not set(records) & set(re.findall(r"[\w-]+", text))


def test_what_is_there_is_not_overwritten(folder):
    run("data", "init", "ws")
    criteria = folder / "ws/data/criteria.yaml"
    written = criteria.read_text()
    criteria.write_text("mine")
    (folder / "ws/notes.txt").write_text("mine")
    done = run("data", "init", "ws")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "toi: ws is not empty; --force replaces what has the same name [folder-not-empty]\n"
    )
    assert criteria.read_text() == "mine"
    assert run("data", "init", "ws", "--force", "--quiet").out == ""
    assert criteria.read_text() == written
    assert (folder / "ws/notes.txt").read_text() == "mine"
    assert files("ws") == sorted([*FILES, "notes.txt"])


def test_what_stands_in_the_way_is_named(folder):
    (folder / "file").write_text("")
    for name in ("file", "file/below"):
        assert run("data", "init", name).err == "toi: file is a file, not a folder [not-a-folder]\n"
    (folder / "ws").mkdir()
    (folder / "ws/data").write_text("")
    assert run("data", "init", "ws", "--force").err == (
        "toi: ws/data is a file, not a folder [not-a-folder]\n"
    )
    (folder / "ws/data").unlink()
    (folder / "ws/data/criteria.yaml").mkdir(parents=True)
    assert run("data", "init", "ws", "--force").err == (
        "toi: ws/data/criteria.yaml is a folder, not a file [not-a-file]\n"
    )


def test_a_folder_that_may_not_be_written(folder):
    folder.chmod(0o555)
    with without_rights():
        done = run("data", "init", "ws")
    folder.chmod(0o700)
    assert done.err == "toi: cannot write ws: Permission denied; nothing was written [unwritable]\n"


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("there", [False, True])
def test_nothing_half_written(stop, there, folder, monkeypatch):
    if there:
        (folder / "a").mkdir()

    sync, written = os.fsync, []

    def broken(handle):
        written.append(handle)
        if len(written) == 2:
            raise stop
        sync(handle)

    monkeypatch.setattr(os, "fsync", broken)
    wanted = KeyboardInterrupt if stop is KeyboardInterrupt else InputErrors
    with pytest.raises(wanted):
        write_folder(Path("a/b"), dict.fromkeys(("data/one", "rubrics/two"), "whole"))
    assert len(written) == 2
    assert files(".") == []
    assert [p.name for p in folder.iterdir()] == (["a"] if there else [])


def test_a_process_says_what_was_interrupted(folder, monkeypatch):
    def stopped(handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    done = run("data", "init", "ws")
    assert (done.code, done.err) == (130, "interrupted; nothing was written\n")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("data", "init", ""),
        ("data", "import", "a.csv", "-o", " "),
        ("rubric", "collect", "a.csv", "-o", ""),
    ],
)
def test_no_name_is_not_the_folder_one_is_in(tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "toi: name the folder to make, as in my-debate; . is the one you are in [no-folder]\n"
    )
    assert list(tmp_path.iterdir()) == []

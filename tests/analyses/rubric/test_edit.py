"""`toi rubric edit`, with editors that are scripts."""

import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tests.command import run
from toi.cli.terminal import editor

TEXT = (
    "schema: toi/rubric/1\r\nid: mine\r\ntitle: Mine\r\nextends: plain  # why\r\n"
    "weights: {speed: 60}"
)


@pytest.fixture
def mine(workspace, monkeypatch):
    file = workspace / "rubrics" / "mine.yaml"
    file.write_bytes(TEXT.encode())
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    monkeypatch.setattr(editor.tempfile, "tempdir", str(workspace / "drafts"))
    (workspace / "drafts").mkdir()
    return file


def scripted(monkeypatch, workspace, *steps, code=0, name="editor"):
    """An editor that replaces text, the next pair each time, and notes how it was called."""
    script = workspace / name
    log = workspace / "calls"
    body = (
        f"#!{sys.executable}\n"
        "import sys\n"
        "from pathlib import Path\n"
        f"log = Path({str(log)!r})\n"
        "calls = log.read_text().splitlines() if log.exists() else []\n"
        "log.write_text('\\n'.join([*calls, ' '.join(sys.argv[1:-1])]) + '\\n')\n"
        f"steps = {list(steps)!r}\n"
        "file = Path(sys.argv[-1])\n"
        "if len(calls) < len(steps):\n"
        "    old, new = steps[len(calls)]\n"
        "    raw = file.read_bytes()\n"
        "    assert old.encode() in raw, raw\n"
        "    file.write_bytes(raw.replace(old.encode(), new.encode()))\n"
        f"sys.exit({code})\n"
    )
    script.write_text(body)
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    return log


def answer(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def drafts(workspace):
    return [f for f in (workspace / "drafts").rglob("*") if f.is_file()]


def test_a_sound_change_is_kept_byte_for_byte(mine, workspace, monkeypatch):
    scripted(monkeypatch, workspace, ("speed: 60", "speed: 20"))
    found = run("rubric", "edit", "mine")
    assert (found.code, found.err) == (0, "")
    assert mine.read_bytes() == TEXT.replace("speed: 60", "speed: 20").encode()
    assert found.out.startswith("rubrics/mine.yaml changed\n  weights.speed: 60 -> 20\n\n")
    assert "Rank (before) Rank (after) ID" in found.out
    assert drafts(workspace) == []


def test_nothing_changed_nothing_written(mine, workspace, monkeypatch):
    scripted(monkeypatch, workspace)
    stamp = mine.stat()
    found = run("rubric", "edit", "mine")
    assert (found.code, found.err) == (0, "")
    assert found.out == "rubrics/mine.yaml: nothing was changed, so nothing was written.\n"
    assert mine.stat().st_ino == stamp.st_ino
    assert drafts(workspace) == []


def test_a_mistake_can_be_mended_at_its_line(mine, workspace, monkeypatch):
    log = scripted(
        monkeypatch,
        workspace,
        ("speed: 60", "speeed: 60"),
        ("speeed: 60", "speed: 10"),
        name="vim",
    )
    answer(monkeypatch, "\n")
    found = run("rubric", "edit", "mine")
    assert found.code == 0
    assert found.err == (
        "rubrics/mine.yaml:5:11: no criterion 'speeed'; did you mean 'speed'? [unknown-criterion]\n"
        "Open it again at line 5? [Y/n] "
    )
    assert mine.read_bytes() == TEXT.replace("speed: 60", "speed: 10").encode()
    assert log.read_text().splitlines() == ["", "+5"]
    assert drafts(workspace) == []


def test_an_editor_that_knows_no_lines_is_given_none(mine, workspace, monkeypatch):
    log = scripted(
        monkeypatch, workspace, ("speed: 60", "speed: [60"), ("speed: [60", "speed: 61"), name="ed2"
    )
    answer(monkeypatch, "yes\n")
    assert run("rubric", "edit", "mine").code == 0
    assert log.read_text().splitlines() == ["", ""]


@pytest.mark.parametrize("reply", ["n\n", "", "q\n"])
def test_a_mistake_that_stays_is_not_written_but_not_lost(reply, mine, workspace, monkeypatch):
    scripted(monkeypatch, workspace, ("speed: 60", "speed: sixty"))
    answer(monkeypatch, reply)
    found = run("rubric", "edit", "mine")
    assert (found.code, found.out) == (2, "")
    assert mine.read_bytes() == TEXT.encode()
    kept = re.search(
        r"toi: nothing was written to rubrics/mine.yaml; your text is kept in (\S+)\n", found.err
    )
    assert kept
    assert Path(kept[1]).read_bytes() == TEXT.replace("speed: 60", "speed: sixty").encode()
    assert Path(kept[1]).name == "mine.yaml"


def test_an_editor_that_fails(mine, workspace, monkeypatch):
    scripted(monkeypatch, workspace, code=3)
    found = run("rubric", "edit", "mine")
    name = str(workspace / "editor")
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        f"toi: the editor {name!r} ended with code 3 [editor-failed]\n"
        "toi: nothing was written to rubrics/mine.yaml\n"
    )
    assert drafts(workspace) == []


def test_an_editor_that_fails_after_work_was_done(mine, workspace, monkeypatch):
    scripted(monkeypatch, workspace, ("60", "61"), code=1)
    found = run("rubric", "edit", "mine")
    assert found.code == 2
    assert mine.read_bytes() == TEXT.encode()
    (draft,) = drafts(workspace)
    assert f"your text is kept in {draft}\n" in found.err


def test_a_change_by_somebody_else_meanwhile(mine, workspace, monkeypatch):
    script = workspace / "both"
    script.write_text(
        f'#!/bin/sh\necho "# theirs" >> {shlex.quote(str(mine))}\necho "# ours" >> "$1"\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    found = run("rubric", "edit", "mine")
    assert found.code == 2
    assert found.err.startswith(
        "toi: rubrics/mine.yaml was changed by something else meanwhile; nothing was written "
        "[changed]\ntoi: nothing was written to rubrics/mine.yaml; your text is kept in "
    )
    assert mine.read_bytes() == TEXT.encode() + b"# theirs\n"
    (draft,) = drafts(workspace)
    assert draft.read_bytes() == TEXT.encode() + b"# ours\n"


def test_a_broken_rubric_is_opened_where_it_is_broken(mine, workspace, monkeypatch):
    mine.write_bytes(TEXT.replace("speed: 60", "speed: sixty").encode())
    log = scripted(monkeypatch, workspace, ("sixty", "60"), name="nano")
    found = run("rubric", "edit", "mine")
    assert (found.code, found.err) == (0, "")
    assert log.read_text().splitlines() == ["+5"]
    assert "it could not be read before; it is sound now" in found.out
    assert mine.read_bytes() == TEXT.encode()


def test_a_shipped_rubric_becomes_a_copy_only_if_changed(mine, workspace, monkeypatch):
    scripted(monkeypatch, workspace)
    (workspace / "rubrics" / "plain.yaml").unlink()
    shutil.rmtree(workspace / "data")
    mine.unlink()
    assert run("rubric", "edit", "balanced").code == 0
    assert not (workspace / "rubrics" / "balanced.yaml").exists()
    (workspace / "calls").unlink()
    scripted(monkeypatch, workspace, ("directness: 25", "directness: 60"))
    found = run("rubric", "edit", "balanced")
    assert found.code == 0
    assert "rubrics/balanced.yaml is a copy, used in its place here\n" in found.err
    assert "directness: 60" in (workspace / "rubrics" / "balanced.yaml").read_text()


def test_which_editor(monkeypatch):
    monkeypatch.setenv("EDITOR", "nano -w")
    monkeypatch.setenv("VISUAL", "  ")
    assert editor.editor_words() == ["nano", "-w"]
    monkeypatch.setenv("VISUAL", "'/opt/my editor' --wait")
    assert editor.editor_words() == ["/opt/my editor", "--wait"]
    monkeypatch.delenv("EDITOR")
    monkeypatch.delenv("VISUAL")
    monkeypatch.setattr(editor.shutil, "which", lambda name: f"/bin/{name}")
    assert editor.editor_words() == ["vi"]
    monkeypatch.setattr(editor.shutil, "which", lambda name: name if name == "nano" else None)
    assert editor.editor_words() == ["nano"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            "",
            "toi: no editor: VISUAL and EDITOR are not set, and no vi or nano is found; change "
            "single values with: toi rubric set [no-editor]",
        ),
        (
            "no-such-editor",
            "toi: cannot run the editor 'no-such-editor': No such file or directory; set VISUAL "
            "or EDITOR [no-editor]",
        ),
        ("'unclosed", "toi: EDITOR cannot be read as a command: 'unclosed [no-editor]"),
    ],
)
def test_no_editor(said, message, mine, workspace, monkeypatch):
    monkeypatch.setenv("EDITOR", said)
    monkeypatch.setattr(editor.shutil, "which", lambda name: None)
    found = run("rubric", "edit", "mine")
    assert (found.code, found.out) == (2, "")
    assert found.err == f"{message}\ntoi: nothing was written to rubrics/mine.yaml\n"
    assert drafts(workspace) == []

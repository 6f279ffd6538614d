"""Long commands say what they are at, on a terminal alone, and leave no trace."""

import io
import sys
import time

import pexpect
import pytest

from tests.command import run
from toi.cli import status_line
from toi.cli.status_line import StatusLine, watched
from toi.progress import stage


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(status_line, "PATIENCE", 0.0)


def test_a_stage_is_said_and_wiped(impatient):
    terminal = Terminal()
    line = StatusLine(terminal)
    line("reading")
    line.look()
    line(None)
    assert terminal.getvalue() == "\r\x1b[Kreading ... 0 s\r\x1b[K"
    line.look()
    assert terminal.getvalue().endswith("\r\x1b[K")  # nothing between stages


def test_quick_commands_say_nothing():
    terminal = Terminal()
    with watched(terminal, []), stage("reading"):
        pass
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("stream", "words"), [(io.StringIO(), []), (Terminal(), ["--quiet"])])
def test_pipes_and_quiet_ones_are_told_nothing(stream, words, impatient, monkeypatch):
    monkeypatch.setattr(status_line, "EVERY", 0.001)
    with watched(stream, words), stage("reading"):
        time.sleep(0.02)
    assert stream.getvalue() == ""


def test_a_line_is_wiped_before_what_is_wrong_is_said(impatient):
    terminal = Terminal()
    with pytest.raises(ValueError, match="wrong"), watched(terminal, []), stage("reading"):
        raise ValueError("wrong")
    assert terminal.getvalue() in ("", "\r\x1b[Kreading ... 0 s\r\x1b[K")


def test_on_a_real_terminal(workspace):
    code = (
        "from toi.cli import status_line\n"
        "status_line.PATIENCE, status_line.EVERY = 0.0, 0.001\n"
        "import sys; sys.argv = ['toi', 'score', '--top', '1']\n"
        "from toi.cli.app import main\nmain()\n"
    )
    child = pexpect.spawn(sys.executable, ["-c", code], encoding="utf-8", timeout=30)
    said = child.read()
    assert "reading data/criteria.yaml ... 0 s" in said
    assert said.rindex("\x1b[K") < said.index("T1 scores highest")
    assert "reading" not in run("score", "--top", "1").err

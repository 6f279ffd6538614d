"""Long commands say what they are at, on a terminal alone, and leave no trace."""

import io
import sys
import time

import pexpect
import pytest

from tests.command import run
from toi.cli.terminal.interrupt import interruptible
from toi.cli.terminal.status_line import StatusLine, status_line
from toi.progress import Stage, stage

SHOWN, WIPED = "reading", "\x1b[2K"


class Terminal(io.StringIO):
    def isatty(self):
        return True


def at_once(stream, words=()):
    return status_line(stream, words, patience=0.0, every=0.001)


def wait_for(stream, text):
    end = time.monotonic() + 10.0
    while text not in stream.getvalue() and time.monotonic() < end:
        time.sleep(0.001)
    assert text in stream.getvalue()


@pytest.fixture(autouse=True)
def _a_terminal_that_can_move(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")


def test_a_stage_is_said_and_wiped():
    terminal = Terminal()
    line = StatusLine(terminal)
    line.follow(Stage("reading [data]"))
    line.update()
    assert "reading [data]" in terminal.getvalue()
    assert "0 s" in terminal.getvalue()
    line.follow(None)
    said = terminal.getvalue()
    assert said.rindex(WIPED) > said.rindex("reading")
    line.update()
    assert terminal.getvalue() == said  # nothing between stages


def test_what_is_counted_shows_how_far_it_is():
    terminal = Terminal()
    with at_once(terminal), interruptible(1_000_000) as goes_on:
        assert goes_on(250_000)
        wait_for(terminal, "250,000 of 1,000,000; Ctrl-C ends here")
        assert goes_on(500_000)
        wait_for(terminal, "500,000 of 1,000,000; Ctrl-C ends here")
    assert terminal.getvalue().rindex(WIPED) > terminal.getvalue().rindex("Ctrl-C")


def test_quick_commands_say_nothing():
    terminal = Terminal()
    with status_line(terminal), stage("reading"):
        pass
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("stream", "words"), [(io.StringIO(), []), (Terminal(), ["--quiet"])])
def test_pipes_and_quiet_ones_are_told_nothing(stream, words):
    with at_once(stream, words), stage("reading"):
        time.sleep(0.02)
    assert stream.getvalue() == ""


def test_a_line_is_wiped_before_what_is_wrong_is_said():
    terminal = Terminal()

    def fail():
        with at_once(terminal), stage("reading"):
            wait_for(terminal, SHOWN)
            raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        fail()
    assert terminal.getvalue().rindex(WIPED) > terminal.getvalue().rindex(SHOWN)


def test_on_a_real_terminal(workspace):
    code = (
        "import sys; sys.argv = ['toi', 'score', '--top', '1']\n"
        "import rich.progress, rich.console\n"
        "from toi.cli.app import app\n"
        "from toi.cli.terminal.status_line import status_line\n"
        "with status_line(sys.stderr, patience=0.0, every=0.0001): app()\n"
    )
    child = pexpect.spawn(sys.executable, ["-c", code], encoding="utf-8", timeout=60)
    said = child.read()
    assert "drawing" in said
    assert said.rindex(WIPED) < said.index("scores highest")
    assert "drawing" not in run("score", "--top", "1").err

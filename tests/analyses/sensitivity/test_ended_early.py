"""`toi sensitivity` ended early, by Ctrl-C: what was drawn is shown, and marked."""

import signal
import sys

import pexpect
import pytest

import toi
from toi.analyses.layout.page import Page
from toi.analyses.sensitivity.compute import run_sensitivity
from toi.analyses.sensitivity.request import SensitivityRequest
from toi.analyses.sensitivity.screen import sensitivity_screen
from toi.analyses.shared.session import prepare
from toi.cli.terminal.interrupt import interruptible


def test_an_early_end_keeps_what_was_drawn_and_says_so():
    opened = toi.load(everything=False)
    setting = prepare(opened, "balanced")
    asked = SensitivityRequest("ranks")
    found = run_sensitivity(setting, ["listed"], asked, draws=10**6, goes_on=lambda n: n < 30_000)
    assert found.drawn == 32_768
    assert not found.complete
    assert "ended early: 32,768 of 1,000,000 draws" in found.warnings
    whole = run_sensitivity(setting, ["listed"], asked, draws=32_768)
    assert whole.ranks.rank_acceptability == found.ranks.rank_acceptability


def test_ctrl_c_asks_once_and_then_ends_the_program():
    with interruptible(10, quiet=True) as goes_on:
        assert goes_on(1)
        signal.raise_signal(signal.SIGINT)
        assert not goes_on(2)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_early_end_of_sobol_points_is_marked(small):
    setting = prepare(toi.load(str(small / "data"), everything=False))
    found = run_sensitivity(setting, ["all"], SensitivityRequest("sobol"), goes_on=lambda n: False)
    assert not found.complete
    assert found.provenance.draws == found.sobol.points == 8192
    assert "Note: ended early: 8,192 of 16,384 points." in sensitivity_screen(found, Page())


def test_ctrl_c_on_a_terminal_shows_what_was_drawn(small):
    """The real key, the real signal: a marked result and exit code 130."""
    command = ["-m", "toi", "sensitivity", "ranks", "--draws", "1000000000"]
    child = pexpect.spawn(sys.executable, command, cwd=small, encoding="utf-8", timeout=60)
    child.expect("Ctrl-C ends here")
    child.send("\x03")
    child.expect("Ctrl-C again ends at once")
    child.expect(r"Note: ended early: ([\d,]+) of 1,000,000,000 draws")
    counted = child.match[1]
    child.expect(f"seed 0 \\| {counted} draws")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130

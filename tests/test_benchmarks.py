"""What the benchmarks measure with: processor time of all that is started, and peak memory."""

import os
import time
from importlib import import_module

import pytest

from benchmarks import __main__, clocks

MIB = 2**20


def busy(seconds):
    """Work for so many seconds of the processor."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def in_a_fork(seconds):
    """Have another process work, and wait for it."""
    pid = os.fork()
    if not pid:
        busy(seconds)
        os._exit(0)
    os.waitpid(pid, 0)


def test_work_of_processes_that_are_waited_for_is_counted():
    assert clocks.spent(busy, 0.03) >= 0.03
    assert clocks.spent(in_a_fork, 0.03) >= 0.03
    assert clocks.spent(time.sleep, 0.03) < 0.03 <= clocks.passed(time.sleep, 0.03)


def test_a_command_has_a_peak_of_its_own_and_that_of_what_it_starts():
    """However large the process is from which it is measured."""
    held = bytearray(60 * MIB)
    assert clocks.python(["-c", "pass"]).memory < len(held) / MIB
    large = "import os; pid = os.fork(); pid and os.waitpid(pid, 0); pid or bytearray(80 << 20)"
    assert clocks.python(["-c", large]).memory > 80


def test_a_command_that_fails_is_no_measurement():
    with pytest.raises(RuntimeError, match="no such word"):
        clocks.python(["-c", "raise SystemExit('no such word')"])


@pytest.mark.parametrize("name", __main__.NAMES)
def test_every_benchmark_that_is_named_can_be_run(name):
    assert callable(import_module(f"benchmarks.{name}").run)


def test_names_that_are_none_are_refused():
    with pytest.raises(SystemExit, match=r"^no benchmark is called b, c \(there are: overview, "):
        __main__.main(["c", "overview", "b"])

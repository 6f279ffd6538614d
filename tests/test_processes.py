"""Processes: results in order, failures met by the caller, none left behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.children import children
from toi import processes, threads

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="shared out by fork")


@pytest.fixture(autouse=True)
def three():
    """Three processes, whatever the machine has; none of them is left behind."""
    threads.use(3)
    before = children()
    yield
    threads.use(None)
    assert children() <= before


def test_results_come_in_order_from_several_processes():
    def do(part):
        time.sleep(0.02 if part == 0 else 0)  # the first ends last
        return part, os.getpid(), threads.count()

    found = list(processes.side_by_side(do, range(7)))
    assert [part for part, _, _ in found] == list(range(7))
    assert len({pid for _, pid, _ in found}) == 3
    assert os.getpid() not in {pid for _, pid, _ in found}
    assert {count for _, _, count in found} == {1}  # nobody shares out what was shared out


def test_what_would_soon_be_done_is_not_slow(monkeypatch):
    pace = processes.Pace()
    assert not pace.is_slow(1, 2)
    monkeypatch.setattr(processes, "SHORT", 0)
    assert pace.is_slow(1, 2)
    threads.use(1)
    assert not pace.is_slow(1, 2)


def test_more_than_a_pipe_holds_is_sent_whole():
    size = processes.ROOM + 1
    found = list(processes.side_by_side(lambda part: bytes([part]) * size, range(4)))
    assert [set(some) for some in found] == [{0}, {1}, {2}, {3}]
    assert {len(some) for some in found} == {size}


def test_the_error_of_a_part_is_that_of_the_caller_and_ends_all():
    def do(part):
        if part == 4:
            raise ValueError(f"part {part}")
        return part

    told = processes.side_by_side(do, range(9))
    assert [next(told) for _ in range(4)] == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="part 4"):
        next(told)


def test_what_a_killed_process_owes_is_done_by_the_caller():
    caller = os.getpid()

    def do(part):
        if part == 1 and os.getpid() != caller:
            os.kill(os.getpid(), signal.SIGKILL)
        return part, os.getpid()

    found = list(processes.side_by_side(do, range(6)))
    assert [part for part, _ in found] == list(range(6))
    assert [part for part, pid in found if pid == caller] == [1, 4]


def test_without_a_process_to_be_had_the_caller_does_all(monkeypatch):
    def refused():
        raise BlockingIOError

    monkeypatch.setattr(processes, "_fork", refused)
    found = list(processes.side_by_side(lambda part: (part, os.getpid()), range(5)))
    assert found == [(part, os.getpid()) for part in range(5)]


def test_none_outlives_a_caller_that_is_killed(tmp_path):
    """Each has more to send than a pipe holds, and hears that nobody reads."""
    beats = tmp_path / "beats"
    code = (
        "from toi import processes, threads; import os, time\n"
        "threads.use(3)\n"
        "def do(part):\n"
        f"    with open({str(beats)!r}, 'a') as file: file.write('.')\n"
        "    return bytes(processes.ROOM)\n"
        "for _ in processes.side_by_side(do, range(10**6)): os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, timeout=20
    )
    assert done.returncode == -signal.SIGKILL  # its output is at an end: so are all who held it
    assert len(beats.read_text()) < 20


def test_to_leave_off_ends_processes_at_once_and_they_do_not_hear_an_interrupt():
    def do(part):
        if part:
            time.sleep(60)
        os.kill(os.getpid(), signal.SIGINT)
        return part

    found = processes.side_by_side(do, range(3))
    assert next(found) == 0
    began = time.monotonic()
    found.close()
    assert time.monotonic() - began < 5


def test_what_is_done_meanwhile_is_done_elsewhere_where_it_is_long_and_otherwise_when_asked():
    did = []

    def do():
        did.append(os.getpid())
        return os.getpid()

    with processes.meanwhile(do, is_long=True) as found:
        assert found() != os.getpid()
    with processes.meanwhile(do, is_long=False) as found:
        assert not did  # nobody asked yet
        assert found() == os.getpid()
    threads.use(1)
    with processes.meanwhile(do, is_long=True) as found:
        assert found() == os.getpid()


def test_an_error_of_what_is_done_meanwhile_is_met_when_it_is_asked_for():
    def fail():
        raise ValueError("no")

    with processes.meanwhile(fail, is_long=True):
        pass  # nobody asks
    with (
        processes.meanwhile(fail, is_long=True) as found,
        pytest.raises(ValueError, match="no"),
    ):
        found()


def test_to_leave_off_ends_what_is_done_meanwhile():
    began = time.monotonic()
    with processes.meanwhile(lambda: time.sleep(60), is_long=True):
        pass
    assert time.monotonic() - began < 5


def test_whoever_ignores_the_end_of_children_gets_what_they_find():
    """As what a shell or a daemon starts may: the system then waits for children itself."""
    usual = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert list(processes.side_by_side(lambda part: part, range(4))) == [0, 1, 2, 3]
        with processes.meanwhile(os.getpid, is_long=True) as found:
            assert found() != os.getpid()
    finally:
        signal.signal(signal.SIGCHLD, usual)


def test_the_caller_does_all_where_no_more_files_can_be_opened(monkeypatch):
    def no_more():
        raise OSError("too many open files")

    monkeypatch.setattr(os, "pipe", no_more)
    assert list(processes.side_by_side(lambda part: os.getpid(), [0, 1])) == [os.getpid()] * 2
    with processes.meanwhile(os.getpid, is_long=True) as found:
        assert found() == os.getpid()

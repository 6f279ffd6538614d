"""Threads: results in order, errors told, none started for what is short."""

import threading
import time

import pytest

from tests.command import run
from toi import threads
from toi.errors import InputErrors


@pytest.fixture(autouse=True)
def as_before():
    """However many a test asks for, the next starts from the machine's own."""
    yield
    threads.use(None)


def test_results_come_in_the_order_of_the_parts(monkeypatch):
    monkeypatch.setattr(threads, "SHORT", 0)
    threads.use(3)
    second_done = threading.Event()

    def do(part):
        if part == 0:
            assert second_done.wait(10)  # the first ends last
        if part == 1:
            second_done.set()
        return part, threading.current_thread().name

    found = threads.Crew().each(do, range(5))
    assert [part for part, _ in found] == [0, 1, 2, 3, 4]
    assert threading.main_thread().name not in {name for _, name in found}


def test_no_thread_is_started_for_short_work_nor_for_one():
    threads.use(8)
    crew = threads.Crew()
    assert set(crew.each(lambda _: threading.current_thread(), range(5))) == {
        threading.main_thread()
    }


def test_who_is_to_stay_alone_takes_one_thread_whatever_was_said(monkeypatch):
    monkeypatch.setattr(threads, "_alone", False)  # as it is again after the test
    threads.use(8)
    threads.stay_alone()
    assert threads.count() == 1


def test_the_error_of_a_part_is_told_and_the_rest_is_left(monkeypatch):
    monkeypatch.setattr(threads, "SHORT", 0)
    threads.use(2)
    done = []

    def do(part):
        if part == 0:
            raise ValueError("part 0")
        time.sleep(0.005)  # so that who waits for the first is told before the last is begun
        done.append(part)

    with pytest.raises(ValueError, match="part 0"):
        threads.Crew().each(do, range(1000))
    assert len(done) < 999


@pytest.mark.parametrize(("text", "count"), [("3", 3), ("1", 1)])
def test_the_environment_says_how_many(monkeypatch, text, count):
    monkeypatch.setenv("TOI_THREADS", text)
    assert threads.count() == count
    threads.use(5)
    assert threads.count() == 5


@pytest.mark.parametrize("text", ["0", "many", "-2", "1.5", "9" * 5000])
def test_what_is_no_number_of_threads_is_refused_before_any_work(monkeypatch, text):
    monkeypatch.setenv("TOI_THREADS", text)
    with pytest.raises(InputErrors, match=f"1 or more, not '{text[:20]}'; unset it"):
        threads.count()
    done = run("score", "--data", "nowhere", env={"TOI_THREADS": text})
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("toi: TOI_THREADS is a number of threads")
    assert done.err.endswith("[out-of-range]\n")


def test_the_option_is_heard_rather_than_the_environment():
    done = run("score", "--data", "nowhere", "--threads", "1", env={"TOI_THREADS": "many"})
    assert "nowhere" in done.err
    assert "TOI_THREADS" not in done.err


def test_an_empty_variable_leaves_it_to_the_cores(monkeypatch):
    monkeypatch.delenv("TOI_THREADS", raising=False)
    cores = threads.count()
    monkeypatch.setenv("TOI_THREADS", "")
    assert threads.count() == cores >= 1

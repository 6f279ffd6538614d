"""Try mutants: tests as they are, then once for each, in a fork where its code is put in."""

import ast
import gc
import json
import os
import resource
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import pytest
from mutant_changes import CODE, HERE, Mutant, put

from toi.engine.problem import ScoringProblem
from toi.engine.remembered import _depends
from toi.threads import _pools

MEMORY = 4 << 30  # bytes that a fork may take


@dataclass(frozen=True)
class Known:
    """A test as it goes without any change."""

    item: pytest.Item
    seconds: float  # of the processor
    calls: frozenset[tuple[str, str]]  # functions: file and name


class Trial:
    """Takes the place of pytest's loop: the tests as they are, then once for each mutant."""

    def __init__(self, todo: list[Mutant], seconds: float, at_once: int) -> None:
        self.todo, self.until = todo, time.monotonic() + seconds
        self.at_once = at_once
        self.tried: list[Mutant] = []
        self.survived: list[Mutant] = []
        self.outlived = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run mutants, some at once, until none or no time is left."""
        for mutant in self.todo:  # also what tests import only while they run
            import_module(".".join(mutant.path.relative_to(HERE).with_suffix("").parts))
        functions = {path: loaded(path) for path in {mutant.path for mutant in self.todo}}
        tests: dict[str, list[Known]] = {}
        for chapter in {mutant.chapter for mutant in self.todo}:
            mine = [item for item in session.items if item.nodeid.startswith(f"{chapter}/")]
            tests[chapter] = sorted(unchanged(session, mine), key=lambda one: one.seconds)
        gc.freeze()
        left = Counter(mutant.module for mutant in self.todo)
        running: dict[int, tuple[Mutant, list[Known]]] = {}
        queue = list(reversed(self.todo))
        while running or (queue and time.monotonic() < self.until):
            while queue and len(running) < self.at_once and time.monotonic() < self.until:
                mutant = queue.pop()
                called = str(mutant.path), mutant.function
                order = [one for one in tests[mutant.chapter] if called in one.calls]
                pid = try_on(session, order, mutant, functions[mutant.path])
                running[pid] = mutant, order
            pid, status = os.wait()
            mutant, order = running.pop(pid)
            self.tried.append(mutant)
            if status == 0:
                self.survived.append(mutant)
                print("survived", mutant, flush=True)
            elif os.WIFSIGNALED(status):
                self.outlived += 1
            elif order:  # what has just killed is tried first on the next
                killer = order[min(os.WEXITSTATUS(status), len(order)) - 1]
                others = (one for one in tests[mutant.chapter] if one is not killer)
                tests[mutant.chapter] = [killer, *others]
            left[mutant.module] -= 1
            if not left[mutant.module]:
                print(self.killed(mutant.module), flush=True)
        return True

    def killed(self, module: str) -> str:
        """Say how many of a module's mutants were killed."""
        tried, survived = (
            sum(one.module == module for one in some) for some in (self.tried, self.survived)
        )
        return f"{module}: {tried - survived} of {tried} killed"


def unchanged(session: pytest.Session, items: list[pytest.Item]) -> list[Known]:
    """Run tests in a fork as they are, and return how long each took and what it called."""
    out, into = os.pipe()
    pid = os.fork()
    if not pid:
        failed = 1
        try:
            silence()
            with os.fdopen(into, "w") as told:
                for item in items:
                    forget()
                    seconds, calls = watched(item)
                    told.write(json.dumps([seconds, calls]) + "\n")
                    if session.testsfailed:
                        break
                else:
                    failed = 0
        finally:
            os._exit(failed)
    os.close(into)
    with os.fdopen(out) as told:
        lines = [json.loads(line) for line in told]
    if os.waitpid(pid, 0)[1]:
        pytest.exit(f"a test fails without any change: {items[len(lines) - 1].nodeid}", 1)
    return [
        Known(item, seconds, frozenset((file, name) for file, name in calls))
        for item, (seconds, calls) in zip(items, lines, strict=True)
    ]


def forget() -> None:
    """Empty all caches, so that a test calls what it would call by itself, in threads of its own.

    Those that another test began tell what they call to that test.
    """
    _pools.clear()
    for one in gc.get_objects():
        if type(one) is _lru_cache_wrapper:
            one.cache_clear()
        elif type(one) is ScoringProblem:
            for name in _depends:
                vars(one).pop(name, None)


def watched(item: pytest.Item) -> tuple[float, list[tuple[str, str]]]:
    """Run a test, with fixtures of its own, and tell its seconds and the functions it calls."""
    seen: set[CodeType] = set()

    def see(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            seen.add(frame.f_code)

    started = time.process_time()
    threading.setprofile(see)
    sys.setprofile(see)
    try:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]
    mine = {one for one in seen if one.co_filename.startswith(str(CODE))}
    names = {(one.co_filename, one.co_qualname.split(".<locals>")[0]) for one in mine}
    return time.process_time() - started, sorted(names)


def silence() -> None:
    """Let nothing out of a fork."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)


def try_on(
    session: pytest.Session, order: list[Known], mutant: Mutant, functions: list[FunctionType]
) -> int:
    """Run tests on a mutant in a fork, which ends with 0 if all pass, else with the place of one.

    Places count from 1. Returns the fork's process id.
    """
    pid = os.fork()
    if pid:
        return pid
    failed = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        silence()
        come_alive(mutant, functions)
        followed = zip(order, [*order, None][1:], strict=True)
        for place, (one, after) in enumerate(followed, 1):
            seconds = 2 + 4 * one.seconds
            signal.setitimer(signal.ITIMER_PROF, seconds)  # of the processor, however busy it is
            signal.alarm(60 + int(60 * seconds))  # one that waits for ever
            item, following = one.item, None if after is None else after.item
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                failed = min(place, 255)
                break
        else:
            failed = 0
    finally:
        os._exit(failed)


def codes(code: CodeType) -> Iterator[CodeType]:
    """Yield a piece of code and all within it."""
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from codes(inner)


def loaded(path: Path) -> list[FunctionType]:
    """Return the functions of a module that the tests have loaded."""
    gc.unfreeze()  # the tests freeze what is imported, and what is frozen is not listed
    functions = (one for one in gc.get_objects() if isinstance(one, FunctionType))
    return [one for one in functions if one.__code__.co_filename == str(path)]


def come_alive(mutant: Mutant, functions: list[FunctionType]) -> None:
    """Give the loaded functions of a module the code of a mutant."""
    put(*mutant.place, mutant.other)
    changed = compile(ast.fix_missing_locations(mutant.tree), str(mutant.path), "exec")
    new = {code.co_qualname: code for code in codes(changed)}
    for function in functions:
        if function.__code__.co_qualname in new:
            function.__code__ = new[function.__code__.co_qualname]

"""Change the engine line by line and see whether the tests notice.

    python tools/mutants.py [--seconds N] [--sample N] [--seed N] [--at-once N] [MODULE ...]

A mutant is one module with one operator, comparison, number or condition exchanged. The tests
are collected once, and run once as they are, to see which of them call which functions; then
each mutant lives in a fork, in which the functions of its module get the changed code, and the
tests that call the changed one are run. It is killed if a test fails there or outlives its limit
of time. Survivors are listed; look at each: a test is missing, or the change makes no difference
that counts. Those that were found to make none are written down in `tools/equal_mutants.py`, and
are not tried.

Modules are named as in `scoring/lines` or `voi/*`. Without a name the core is tried whole, and a
sample of every other module of the engine.
"""

import argparse
import ast
import copy
import gc
import json
import os
import random
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
from itertools import chain
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from equal_mutants import EQUAL
from hypothesis import HealthCheck, Phase, settings

from toi.engine.problem import ScoringProblem
from toi.engine.remembered import _depends
from toi.threads import _pools

HERE = Path(__file__).resolve().parent.parent
# As the tests' own, but fewer, and without a search for the smallest that fails.
PROFILE: dict[str, Any] = {
    "deadline": None,
    "max_examples": 15,
    "derandomize": True,
    "database": None,
    "phases": [Phase.explicit, Phase.generate],
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.filter_too_much],
}
ENGINE = HERE / "toi" / "engine"
CORE = (
    "scoring/lines",
    "scoring/magnitudes",
    "scoring/cells",
    "scoring/values",
    "scoring/scrutiny",
    "smaa/indices",
    "sensitivity/side_by_side",
    "portfolio/returns",
)
OTHER_OPERATOR: dict[type, type] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OF_EACH = 3  # mutants of a module outside the core, where none is named
MEMORY = 4 << 30  # bytes that a fork may take
SAID_ALREADY = (ast.Compare, ast.UnaryOp)  # whose own change turns the condition round


@dataclass(frozen=True, eq=False)
class Mutant:
    """A module with one change, which is made only in the fork where it is tried."""

    path: Path
    function: str
    line: int
    source: str
    before: str
    after: str
    nth: int  # of those alike in its line, from 1
    tree: ast.Module
    place: tuple[ast.AST, str, int | None]
    other: ast.AST

    @property
    def chapter(self) -> str:
        """Return the folder with the tests of its module."""
        return "/".join(("tests/engine", *self.path.relative_to(ENGINE).parts[:-1][:1]))

    @property
    def module(self) -> str:
        """Return the name by which it is asked for."""
        return self.path.relative_to(ENGINE).with_suffix("").as_posix()

    @property
    def is_equal(self) -> bool:
        """Tell whether it was found to make no difference."""
        return not self.names.isdisjoint(EQUAL.get((self.module, self.source), {}))

    @property
    def names(self) -> set[str]:
        """Return what it may be called among those that make no difference."""
        return {self.change, f"{self.change} ({self.nth})"}

    @property
    def change(self) -> str:
        """Say what is exchanged for what."""
        return f"{self.before}  ->  {self.after}"

    def __str__(self) -> str:
        nth = f" ({self.nth})" if self.nth > 1 else ""
        return f"{self.path.relative_to(HERE)}:{self.line}: {self.change}{nth}"


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield each other node that may stand in the place of one."""
    other = copy.deepcopy(node)
    match other:
        case ast.BinOp() | ast.AugAssign() | ast.BoolOp() if type(other.op) in OTHER_OPERATOR:
            other.op = OTHER_OPERATOR[type(other.op)]()
            yield other
        case ast.Compare() if type(other.ops[0]) in OTHER_OPERATOR:
            other.ops[0] = OTHER_OPERATOR[type(other.ops[0])]()
            yield other
        case ast.UnaryOp():
            yield other.operand
        case ast.Constant(value=bool()):
            yield ast.Constant(not other.value)
        case ast.Constant(value=int() | float()):
            yield ast.Constant(other.value + 1)
        case ast.If() | ast.IfExp() if not isinstance(other.test, SAID_ALREADY):
            other.test = ast.UnaryOp(ast.Not(), other.test)
            yield other


def places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Yield where the nodes that run below one stand: parent, field, index."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "args", "decorator_list") and not isinstance(
            node, ast.Call
        ):
            continue  # defaults are no code of the function
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.keyword) and child.arg == "strict":
                continue  # of `zip`: a check that does not fail in what is right
            if isinstance(child, ast.AST) and not isinstance(child, ast.Assert):
                yield node, field, index
                yield from places(child)


def put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    """Put a node into a place."""
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def shown(node: ast.AST) -> str:
    """Show a node in a line."""
    code = ast.unparse(ast.fix_missing_locations(node)).splitlines()
    return code[0]


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield each mutant of the functions of a module."""
    text = path.read_text()
    tree, lines = ast.parse(text), text.splitlines()
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    bodies = chain([("", tree.body)], ((f"{one.name}.", one.body) for one in classes))
    functions = [
        (within + node.name, node)
        for within, body in bodies
        for node in body
        if isinstance(node, ast.FunctionDef)
    ]
    alike: Counter[tuple[int, str, str]] = Counter()
    for name, function in functions:
        for parent, field, index in list(places(function)):
            value = getattr(parent, field)
            node = value if index is None else value[index]
            for other in changes(node):
                place = parent, field, index
                line = getattr(node, "lineno", function.lineno)
                source = lines[line - 1].strip()
                before, after = shown(node), shown(other)
                alike[line, before, after] += 1
                nth, new = alike[line, before, after], ast.copy_location(other, node)
                yield Mutant(path, name, line, source, before, after, nth, tree, place, new)


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
            import_module("toi.engine." + mutant.module.replace("/", "."))
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
    mine = {one for one in seen if one.co_filename.startswith(str(ENGINE))}
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


def named(patterns: list[str]) -> list[str]:
    """Return the modules of the engine that are meant, in order; SystemExit if there is none."""
    found: list[str] = []
    for pattern in patterns:
        files = [one for one in sorted(ENGINE.glob(f"{pattern}.py")) if one.stem != "__init__"]
        if not files:
            raise SystemExit(f"no module of toi/engine is called {pattern}")
        found += (one.relative_to(ENGINE).with_suffix("").as_posix() for one in files)
    return list(dict.fromkeys(found))


def main() -> None:
    """Print the mutants that no test kills, and how many of each module were killed."""
    options = argparse.ArgumentParser(description="Try whether the tests notice changed code.")
    options.add_argument("modules", nargs="*", help="as in scoring/lines or voi/*")
    options.add_argument("--seconds", type=float, default=3600, help="start no mutant after these")
    options.add_argument("--sample", type=int, help="so many of each module, at random")
    options.add_argument("--seed", type=int, default=1, help="of their order")
    options.add_argument("--at-once", type=int, default=os.cpu_count() or 1, help="else the cores")
    given = options.parse_args()
    os.chdir(HERE)
    modules = named(given.modules or ["*", "**/*"])
    rng = random.Random(given.seed)
    todo: list[Mutant] = []
    equal: list[Mutant] = []
    for module in modules:
        every = list(mutants(ENGINE / f"{module}.py"))
        equal += (one for one in every if one.is_equal)
        made = [one for one in every if not one.is_equal]
        whole = bool(given.modules) or module in CORE
        most = given.sample or (len(made) if whole else OF_EACH)
        todo += rng.sample(made, min(len(made), most))
        known = {
            (key, change) for key, some in EQUAL.items() if key[0] == module for change in some
        }
        stale = known - {((one.module, one.source), name) for one in every for name in one.names}
        for (_, source), change in sorted(stale):
            print(f"no longer there: {module}: {source!r}: {change}")
    settings.register_profile("mutants", **PROFILE)
    trial = Trial(todo, given.seconds, given.at_once)
    chapters = sorted({mutant.chapter for mutant in todo})
    quick = [
        "-q",
        "-n0",
        "-s",
        "--no-header",
        "--tb=native",
        "-pno:cacheprovider",
        "--hypothesis-profile=mutants",
    ]
    quick.append("-Wignore::pytest.PytestAssertRewriteWarning")  # hypothesis is imported here
    pytest.main([*quick, *chapters], [trial])
    for module in dict.fromkeys(one.module for one in trial.tried):
        print(trial.killed(module))
    killed = len(trial.tried) - len(trial.survived)
    print(f"killed {killed} of {len(trial.tried)}, {trial.outlived} by the limit of time")
    print(f"not tried {len(todo) - len(trial.tried)}")
    print(f"left out {len(equal)} that make no difference; why: tools/equal_mutants.py")


if __name__ == "__main__":
    main()

"""From files of readings to a panel: who read, in which group, and what they judged."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from toi.analyses.shared.lookup import criteria_called, theories_called
from toi.distribution import Distribution
from toi.errors import InputErrors, Problem, usage
from toi.io.debate.checks import off_scale
from toi.io.debate.entry import Entry
from toi.io.readings.read import ReadFile, read_file
from toi.io.suggest import did_you_mean
from toi.records.debate import Debate
from toi.records.reading import CASE, Placing, Reading

MOST_READERS = 200  # every reader is compared with every other


@dataclass(frozen=True)
class Panel:
    """What several readers say of the theories of a debate, in one view.

    Attributes
    ----------
    groups : mapping from reader to group
        In the order in which they appear; a reader without one (None) is a group alone.
    laws : mapping from (reader, theory, criterion)
    places : mapping from (reader, theory) to rank
    passed : int
        Cells that were left empty.
    notes : tuple of str
        What was left out.
    """

    view: str
    groups: Mapping[str, str | None]
    laws: Mapping[tuple[str, str, str], Distribution]
    places: Mapping[tuple[str, str], float]
    passed: int
    notes: tuple[str, ...] = ()

    @property
    def readers(self) -> tuple[str, ...]:
        """Everybody, in the order in which they appear."""
        return tuple(self.groups)

    @property
    def teams(self) -> tuple[int, ...]:
        """The number of each reader's group."""
        numbers: dict[tuple[str | None, str], int] = {}
        keys = [(group, "" if group else reader) for reader, group in self.groups.items()]
        return tuple(numbers.setdefault(key, len(numbers)) for key in keys)


def read_panel(
    debate: Debate,
    files: Sequence[str],
    view: str | None = None,
    usual: str = CASE,
    delimiter: str | None = None,
    comma: bool | None = None,
) -> Panel:
    """Read files of readings and orders about a debate.

    Parameters
    ----------
    view : str, optional
        Which of several views to take; otherwise `usual`, or the only one there is.

    Raises
    ------
    toi.InputErrors
        With every problem in every file.
    """
    found = [read_file(file, delimiter, comma) for file in dict.fromkeys(files)]
    problems = [problem for file in found for problem in file.problems]
    checker = _Checker(debate)
    readings = [entry for file in found for entry in file.readings if checker.knows(entry)]
    orders = [entry for file in found for entry in file.orders if checker.knows(entry)]
    problems += checker.problems
    problems += _two_groups(found)
    if problems:
        raise InputErrors(problems)
    return _panel(checker, readings, orders, view, usual)


def _panel(
    checker: "_Checker",
    readings: Sequence[Entry[Reading]],
    orders: Sequence[Entry[Placing]],
    view: str | None,
    usual: str,
) -> Panel:
    chosen, others = _one_view([e.record.view for e in (*readings, *orders)], view, usual)
    kept = [e.record for e in readings if (e.record.view or CASE) == chosen]
    placed = [e.record for e in orders if (e.record.view or CASE) == chosen]
    said = {r.reader: r.group for r in (*kept, *placed) if r.group is not None}
    readers = dict.fromkeys(r.reader for r in (*kept, *placed))
    if len(readers) > MOST_READERS:
        raise usage(f"{len(readers)} readers; at most {MOST_READERS} fit", "too-many-readers")
    names = checker.names
    laws = {(r.reader, names.theory(r.theory), names.criterion(r.criterion)): r.law for r in kept}
    given = {key: law for key, law in laws.items() if law is not None}
    return Panel(
        view=chosen,
        groups={reader: said.get(reader) for reader in readers},
        laws=given,
        places={(r.reader, names.theory(r.theory)): r.rank for r in placed},
        passed=len(laws) - len(given),
        notes=tuple(f"view {name!r} is left out; --view {name} takes it" for name in others),
    )


def _one_view(
    given: Iterable[str | None], asked: str | None, usual: str
) -> tuple[str, tuple[str, ...]]:
    """The view to take, and the others."""
    views = tuple(dict.fromkeys(view or CASE for view in given))
    wanted = asked or (views[0] if len(views) == 1 else usual)
    if wanted not in views:
        hint = did_you_mean(wanted, views)
        message = f"nothing is read in the view {wanted!r}{hint} (views: {', '.join(views)})"
        raise usage(f"{message}; --view takes one", "unknown-view")
    return wanted, tuple(view for view in views if view != wanted)


class _Names:
    """What people call theories and criteria, as ids; each name is looked up once."""

    def __init__(self, debate: Debate) -> None:
        self.theories: Callable[[str], list[str]] = cache(partial(theories_called, debate))
        self.criteria: Callable[[str], list[str]] = cache(partial(criteria_called, debate))

    def theory(self, word: str) -> str:
        return self.theories(word)[0]

    def criterion(self, word: str) -> str:
        return self.criteria(word)[0]


class _Checker:
    """Looks at each record beside the debate and those before it, and notes what is wrong."""

    def __init__(self, debate: Debate) -> None:
        self.debate = debate
        self.names = _Names(debate)
        self.problems: list[Problem] = []
        self.seen: dict[tuple[str, ...], Problem] = {}

    def knows(self, entry: Entry[Any]) -> bool:
        """Whether a record speaks of one known cell, on its scale, and for the first time."""
        record = entry.record
        wrong = [*self._unknown(entry, "theory", self.names.theories(record.theory))]
        key = [record.reader, record.view or CASE, *self.names.theories(record.theory)[:1]]
        if isinstance(record, Reading):
            called = self.names.criteria(record.criterion)
            wrong += self._unknown(entry, "criterion", called)
            if not wrong:
                key.append(called[0])
                wrong += self._off_scale(entry, called[0])
        if not wrong:
            wrong += self._twice(entry, tuple(key))
        self.problems += wrong
        return not wrong

    def _unknown(self, entry: Entry[Any], what: str, called: list[str]) -> Iterator[Problem]:
        word = getattr(entry.record, what)
        if not called:
            records = self.debate.theories if what == "theory" else self.debate.criteria
            hint = did_you_mean(word, records)
            yield entry.problem(f"unknown-{what}", f"no {what} {word!r}{hint}", what)
        elif len(called) > 1:
            some = ", ".join(called[:6]) + (", ..." if len(called) > 6 else "")
            yield entry.problem("ambiguous-id", f"{word!r} may be {some}; write one of them", what)

    def _off_scale(self, entry: Entry[Reading], criterion: str) -> Iterator[Problem]:
        record, held = entry.record, self.debate.criteria[criterion]
        wrong = off_scale(record.law, held.scale) if record.law is not None and held.clip else None
        if wrong:
            field = next(f for f in ("value", "low", "mode") if entry.holds(f))
            yield entry.problem("off-scale", wrong, field)

    def _twice(self, entry: Entry[Any], key: tuple[str, ...]) -> Iterator[Problem]:
        here = entry.problem("", "", "theory")
        first = self.seen.setdefault(key, here)
        if first is not here:
            reader, _, *cell = key
            place = f"{first.file}:{first.line}"
            message = f"{reader!r} has judged {' on '.join(cell)} already, at {place}"
            yield entry.problem("read-twice", message, "theory")


def _two_groups(files: Sequence[ReadFile]) -> Iterator[Problem]:
    """Readers who are said to be in two groups."""
    first: dict[str, str] = {}
    for entry in (entry for file in files for entry in (*file.readings, *file.orders)):
        reader, group = entry.record.reader, entry.record.group
        if group is not None and first.setdefault(reader, group) != group:
            message = f"{reader!r} is in group {first[reader]!r} above, and in {group!r} here"
            yield entry.problem("reader-in-two-groups", message, "group")

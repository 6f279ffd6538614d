"""Check that readings speak of known cells, on their scales, once each, by readers of one group."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from toi.analyses.shared.lookup import criteria_called, theories_called
from toi.errors import Problem
from toi.io.debate.checks import off_scale
from toi.io.debate.entry import Entry
from toi.io.readings.read import ReadFile, flood
from toi.io.suggest import did_you_mean
from toi.io.yaml.parse import MAX_PROBLEMS
from toi.records.debate import Debate
from toi.records.reading import CASE, Reading
from toi.records.theory import Criterion, Theory


class NamedIds:
    """Ids of theories and criteria by what people call them; each name is looked up once."""

    def __init__(self, debate: Debate) -> None:
        self.theories: Callable[[str], list[str]] = cache(partial(theories_called, debate))
        self.criteria: Callable[[str], list[str]] = cache(partial(criteria_called, debate))
        self.held: Callable[[str], Criterion] = debate.criteria.__getitem__

    def theory(self, word: str) -> str:
        """Return the id of a theory that was found."""
        return self.theories(word)[0]

    def criterion(self, word: str) -> str:
        """Return the id of a criterion that was found."""
        return self.criteria(word)[0]


class Checker:
    """Looks at each record beside the debate and those before it, and notes what is wrong."""

    def __init__(self, debate: Debate, names: NamedIds) -> None:
        self.debate = debate
        self.names = names
        self.problems: list[Problem] = []
        self.seen: dict[tuple[str, ...], Problem] = {}

    def knows(self, entry: Entry[Any]) -> bool:
        """Tell whether a record speaks of one known cell, on its scale, and for the first time."""
        if len(self.problems) > MAX_PROBLEMS:
            return False
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
        self.problems += (one for one in wrong if one not in self.problems)
        if len(self.problems) > MAX_PROBLEMS:
            self.problems.append(flood(entry))
        return not wrong

    def _unknown(self, entry: Entry[Any], what: str, called: list[str]) -> Iterator[Problem]:
        word = getattr(entry.record, what)
        if not called:
            records: Mapping[str, Theory | Criterion]
            records = self.debate.theories if what == "theory" else self.debate.criteria
            hint = did_you_mean(word, [*records, *(r.title for r in records.values())])
            yield entry.problem(f"unknown-{what}", f"no {what} {word!r}{hint}", what)
        elif len(called) > 1:
            some = ", ".join(called[:6]) + (", ..." if len(called) > 6 else "")
            yield entry.problem("ambiguous-id", f"{word!r} may be {some}; write one of them", what)

    def _off_scale(self, entry: Entry[Reading], criterion: str) -> Iterator[Problem]:
        held = self.debate.criteria[criterion]
        for field, law in entry.record.numbers.items() if held.clip else ():
            wrong = off_scale(law, held.scale)
            if wrong:
                yield entry.problem("off-scale", wrong, field)

    def _twice(self, entry: Entry[Any], key: tuple[str, ...]) -> Iterator[Problem]:
        here = entry.problem("", "", "theory")
        first = self.seen.setdefault(key, here)
        if first is not here:
            reader, _, *cell = key
            place = f"{first.file}:{first.line}"
            message = f"{reader!r} has judged {' on '.join(cell)} already, at {place}"
            yield entry.problem("read-twice", message, "theory")


def two_groups(files: Sequence[ReadFile]) -> Iterator[Problem]:
    """Name readers who are said to be in two groups."""
    first: dict[str, str] = {}
    for entry in (entry for file in files for entry in file.entries):
        reader, group = entry.record.reader, entry.record.group
        if group is not None and first.setdefault(reader, group) != group:
            message = f"{reader!r} is in group {first[reader]!r} above, and in {group!r} here"
            yield entry.problem("reader-in-two-groups", message, "group")

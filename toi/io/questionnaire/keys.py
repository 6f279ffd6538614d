"""The question that a column of a sheet or a part of a line answers."""

import re

from toi.io.matrix.csv_sheet import one_line
from toi.io.questionnaire.response import BELIEF, NAME, WEIGHT
from toi.io.suggest import did_you_mean, nearest
from toi.records.debate import Debate

_MARK = re.compile(r"\[([^\[\]]*)\]\s*$")  # at the end of a question: what it asks about
_NAMES = (NAME, "your name", "names", "person")


class Keys:
    """The questions that a debate has: a weight of each criterion, a belief in each argument."""

    def __init__(self, debate: Debate) -> None:
        self._titles = {f"{WEIGHT}{name}": c.title for name, c in debate.criteria.items()}
        self._titles |= {f"{BELIEF}{name}": a.title for name, a in debate.arguments.items()}
        called = [(name, NAME) for name in _NAMES]
        for key, title in self._titles.items():
            called += [(key, key), (key.partition(".")[2], key), (title, key)]
        self._called: dict[str, set[str]] = {}
        for word, key in called:
            self._called.setdefault(word.casefold(), set()).add(key)

    def __contains__(self, key: str) -> bool:
        return key in self._titles

    def title(self, key: str) -> str:
        """Return what a question asks about."""
        return self._titles.get(key, key)

    def marked(self, head: str) -> tuple[str, dict[str, str]] | None:
        """Read the mark that a question ends with, such as ``[name from=balanced]``."""
        found = _MARK.search(head)
        words = found[1].split() if found else []
        if not words:
            return None
        said = (word.partition("=") for word in words[1:])
        return words[0], {key: value for key, _, value in said}

    def called(self, head: str) -> str | None:
        """Return the one question that a head without a mark names by key, id or title."""
        found = self._called.get(one_line(head).casefold(), set())
        return next(iter(found)) if len(found) == 1 else None

    def within(self, head: str) -> str | None:
        """Return the question whose title stands first in a longer head; the longest of several."""
        text = one_line(head).casefold()
        titles = {key: one_line(title).casefold() for key, title in self._titles.items()}
        inside = [key for key, title in titles.items() if title in text]
        hits = [(re.search(rf"\b{re.escape(titles[k])}(?!\w)", text), k) for k in inside]
        found = [(hit.start(), -len(titles[key]), key) for hit, key in hits if hit]
        return min(found)[2] if found else None

    def near(self, head: str) -> str | None:
        """Return the question that a head may be meant as."""
        return nearest(one_line(head), self._called)

    def unknown(self, key: str) -> str:
        """Say that nothing is asked about by a key."""
        return f"no question is called {key!r}{did_you_mean(key, (NAME, *self._titles))}"

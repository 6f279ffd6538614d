"""Titles in the place of ids: plain data of arguments before it is validated."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from toi.errors import Problem
from toi.io.debate.called import fold, matches, title_without_unit
from toi.io.suggest import did_you_mean
from toi.io.yaml.parse import Document
from toi.records.debate import EVERYTHING
from toi.records.fields.json_forms import SLUG
from toi.records.fields.refusals import shown
from toi.records.theory import Criterion, Theory

Path = tuple[Any, ...]
KINDS = ("theory", "criterion", "argument")
PLACEHOLDER = "unknown"  # for a title that is not known; the record is not used


class NameBook:
    """Names of records by kind: their ids, titles and short names.

    Attributes
    ----------
    unsure : frozenset of str
        Kinds of which not every record could be read.
    noun : str
        What the records call a theory.
    """

    def __init__(
        self,
        criteria: Mapping[str, Criterion],
        theories: Mapping[str, Theory],
        unsure: frozenset[str] = frozenset(),
        noun: str = "theory",
    ) -> None:
        self.unsure = unsure
        self.noun = noun
        self._theories = theories
        self._ids: dict[str, set[str]] = {kind: set() for kind in KINDS}
        self._called: dict[str, dict[str, set[str]]] = {kind: {} for kind in KINDS}
        self._without_unit: dict[str, set[str]] = {}
        self._shown: dict[str, list[str]] = {kind: [] for kind in KINDS}
        for kind, records in (("criterion", criteria), ("theory", theories)):
            for name, record in records.items():
                self.add(kind, name, record.title, record.short)
        groups = {name for theory in theories.values() for name in (*theory.kinds, *theory.groups)}
        for group in (EVERYTHING, *groups):
            self.add("theory", group)

    def add(self, kind: str, name: str, *titles: str) -> None:
        """Enter a record of a kind under its id and its titles."""
        self._ids[kind].add(name)
        for said in (name, *titles):
            self._called[kind].setdefault(fold(said), set()).add(name)
            self._shown[kind].append(said)
            if kind == "criterion":
                self._without_unit.setdefault(fold(title_without_unit(said)), set()).add(name)

    def is_id(self, kind: str, name: str) -> bool:
        """Tell whether a name is the very id of a record."""
        return name in self._ids[kind]

    def find(self, kind: str, name: str) -> list[str]:
        """Return the ids of the records that are called so; a criterion's unit may be left out."""
        found = self._called[kind].get(fold(name), set())
        if not found and kind == "criterion":
            found = self._without_unit.get(fold(name), set())
        return sorted(found)

    def find_line(self, word: str) -> list[str]:
        """Return what a word may mean as a line of a split: theories, kinds and groups.

        Theories by all that commands take for their names: a part of a title will do.
        """
        return self.find("theory", word) or matches(word, self._theories)

    def read_as(self, word: str, line: str) -> str:
        """Say as what a word was read that is not the whole name of a line; nothing of one."""
        if self.find("theory", word):
            return ""
        return f"{shown(word)} is read as {shown(self._theories[line].title)}"

    def no_line(self, word: str) -> str:
        """Say that a word is no line of a split, and what may be meant."""
        return f"no {self.noun}, kind or group {shown(word)}{self.hint('theory', word)}"

    def hint(self, kind: str, name: str) -> str:
        """Suggest the nearest id or title."""
        return did_you_mean(name, self._shown[kind])


def ids_for_titles(
    items: Iterable[Any], book: NameBook, document: Document, path: Path, problems: list[Problem]
) -> tuple[list[Any], set[int]]:
    """Put ids in the place of titles in every argument of a list.

    Parameters
    ----------
    items : iterable
        Arguments in full, as plain data.
    book : NameBook
        What criteria and theories are called; gets the arguments.
    document : Document
        Where they were read.
    path : tuple
        Where the list stands in it.
    problems : list of Problem
        Gets titles that no record has, and such as several have. A name in the form of an id is
        left as it is: whether it is there is looked at later.

    Returns
    -------
    items : list
        The arguments with ids.
    broken : set of int
        The places in the list of those with a title that is not known.
    """
    found = list(items)
    for item in found:
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            title = item.get("title")
            book.add("argument", item["id"], *([title] if isinstance(title, str) else []))
    resolver = _Resolver(book, document, problems)
    broken: set[int] = set()
    for n, item in enumerate(found):
        before = resolver.unknown
        if isinstance(item, dict):
            found[n] = resolver.argument(item, (*path, n))
        if resolver.unknown > before:
            broken.add(n)
    return found, broken


class _Resolver:
    """Finds ids, and notes what has none."""

    def __init__(self, book: NameBook, document: Document, problems: list[Problem]) -> None:
        self.book = book
        self.document = document
        self.problems = problems
        self.unknown = 0

    def argument(self, item: dict[str, Any], path: Path) -> dict[str, Any]:
        found = dict(item)
        for key, below in (("effects", self._effect), ("against", self._attack)):
            if isinstance(item.get(key), list):
                found[key] = [
                    below(one, (*path, key, n)) if isinstance(one, dict) else one
                    for n, one in enumerate(item[key])
                ]
        if isinstance(item.get("spares"), dict):
            found["spares"] = {
                self._id("theory", name, (*path, "spares", name)): why
                for name, why in item["spares"].items()
            }
        return found

    def _effect(self, item: dict[str, Any], path: Path) -> dict[str, Any]:
        found = dict(item)
        for key in ("on", "except"):
            if key in item:
                found[key] = self._ids("theory", item[key], (*path, key))
        if "criterion" in item:
            found["criterion"] = self._id("criterion", item["criterion"], (*path, "criterion"))
        return found

    def _attack(self, item: dict[str, Any], path: Path) -> dict[str, Any]:
        if "argument" not in item:
            return item
        return {**item, "argument": self._id("argument", item["argument"], (*path, "argument"))}

    def _ids(self, kind: str, names: Any, path: Path) -> Any:
        """Return the ids of a list of names, or of one name by itself."""
        if isinstance(names, str):
            return [self._id(kind, names, path)]
        if not isinstance(names, list):
            return names
        return [self._id(kind, name, (*path, n)) for n, name in enumerate(names)]

    def _id(self, kind: str, name: Any, path: Path) -> Any:
        if not isinstance(name, str) or self.book.is_id(kind, name):  # as nearly all are
            return name
        found = self.book.find(kind, name)
        if len(found) == 1:
            return found[0]
        if found:
            message = f"{name!r} may be {' or '.join(map(repr, found))}; write one of them"
        elif re.fullmatch(SLUG, name):
            return name
        else:
            message = f"no {kind} {name!r}{self.book.hint(kind, name)}"
        self.unknown += 1
        if kind not in self.book.unsure:
            self.problems.append(self.document.problem(path, f"unknown-{kind}", message))
        return PLACEHOLDER

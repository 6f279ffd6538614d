"""An argument map as it was read: entries with their text and data, and links between them."""

from dataclasses import field
from typing import Any, Literal

from toi.errors import Problem
from toi.io.yaml.nodes import Mark
from toi.io.yaml.parse import Document
from toi.light_dataclass import dataclass

Kind = Literal["statement", "argument"]


@dataclass(eq=False)
class MapEntry:
    """A statement or an argument, with all that is said of it in the file.

    Attributes
    ----------
    mark : Mark
        Where it is defined, or first named.
    text : str or None
        None where it is named but not defined.
    data : dict
        What stands in braces behind it.
    """

    kind: Kind
    title: str
    mark: Mark
    text: str | None = None
    tags: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    document: Document | None = None
    start: Mark = field(default_factory=lambda: Mark(1, 1))  # of the data

    def place(self, path: tuple[Any, ...], key: bool = False) -> Mark:
        """Find where a part of it stands in the file."""
        if self.document is None or not path or path[0] not in self.data:
            return self.mark
        return shifted(self.document.place(path, key), self.start)


@dataclass(frozen=True)
class MapLink:
    """An arrow: ``+`` supports, ``-`` attacks, ``_`` undercuts, ``x`` contradicts."""

    source: MapEntry
    target: MapEntry
    sign: str
    mark: Mark


@dataclass(eq=False)
class ArgumentMap:
    """All that was read.

    Attributes
    ----------
    front : dict
        What stands at the head; `front_document` has its places.
    skipped : list of (Mark, str)
        What the file holds and no debate can, with what it is.
    """

    name: str
    statements: dict[str, MapEntry] = field(default_factory=dict)
    arguments: dict[str, MapEntry] = field(default_factory=dict)
    links: list[MapLink] = field(default_factory=list)
    front: dict[str, Any] = field(default_factory=dict)
    front_document: Document | None = None
    front_start: Mark = field(default_factory=lambda: Mark(1, 1))
    skipped: list[tuple[Mark, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, mark: Mark, code: str, message: str) -> None:
        """Note what is wrong."""
        self.problems.append(Problem(self.name, mark.line, mark.column, message, code))


def shifted(mark: Mark, start: Mark) -> Mark:
    """Return a place in the file of a place in a text that starts somewhere in it."""
    column = mark.column + start.column - 1 if mark.line == 1 else mark.column
    return Mark(mark.line + start.line - 1, column)

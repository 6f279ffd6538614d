"""A YAML text as nodes: each value as plain data, with its place and its span in the text."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

LINE_END = re.compile(r"\r\n|\r|\n")


class Mark(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


def mark_of(begin: Any) -> Mark:
    """Turn the parser's mark into one that counts from 1."""
    return Mark(begin.line + 1, begin.column + 1)


def end_of(text: str) -> Mark:
    """Find the place where a text ends that began with the file."""
    lines = LINE_END.split(text)
    return Mark(len(lines), len(lines[-1]) + 1)


class Node:
    """One value of a text, or one key.

    Attributes
    ----------
    data : dict, list, str, int, float, bool or None
        As plain data; that of a collection holds the data of the nodes below it.
    end : int
        Where its span ends, in characters; that of a block collection ends with its last
        value.
    style : str
        Of a scalar, as YAML marks it: ``'``, ``"``, ``|``, ``>`` or nothing where plain.
    flow : bool
        Whether a collection stands in brackets.
    entries : list of (Node or None, Node)
        Keys and values of a collection; a list has no keys.
    """

    # Large files have tens of thousands of nodes, so they are kept slim.
    __slots__ = ("_begin", "data", "end", "entries", "flow", "style")

    def __init__(self, data: Any, begin: Any, end: int) -> None:
        self.data = data
        self._begin = begin  # the parser's mark
        self.end = end
        self.style: str = ""
        self.flow = False
        self.entries: list[tuple[Node | None, Node]] = []

    @property
    def start(self) -> int:
        """The place at which its span begins, in characters."""
        return int(self._begin.index)

    @property
    def mark(self) -> Mark:
        """The place at which it begins, as people count."""
        return mark_of(self._begin)

    @property
    def is_mapping(self) -> bool:
        """Tell whether it has keys and values."""
        return isinstance(self.data, dict)

    @property
    def is_scalar(self) -> bool:
        """Tell whether it is no collection."""
        return not isinstance(self.data, dict | list)

    def nodes(self) -> "Iterator[Node]":
        """Yield the node itself and all below it, keys before their values."""
        yield self
        for key, value in self.entries:
            if key is not None:
                yield from key.nodes()
            yield from value.nodes()

    def entry(self, step: Any) -> "tuple[Node | None, Node] | None":
        """Return the entry of a mapping with this key, or of a list at this index."""
        if isinstance(self.data, list) and isinstance(step, int):
            return self.entries[step] if step < len(self.entries) else None
        return next((e for e in self.entries if e[0] is not None and e[0].data == step), None)

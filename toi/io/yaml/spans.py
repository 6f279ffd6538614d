"""Where every key and value of a YAML text begins and ends, so that the text can be edited."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from toi.io.yaml.emit import plain_value


@dataclass
class Node:
    """One value: its span in the text, and the entries within it.

    Attributes
    ----------
    start, end : int
        The span, in characters; that of a block collection ends with its last value.
    value : str, int, float, bool or None
        Of a scalar.
    style : str
        Of a scalar, as YAML marks it: ``'``, ``"``, ``|``, ``>`` or nothing where plain.
    flow : bool
        Whether a collection stands in brackets.
    entries : list of (Node or None, Node)
        Keys and values; a sequence has no keys.
    """

    start: int
    end: int
    kind: str  # scalar, mapping, sequence
    value: Any = None
    style: str = ""
    flow: bool = False
    entries: list[tuple["Node | None", "Node"]] = field(default_factory=list)

    def entry(self, step: Any) -> "tuple[Node | None, Node] | None":
        """The entry of a mapping with this key, or of a sequence at this index."""
        if self.kind == "sequence" and isinstance(step, int):
            return self.entries[step] if step < len(self.entries) else None
        if self.kind != "mapping":
            return None
        return next((e for e in self.entries if e[0] is not None and e[0].value == step), None)

    def names(self) -> list[Any]:
        """The keys of a mapping, in the order of the text."""
        return [key.value for key, _ in self.entries if key is not None]

    def nodes(self) -> "Iterator[Node]":
        """The node itself and all below it."""
        yield self
        for key, value in self.entries:
            if key is not None:
                yield from key.nodes()
            yield from value.nodes()


def read_nodes(text: str) -> Node:
    """The root of a text that `parse` has found sound (no byte order mark)."""
    from ruamel.yaml import YAML
    from ruamel.yaml import events as ev

    stack: list[tuple[Node, list[Node]]] = []
    root: Node | None = None
    for event in YAML(typ="safe").parse(text):
        kind = type(event)
        if kind is ev.ScalarEvent:
            node = _scalar(event, text)
        elif kind is ev.MappingStartEvent or kind is ev.SequenceStartEvent:
            named = "mapping" if kind is ev.MappingStartEvent else "sequence"
            start, end = event.start_mark.index, event.end_mark.index
            stack.append((Node(start, end, named, flow=bool(event.flow_style)), []))
            continue
        elif kind is ev.MappingEndEvent or kind is ev.SequenceEndEvent:
            node = _closed(*stack.pop(), event)
        else:
            continue
        if stack:
            stack[-1][1].append(node)
        else:
            root = node
    if root is None:
        raise ValueError("an empty text has no nodes")
    return root


def _scalar(event: Any, text: str) -> Node:
    style = event.style or ""
    start, end = event.start_mark.index, event.end_mark.index
    if style in ("|", ">"):  # the parser counts the blank lines that follow
        end = start + len(text[start:end].rstrip())
    value = plain_value(event.value) if event.implicit[0] else event.value
    return Node(start, end, "scalar", value, style)


def _closed(node: Node, below: list[Node], event: Any) -> Node:
    """A collection with its entries and its end."""
    if node.kind == "mapping":
        node.entries = list(zip(below[::2], below[1::2], strict=True))
    else:
        node.entries = [(None, value) for value in below]
    if node.flow:
        node.end = event.end_mark.index
    elif below:
        node.end = below[-1].end
    return node

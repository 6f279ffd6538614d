"""YAML text to plain data, with the place of every key and value.

YAML is read as hostile input: one pass over the parser's events, no recursion, no
aliases, no tags, a limit on size and depth. What is wrong is collected, not raised.
Scalars follow the YAML 1.2 core schema, so `yes` and `2023-01-01` stay text.
"""

import codecs
import math
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from toi.errors import Problem
from toi.io.yaml.emit import plain_value
from toi.io.yaml.events import events
from toi.io.yaml.nodes import Mark, Node, end_of, mark_of

MAX_BYTES = 20 * 2**20
MAX_DEPTH = 24
MAX_NODES = 1_000_000  # per file; as many as a debate of 50,000 judgements has
MAX_DIRECTIVES = 10  # lines that begin with %, which the parser compares with one another
MAX_PROBLEMS = 50  # per file; a hostile one may hold millions

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# What YAML does not allow; as the complement of what it does, it compiles ten times as slowly.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_DIRECTIVE = re.compile(r"^%", re.M)
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+", re.ASCII)
_ODD_BREAK = re.compile(r"[\x85\u2028\u2029]")  # some readers count lines by them, editors do not


class Document:
    """The plain data of one YAML text, the places in it and what is wrong with it.

    Attributes
    ----------
    data : object
        The plain data; None where the text cannot be trusted.
    root : Node or None
        The same with its places; None where it was not read from a text.
    problems : list of Problem
        What is wrong with the text.
    moved : dict
        Where a part of the data stands in the text, if it was put elsewhere since.
    """

    def __init__(self, name: str, data: Any = None, unread: bytes | None = None) -> None:
        self.name = name
        self.data = data
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.moved: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        # Data from the cache has no places; the text is parsed once one is asked for.
        self._unread = unread

    def add(self, code: str, message: str, place: Mark | None = None) -> None:
        """Note one problem."""
        line, column = place or (None, None)
        self.problems.append(Problem(self.name, line, column, message, code))

    def problem(self, path: tuple[Any, ...], code: str, message: str, key: bool = False) -> Problem:
        """Make a problem of the value at `path`, or of its last key where that is wrong."""
        place = self.place(path, key)
        return Problem(self.name, place.line, place.column, message, code)

    def place(self, path: tuple[Any, ...], key: bool = False) -> Mark:
        """Find where a value stands.

        Parameters
        ----------
        path : tuple
            Keys and indices, from the root.
        key : bool
            Whether the last key is meant, not its value.

        Returns
        -------
        Mark
            The place; of the nearest value above where there is none at `path`.
        """
        if self._unread is not None:
            self.root, self._unread = parse(self.name, self._unread).root, None
        here, found = self.root, Mark(1, 1)
        for step in self._written_path(path):
            entry = here.entry(step) if here else None
            if entry is not None:  # else a part that is in the model but not in the text
                name, here = entry
                found = name.mark if key and name else here.mark
        return found

    def _written_path(self, path: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the path in the text of what stands at `path` in the data."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.moved:
                return (*self.moved[path[:length]], *path[length:])
        return path


def parse(name: str, raw: bytes) -> Document:
    """Read the bytes of a YAML file; what is wrong with them is noted, never raised.

    Problems call the file `name`.
    """
    document = Document(name)
    text = decoded(document, raw)
    if text is not None:
        builder = _Builder(document, text)
        builder.run()
        if builder.root is not None and not builder.broken:
            document.root, document.data = builder.root, builder.root.data
        if document.data is None and not document.problems:
            document.add("empty-file", "the file is empty", Mark(1, 1))
    return document


def decoded(document: Document, raw: bytes) -> str | None:
    """Return the text of a file; None, with the document told what is wrong, if it is none."""
    if len(raw) > MAX_BYTES:
        document.add("file-too-large", f"the file is larger than {MAX_BYTES // 2**20} MiB")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            what = "the file is UTF-16, as PowerShell writes by >"
        message = f"{what}; save the file as UTF-8"
        before = error.object[: error.start].decode("utf-8")
        document.add("not-utf8", message, end_of(before))
        return None
    odd = _ODD_BREAK.search(text)
    if odd:
        message = f"an unusual end of line (U+{ord(odd[0]):04X}); write a plain one, or a space"
        document.add("control-character", message, end_of(text[: odd.start()]))
        return None
    if len(_DIRECTIVE.findall(text)) > MAX_DIRECTIVES:
        message = "lines that begin with % are directives of YAML, which are not used here"
        document.add("yaml-directives", message, Mark(1, 1))
        return None
    return text


class _TooMany(Exception):
    """The rest of the text cannot be read sensibly."""


class _Builder:
    """Builds nodes from parser events, on a stack of its own."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.text = text
        self.root: Node | None = None
        self.open: list[Node] = []  # collections, the outermost first
        self.keys: list[Node | None] = []  # of each of them, the key that waits for its value
        self.broken = False  # whether what was read is not what was meant

    def run(self) -> None:
        from ruamel.yaml.error import MarkedYAMLError
        from ruamel.yaml.reader import ReaderError

        try:
            self._consume(events(self.text))
        except MarkedYAMLError as error:
            self._syntax(error)
        except ReaderError as error:
            self.broken = True
            forbidden = FORBIDDEN.search(self.text)  # the C reader's position counts bytes
            self.document.add(
                "control-character",
                "a control character, which YAML does not allow",
                end_of(self.text[: forbidden.start() if forbidden else error.position]),
            )
        except _TooMany:
            self.broken = True

    def _consume(self, events: Iterator[Any]) -> None:
        from ruamel.yaml import events as ev

        documents = 0
        for number, event in enumerate(events):
            if number > MAX_NODES:
                self._note("too-many-values", f"more than {MAX_NODES:,} keys and values", event)
                raise _TooMany
            if len(self.document.problems) >= MAX_PROBLEMS:
                self._note("too-many-problems", "so many problems that reading ends here", event)
                raise _TooMany
            kind = type(event)
            if kind is ev.ScalarEvent:
                self._put(self._scalar(event))
            elif kind is ev.MappingStartEvent or kind is ev.SequenceStartEvent:
                self._open({} if kind is ev.MappingStartEvent else [], event)
            elif kind is ev.MappingEndEvent or kind is ev.SequenceEndEvent:
                self._close(event)
            elif kind is ev.AliasEvent:
                self._note("yaml-alias", "aliases are not used here; write the value out", event)
                self._put(Node(f"*{event.anchor}", event.start_mark, event.end_mark.index))
                self.broken = True
            elif kind is ev.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._note("yaml-documents", "a second document; keep one per file", event)
                    raise _TooMany

    def _open(self, data: Any, event: Any) -> None:
        if len(self.open) >= MAX_DEPTH:
            self._note("yaml-depth", f"nested more than {MAX_DEPTH} levels deep", event)
            raise _TooMany
        self._refuse_tag(event)
        node = Node(data, event.start_mark, event.end_mark.index)
        node.flow = bool(event.flow_style)
        self._put(node)
        self.open.append(node)
        self.keys.append(None)

    def _close(self, event: Any) -> None:
        self.keys.pop()
        node = self.open.pop()
        if node.flow:
            node.end = event.end_mark.index
        elif node.entries:
            node.end = node.entries[-1][1].end

    def _put(self, node: Node) -> None:
        """Place a node in the collection that is open: as the root, a member, a key or a value."""
        if not self.open:
            self.root = node
            return
        above = self.open[-1]
        if isinstance(above.data, list):
            above.data.append(node.data)
            above.entries.append((None, node))
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self._key(node)
            return
        self.keys[-1] = None
        if key.data in above.data:
            first, _ = above.entry(key.data) or (None, None)
            line = first.mark.line if first else 0
            self.document.add(
                "duplicate-key", f"{key.data!r} is already given on line {line}", key.mark
            )
            return
        perhaps = node.data is None and above.flow and isinstance(key.data, int) and above.entries
        if perhaps and self._decimal_comma(above, key):
            return
        above.data[key.data] = node.data
        above.entries.append((key, node))

    def _decimal_comma(self, above: Node, key: Node) -> bool:
        """Note `{share: 0,6}`, where the comma begins the next key; go on with what was meant."""
        name, value = above.entries[-1]
        meant = ".".join(self.text[node.start : node.end].strip() for node in (value, key))
        if name is None or not _DECIMAL.fullmatch(meant):
            return False
        message = f"a comma parts keys here; for a decimal, write {meant}"
        self.document.add("decimal-comma", message, key.mark)
        value.data = above.data[name.data] = float(meant)
        return True

    def _key(self, node: Node) -> Node:
        value = node.data
        whole = isinstance(value, int) and not isinstance(value, bool)
        finite = isinstance(value, float) and math.isfinite(value)
        if not (isinstance(value, str) or whole or finite):
            self.document.add("yaml-key", "a key must be a word or a number", node.mark)
            raise _TooMany
        return node

    def _scalar(self, event: Any) -> Node:
        text: str = event.value
        self._refuse_tag(event)
        if CONTROL.search(text):
            self._note("control-character", "a control or direction-changing character", event)
        value = plain_value(text) if event.implicit[0] else text
        node = Node(value, event.start_mark, event.end_mark.index)
        node.style = event.style or ""
        if node.style in ("|", ">"):  # the parser counts the blank lines that follow
            node.end = node.start + len(self.text[node.start : node.end].rstrip())
        return node

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._note("yaml-tag", f"tags such as {tag!r:.60} are not used here", event)
            self.broken = True

    def _note(self, code: str, message: str, event: Any) -> None:
        self.document.add(code, message, mark_of(event.start_mark))

    def _syntax(self, error: Any) -> None:
        from toi.io.yaml.syntax import syntax_problems

        self.broken = True
        for code, message, place in islice(syntax_problems(self.text, error), MAX_PROBLEMS):
            self.document.add(code, message, place)

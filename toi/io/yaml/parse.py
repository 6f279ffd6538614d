"""YAML text to plain data, with the place of every key and value.

YAML is read as hostile input: one pass over the parser's events, no recursion, no
aliases, no tags, a limit on size and depth. What is wrong is collected, not raised.
Scalars follow the YAML 1.2 core schema, so `yes` and `2023-01-01` stay text.
"""

import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from toi.errors import Problem
from toi.io.yaml.emit import plain_value

MAX_BYTES = 20 * 2**20
MAX_DEPTH = 24
MAX_PROBLEMS = 50  # per file; a hostile one may hold millions

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_ODD_BREAK = re.compile(r"[\x85\u2028\u2029]")  # some readers count lines by them, editors do not
_PLAIN_WORDS = {
    "mapping values are not allowed in this context": (
        "a second ': ' on this line, or a line indented too far; quote the text or mend the indent"
    ),
    "found character that cannot start any token": (
        "this character cannot start a value; put the text in quotes"
    ),
    "found unexpected end of stream": "a quoted text starts here and never ends",
    "could not find expected ':'": "a key without ': ' after it",
    "found unexpected ':'": "a ':' needs a space after it, or quotes around the text it is in",
    "did not find expected key": "this line stands where a new key should, but is none",
    "did not find expected '-' indicator": (
        "this line is indented neither as a new `- ` entry nor as part of the one above"
    ),
    "did not find expected node content": "a value is missing here",
    "did not find expected ',' or ']'": "before this, a `,` or the closing `]` is missing",
    "did not find expected ',' or '}'": "before this, a `,` or the closing `}` is missing",
    "block sequence entries are not allowed in this context": (
        "a `- ` entry cannot stand here; begin it on a line of its own"
    ),
    "found unknown escape character": (
        "an unknown escape after `\\`; use single quotes for text with backslashes"
    ),
    "found invalid Unicode character escape code": "this escape is no character",
}
# Found late: what is wrong is where it began.
_LATE = ("found unexpected end of stream", "could not find expected ':'")


class Mark(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


class Document:
    """The plain data of one YAML text, the places in it and what is wrong with it."""

    def __init__(self, name: str, data: Any = None, unread: bytes | None = None) -> None:
        self.name = name
        self.data = data
        self.unread = unread  # bytes to parse once a place is asked for
        self.problems: list[Problem] = []
        # By id of the container: {key or index: (place of key, place of value)}.
        self.places: dict[int, dict[Any, tuple[Mark, Mark]]] = {}

    def add(self, code: str, message: str, place: Mark | None = None) -> None:
        """Note one problem."""
        line, column = place or (None, None)
        self.problems.append(Problem(self.name, line, column, message, code))

    def place(self, path: tuple[Any, ...], key: bool = False) -> Mark:
        """Where the value at `path` stands, or its key; the nearest one above if it is absent."""
        if self.unread is not None:
            read = parse(self.name, self.unread)
            self.data, self.places, self.unread = read.data, read.places, None
        here, found = self.data, Mark(1, 1)
        for step in path:
            places = self.places.get(id(here), {}) if isinstance(here, dict | list) else {}
            if step not in places:
                continue  # a part that is in the model but not in the text
            found = places[step][0 if key else 1]
            here = here[step]
        return found


def parse(name: str, raw: bytes) -> Document:
    """Read YAML bytes into a `Document`; never raises for what the bytes hold."""
    document = Document(name)
    text = _decoded(document, raw)
    if text is not None:
        builder = _Builder(document, text)
        builder.run()
        if builder.broken:
            document.data = None
        if document.data is None and not document.problems:
            document.add("empty-file", "the file is empty", Mark(1, 1))
    return document


def _decoded(document: Document, raw: bytes) -> str | None:
    if len(raw) > MAX_BYTES:
        document.add("file-too-large", f"the file is larger than {MAX_BYTES // 2**20} MiB")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file as UTF-8"
        before = error.object[: error.start].decode("utf-8")
        document.add("not-utf8", message, _end_of(before))
        return None
    odd = _ODD_BREAK.search(text)
    if odd:
        message = f"an unusual end of line (U+{ord(odd[0]):04X}); write a plain one, or a space"
        document.add("control-character", message, _end_of(text[: odd.start()]))
        return None
    return text


def _end_of(text: str) -> Mark:
    """The place where a text ends that began with the file."""
    lines = _LINE_END.split(text)
    return Mark(len(lines), len(lines[-1]) + 1)


class _TooMany(Exception):
    """The rest of the text cannot be read sensibly."""


class _Builder:
    """Builds plain data from parser events on a stack of its own."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.text = text
        self.stack: list[tuple[Any, dict[Any, tuple[Mark, Mark]]]] = []
        self.keys: list[tuple[Any, Mark] | None] = []  # the key that waits for its value
        self.broken = False  # whether what was read is not what was meant

    def run(self) -> None:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError
        from ruamel.yaml.reader import ReaderError

        try:
            self._consume(YAML(typ="safe").parse(self.text))
        except MarkedYAMLError as error:
            self._syntax(error)
        except ReaderError as error:
            self.broken = True
            forbidden = FORBIDDEN.search(self.text)  # the C reader's position counts bytes
            self.document.add(
                "control-character",
                "a control character, which YAML does not allow",
                _end_of(self.text[: forbidden.start() if forbidden else error.position]),
            )
        except _TooMany:
            self.broken = True

    def _consume(self, events: Iterator[Any]) -> None:
        from ruamel.yaml import events as ev

        documents = 0
        for event in events:
            if len(self.document.problems) >= MAX_PROBLEMS:
                self._note("too-many-problems", "so many problems that reading ends here", event)
                raise _TooMany
            kind = type(event)
            if kind is ev.ScalarEvent:
                self._put(self._scalar(event), event)
            elif kind is ev.MappingStartEvent or kind is ev.SequenceStartEvent:
                self._open({} if kind is ev.MappingStartEvent else [], event)
            elif kind is ev.MappingEndEvent or kind is ev.SequenceEndEvent:
                self.stack.pop()
                self.keys.pop()
            elif kind is ev.AliasEvent:
                self._note("yaml-alias", "aliases are not used here; write the value out", event)
                self._put(f"*{event.anchor}", event)
                self.broken = True
            elif kind is ev.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._note("yaml-documents", "a second document; keep one per file", event)
                    raise _TooMany

    def _open(self, container: Any, event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._note("yaml-depth", f"nested more than {MAX_DEPTH} levels deep", event)
            raise _TooMany
        self._refuse_tag(event)
        places: dict[Any, tuple[Mark, Mark]] = {}
        self.document.places[id(container)] = places
        self._put(container, event)
        self.stack.append((container, places))
        self.keys.append(None)

    def _put(self, value: Any, event: Any) -> None:
        mark = event.start_mark
        place = Mark(mark.line + 1, mark.column + 1)
        if not self.stack:
            self.document.data = value
            return
        container, places = self.stack[-1]
        if isinstance(container, list):
            places[len(container)] = place, place
            container.append(value)
            return
        waiting = self.keys[-1]
        if waiting is None:
            self.keys[-1] = self._key(value, event), place
            return
        self.keys[-1] = None
        key, key_place = waiting
        if key in container:
            first = places[key][0].line
            self.document.add(
                "duplicate-key", f"{key!r} is already given on line {first}", key_place
            )
            return
        container[key] = value
        places[key] = key_place, place

    def _key(self, value: Any, event: Any) -> Any:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not (isinstance(value, str) or (number and math.isfinite(value))):
            self._note("yaml-key", "a key must be a word or a number", event)
            raise _TooMany
        return value

    def _scalar(self, event: Any) -> Any:
        text: str = event.value
        self._refuse_tag(event)
        if CONTROL.search(text):
            self._note("control-character", "a control or direction-changing character", event)
        return plain_value(text) if event.implicit[0] else text

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._note("yaml-tag", f"tags such as {tag!r:.60} are not used here", event)
            self.broken = True

    def _note(self, code: str, message: str, event: Any) -> None:
        mark = event.start_mark
        self.document.add(code, message, Mark(mark.line + 1, mark.column + 1))

    def _syntax(self, error: Any) -> None:
        self.broken = True
        mark = error.problem_mark or error.context_mark
        if error.problem in _LATE:
            mark = error.context_mark or mark
        place = Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
        place = min(place, _end_of(self.text))  # without a last newline, the reader adds one
        tabs = [
            number
            for number, line in enumerate(_LINE_END.split(self.text), 1)
            if "\t" in line[: len(line) - len(line.lstrip())]
        ]
        if place.line in tabs:
            for number in tabs[:MAX_PROBLEMS]:
                self.document.add(
                    "yaml-tab",
                    "this line starts with a tab; indent with two spaces",
                    Mark(number, 1),
                )
            return
        said = str(error.problem or error.context or "not YAML")
        words = _PLAIN_WORDS.get(said, said)
        if "',' or" in said and error.context_mark:
            words += f" (opened on line {error.context_mark.line + 1})"
        self.document.add("yaml-syntax", words, place)

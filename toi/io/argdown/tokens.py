"""Argdown as tokens, by the rules of its own lexer (@argdown/core 2.0)."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from toi.io.argdown.syntax import LONGEST_TITLE
from toi.io.yaml.nodes import Mark

_LINE_END = re.compile(r"\n")
_EMPTY = re.compile(r"(?:[ \t]*\n){2,}")
_NEWLINE = re.compile(r"[ \t]*\n")
_SPACES = re.compile(r"[ \t]+")
_HEADING = re.compile(r"#+ ")
_INFERENCE = re.compile(r"[ \t]*--")
_RELATION = re.compile(r"([ \t]*)(\+>|->|><|_>|<?\+|<?-|<_|_(?=\s))")
_NUMBER = re.compile(r"[ \t]*\(\d+\)")
_LIST = re.compile(r"[ \t]*(?:\d+\.|\*)(?=\s)")
_ESCAPED = re.compile(r"\\[^\n][ ]*")
_TAG = re.compile(
    r"#(?:\(([^)\n]+)\)|([a-zA-Z0-9_\-\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]+))[ \t]?"
)
_PLAIN = re.compile(r"[^\\@#\[\]<>{}/\n]+")
_RUN = re.compile(r"([\[<{])\1*")  # brackets that nothing closes
_HEAD = re.compile(r"\s*===+")
_HEAD_END = re.compile(r"===+[ \t]*")
_ENDS_DATA = re.compile(r"\s[^,}]")
_GOES_ON = re.compile(r"\s*[,}]")


class Token(NamedTuple):
    """A piece of the file.

    `kind` is one of ``front``, ``data``, ``text``, ``tag``, ``newline``, ``empty``, ``heading``,
    ``inference``, ``number``, ``list``, ``relation``, and ``define`` or ``name`` for titles, whose
    `word` begins with the bracket. `indent` is that of a relation.
    """

    kind: str
    word: str
    at: int
    indent: int = 0


class Tokens:
    """The tokens of a text whose lines end with a line feed, with the place of each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self._last_brace = text.rfind("}")
        self._last_remark = text.rfind("*/")
        self._last_comment = text.rfind("-->")

    def mark(self, at: int) -> Mark:
        """Return line and column of a place."""
        line = bisect_right(self._starts, at)
        return Mark(line, at - self._starts[line - 1] + 1)

    def __iter__(self) -> Iterator[Token]:
        at, fresh = 0, True  # whether a line begins here
        head = self._front()
        if head:
            yield head
            at = head.at + len(head.word)
        while at < len(self.text):
            end = self._remark(at)
            if end:
                at = end
                continue
            token, at = self._next(at, fresh)
            if token:
                fresh = token.kind in ("newline", "empty")
                yield token

    def _front(self) -> Token | None:
        begin = _HEAD.match(self.text)
        end = _HEAD_END.search(self.text, begin.end()) if begin else None
        if not begin or not end:
            return None
        at = self.text.index("===")
        return Token("front", self.text[at : end.end()], at)

    def _remark(self, at: int) -> int | None:
        """Return where a remark ends that begins here."""
        text = self.text
        if text.startswith("//", at):
            end = _LINE_END.search(text, at)
            return end.start() if end else len(text)
        if text.startswith("/*", at) and at + 2 <= self._last_remark:
            return text.index("*/", at + 2) + 2
        if text.startswith("<!--", at) and at + 4 <= self._last_comment:
            return text.index("-->", at + 4) + 3
        return None

    def _next(self, at: int, fresh: bool) -> tuple[Token | None, int]:
        text, first = self.text, self.text[at]
        if first == "{":
            end = self._data_end(at)
            if end:
                return Token("data", text[at:end], at), end
        found = _ESCAPED.match(text, at) if first == "\\" else None
        if found:
            return Token("text", found[0], at), found.end()
        for kind, pattern in (("empty", _EMPTY), ("newline", _NEWLINE)):
            found = pattern.match(text, at) if first in " \t\n" else None
            if found:
                return Token(kind, found[0], at), found.end()
        if fresh:
            begun = self._line_start(at)
            if begun:
                return begun, at + len(begun.word)
        found = _SPACES.match(text, at)
        if found:
            return Token("text", found[0], at) if not fresh else None, found.end()
        if first == "#":
            found = _TAG.match(text, at)
            if found:
                return Token("tag", found[1] or found[2], at), found.end()
        if first in "[<@":
            titled = self._title(at)
            if titled:
                return titled, at + len(titled.word)
        found = _PLAIN.match(text, at) or _RUN.match(text, at)
        end = found.end() if found else at + 1
        return Token("text", text[at:end], at), end

    def _line_start(self, at: int) -> Token | None:
        for kind, pattern in (
            ("inference", _INFERENCE),
            ("relation", _RELATION),
            ("heading", _HEADING),
            ("number", _NUMBER),
            ("list", _LIST),
        ):
            found = pattern.match(self.text, at)
            if found:
                indent = len(found[1]) if kind == "relation" else 0
                return Token(kind, found[0], at, indent)
        return None

    def _title(self, at: int) -> Token | None:
        """Read a title in brackets; a link and a mention are text."""
        text = self.text
        mention = text[at] == "@"
        opening = at + mention
        if opening >= len(text) or text[opening] not in "[<":
            return None
        closing = "]" if text[opening] == "[" else ">"
        stop_at = text.find("\n", opening, opening + LONGEST_TITLE)
        stop_at = stop_at if stop_at >= 0 else opening + LONGEST_TITLE
        if not mention:
            end = text.find(f"{closing}:", opening + 2, stop_at)
            if end >= 0:
                return Token("define", text[at : end + 2], at)
        end = text.find(closing, opening + 2, stop_at)
        if end < 0 or text[opening + 1] == "-":
            return None
        if mention or text.startswith("](", end):
            return Token("text", text[at : end + 1], at)
        return Token("name", text[at : end + 1], at)

    def _data_end(self, at: int) -> int | None:
        """Return where data ends: at a brace behind which nothing goes on."""
        text, end, last = self.text, at, None
        if at > self._last_brace:
            return None
        while True:
            end = text.find("}", end + 1)
            if end < 0:
                return last
            if _ENDS_DATA.match(text, end + 1):
                return end + 1
            if not _GOES_ON.match(text, end + 1):
                last = end + 1

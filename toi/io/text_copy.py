"""A copy of a published text, in which words are found whatever its line breaks and quotes.

Only letters and digits count, in whatever case: so wrapped lines, hyphens at their ends, curly
quotes, dashes and marks of emphasis do not matter. Of HTML the text is taken, a line to a block.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser

from toi.errors import InputErrors, Problem
from toi.io.files import read_up_to
from toi.light_dataclass import dataclass

MAX_BYTES = 5 * 2**20
_HTML = re.compile(r"\s*(<!doctype html|<html|<\?xml|<head|<body)", re.I)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")  # Markdown's: the words stay
_LINE_END = re.compile(r"\r\n|\r|\n")
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption")
    + ("figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav")
    + ("ol", "p", "pre", "section", "table", "td", "th", "tr", "ul")
)
_SILENT = frozenset(("script", "style", "template", "title"))


@dataclass(frozen=True)
class TextCopy:
    """The lines of a text, and where words stand in them.

    Attributes
    ----------
    lines : tuple of str
        As they stand in the file; of HTML the blocks.
    """

    name: str
    lines: tuple[str, ...]

    @cached_property
    def _stream(self) -> tuple[str, list[int]]:
        """Return the letters of all lines in one, and where each line begins in it."""
        letters = [letters_of(_LINK.sub(r"\1", line)) for line in self.lines]
        starts, at = [], 0
        for line in letters:
            starts.append(at)
            at += len(line)
        return "".join(letters), starts

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield where some words stand: a place that grows through the text, and the line."""
        wanted, (text, starts) = letters_of(words), self._stream
        at = text.find(wanted) if wanted else -1
        while at >= 0:
            yield at, bisect_right(starts, at)
            at = text.find(wanted, at + 1)


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, without case, accents taken apart."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


def read_text_copy(file: str) -> TextCopy:
    """Read a copy of a text: plain text, Markdown or HTML, in UTF-8 or Windows-1252.

    Raises
    ------
    toi.InputErrors
        If it cannot be read, or is no text.
    """
    raw = read_up_to(file, MAX_BYTES)
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 2**20} MiB"
        raise InputErrors([Problem(file, None, None, message, "file-too-large")])
    text = _decoded(raw)
    if raw.startswith(b"%PDF") or "\0" in text:
        message = "this is no text; save the page as text or as HTML"
        raise InputErrors([Problem(file, 1, 1, message, "not-text")])
    lines = _of_html(text) if _HTML.match(text) else _LINE_END.split(text)
    if not any(map(letters_of, lines)):
        raise InputErrors([Problem(file, 1, 1, "the file is empty", "empty-file")])
    return TextCopy(file, tuple(lines))


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ():
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _of_html(text: str) -> list[str]:
    reader = _Blocks()
    reader.feed(text)
    reader.close()
    return ["".join(line) for line in reader.lines]


class _Blocks(HTMLParser):
    """Collects the text of HTML, a line to each block that holds any."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = [[]]
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block."""
        self._silent += tag in _SILENT
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End the line of a block."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._break(tag)

    def handle_data(self, data: str) -> None:
        """Add text to the line."""
        if not self._silent:
            self.lines[-1].append(data)

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS and any(part.strip() for part in self.lines[-1]):
            self.lines.append([])

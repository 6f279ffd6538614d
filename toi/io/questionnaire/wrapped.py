"""A line of answers in a text, put together again where a mail has wrapped it."""

import re
from collections.abc import Iterator, Sequence

from toi.light_dataclass import dataclass

BEGIN, END = "toi-answers:1?", "&end"
CLOSING = ">\"'.,;)]"  # what a mail may put behind a line
MOST_PIECES = 400  # lines that one may be wrapped into
_BEGIN = re.compile(re.escape(BEGIN) + r"(\S*)")
_MORE = re.compile(r"[>|\s]*([A-Za-z0-9&=%._~!*'()\-]+)[>\"',;\]]*\s*$")  # nothing but answers


@dataclass(frozen=True)
class Piece:
    """The part of a line of answers on one line of a text, places counted from 1."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class AnswersLine:
    """A line of answers, of one piece unless it was wrapped.

    Attributes
    ----------
    line, column : int
        Where it begins, from 1.
    pieces : sequence of Piece
        What stands behind the mark that it begins with.
    """

    line: int
    column: int
    pieces: Sequence[Piece]

    @property
    def text(self) -> str:
        """The line as it was before it was wrapped."""
        return "".join(piece.text for piece in self.pieces)

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a letter of `text`, counted from 0."""
        for piece in self.pieces:
            if offset < len(piece.text):
                return piece.line, piece.column + offset
            offset -= len(piece.text)
        return self.line, self.column


def answers_lines(text: str) -> Iterator[AnswersLine]:
    """Yield every line of answers; a wrapped one goes on while lines hold nothing else.

    What a mail puts before a line, such as ``>``, is no part of it.
    """
    lines = text.splitlines()
    for at, line in enumerate(lines):
        for found in _BEGIN.finditer(line):
            pieces = [Piece(found[1], at + 1, found.start(1) + 1)]
            whole = found[1].rstrip(CLOSING).endswith(END)
            if not whole and not line[found.end() :].strip():
                pieces += _rest(lines, at + 1, found[1])
            yield AnswersLine(at + 1, found.start() + 1, pieces)


def _rest(lines: Sequence[str], start: int, begun: str) -> list[Piece]:
    """Return the pieces on the following lines, up to the end; none where it is not there."""
    found: list[Piece] = []
    for number, line in enumerate(lines[start : start + MOST_PIECES], start + 1):
        more = _MORE.match(line)
        if more is None:
            return []
        found.append(Piece(more[1], number, more.start(1) + 1))
        begun += more[1]
        if begun.rstrip(CLOSING).endswith(END):
            return found
    return []

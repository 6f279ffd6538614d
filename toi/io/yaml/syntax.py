"""Faults of a text that is no YAML, in words that say how to mend it."""

import re
from collections.abc import Iterator
from typing import Any

from toi.io.yaml.nodes import LINE_END, Mark, end_of, mark_of

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
_NO_KEY = "did not find expected key"
# Found late: what is wrong is where it began.
_LATE = ("found unexpected end of stream", "could not find expected ':'")
# What the reader says of the second key where the first one has no colon.
_AFTER_A_KEY = (
    "mapping values are not allowed in this context",
    _NO_KEY,
)
_IN_BRACKETS = re.compile(r"\s*(?:- )?([^\s:#]+): +([\[{].*[\]}])")
_REMARK = re.compile(r"(^|\s)#.*")


def syntax_problems(text: str, error: Any) -> Iterator[tuple[str, str, Mark]]:
    """Yield code, message and place of what the parser stumbled over.

    Parameters
    ----------
    text : str
        The whole text.
    error : ruamel.yaml.error.MarkedYAMLError
        What the parser says of it.
    """
    mark = error.problem_mark or error.context_mark
    if error.problem in _LATE:
        mark = error.context_mark or mark
    place = mark_of(mark) if mark else Mark(1, 1)
    place = min(place, end_of(text))  # without a last newline, the reader adds one
    tabs = [
        number
        for number, line in enumerate(LINE_END.split(text), 1)
        if "\t" in line[: _indent(line)]
    ]
    if place.line in tabs:
        for number in tabs:
            message = "this line starts with a tab; indent with two spaces"
            yield "yaml-tab", message, Mark(number, 1)
        return
    said = str(error.problem or error.context or "not YAML")
    first = _first_key_without_colon(text, place.line) if said in _AFTER_A_KEY else None
    if first:
        said, place = "could not find expected ':'", first
    words = _below_brackets(text, place.line) if said == _NO_KEY else None
    words = words or _PLAIN_WORDS.get(said, said)
    if "',' or" in said and error.context_mark:
        words += f" (opened on line {error.context_mark.line + 1})"
    yield "yaml-syntax", words, place


def _first_key_without_colon(text: str, line: int) -> Mark | None:
    """Find the line above that should have begun a mapping with its key; None if there is none.

    It stands as far in as the line where reading stopped, and nothing before it asks for more
    text.
    """
    above = [_REMARK.sub("", row).rstrip() for row in LINE_END.split(text)[:line]]
    written = [(number, row) for number, row in enumerate(above, 1) if row]
    if len(written) < 2 or written[-1][0] != line:
        return None
    number, row = written[-2]
    opened = len(written) == 2 or written[-3][1].endswith(":")
    is_key = not re.search(r":(\s|$)|^\s*- ", row)
    if opened and is_key and _indent(row) == _indent(above[line - 1]):
        return Mark(number, _indent(row) + 1)
    return None


def _below_brackets(text: str, line: int) -> str | None:
    """Say of a line that goes on with a key that brackets closed what to take away; else None."""
    rows = [_REMARK.sub("", row).rstrip() for row in LINE_END.split(text)[:line]]
    above = next((n for n in range(line - 2, -1, -1) if rows[n]), None)
    found = _IN_BRACKETS.fullmatch(rows[above]) if above is not None else None
    if above is None or found is None:
        return None
    entry = rows[line - 1].lstrip().startswith("- ")
    if _indent(rows[line - 1]) + entry <= _indent(rows[above]):
        return None
    key, brackets = found.groups()
    empty = not brackets[1:-1].strip()
    mend = f"take the {brackets} away there" if empty else "write all of it there, or all below"
    return f"line {above + 1}, `{key}: {brackets}`, is closed by its brackets; {mend}"


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())

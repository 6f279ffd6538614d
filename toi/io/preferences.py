"""Statements of preference: `T08 > T06 = T01 >> T09`, and lists from best to worst."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from toi.errors import InputErrors, Problem
from toi.io.files import read_up_to
from toi.io.yaml.parse import MAX_BYTES
from toi.light_dataclass import dataclass

ABOVE, FAR, LEVEL, OPEN = ">", ">>", "=", ","
STDIN = "-"
MOST = 500  # statements
_TURNED = {"<": ABOVE, "<<": FAR}
_SAME = {"\u227b": ABOVE, "\u227a": "<", "~": LEVEL, "==": LEVEL, "\u223c": LEVEL}
_OF_SIGNS = "<>=~\u227a\u227b\u223c\u2264\u2265"
_SIGN = f"[{_OF_SIGNS}]"
_TOKEN = re.compile(
    rf'"(?P<quoted>[^"]*)"|(?P<sign>{_SIGN}+|,)|(?P<name>[^",{_OF_SIGNS}]+)|.', re.DOTALL
)
_SIGNS = (ABOVE, FAR, LEVEL, OPEN, *_TURNED)
_ITEM = re.compile(r"\s*(?:[-*]|\d+[.)])\s+")
_WAYS = "write > for higher, >> for far higher, = for level, a comma between those left open"


@dataclass(frozen=True)
class Name:
    """A theory's name as somebody wrote it, and its place: file or statement, line and column."""

    text: str
    file: str
    line: int | None
    column: int | None

    def problem(self, code: str, message: str) -> Problem:
        """Return a problem at this place."""
        return Problem(self.file, self.line, self.column, message, code)


@dataclass(frozen=True)
class Comparison:
    """One statement: the first is higher (`>`), far higher (`>>`) or level (`=`)."""

    first: Name
    sign: str
    second: Name


Tie = list[Name]  # names that are said to be level
Tier = list[Tie]  # of which nothing is said of one another


def read_statements(texts: Iterable[str]) -> list[Comparison]:
    """Read statements that were typed one by one.

    Raises
    ------
    InputErrors
        With every problem in them.
    """
    problems: list[Problem] = []
    found: list[Comparison] = []
    for text in texts:
        found += _chain(text, f"'{text}'", None, problems)
    return _checked(found, problems)


def read_preferences(file: str, raw: bytes | None = None) -> list[Comparison]:
    """Read a file of statements, one a line, or of a list from best to worst.

    Where no line has `>` or `<`, the lines are a list: each below the one before, `=` between
    those that are level, commas between those left open, an empty line where another list
    begins. What follows `#` is a remark; numbers and dashes before an entry are none of it.

    Parameters
    ----------
    file : str
        Its path, ``-`` for standard input; with `raw`, what messages call it.
    raw : bytes, optional
        What it holds; by default it is read.

    Raises
    ------
    InputErrors
        With every problem in it.
    """
    if raw is None and file == STDIN:
        file, raw = "<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1)
    content = read_up_to(file, MAX_BYTES) if raw is None else raw
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 2**20} MiB"
        raise InputErrors([Problem(file, None, None, message, "file-too-large")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise InputErrors([Problem(file, line, 1, message, "not-utf8")]) from error
    lines = [re.sub(r"(^|\s)#.*", "", line) for line in text.splitlines()]
    problems: list[Problem] = []
    found: list[Comparison] = []
    if any(re.search("[<>\u227a\u227b]", line) for line in lines):
        for number, said in enumerate(lines, 1):
            if said.strip():
                found += _chain(said, file, number, problems)
    else:
        found += _listed(lines, file, problems)
    if not found and not problems:
        problems.append(Problem(file, 1, 1, "there is no statement in it", "empty"))
    return _checked(found, problems)


def ordered(tiers: Sequence[Tier]) -> Iterator[Comparison]:
    """Yield what a list of tiers, the best first, says of neighbours."""
    yield from _within(tiers)
    for above, below in pairwise(tiers):
        yield from _between(above, ABOVE, below)


def _checked(found: list[Comparison], problems: list[Problem]) -> list[Comparison]:
    if len(found) > MOST:
        last = found[MOST].first
        message = f"{len(found)} statements; at most {MOST} can be taken together"
        problems.append(last.problem("too-many-statements", message))
    if problems:
        raise InputErrors(problems)
    return found


def _listed(lines: Sequence[str], file: str, problems: list[Problem]) -> Iterator[Comparison]:
    """Read lists from best to worst, with empty lines between them."""
    tiers: list[Tier] = []
    for number, line in enumerate([*lines, ""], 1):
        if not line.strip():
            yield from ordered(tiers)
            tiers = []
            continue
        mark = _ITEM.match(line)
        entry = " " * mark.end() + line[mark.end() :] if mark else line
        _, found = _tiers(_alternating(entry, file, number, problems))
        tiers += found


def _chain(text: str, file: str, line: int | None, problems: list[Problem]) -> Iterator[Comparison]:
    """Read `A > B = C >> D, E`; signs point either way; `;` ends a statement."""
    start, parts = 0, text.split(";")
    for part in parts:
        padded, start = " " * start + part, start + len(part) + 1
        if part.strip() or len(parts) == 1:
            read = _alternating(padded, file, line, problems)
            if read and all(sign.text == OPEN for sign in read[1::2]):
                message = f"nothing is said of {read[0].text!r}; {_WAYS}"
                problems.append(read[0].problem("bad-statement", message))
            signs, tiers = _tiers(read)
            yield from _within(tiers)
            for above, sign, below in zip(tiers, signs, tiers[1:], strict=False):
                if sign in _TURNED:
                    yield from _between(below, _TURNED[sign], above)
                else:
                    yield from _between(above, sign, below)


def _within(tiers: Iterable[Tier]) -> Iterator[Comparison]:
    for tier in tiers:
        for tie in tier:
            for first, second in pairwise(tie):
                yield Comparison(first, LEVEL, second)


def _between(above: Tier, sign: str, below: Tier) -> Iterator[Comparison]:
    """Yield what is said of neighbours: the last of each tie above, the first of each below."""
    for upper in above:
        for lower in below:
            yield Comparison(upper[-1], sign, lower[0])


def _tiers(read: Sequence[Name]) -> tuple[list[str], list[Tier]]:
    """Group names, with signs between them, into tiers; return the signs between tiers too."""
    signs: list[str] = []
    tiers: list[Tier] = [[[read[0]]]] if read else []
    for sign, name in zip(read[1::2], read[2::2], strict=True):
        if sign.text == LEVEL:
            tiers[-1][-1].append(name)
        elif sign.text == OPEN:
            tiers[-1].append([name])
        else:
            signs.append(sign.text)
            tiers.append([[name]])
    return signs, tiers


def _alternating(text: str, file: str, line: int | None, problems: list[Problem]) -> list[Name]:
    """Return names and signs in turn, names first and last; nothing where there are problems."""
    found: list[Name] = []
    wrong: list[Problem] = []
    for token in _tokens(text, file, line):
        if re.fullmatch(f"{_SIGN}+", token.text) and token.text not in _SIGNS:
            wrong.append(token.problem("bad-statement", f"{token.text!r} is no sign; {_WAYS}"))
            break
        is_sign = token.text in _SIGNS
        if is_sign == (len(found) % 2 == 0):
            what = f"no name before {token.text!r}" if is_sign else f"no sign before {token.text!r}"
            wrong.append(token.problem("bad-statement", f"{what}; {_WAYS}"))
            break
        found.append(token)
    if not wrong and len(found) % 2 == 0:
        last = found[-1] if found else Name("", file, line, line and 1)
        said = f"no name after {last.text!r}" if found else "nothing is said"
        wrong.append(last.problem("bad-statement", f"{said}; {_WAYS}"))
    problems += wrong
    return [] if wrong else found


def _tokens(text: str, file: str, line: int | None) -> Iterator[Name]:
    """Yield names and signs with their places; a sign has one form."""
    for match in _TOKEN.finditer(text):
        kind, raw = match.lastgroup or "name", match.group()
        column = match.start() + 1 + len(raw) - len(raw.lstrip())
        word = (match[kind] if match.lastgroup else raw).strip()
        if word:
            word = _SAME.get(word, word) if kind == "sign" else word
            yield Name(word, file, line, None if line is None else column)

"""The answers of one person to a questionnaire, and how a number in them is read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from pydantic_core import PydanticCustomError

from toi.errors import Problem
from toi.io.matrix.csv_sheet import shortened
from toi.io.matrix.row_names import is_unknown
from toi.light_dataclass import dataclass
from toi.records.answers import as_percent
from toi.records.fields.refusals import refuse, shown
from toi.records.fields.shares import range_written

NAME, START, DATA = "name", "from", "data"
WEIGHT, BELIEF = "weight.", "belief."  # before the id of what is asked about
LONGEST_NAME = 100  # letters
_NUMBER = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(%?)", re.ASCII)


@dataclass(frozen=True)
class Response:
    """Answers of one person.

    Attributes
    ----------
    file : str
        Where the answers stand.
    line : int
        The line of them, from 1.
    name : str
        Empty where none was given.
    answers : mapping
        By question, such as ``weight.speed``: 0 to 100.
    places : mapping
        The column of every question that was asked, answered or not, from 1.
    start, data : str or None
        The rubric that the questions start from, and the beginning of the digest of the data
        that they were made for, where the answers say so.
    unsaid : mapping
        By question: words in the place of an answer that say there is none, such as ``n/a``.
    """

    file: str
    line: int
    name: str
    answers: Mapping[str, float]
    places: Mapping[str, int]
    start: str | None = None
    data: str | None = None
    unsaid: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> tuple[str, ...]:
        """Questions that were asked and not answered."""
        return tuple(key for key in self.places if key not in self.answers)

    def problem(self, code: str, message: str, key: str | None = None) -> Problem:
        """Return a problem at the answer to a question, or at the first place of the line."""
        return Problem(self.file, self.line, self.places.get(key or "", 1), message, code)


@dataclass(frozen=True)
class AnswersRead:
    """The answers of one person, as read, words that say there is none, and what is refused."""

    answers: Mapping[str, float]
    unsaid: Mapping[str, str]
    refused: Sequence["Refused"]


@dataclass(frozen=True)
class Refused:
    """An answer that was not taken: the question, a code, and words."""

    key: str
    code: str
    message: str


def read_answers(texts: Mapping[str, str], title: Callable[[str], str]) -> AnswersRead:
    """Read what one person wrote, by question; what is empty is no answer, as is ``n/a`` or ``?``.

    Parameters
    ----------
    texts : mapping
        By question, as written.
    title : callable
        What a question asks about.

    Returns
    -------
    AnswersRead
        Answers from 0 to 100, and why others were not taken.
    """
    unsaid = {key: text for key, text in texts.items() if text.strip() and is_unknown(text)}
    written = {key: text for key, text in texts.items() if text.strip() and key not in unsaid}
    answers: dict[str, float] = {}
    refused: list[Refused] = []
    shares, tenths = _shares(written), _tenths(written)
    if shares:
        message = f"this row looks like shares of 1 {_of_100(shares, 100)}"
        refused.append(Refused(next(iter(shares)), "percent-range", message))
    if tenths:
        offered = _of_100(tenths, 10)
        signed = "; ".join(f"{text} %" for text in tenths.values())
        message = f"these beliefs look like a scale to 10 {offered}; if they are meant: {signed}"
        refused.append(Refused(next(iter(tenths)), "percent-range", message))
    for key in (key for key in written if key not in shares and key not in tenths):
        try:
            answers[key] = _points(written[key], key)
        except PydanticCustomError as error:
            message = f"{shortened(title(key))}: {error.message()}"
            refused.append(Refused(key, error.type, message))
    return AnswersRead(answers, unsaid, refused)


def _shares(written: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that look like shares of 1 together: all of them, or all of a kind.

    A 1 among them is as much a share as the rest are, though it could be read as 1 of 100.
    """
    numbers = {key: text.strip() for key, text in written.items() if _bare(text) is not None}
    for start in ("", WEIGHT, BELIEF):
        some = {key: text for key, text in numbers.items() if key.startswith(start)}
        values = [_bare(text) or 0.0 for text in some.values()]
        if len(values) > 1 and max(values) <= 1 and any(0 < value < 1 for value in values):
            return some
    return {}


def _tenths(written: Mapping[str, str]) -> dict[str, str]:
    """Return the beliefs that look like answers from 0 to 10 together: all of them, or none."""
    beliefs = {key: text.strip() for key, text in written.items() if key.startswith(BELIEF)}
    values = [_bare(text) for text in beliefs.values()]
    some = [value for value in values if value]
    whole = all(value in range(11) for value in values)
    return beliefs if whole and len(some) > 1 and max(some) > 1 else {}


def is_number(text: str) -> bool:
    """Tell whether an answer is a number, with a sign of per cent or without."""
    return _NUMBER.fullmatch(text.strip()) is not None


def _bare(text: str) -> float | None:
    """Read a number without a sign of per cent."""
    found = _NUMBER.fullmatch(text.strip())
    return float(found[1].replace(",", ".")) if found and not found[2] else None


def _of_100(texts: Mapping[str, str], factor: int) -> str:
    """Write answers as given, and what they are from 0 to 100."""
    meant = "; ".join(f"{factor * (_bare(text) or 0.0):g}" for text in texts.values())
    return f"({'; '.join(texts.values())}); from 0 to 100 it is {meant}"


def _points(text: str, key: str) -> float:
    """Read an answer, from 0 to 100.

    Raises
    ------
    PydanticCustomError
        If it is no such number, or may be meant as a share of 1.
    """
    found = _NUMBER.fullmatch(text.strip())
    ends = range_written(text)
    if ends and ends[0] < ends[1] <= 100:
        hint = f"its middle is {sum(ends) / 2:g}"
        raise refuse("bad-answer", f"{shown(text)} is a range; write one number ({hint})")
    value = float(found[1].replace(",", ".")) if found else None
    if found is None or value is None or value > 100:
        raise refuse("bad-answer", f"{shown(text)} is no number from 0 to 100; empty: no answer")
    if found[2] and value <= 1:
        return value
    if key.startswith(BELIEF) and value == 1:
        raise refuse("percent-range", "1 may be 1 % or certainty; write 1% or 100")
    return as_percent(value)

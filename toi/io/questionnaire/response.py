"""The answers of one person to a questionnaire, and how a number in them is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from toi.errors import Problem
from toi.records.answers import as_percent
from toi.records.base import refuse, shown

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
    """

    file: str
    line: int
    name: str
    answers: Mapping[str, float]
    places: Mapping[str, int]
    start: str | None = None
    data: str | None = None

    @property
    def empty(self) -> tuple[str, ...]:
        """Questions that were asked and not answered."""
        return tuple(key for key in self.places if key not in self.answers)

    def problem(self, code: str, message: str, key: str | None = None) -> Problem:
        """Return a problem at the answer to a question, or at the first place of the line."""
        return Problem(self.file, self.line, self.places.get(key or "", 1), message, code)


def read_points(text: str, key: str) -> float:
    """Read an answer, from 0 to 100.

    Raises
    ------
    PydanticCustomError
        If it is no such number, or may be meant as a share of 1.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise refuse("bad-answer", f"{shown(text)} is no number from 0 to 100; empty: no answer")
    value, per_cent = float(found[1].replace(",", ".")), bool(found[2])
    if per_cent and value <= 1:
        return value
    if key.startswith(BELIEF) and value == 1:
        raise refuse("percent-range", "1 may be 1 % or certainty; write 1% or 100")
    return as_percent(value)

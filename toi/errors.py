"""Errors as data: a problem has a place, a message for people and a code."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """A mistake in the input, and its place.

    Attributes
    ----------
    file : str
        The file, or what else was wrong, such as ``--set speed=3``.
    line, column : int or None
        From 1; None where the file as a whole is meant.
    message : str
        For people: what is wrong, and what to write instead where that is known.
    code : str
        For programs; it stays the same when the message is reworded.
    """

    file: str
    line: int | None
    column: int | None
    message: str
    code: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.message} [{self.code}]".replace("\n", "\\n")


class ToiError(Exception):
    """Root of the errors that `toi` raises on purpose."""


class InputErrors(ToiError):
    """Records, rubrics or arguments are wrong.

    Attributes
    ----------
    problems : list of Problem
        Every mistake once, in the order of files and lines.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems), key=_reading_order)
        super().__init__("\n".join(map(str, self.problems)))


def _reading_order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.file, problem.line or 0, problem.column or 0, problem.message


def usage(message: str, code: str) -> InputErrors:
    """Return an error in what was asked for, rather than in a file; to be raised."""
    return InputErrors([Problem("toi", None, None, message, code)])

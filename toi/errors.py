"""What can go wrong, as data: a problem has a place, a message for people and a code."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong with the input, and where (lines and columns from 1)."""

    file: str
    line: int | None
    column: int | None
    message: str
    code: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.message} [{self.code}]"


class ToiError(Exception):
    """Root of the errors that `toi` raises on purpose."""


class InputErrors(ToiError):
    """Records, rubrics or arguments are wrong; `problems` lists every one, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems), key=_reading_order)
        super().__init__("\n".join(map(str, self.problems)))


def _reading_order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.file, problem.line or 0, problem.column or 0, problem.message


def usage(message: str, code: str) -> InputErrors:
    """An error in what was asked for, rather than in a file."""
    return InputErrors([Problem("toi", None, None, message, code)])

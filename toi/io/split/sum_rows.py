"""Rows of a table of amounts that hold what the others come to, such as `Total`."""

import math
from typing import NamedTuple

from toi.io.matrix.row_names import statistic_of
from toi.records.fields.refusals import shown

ROUNDED = 1e-3  # of a sum: what is nearer to it was rounded


class SumRow(NamedTuple):
    """A row that is left out, since its name says that it was reckoned from the others."""

    name: str
    line: int | None

    def note(self, file: str) -> str:
        """Say that it is left out."""
        where = f", line {self.line}," if self.line else ""
        return f"{file}: row {shown(self.name)}{where} left out: it was reckoned from the others"

    def is_other(self, number: float, sum_of_others: float) -> bool:
        """Tell whether it is called a sum, but is another number than the others add up to."""
        same = math.isclose(number, sum_of_others, rel_tol=ROUNDED, abs_tol=1e-12)
        return statistic_of(self.name) == "sum" and not same


def is_reckoned(name: str) -> bool:
    """Tell whether a row is called a sum, a mean or the like."""
    return statistic_of(name) != ""

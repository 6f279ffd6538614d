"""Linear and mixed-integer programmes that rows are added to between one solution and the next.

Solved by HiGHS through its own interface, which starts from the last basis.
"""

from array import array
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from toi.engine.milp import silenced
from toi.engine.problem import Bools, Floats

_TIGHT = {"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9}


class Infeasible(ValueError):
    """No split meets all floors, caps and limits together."""


class Rows:
    """Rows ``coefficients @ z <= most``, few entries each.

    Entries stand one after another, 12 bytes each: many programmes are kept at a time.
    """

    def __init__(self) -> None:
        self._columns, self._values = array("i"), array("d")
        self._starts = array("i")  # of each row among the entries
        self._forgotten = 0  # entries
        self.most: list[float] = []

    def add(self, columns: ArrayLike, values: ArrayLike, most: float) -> int:
        """Add a row; return its number."""
        self._starts.append(self._forgotten + len(self._columns))
        self._columns.frombytes(np.asarray(columns, np.intc).tobytes())
        self._values.frombytes(np.asarray(values, float).tobytes())
        self.most.append(most)
        return len(self.most) - 1

    def since(self, first: int) -> tuple[Floats, Any, Any, Floats]:
        """Return right sides, starts, columns and values of the rows from `first` on."""
        start = self._starts[first]
        assert start >= self._forgotten, "these rows are forgotten"
        left = slice(start - self._forgotten, None)
        return (
            np.array(self.most[first:], float),
            np.array(self._starts[first:], np.int32) - np.int32(start),
            np.array(self._columns[left], np.int32),
            np.array(self._values[left], float),
        )

    def forget(self, known: int) -> None:
        """Drop the entries of the first rows, so many, which the only solver that asks knows."""
        starts = [*self._starts[known : known + 1], self._forgotten + len(self._columns)]
        gone = starts[0] - self._forgotten
        del self._columns[:gone], self._values[:gone]
        self._forgotten = starts[0]


class Solver:
    """Maximise a goal over rows and bounds; rows may be added to in between.

    Parameters
    ----------
    goal, low, high : (width,) float
        Weights and bounds of the columns.
    rows : Rows
        Looked at again at every `solve`.
    whole : (width,) bool, optional
        Columns that hold whole numbers.
    options : mapping
        Of HiGHS, beside the tolerances.
    """

    def __init__(
        self,
        goal: Floats,
        low: Floats,
        high: Floats,
        rows: Rows,
        whole: Bools | None = None,
        **options: float | str,
    ) -> None:
        import highspy

        self.statuses = highspy.HighsModelStatus
        self.rows, self.done, self.whole = rows, 0, whole
        with silenced():  # the first one says who it is
            self.highs = highs = highspy.Highs()  # type: ignore[no-untyped-call]
        highs.setOptionValue("output_flag", False)
        for name, value in {**_TIGHT, **options}.items():
            highs.setOptionValue(name, value)
        n, none = len(goal), np.zeros(0)
        highs.addCols(n, -goal, low, high, 0, np.zeros(n, np.int32), none.astype(np.int32), none)
        if whole is not None:
            places = np.flatnonzero(whole).astype(np.int32)
            kinds = np.full(len(places), int(highspy.HighsVarType.kInteger), np.uint8)
            highs.changeColsIntegrality(len(places), places, kinds)

    def aim(self, goal: Floats) -> None:
        """Change the goal (width,)."""
        self.highs.changeColsCost(len(goal), np.arange(len(goal), dtype=np.int32), -goal)

    def solve(self) -> tuple[Floats, float]:
        """Return the answer and a bound on the goal, its value where no column is whole.

        Raises
        ------
        Infeasible
            Where the rows leave nothing.
        """
        if len(self.rows.most) > self.done:
            most, starts, columns, values = self.rows.since(self.done)
            least = np.full(len(most), -np.inf)
            self.highs.addRows(len(most), least, most, len(columns), starts, columns, values)
            self.done = len(self.rows.most)
        if self.whole is None:
            self.highs.run()
        else:
            with silenced():
                self.highs.run()
        status = self.highs.getModelStatus()
        if status in (self.statuses.kInfeasible, self.statuses.kUnboundedOrInfeasible):
            raise Infeasible("no split meets all floors, caps and limits")
        solution, info = self.highs.getSolution(), self.highs.getInfo()
        if not solution.value_valid:
            raise RuntimeError(f"the solver gave up: {self.highs.modelStatusToString(status)}")
        answer = np.array(solution.col_value)
        bound = info.objective_function_value if self.whole is None else info.mip_dual_bound
        return answer, -float(bound)

    def prices(self) -> Floats:
        """Return the price of every row in the last answer, where no column is whole."""
        return -np.array(self.highs.getSolution().row_dual)

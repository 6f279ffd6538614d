"""The choice of the best few by what readers say together, and the cells that may turn it."""

from collections.abc import Sequence

import numpy as np

from toi.analyses.readings.panel import Panel
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import rows_of
from toi.engine.sensitivity.one_at_a_time import base_case
from toi.engine.voi.best_few import FewBest, KnowingCell
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class ChosenFew:
    """The best few of some theories.

    Attributes
    ----------
    few : FewBest
        As the engine has it.
    cells : tuple of int
        Judgements that readers gave, and that are not the same for all.
    """

    few: FewBest
    cells: tuple[int, ...]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of those chosen, best first; what a gate excludes is not."""
        free = ~np.isneginf(self.few.base.key)
        return tuple(self.name(row) for row in self.few.chosen.tolist() if free[row])

    @property
    def next_best(self) -> str:
        """The best of those that are not chosen."""
        return self.name(int(self.few.order[len(self.few.chosen)]))

    def name(self, row: int) -> str:
        """Return the id of one of the theories among which is chosen."""
        base = self.few.base
        return base.problem.theories[base.rows[row]]

    def cell(self, judgement: int) -> tuple[str, str]:
        """Return theory and criterion of a judgement."""
        problem = self.few.base.problem
        theory = problem.theories[problem.judgement_theory[judgement]]
        return theory, problem.criteria[problem.judgement_criterion[judgement]]

    def knowing(self) -> list[KnowingCell]:
        """Return what knowing each cell is worth, most first."""
        return self.few.knowing_cells(self.cells)


def choose_few(model: Model, panel: Panel, theories: Sequence[str], choose: int) -> ChosenFew:
    """Choose the best few of some theories."""
    few = FewBest(base_case(model.problem, rows_of(model.problem, theories)), choose)
    read = {(theory, criterion) for _, theory, criterion in panel.laws}
    judgements = few.base.problem.judgements
    cells = tuple(
        number
        for number, judgement in enumerate(judgements)
        if ChosenFew(few, ()).cell(number) in read and not judgement.law.is_point
    )
    return ChosenFew(few, cells)

"""Gates where several rubrics have a say: each says what a line is worth to that rubric alone."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toi.analyses.portfolio.case import Case
from toi.compile.portfolio import compile_constraints
from toi.engine.problem import Bools


def own_gates(cases: Sequence[Case]) -> list[Case]:
    """Return the cases with what a rubric's own gates exclude worth nothing to it, and no less.

    Another rubric may fund such a line. It is closed where every rubric excludes it.
    """
    by_all = np.all([case.facts.gated for case in cases], axis=0)
    return [_own(case, by_all) if case.facts.gated.any() else case for case in cases]


def _own(case: Case, by_all: Bools) -> Case:
    worth = np.where(case.facts.gated, 0.0, case.preferences.worth)
    preferences = replace(case.preferences, worth=worth)
    facts = replace(case.facts, gated=by_all, harmful=preferences.harmful)
    constraints = compile_constraints(
        case.model.debate, case.wanted, case.lines, facts, case.constraints.budget
    )
    return replace(case, preferences=preferences, facts=facts, constraints=constraints)

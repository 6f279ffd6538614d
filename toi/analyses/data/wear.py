"""Wear: whether theories lose by how many arguments act on them, or by the hardest of them."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.data.coverage_result import Wear
from toi.analyses.shared.result import unless_nan
from toi.analyses.shared.session import Model
from toi.compile.scoring import compile_problem
from toi.engine.comparison.correlation import correlation
from toi.engine.problem import Floats, ScoringProblem
from toi.engine.remembered import replaced
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.score import score
from toi.records.debate import Debate


def wear_of(model: Model, kind: str) -> Iterator[Wear]:
    """Correlate what theories of a kind lose to arguments with the arguments' number and weight.

    As the text reads, and adjusted for scrutiny where records say how closely theories were
    examined.
    """
    debate, rubric = model.debate, model.rubric.rubric
    names = debate.shown([kind])
    for scrutiny in scrutinies(debate):
        problem = compile_problem(debate, rubric.model_copy(update={"scrutiny": scrutiny}))
        rows = [problem.row[name] for name in names]
        number = [len(debate.bearing_on(name)) for name in names]
        drop, hardest = _drops(problem, rows)
        found = correlation(np.stack([drop, np.array(number, dtype=np.float64), hardest], axis=1))
        yield Wear(
            kind=kind,
            theories=len(names),
            scrutiny=scrutiny,
            with_number=unless_nan(found[0, 1]),
            with_hardest=unless_nan(found[0, 2]),
        )


def scrutinies(debate: Debate) -> tuple[str, ...]:
    """Return the ways to read silence: one alone where no record says how close the look was."""
    examined = any(theory.scrutiny is not None for theory in debate.theories.values())
    return ("as-read", "adjusted") if examined else ("as-read",)


def _drops(problem: ScoringProblem, rows: Sequence[int]) -> tuple[Floats, Floats]:
    """Return the points that theories lose to all arguments, and to the costliest by itself.

    Each argument acts at its strength after replies; what peers bear is in the first alone.

    Returns
    -------
    drop, hardest : (len(rows),)
    """
    inputs = expected_inputs(problem)
    found = evaluate(problem, inputs)
    strength = found.strength[0]
    alone = np.vstack([np.zeros(len(strength)), np.diag(strength)])  # none, then each
    apart = replaced(problem, settled=np.ones_like(problem.settled), scrutiny=None)
    plain = inputs.repeat(len(alone)).with_(sound=alone, peer=None)
    by_themselves = score(apart, plain, rows).totals
    case = by_themselves[0]
    return case - score(problem, inputs, rows).totals[0], (case - by_themselves).max(axis=0)

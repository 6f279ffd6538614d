"""The gates of a rubric, and how often each excludes one theory."""

from collections.abc import Iterator

from toi.analyses.explain.result import GateRow
from toi.analyses.score.compute import DRAWS
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.theories import gates_met, raw_points
from toi.engine.problem import Evaluation, ScoringProblem
from toi.engine.smaa.gate_counts import gate_shares


def gates_on(
    problem: ScoringProblem, exact: Evaluation, theory: int, made: Provenance
) -> Iterator[GateRow]:
    """Yield what each gate makes of a theory, at the mean of every number and in the draws.

    Parameters
    ----------
    made : Provenance
        With the seed and the number of draws.
    """
    raw, met = raw_points(problem, exact, theory), gates_met(problem, exact, theory)
    shares = gate_shares(problem, theory, made.seed or 0, made.draws or DRAWS)
    for gate, excludes, share in zip(problem.gates, met, shares.tolist(), strict=True):
        criterion = problem.criteria[gate.criterion]
        yield GateRow(gate.rule, criterion, raw[criterion], excludes, share)

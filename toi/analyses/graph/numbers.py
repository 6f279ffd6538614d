"""The numbers behind the graph: points of score that arguments and answers move."""

from collections.abc import Iterable, Sequence

import numpy as np

from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import back_by_answer
from toi.engine.problem import Evaluation, Inputs, ScoringProblem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.contributions import contributions
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.subproblem import restricted
from toi.engine.scoring.values import theory_weights, values_of, weighted_sum
from toi.engine.sensitivity.given_back import given_back
from toi.engine.sensitivity.one_at_a_time import BaseCase
from toi.light_dataclass import dataclass
from toi.records.argument import Argument

Points = dict[str, dict[str, float]]


@dataclass(frozen=True, eq=False)
class RankedMean:
    """The number of theories ranked beside one, it among them; mean case and mean score."""

    many: int
    case: float
    mean: float


@dataclass(frozen=True, eq=False)
class GraphNumbers:
    """Effects of arguments on some theories: means over these.

    Attributes
    ----------
    bearing : tuple of Argument
        Those with an effect on one of the theories, in file order.
    points : mapping
        Points of score by argument and criterion; those that are 0 are left out.
    forces : mapping
        By argument and criterion hit: the mean share of the way that it moves, below 0 to the
        low end.
    back : mapping
        Points that answers give back, by answered argument and answer.
    strength : mapping
        Belief in every argument after its replies, 0 to 1.
    weights : mapping
        Of the criteria, adding up to 1.
    ranked : RankedMean or None
        Of those among which a single theory is ranked.
    """

    theories: tuple[str, ...]
    bearing: tuple[Argument, ...]
    points: Points
    forces: Points
    back: Points
    strength: dict[str, float]
    weights: dict[str, float]
    case: float
    score: float
    ranked: RankedMean | None = None

    def moved(self, argument: str) -> float:
        """Return the points of score that an argument moves, whichever way."""
        return sum(map(abs, self.points.get(argument, {}).values()))

    def heaviest(self, arguments: Iterable[str], most: int | None) -> list[str]:
        """Return the arguments that move most, at most so many, in the order given."""
        given = list(arguments)
        by_weight = sorted(given, key=lambda a: (-self.moved(a), -self._pull(a), a))
        kept = set(by_weight[:most])
        return [name for name in given if name in kept]

    def _pull(self, argument: str) -> float:
        forces = self.forces.get(argument, {}).values()
        return self.strength.get(argument, 0.0) * max(map(abs, forces), default=0.0)


def graph_numbers(
    model: Model, theories: Sequence[str], beside: Sequence[str] = ()
) -> GraphNumbers:
    """Work out what every argument does to some theories, by the additive score.

    Parameters
    ----------
    beside : sequence of str
        The theories among which a single one is ranked; nothing is said of others.
    """
    debate, whole = model.debate, model.problem
    everywhere = evaluate(whole, expected_inputs(whole))
    problem, rows = restricted(whole, [whole.row[name] for name in theories], every_criterion=True)
    inputs = expected_inputs(problem)
    exact = evaluate(problem, inputs)
    split = contributions(problem, inputs, exact)
    moved = split.arguments[rows].mean(axis=0)
    bearing = {a.id for name in theories for a in debate.bearing_on(name)}
    leaves = [problem.row[name] for name in debate.leaves(theories)]
    back = given_back(BaseCase(problem, inputs, list(rows))).mean(axis=1)
    return GraphNumbers(
        theories=tuple(theories),
        bearing=tuple(a for a in debate.arguments.values() if a.id in bearing),
        points={
            name: {
                criterion: float(moved[c, a])
                for c, criterion in enumerate(problem.criteria)
                if moved[c, a]
            }
            for a, name in enumerate(problem.arguments)
        },
        forces=_forces(problem, inputs, leaves),
        back=back_by_answer(problem, back),
        strength=dict(zip(whole.arguments, everywhere.strength[0].tolist(), strict=True)),
        weights=dict(zip(whole.criteria, whole.weights.tolist(), strict=True)),
        case=float(split.case[rows].sum(axis=1).mean()),
        score=float(exact.totals[0, rows].mean()),
        ranked=_ranked(whole, everywhere, beside) if {*theories} < {*beside} else None,
    )


def _ranked(problem: ScoringProblem, found: Evaluation, beside: Sequence[str]) -> RankedMean:
    rows = [problem.row[name] for name in beside]
    weights = theory_weights(problem, problem.weights[None])
    cases = weighted_sum(weights, values_of(problem, found.base))
    means = (float(totals[0, rows].mean()) for totals in (cases, found.totals))
    return RankedMean(len(beside), *means)


def _forces(problem: ScoringProblem, inputs: Inputs, leaves: Sequence[int]) -> Points:
    """Return the mean force of every argument on each criterion of some theories."""
    found: dict[str, dict[str, list[float]]] = {}
    for h in np.flatnonzero(np.isin(problem.hit_theory, list(leaves))):
        sign = 1.0 if problem.hit_raises[h] else -1.0
        force = sign * float(problem.hit_share[h] * inputs.force[0, problem.hit_force[h]])
        on = found.setdefault(problem.arguments[problem.hit_argument[h]], {})
        on.setdefault(problem.criteria[problem.hit_criterion[h]], []).append(force)
    return {
        argument: {criterion: sum(each) / len(each) for criterion, each in on.items()}
        for argument, on in found.items()
    }

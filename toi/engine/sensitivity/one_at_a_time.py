"""One-at-a-time sensitivity: scores with one parameter of the deterministic model changed.

A *parameter* is one number of the model with the range that it may take; the *base case* is
a problem at its expectation, in which parameters are changed, many in one evaluation.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Literal

import numpy as np

from toi.engine.problem import Bools, Condition, Floats, Inputs, ScoringProblem
from toi.engine.remembered import remembered
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.score import Scores, score
from toi.engine.scoring.strengths import answers_in_order
from toi.engine.scoring.subproblem import restricted
from toi.light_dataclass import dataclass

Kind = Literal["weight", "credence", "judgement", "force", "answer", "overlap"]
_ARRAYS = {  # of `Inputs`, by the kind of parameter that stands in them
    "weight": "weights",
    "credence": "sound",
    "judgement": "judgements",
    "force": "force",
    "answer": "answer_force",
}


@dataclass(frozen=True)
class Parameter:
    """One number, from 0 to 1: a share of the weights, a credence, a force, an overlap and so on.

    Attributes
    ----------
    kind : str
    index : int
        Of the criterion, argument, judgement, force, answer or line.
    now : float
        Its value in the base case.
    low, high : float
        Ends of the range that it may take.
    """

    kind: Kind
    index: int
    now: float
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, eq=False)
class BaseCase:
    """A problem at its expectation and the theories that are compared in it.

    Attributes
    ----------
    inputs : Inputs
        A single draw (S = 1).
    rows : list of int
        Where the N theories that are compared stand in `problem`.
    ahead : (N,) float or None
        By how much each scores more on average over draws than at its expectation, which is added
        to all its scores; None where scores are told as they are.
    """

    problem: ScoringProblem
    inputs: Inputs
    rows: list[int]
    ahead: Floats | None = None

    def on_average(self, totals: Floats) -> "BaseCase":
        """Return it with the theories at their average scores over draws, (N,).

        They differ from scores at the expectation where numbers count together, or one bends
        what another does.
        """
        expected = score(self.problem, self.inputs, self.rows).totals[0]
        return replace(self, ahead=totals - expected)

    def score(self, inputs: Inputs | None = None) -> Scores:
        """Score the theories for any inputs, (S, N); by default for those of the base case."""
        return self.moved(score(self.problem, self.inputs if inputs is None else inputs, self.rows))

    def moved(self, found: Scores) -> Scores:
        """Add to scores of the theories by how much these are ahead on average."""
        if self.ahead is None:
            return found
        return Scores(tuple(one + self.ahead for one in found.by_method), found.gated)

    def perturbed(self, parameters: Sequence[Parameter], values: Floats) -> Scores:
        """Score the theories with parameter k alone at `values[k]`, (K, N)."""
        return self.score(perturbed(self.problem, self.inputs, parameters, values))

    @cached_property
    def scores(self) -> Scores:
        """Return the scores of the base case, a single draw."""
        return self.score()

    @cached_property
    def key(self) -> Floats:
        """Return what the theories are ranked by, (N,)."""
        return np.asarray(self.scores.key[0])

    @property
    def leader(self) -> int | None:
        """Return the column of the first of those ranked first; None where all are gated."""
        return None if np.isneginf(self.key).all() else int(np.argmax(self.key))


def base_case(
    problem: ScoringProblem, shown: Sequence[int], every_criterion: bool = False
) -> BaseCase:
    """Put the part of a problem that the scores of `shown` depend on at its expectation.

    Criteria without weight are left out unless `every_criterion`: only the weights need them.

    Parameters
    ----------
    shown : sequence of int
        The theories that are compared.
    every_criterion : bool
    """
    smaller, rows = restricted(problem, shown, every_criterion)
    return BaseCase(smaller, expected_inputs(smaller), rows.tolist())


def perturbed(
    problem: ScoringProblem,
    inputs: Inputs,
    parameters: Sequence[Parameter],
    values: Floats,
    draws: Sequence[int] | None = None,
) -> Inputs:
    """Repeat a single draw, with each parameter at its value in a draw of its own.

    When a weight changes, the others keep their proportions: ``w_j (1 - v) / (1 - w_c)``.

    Parameters
    ----------
    inputs : Inputs
        A single draw.
    parameters : K Parameters
    values : (K,) float
        From 0 to 1.
    draws : K int, optional
        In which draw each is changed; by default parameter k in draw k.
    """
    rows = range(len(parameters)) if draws is None else draws
    found = inputs.repeat(max(rows, default=-1) + 1)
    # What stays is not copied: where it is all that pulls are made of, they are made once.
    kinds = {one.kind for one in parameters}
    changed = {
        name: getattr(found, name).copy(order="F")  # draws side by side
        for kind, name in _ARRAYS.items()
        if kind in kinds
    }
    if problem.lines is not None and "overlap" in kinds:
        changed["overlap"] = np.tile(problem.lines.overlap, (found.draws, 1))
    row, index = np.array(rows), np.array([one.index for one in parameters], dtype=np.int64)
    for kind in kinds:
        mine = np.array([one.kind == kind for one in parameters])
        of, at = index[mine], row[mine]
        match kind:
            case "weight":
                for k in np.flatnonzero(mine).tolist():
                    _reweigh(changed["weights"][row[k]], parameters[k], float(values[k]))
            case "judgement":
                t, c = problem.judgement_theory[of], problem.judgement_criterion[of]
                changed["judgements"][at, t, c] = values[mine]
            case "overlap":
                changed["overlap"][at, of] = values[mine]
            case _:
                changed[_ARRAYS[kind]][at, of] = values[mine]
    return found.with_(**changed, near=inputs)


def _reweigh(weights: Floats, parameter: Parameter, value: float) -> None:
    """Change a weight among the weights of a draw, (C,), where there are others to share with."""
    if parameter.now < 1:
        weights *= (1.0 - value) / (1.0 - parameter.now)
        weights[parameter.index] = value


def weight_parameters(base: BaseCase) -> list[Parameter]:
    """Return one parameter per criterion.

    A weight of all there is has no others to share with, so no range. None at all where the
    method takes no account of the size of a weight.
    """
    if not base.problem.method.uses_weight_sizes:
        return []
    weights = base.inputs.weights[0].tolist()
    return [Parameter("weight", c, w, 1.0 if w >= 1 else 0.0, 1.0) for c, w in enumerate(weights)]


def credence_parameter(base: BaseCase, argument: int) -> Parameter:
    """Return the credence of an argument before replies, or after where it is settled."""
    return Parameter("credence", argument, float(base.problem.credence[argument]))


def credence_parameters(base: BaseCase) -> list[Parameter]:
    """Return one parameter per argument: its credence before replies, or after where settled."""
    return [credence_parameter(base, a) for a in range(len(base.problem.arguments))]


def judgement_parameter(base: BaseCase, judgement: int) -> Parameter:
    """Return a judgement with the range of its scale."""
    problem = base.problem
    t, c = problem.judgement_theory[judgement], problem.judgement_criterion[judgement]
    now = float(base.inputs.judgements[0, t, c])
    return Parameter("judgement", judgement, now, min(0.0, now), max(1.0, now))


def judgement_parameters(base: BaseCase) -> list[Parameter]:
    """Return one parameter per judgement, with the range of its scale."""
    return [judgement_parameter(base, i) for i in range(len(base.problem.judgements))]


def answer_parameters(base: BaseCase) -> list[Parameter]:
    """Return one parameter per answer: what it takes away of the argument that it answers."""
    return [Parameter("answer", e, q) for e, q in enumerate(base.inputs.answer_force[0].tolist())]


def overlap_parameters(base: BaseCase) -> list[Parameter]:
    """Return one parameter per line of attack that joins several arguments somewhere."""
    lines = base.problem.lines
    if lines is None:
        return []
    joined = {pull.line for pull in joint_hits(base.problem).pulls if len(pull.families) > 1}
    return [Parameter("overlap", line, float(lines.overlap[line])) for line in sorted(joined)]


def linear_in(base: BaseCase, parameters: Sequence[Parameter]) -> Bools:
    """Find the parameters in which every score is certainly linear, (K,).

    Scores linear in the weights are so whatever is gated, since cells and gates do not
    depend on the weights. They are linear in each other number too (the model is multilinear)
    where there are no gates, conditions or value functions and, for a credence, no argument
    reaches a cell by two ways. Lines of attack and scrutiny keep this for judgements alone:
    the largest of some pulls bends with each of them, and an argument may reach a cell
    through a peer.
    """
    problem = base.problem
    if not problem.method.linear_in_weights:
        return np.zeros(len(parameters), dtype=bool)
    linear = {"weight"} if problem.linear_in_weights else set()
    bent = (
        bool(problem.gates)
        or any(isinstance(step, Condition) for step in problem.derivations)
        or any(function is not None for function in problem.value_functions)
    )
    if not bent:
        linear.add("judgement")
        if problem.lines is None and problem.scrutiny is None:
            linear |= {"credence", "force", "answer"}
    twice = _two_ways(problem)
    return np.array(
        [
            one.kind in linear and not (one.kind == "credence" and twice[one.index])
            for one in parameters
        ],
        dtype=bool,
    )


@remembered()
def _two_ways(problem: ScoringProblem) -> Bools:
    """Find arguments that act on some cell by two ways, through what they answer too, (A,)."""
    arguments, cells = len(problem.arguments), len(problem.theories) * len(problem.criteria)
    cell = problem.hit_theory * len(problem.criteria) + problem.hit_criterion
    hits = np.sort(problem.hit_argument * cells + cell)
    by, cell = np.divmod(hits[np.diff(hits, prepend=-1) > 0], max(cells, 1))
    twice = np.bincount(problem.hit_argument, minlength=arguments) > np.bincount(
        by, minlength=arguments
    )
    reached = np.split(cell, np.searchsorted(by, np.arange(1, arguments)))
    for _, to, answer in reversed(answers_in_order(problem)):
        both = np.sort(np.concatenate([reached[answer], reached[to]]))
        new = np.diff(both, prepend=-1) > 0
        reached[answer] = both[new]
        twice[answer] |= twice[to] or not new.all()
    return np.asarray(twice)

"""Which numbers the score of a theory may hang on, in which it is linear, at which it jumps."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import WEIGHTS, Bools, Condition, ScoringProblem
from toi.engine.sampling.input_labels import Labels, labels_by_kind, named
from toi.engine.scoring.subproblem import kept_for, needed


def reach(problem: ScoringProblem, rows: Sequence[int], labels: Labels) -> Bools:
    """Tell which of R theories each labelled number may change the score of, (D, R).

    Numbers are in the order of `rows_of_inputs`. A theory's score hangs on its own cells, on
    those that it derives from, on the arguments and forces that hit these or what it borrows
    from, on replies to them, and on the weights; by a method that compares theories, on all.
    """
    which = named(problem, labels)
    if problem.method.compares:
        return np.ones((sum(map(np.count_nonzero, which)), len(rows)), dtype=bool)
    judged, sound, answers, forces, weights = which
    theory = problem.judgement_theory[judged]
    criterion = problem.judgement_criterion[judged]
    answered = problem.answer_to[answers]
    found = np.empty((sum(map(np.count_nonzero, which)), len(rows)), dtype=bool)
    for column, t in zip(found.T, rows, strict=True):
        kept = kept_for(problem, [t])
        hits = kept.theories[problem.hit_theory] & kept.criteria[problem.hit_criterion]
        acts = np.bincount(problem.hit_force[hits], minlength=len(problem.forces)) > 0
        own = (
            kept.judged[theory] & kept.criteria[criterion],
            kept.arguments[sound],
            kept.arguments[answered],
            acts[forces],
            np.ones(np.count_nonzero(weights), dtype=bool),
        )
        column[:] = np.concatenate(own)
    return found


class Reach:
    """The same of any labels, worked out once for all numbers of a problem."""

    def __init__(self, problem: ScoringProblem, rows: Sequence[int]) -> None:
        self._problem = problem
        every = frozenset().union(*labels_by_kind(problem).values())
        self._whole = reach(problem, rows, every)

    def of(self, labels: Labels) -> Bools:
        """Tell which of the R theories each labelled number may change the score of, (D, R)."""
        return np.asarray(self._whole[np.concatenate(named(self._problem, labels))])


def is_linear_in(problem: ScoringProblem, labels: Labels) -> bool:
    """Tell whether what each theory is worth on average is linear in some numbers that are known.

    Of weighted sums it is linear in the weights, all known together, and in judgements. Two numbers
    that are multiplied, such as a judgement and an argument that lowers it, or judgements of two
    theories of which one is conditional on the other, count together.
    """
    if labels == {WEIGHTS}:
        return problem.linear_in_weights and not problem.gates
    judged = np.array([one.label in labels for one in problem.judgements], dtype=bool)
    if np.count_nonzero(judged) < len(labels) or not linear_alone(problem)[judged].all():
        return False
    conditional = [step.theory for step in problem.derivations if isinstance(step, Condition)]
    multiplied = needed(problem, conditional)
    return len(labels) == 1 or multiplied.isdisjoint(problem.judgement_theory[judged].tolist())


def linear_alone(problem: ScoringProblem) -> Bools:
    """Tell in which judgements every score of a weighted sum is linear, one at a time, (J,).

    In none where there are gates, and not in what a value function bends. What a condition lifts
    above the top of the scale is cut off, which bends a little; that is not reckoned with.
    """
    if not problem.method.linear_in_weights or problem.gates:
        return np.zeros(len(problem.judgements), dtype=bool)
    straight = np.array([function is None for function in problem.value_functions], dtype=bool)
    return np.asarray(straight[problem.judgement_criterion])


def cut_by_gates(problem: ScoringProblem) -> Bools:
    """Tell at which judgements a gate may make worth jump within their range, (J,).

    Arguments that hit a cell move the value at which it does, so that there any may.
    """
    theory, criterion = problem.judgement_theory, problem.judgement_criterion
    hit = np.zeros((len(problem.theories), len(problem.criteria)), dtype=bool)
    hit[problem.hit_theory, problem.hit_criterion] = True
    ends = [
        (max(q.law.support[0], q.low), min(q.law.support[1], q.high)) for q in problem.judgements
    ]
    low, high = np.array(ends).reshape(-1, 2).T
    found = np.zeros(len(problem.judgements), dtype=bool)
    for gate in problem.gates:
        within = (low <= gate.threshold) & (gate.threshold <= high)
        found |= (criterion == gate.criterion) & (within | hit[theory, criterion])
    return found

"""Which numbers the score of a theory may hang on."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Bools, ScoringProblem
from toi.engine.sampling.input_labels import Labels, named
from toi.engine.scoring.subproblem import kept_for


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

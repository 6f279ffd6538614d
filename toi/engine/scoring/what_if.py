"""What-if scores: some arguments made sound, or unsound."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Inputs, ScoringProblem
from toi.engine.scoring.score import Scores, score


def scores_if(
    problem: ScoringProblem,
    inputs: Inputs,
    groups: Sequence[Sequence[int]],
    sound: float,
    rows: Sequence[int],
) -> Scores:
    """Score some theories with each group of arguments in turn (un)sound before replies.

    Parameters
    ----------
    inputs : Inputs
        A single draw (S = 1).
    groups : K sequences of int
        Arguments that are set together.
    sound : float
        1 or 0.
    rows : sequence of int
        The theories that are scored.

    Returns
    -------
    Scores
        One draw per group.
    """
    credences = np.repeat(inputs.sound, len(groups), axis=0)
    for credence, members in zip(credences, groups, strict=True):
        credence[list(members)] = sound
    return score(problem, inputs.repeat(len(groups)).with_(sound=credences), rows)

"""Points of score given back by answers: those that the arguments they answer would take."""

from dataclasses import replace

import numpy as np

from toi.engine.problem import Floats
from toi.engine.remembered import replaced
from toi.engine.scoring.methods.additive import Additive
from toi.engine.sensitivity.one_at_a_time import BaseCase, answer_parameters
from toi.engine.sensitivity.side_by_side import score_side_by_side


def given_back(base: BaseCase) -> Floats:
    """Find the points that each answer gives each theory, (E, N): its score less that without.

    These are points of the additive score, whatever the method.
    """
    additive = replace(base, problem=replaced(base.problem, method=Additive()))
    answers = answer_parameters(additive)
    found = np.zeros((len(answers), len(base.rows)))
    totals = additive.score().totals[0]
    for felt in score_side_by_side(additive, answers, [np.zeros(1)] * len(answers)):
        found[felt.which, felt.columns] = totals[felt.columns] - felt.totals[0]
    return found

"""Some of the uncertain numbers of a problem: as columns, or as all that varies."""

from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Bools, Floats, Inputs, ScoringProblem


@dataclass(frozen=True, eq=False)
class Portion:
    """Which of a problem's uncertain numbers are meant.

    Attributes
    ----------
    weights : bool
        All weights, or none: they are one quantity.
    judgements : (J,) bool
    sound : (A,) bool
    answers : (E,) bool
    forces : (F,) bool
    """

    weights: bool
    judgements: Bools
    sound: Bools
    answers: Bools
    forces: Bools

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing at all."""
        masks = (self.judgements, self.sound, self.answers, self.forces)
        return not (self.weights or any(bool(mask.any()) for mask in masks))


def nothing_of(problem: ScoringProblem) -> Portion:
    """The portion that holds no number."""
    sizes = map(len, (problem.judgements, problem.arguments, problem.answers, problem.forces))
    return Portion(False, *(np.zeros(size, dtype=bool) for size in sizes))


def columns_of(problem: ScoringProblem, inputs: Inputs, portion: Portion) -> Floats:
    """The drawn numbers of a portion that do vary, (d, S)."""
    t, c = problem.judgement_theory, problem.judgement_criterion
    found = [
        inputs.judgements.transpose(1, 2, 0)[t[portion.judgements], c[portion.judgements]],
        inputs.sound.T[portion.sound],
        inputs.answer_force.T[portion.answers],
        inputs.force.T[portion.forces],
    ]
    if portion.weights:
        found.append(inputs.weights.T)
    rows = np.concatenate(found).astype(np.float64, copy=False)
    return np.asarray(rows[np.ptp(rows, axis=1) > 0] if rows.size else rows)


def varying(problem: ScoringProblem, inputs: Inputs, expected: Inputs, portion: Portion) -> Inputs:
    """The draws with everything but a portion held at its expectation.

    Parameters
    ----------
    inputs : Inputs
        S draws.
    expected : Inputs
        The expectation (S = 1), as `expected_inputs` gives it.
    """
    draws = len(inputs.weights)
    cells = np.zeros(inputs.judgements.shape[1:], dtype=bool)
    mine = portion.judgements
    cells[problem.judgement_theory[mine], problem.judgement_criterion[mine]] = True

    def held(drawn: Floats, fixed: Floats, mask: Bools) -> Floats:
        found = np.empty((*drawn.shape[1:], draws))  # draws side by side, as elsewhere
        found[:] = np.moveaxis(fixed, 0, -1)
        found[mask] = np.moveaxis(drawn, 0, -1)[mask]
        return np.moveaxis(found, -1, 0)

    return Inputs(
        inputs.weights if portion.weights else np.repeat(expected.weights, draws, axis=0),
        held(inputs.judgements, expected.judgements, cells),
        held(inputs.sound, expected.sound, portion.sound),
        held(inputs.answer_force, expected.answer_force, portion.answers),
        held(inputs.force, expected.force, portion.forces),
    )

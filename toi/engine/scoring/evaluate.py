"""The model, from inputs to scores; one draw or many take the same way."""

from toi.engine.problem import Evaluation, Floats, Inputs, ScoringProblem
from toi.engine.scoring.cells import argued, derive
from toi.engine.scoring.pulls import dealt, lefts
from toi.engine.scoring.strengths import strengths
from toi.engine.scoring.values import (
    doing_nothing,
    gated,
    theory_weights,
    values_of,
    weighted_sum,
)


def evaluate(problem: ScoringProblem, inputs: Inputs) -> Evaluation:
    """Work out strengths, cells, values and totals for every draw of `inputs`."""
    strength = strengths(problem, inputs.sound, inputs.answer_force)
    left = lefts(problem, dealt(problem, inputs, strength), len(inputs.weights))
    return evaluate_blows(problem, inputs, strength, left)


def evaluate_blows(
    problem: ScoringProblem, inputs: Inputs, strength: Floats, left: Floats
) -> Evaluation:
    """Go on from strengths, (S, A), and what blows leave, (B + 1, S)."""
    worn = argued(problem, inputs.judgements, left, inputs.peer)
    base, after, examined, cells = derive(problem, inputs.judgements, *worn)
    values = values_of(problem, cells)
    return Evaluation(
        strength=strength,
        base=base,
        argued=after,
        examined=examined,
        cells=cells,
        values=values,
        totals=weighted_sum(theory_weights(problem, inputs.weights), values),
        nothing=doing_nothing(problem, inputs.weights),
        gated=gated(problem, cells),
    )

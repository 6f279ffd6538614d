"""The model, from inputs to scores; one draw or many take the same way."""

from toi.engine.problem import Evaluation, Inputs, ScoringProblem
from toi.engine.scoring.cells import argued, derive
from toi.engine.scoring.strengths import strengths
from toi.engine.scoring.values import doing_nothing, gated, values_of, weighted_sum


def evaluate(problem: ScoringProblem, inputs: Inputs) -> Evaluation:
    """Work out strengths, cells, values and totals for every draw of `inputs`."""
    strength = strengths(problem, inputs.sound, inputs.answer_force)
    after = argued(problem, inputs.judgements, strength, inputs.force)
    base, after, cells = derive(problem, inputs.judgements, after)
    values = values_of(problem, cells)
    return Evaluation(
        strength=strength,
        base=base,
        argued=after,
        cells=cells,
        values=values,
        totals=weighted_sum(inputs.weights, values),
        nothing=doing_nothing(problem, inputs.weights),
        gated=gated(problem, cells),
    )

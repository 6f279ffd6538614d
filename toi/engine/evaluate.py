"""The model, from inputs to scores; one draw or many take the same way."""

from toi.arrays import Evaluation, Inputs, ScoringProblem
from toi.engine.aggregate import doing_nothing, gated, values_of, weighted_sum
from toi.engine.cells import derive, pulled, worn
from toi.engine.strengths import strengths


def evaluate(problem: ScoringProblem, inputs: Inputs) -> Evaluation:
    """Work out strengths, cells, values and totals for every draw of `inputs`."""
    strength = strengths(problem, inputs.sound, inputs.answer_force)
    lowered, raised = worn(problem, strength, inputs.force)
    argued = pulled(inputs.judgements, lowered, raised)
    base, argued, cells = derive(problem, inputs.judgements, argued)
    values = values_of(problem, cells)
    return Evaluation(
        strength=strength,
        base=base,
        argued=argued,
        cells=cells,
        values=values,
        totals=weighted_sum(inputs.weights, values),
        nothing=doing_nothing(problem, inputs.weights),
        gated=gated(problem, cells),
    )

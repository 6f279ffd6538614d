"""Questions that the author of a rubric left empty, so that what holds is not an opinion."""

from toi.io.questionnaire.response import BELIEF, WEIGHT
from toi.io.rubric.resolve import ResolvedRubric


def left_empty(rubric: ResolvedRubric) -> frozenset[str]:
    """Return the questions, such as ``weight.speed``, that were left empty.

    Not those that the file answers since, by a weight or a belief of its own.
    """
    own = rubric.layers[0].record if rubric.layers else None
    empty = own.unanswered if own else None
    if own is None or empty is None:
        return frozenset()
    weights = {f"{WEIGHT}{name}" for name in empty.criteria if name not in own.weights}
    believed = own.credences.arguments
    return frozenset(weights | {f"{BELIEF}{n}" for n in empty.arguments if n not in believed})

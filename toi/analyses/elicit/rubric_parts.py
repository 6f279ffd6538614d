"""The rubric that answers make, and its parts."""

from toi.analyses.elicit.scene import Scene, weighed
from toi.analyses.elicit.weights import as_weights
from toi.analyses.shared.rubrics.conventions import NOT_BEARING
from toi.records.answers import SKIP, Answers, Reply
from toi.records.credences import Settled
from toi.records.rubric import Rubric


def rubric_of(scene: Scene, answers: Answers) -> Rubric:
    """Return the rubric that the answers make, laid over the one they start from."""
    start = scene.start.rubric
    believed = {**start.credences.arguments, **beliefs(answers)}
    changes = {"credences": start.credences.model_copy(update={"arguments": believed})}
    return start.model_copy(
        update={**changes, **weight_lines(scene, answers), **bearing_line(answers)}
    )


def beliefs(answers: Answers) -> dict[str, Settled]:
    """Return credences as a rubric holds them; replies were in sight, so they are settled."""
    return {
        name: Settled(settled=_share(reply))
        for name, reply in answers.arguments.items()
        if reply != "skip"
    }


def _share(reply: Reply) -> float | tuple[float, float]:
    """Return percentages as shares, with no more digits than they had."""
    if isinstance(reply, tuple):
        return round(reply[0] / 100, 9), round(reply[1] / 100, 9)
    return round(float(reply) / 100, 9)


def weight_lines(scene: Scene, answers: Answers) -> dict[str, object]:
    """Return the parts of a rubric that say how criteria are weighed; none where that was left.

    Criteria that the rubric below weighs and that do not count are given 0.
    """
    names = weighed(scene, answers)
    found = as_weights(answers, names)
    if found is None and (set(names) == set(scene.usual) or answers.weigh == "skip"):
        return {}
    if found is None:  # one criterion, or others than usual: all alike until they are weighed
        found = dict.fromkeys(names, 100 / len(names))
    below = scene.start.rubric.weights or {}
    zeros = {name: 0.0 for name in below if name not in found and below[name] > 0}
    return {"weights": {**below, **found, **zeros}, "weights_sure": surely(answers)}


def bearing_line(answers: Answers) -> dict[str, str]:
    """Return how criteria count that a theory is not about; nothing where that was left."""
    given = answers.not_bearing
    return {} if given is None or given == SKIP else {NOT_BEARING: given}


def surely(answers: Answers) -> str:
    """Return how sure the weights are: an order is no more than one, unless it was said."""
    return answers.sure or ("order" if answers.weigh == "rank" else "roughly")

"""The text of a rubric made from answers, with remarks that say how each number came about."""

from collections.abc import Iterator, Mapping

from toi.analyses.elicit.rubric_parts import bearing_line, beliefs, surely, weight_lines
from toi.analyses.elicit.scene import Scene, weighed
from toi.analyses.elicit.weights import compared, comparison_words, ratio_of, shares
from toi.analyses.rubric.template import (
    COLUMN,
    anchor_remarks,
    differs,
    head,
    remarked,
    remarks,
)
from toi.engine.elicitation.weights import LIMIT, TABLE
from toi.io.templates import fill
from toi.io.yaml.emit import flow
from toi.records.answers import Answers

HOW = {
    "rank": "By rank: put in order by what it is worth to move each from its worst to its best. "
    "The numbers are rank order centroids (Barron and Barrett 1996), the mean of all weights "
    "in that order.",
    "swing": "By swing: points for moving each from its worst to its best, 100 for the move "
    "wanted most (Goodwin and Wright). Only proportions count.",
    "pairwise": "By pairs: how many times as much it is worth to move one from its worst to its "
    "best as another. The numbers are the principal eigenvector (Saaty 1980).",
    "points": "By points shared out for moving each from its worst to its best. Only "
    "proportions count.",
}


_SETTLED = (
    "2. WHAT I BELIEVE. Each was asked with what is said against it in sight, so the number is "
    "how strong it is all told: replies no longer act on it. 0 no .. 1 yes."
)


def elicited_text(scene: Scene, answers: Answers, extends: str | None) -> str:
    """Write the rubric file that the answers make."""
    believed = list(_beliefs(scene, answers))
    return fill(
        "rubric/elicited.yaml",
        head=head(scene.opened.debate, scene.name, extends),
        name=scene.name,
        seed=str(scene.seed),
        values=[*_values(scene, answers), *_bearing(answers)],
        beliefs=[*believed, ""] if believed else (),
        differs=differs(extends, scene.name),
    )


def _values(scene: Scene, answers: Answers) -> Iterator[str]:
    found = weight_lines(scene, answers)
    if not found:
        yield f"# 1. WHAT I VALUE. Not answered, so the weights are those of {scene.start.name}."
        return
    names = weighed(scene, answers)
    how = HOW.get(str(answers.weigh), "One criterion counts.")
    yield from remarks(f"1. WHAT I VALUE. {how}", hang="   ")
    yield from _comparisons(scene, answers)
    weights = {n: w for n, w in _mapping(found["weights"]).items() if n in names or w == 0}
    share = shares({n: weights[n] for n in names})
    yield "weights:"
    lines = {name: f"  {flow(name)}: {flow(weights[name])}" for name in names}
    column = max(COLUMN, *(len(line) + 1 for line in lines.values()))
    for name, line in lines.items():
        yield from anchor_remarks(scene.debate.criteria[name])
        yield remarked(line, _came(answers, name, share[name]), column)
    below = scene.start.rubric.weights
    yield from (
        remarked(f"  {flow(name)}: 0", "it does not count")
        for name in weights
        if name not in names and below.get(name)
    )
    yield remarked(f"weights_sure: {surely(answers)}", "exactly | roughly | order | unknown")


def _bearing(answers: Answers) -> Iterator[str]:
    given = bearing_line(answers)
    for key, setting in given.items():
        yield remarked(f"{key}: {setting}", "criteria that something is not about")


def _mapping(value: object) -> Mapping[str, float]:
    assert isinstance(value, Mapping)
    return value


def _came(answers: Answers, name: str, share: float) -> str:
    """Write a criterion's share of all weight, and its place where it was ranked."""
    place = next((i for i, tied in enumerate(answers.rank, 1) if name in tied), None)
    return f"{100 * share:.3g} %" + (f", place {place}" if place else "")


def _comparisons(scene: Scene, answers: Answers) -> Iterator[str]:
    """Write what was said of each pair, and how far it agrees."""
    names = sorted(weighed(scene, answers))
    found = ratio_of(answers, names)
    if found is None:
        return
    for comparison in compared(answers).values():
        yield f"#      {comparison_words(*comparison)}"
    side = "above, and was kept" if found[1] > LIMIT else "within"
    yield f"#    Consistency ratio {found[1]:.2f} (index {found[0]:.2f}, random index of {TABLE}):"
    yield f"#    {side} the {LIMIT:.2f} beyond which comparisons pull against one another."


def _beliefs(scene: Scene, answers: Answers) -> Iterator[str]:
    if not scene.debate.arguments:
        return
    settled = beliefs(answers)
    skipped = [name for name in answers.arguments if name not in settled]
    if not settled:
        left = "Every argument asked was skipped" if skipped else "No argument was asked"
        yield f"# 2. WHAT I BELIEVE. {left}, so all is as in {scene.start.name}."
    else:
        yield from remarks(_SETTLED, hang="   ")
        yield "credences:"
        yield "  arguments:"
        for name, belief in settled.items():
            value = belief.settled
            word = flow(list(value) if isinstance(value, tuple) else value)
            yield from remarks(scene.debate.arguments[name].title, "    ")
            yield f"    {flow(name)}: {{settled: {word}}}"
    if skipped:
        yield from remarks(f"Skipped when asked: {', '.join(skipped)}", "  ", "  ")

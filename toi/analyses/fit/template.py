"""The text of a fitted rubric, with remarks on what it was fitted to and how well."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from toi.analyses.fit.task import Task
from toi.analyses.rubric.template import (
    COLUMN,
    anchor_remarks,
    differs,
    head,
    remarked,
    remarks,
)
from toi.analyses.shared.format import count, per_cent, probability, short_per_cent, signed
from toi.engine.fit.least_change import LeastChange
from toi.engine.fit.posterior import Posterior
from toi.engine.problem import Floats
from toi.engine.sensitivity.counterfactual import at_points
from toi.io.rubric.find import RubricFile
from toi.io.rubric.resolve import ResolvedRubric, resolve_text
from toi.io.templates import fill
from toi.io.yaml.emit import flow
from toi.light_dataclass import dataclass

DIGITS = 1  # after the point, of a weight in per cent
FINER = 6  # where fewer would round a statement away
MOST_SURE, LEAST_SURE = 1000.0, 1.0  # concentration
CHANGED = 1e-6
ENDS = 0.05, 0.95


@dataclass(frozen=True, eq=False)
class Fitted:
    """A fitted rubric, its text, and what its weights are drawn from."""

    rubric: ResolvedRubric
    text: str
    extends: str | None
    concentration: float
    weights: Floats  # (C,), adding up to 1


def fitted_rubric(task: Task, middle: Posterior, both: LeastChange | None) -> Fitted:
    """Write the rubric that was fitted, and read it back.

    Parameters
    ----------
    both : LeastChange or None
        Weights and credences to write instead of the mean of the fitted weights.
    """
    parent, name = task.model.rubric, task.wanted.name
    sound = task.base.inputs.sound[0] if both is None else both.sound
    weights = middle.mean(middle.weights) if both is None else both.weights
    percent = _rounded(task, weights, sound)
    extends = parent.name if parent.layers else None
    concentration = _concentration(middle)
    changed = _changed(task, sound)
    text = fill(
        "rubric/fitted.yaml",
        head=head(task.model.debate, name, extends),
        fitted=_fitted_from(task, _leads(task, percent, sound), middle),
        remarks=_remarks(task, both is not None),
        weights=_weights(task, percent, None if both else middle),
        sure=() if both else _sure(concentration),
        credences=_credences(task, sound, changed),
        name=name,
        differs=differs(extends, name),
    )
    found = RubricFile(name, Path(name), name)
    places, debate = task.model.opened.places, task.model.opened.debate
    rubric = resolve_text(found, text.encode("utf-8"), places, debate)
    return Fitted(rubric, text, extends, concentration, percent / percent.sum())


def _concentration(middle: Posterior) -> float:
    """Return the concentration of the Dirichlet law whose variances add up to those fitted.

    ``sum m (1 - m) / (k + 1) = sum var``; two digits of it.
    """
    mean = middle.mean(middle.weights)
    spread = float(middle.mean((middle.weights - mean) ** 2).sum())
    full = float((mean * (1.0 - mean)).sum())
    k = full / spread - 1.0 if spread > full / MOST_SURE else MOST_SURE
    return float(f"{max(k, LEAST_SURE):.2g}")


def _sure(concentration: float) -> Iterator[str]:
    yield remarked(f"weights_sure: {{dirichlet: {concentration:g}}}", "as sure as the fit is")


def _leads(task: Task, percent: Floats, sound: Floats) -> Floats:
    """Return the leads that statements are about, (K,), under weights in per cent and credences."""
    weights = percent / percent.sum()
    found = task.base.score(at_points(task.base, weights[None], sound[None]))
    return np.asarray(task.statements.leads(found.totals)[0])


def _rounded(task: Task, weights: Floats, sound: Floats) -> Floats:
    """Round weights to per cent with a decimal, or more where that would lose a statement."""
    hold = task.statements.hold
    wanted = hold(_leads(task, 100.0 * weights, sound)[None])
    for digits in range(DIGITS, FINER):
        percent = np.asarray(np.round(100.0 * weights, digits))
        if percent.sum() > 0 and (hold(_leads(task, percent, sound)[None]) >= wanted).all():
            return percent
    return np.asarray(np.round(100.0 * weights, FINER))


def _changed(task: Task, sound: Floats) -> list[int]:
    """Return the arguments whose credence was changed."""
    return np.flatnonzero(np.abs(sound - task.base.inputs.sound[0]) > CHANGED).tolist()


def _fitted_from(task: Task, leads: Floats, middle: Posterior) -> Iterator[str]:
    """Write what was said, with how well it is met."""
    hold = task.statements.hold
    met = hold(leads[None])[0]
    drawn = hold(task.statements.leads(task.scores.totals(middle.weights))).astype(np.float64)
    share = middle.mean(drawn)
    yield remarked("fitted_from:", "what was said, and how well it is met; it scores nothing")
    yield "  statements:"
    lines = [f"    - {flow(one.text)}" for one in task.said.statements]
    column = max(COLUMN, *(len(line) + 2 for line in lines))
    for line, lead, is_met, p in zip(lines, leads, met, share, strict=True):
        word = "" if is_met else "NOT MET: "
        yield remarked(line, f"{word}{signed(lead, 1)} points, {per_cent(p)} of weights", column)
    yield f"  prior: {flow(task.prior_name)}"
    yield remarked(f"  noise: {flow(task.wanted.noise)}", "points by which scores may be off")


def _remarks(task: Task, both: bool) -> Iterator[str]:
    """Say what the numbers are, and that others would do as well."""
    n, start = count(len(task.said.statements), "statement"), task.model.rubric.name
    if both:
        how = f"the least change of weights and credences of {start} that was found to meet them"
    else:
        how = f"the mean of all weights that explain them, beliefs as in {start}"
    yield from remarks(f"1. WHAT I VALUE. Fitted to {n}: {how}.", hang="   ")
    if both:
        yield from remarks("Many rubrics explain one ranking.", "", "   ", "   ")
        return
    yield from remarks(
        "Many rubrics explain one ranking: behind each weight is where nine in ten of the weights "
        "lie that explain this one.",
        "",
        "   ",
        "   ",
    )


def _weights(task: Task, percent: Floats, middle: Posterior | None) -> Iterator[str]:
    """Write each weight with its ends; 0 where the rubric below has one that was not to count."""
    place = {name: c for c, name in enumerate(task.base.problem.criteria)}
    below = task.base.inputs.weights[0]
    ends = [""] * len(below)
    if middle is not None:
        low, high = middle.quantiles(middle.weights, ENDS)
        spans = zip(low, high, strict=True)
        ends = [f"{short_per_cent(a)}-{short_per_cent(b)} %" for a, b in spans]
    for criterion in task.model.debate.criteria.values():
        c = place[criterion.id]
        if task.allowed[c]:
            yield from anchor_remarks(criterion)
            yield remarked(f"  {flow(criterion.id)}: {flow(float(percent[c]))}", ends[c])
        elif below[c] > 0:
            yield remarked(f"  {flow(criterion.id)}: 0", "it was not to count")


def _credences(task: Task, sound: Floats, changed: list[int]) -> Iterator[str]:
    """Write the credences that were changed, as settled where they were."""
    if not changed:
        return
    problem, now = task.base.problem, task.base.inputs.sound[0]
    yield ""
    yield "# 2. WHAT I BELIEVE, where that has to change too."
    yield "credences:"
    yield "  arguments:"
    for a in changed:
        value = float(round(sound[a], FINER))
        word = f"{{settled: {flow(value)}}}" if problem.settled[a] else flow(value)
        line = f"    {flow(problem.arguments[a])}: {word}"
        yield remarked(line, f"was {probability(float(now[a]))}")

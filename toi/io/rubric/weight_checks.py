"""Checks of a rubric's weights and of the limits that it puts on them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from toi.errors import Problem
from toi.io.debate.entry import Entry
from toi.records.debate import Debate
from toi.records.rubric import Rubric
from toi.records.weight_uncertainty import SureOptions
from toi.weight_limits import Limit, conflict

Layers = Sequence[Entry[Rubric]]

SMALL = 10.0  # weights from here on are no shares of 1
ROUNDED = 0.5  # how far percentages may be from 100 together


def _named(limits: Sequence[Limit]) -> dict[str, None]:
    return {name: None for limit in limits for name, _ in limit.factors}


def without_weight(rubric: Rubric, debate: Debate, layers: Layers) -> list[Problem]:
    """Find limits on criteria whose weight is 0 and stays so."""
    weights, sure = _weights(rubric, debate), rubric.weights_sure
    found = []
    for path, _, limits in sure.statements() if isinstance(sure, SureOptions) else ():
        for name in _named(limits):
            if not weights.get(name):
                message = (
                    f"{name!r} has weight 0, which stays 0; give it a weight above 0, or take "
                    "it out here"
                )
                found.append(_problem(rubric, layers, "weights-limit-on-0", message, path))
    return list(dict.fromkeys(found))


def infeasible(rubric: Rubric, debate: Debate, layers: Layers) -> list[Problem]:
    """Find limits that no weights meet, and name a smallest set of them that is at fault."""
    sure = rubric.weights_sure
    if not isinstance(sure, SureOptions) or not sure.has_limits:
        return []
    names = [name for name, weight in _weights(rubric, debate).items() if weight > 0]
    statements = list(sure.statements())
    members = conflict(names, [limits for _, _, limits in statements])
    if not members:
        return []
    said = [_worded(rubric, layers, statements[k][:2]) for k in members]
    both = "both " if len(said) == 2 else ""
    listed = ", ".join(said[:-1]) + " and " + said[-1] if len(said) > 1 else said[0]
    why = _total(names, [statements[k][2] for k in members])
    message = f"no weights satisfy {both}{listed}{why}"
    return [_problem(rubric, layers, "weights-infeasible", message, statements[members[0]][0])]


def small_weights(name: str, layers: Layers) -> Iterator[str]:
    """Ask about weights below 1 beside weights of 10 and more, written in one file."""
    weights = next((e.record.weights for e in layers if e.record.weights), {})
    total = math.fsum(weights.values())
    if max(weights.values(), default=0.0) < SMALL or abs(total - 100) < ROUNDED:
        return
    for criterion, weight in weights.items():
        if 0 < weight < 1:
            yield (
                f"rubric {name}: {criterion} weighs {weight:g}, {100 * weight / total:.2g} % of "
                f"all, beside weights such as {max(weights.values()):g}; is {100 * weight:g} meant?"
            )


def _weights(rubric: Rubric, debate: Debate) -> Mapping[str, float]:
    return rubric.weights or debate.core_weights


def _total(names: Sequence[str], members: Sequence[Sequence[Limit]]) -> str:
    """Say why, where the limits simply add up to too much or leave too little."""
    if len(members) < 2:
        return ""
    bound, sums = _added(names, [limits[0] for limits in members])
    if bound > 1 and max(sums) <= 1:
        return f": they add up to {_digits(bound, 1)}"
    bound, sums = _added(names, [limits[-1] for limits in members])
    if -1 < bound <= 0 and max(sums) <= -1:
        return f": they leave {_digits(-bound, 1)}, and all weights add up to 1"
    return ""


def _digits(value: Fraction, other: int) -> str:
    """Write a number with as many digits as tell it from another."""
    found = (f"{float(value):.{digits}g}" for digits in range(6, 17))
    return next((text for text in found if float(text) != other), repr(float(value)))


def _added(names: Sequence[str], limits: Sequence[Limit]) -> tuple[Fraction, list[float]]:
    """Add up some limits: the bound, and the factor for each weight."""
    bound = sum((Fraction(repr(limit.bound)) for limit in limits), Fraction(0))
    return bound, [sum(dict(limit.factors).get(name, 0.0) for limit in limits) for name in names]


def _worded(rubric: Rubric, layers: Layers, statement: tuple[tuple[object, ...], str]) -> str:
    path, words = statement
    words = words if len(words) <= 60 else words[:57] + "..."
    home = _home(rubric, layers)
    if home is None:
        return words
    return f"{words} (line {home.document.place((*home.path, 'weights_sure', *path)).line})"


def _home(rubric: Rubric, layers: Layers) -> Entry[Rubric] | None:
    """Find the file that says how sure the weights are; None where that was set."""
    said = (e for e in layers if "weights_sure" in e.record.model_fields_set)
    nearest = next(said, None)
    same = nearest is not None and nearest.record.weights_sure == rubric.weights_sure
    return nearest if same else None


def _problem(
    rubric: Rubric, layers: Layers, code: str, message: str, path: tuple[object, ...]
) -> Problem:
    home = _home(rubric, layers)
    if home is None:
        return Problem("--set", None, None, message, code)
    return home.problem(code, message, "weights_sure", *path, key=path[0] == "ranges")

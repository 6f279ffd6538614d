"""Which arguments, and which tags, carry the ranking under a rubric."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toi.analyses.shared.lookup import default_kind
from toi.compile.scoring import compile_problem
from toi.engine.problem import ScoringProblem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.what_if import forced, order_key, pairs_turned
from toi.io.rubric.resolve import Resolved
from toi.records.debate import Debate


@dataclass(frozen=True)
class Carrier:
    """What an argument (or all of a tag) does if it is sound, against if it is not.

    `pairs` counts the shown theories' pairs that change places, `points` is the largest
    change of a score, of `theory`.
    """

    name: str
    pairs: int
    points: float
    theory: str


@dataclass(frozen=True)
class Carriers:
    """Arguments and tags, those that carry most first; and the shown theories in rank order."""

    arguments: tuple[Carrier, ...]
    tags: tuple[Carrier, ...]
    theories: tuple[str, ...]


def carriers(debate: Debate, rubric: Resolved) -> Carriers:
    """Force every argument and every tag to be sound and unsound, all else at its mean."""
    debate = debate.with_arguments(rubric.rubric.arguments)
    problem = compile_problem(debate, rubric.rubric)
    number = {name: i for i, name in enumerate(problem.arguments)}
    shown = debate.shown([default_kind(debate)])
    singles = {name: [i] for name, i in number.items()}
    tagged = {tag: [number[name] for name in names] for tag, names in debate.tags.items()}
    rows = [problem.theories.index(name) for name in shown]
    totals = forced(problem, expected_inputs(problem), [[]], 1.0, rows)[0][0].tolist()
    order = [name for _, name in sorted(zip(totals, shown, strict=True), key=_best_first)]
    return Carriers(
        tuple(_measured(problem, singles, shown)),
        tuple(_measured(problem, tagged, shown)),
        tuple(order),
    )


def _best_first(scored: tuple[float, str]) -> tuple[float, str]:
    return -scored[0], scored[1]


def _measured(
    problem: ScoringProblem, groups: dict[str, list[int]], shown: Sequence[str]
) -> list[Carrier]:
    rows = [problem.theories.index(name) for name in shown]
    inputs = expected_inputs(problem)
    sides = [forced(problem, inputs, list(groups.values()), sound, rows) for sound in (1.0, 0.0)]
    keys = [order_key(totals, gated) for totals, gated in sides]
    moved = sides[0][0] - sides[1][0]
    turned = pairs_turned(keys[1], keys[0])
    most = np.abs(moved).argmax(axis=1) if len(groups) else np.zeros(0, dtype=np.int64)
    found = [
        Carrier(name, int(turned[k]), float(moved[k, most[k]]), shown[int(most[k])])
        for k, name in enumerate(groups)
    ]
    return sorted(found, key=lambda c: (-c.pairs, -round(abs(c.points), 9), c.name))

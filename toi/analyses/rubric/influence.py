"""Arguments and tags that carry the ranking under a rubric."""

from collections.abc import Sequence

import numpy as np

from toi.analyses.shared.lookup import default_kind
from toi.analyses.shared.moves import pair_count
from toi.compile.scoring import compile_problem
from toi.engine.comparison.rank_distance import kendall_distances
from toi.engine.problem import ScoringProblem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.what_if import scores_if
from toi.io.rubric.resolve import ResolvedRubric
from toi.light_dataclass import dataclass
from toi.records.debate import Debate


@dataclass(frozen=True)
class Carrier:
    """The effect of an argument (or all of a tag) being sound, against its not being so.

    `pairs` counts the shown theories' pairs that change places, half where they are level
    before or after; `points` is the largest change of a score, of `theory`.
    """

    name: str
    pairs: float
    points: float
    theory: str


@dataclass(frozen=True)
class Carriers:
    """Arguments and tags, those that carry most first; and the shown theories in rank order."""

    arguments: tuple[Carrier, ...]
    tags: tuple[Carrier, ...]
    theories: tuple[str, ...]


def carriers(debate: Debate, rubric: ResolvedRubric) -> Carriers:
    """Force every argument and every tag to be sound and unsound, all else at its mean."""
    debate = debate.with_arguments(rubric.rubric.arguments)
    problem = compile_problem(debate, rubric.rubric)
    number = {name: i for i, name in enumerate(problem.arguments)}
    shown = debate.shown([default_kind(debate)])
    singles = {name: [i] for name, i in number.items()}
    tagged = {tag: [number[name] for name in names] for tag, names in debate.tags.items()}
    if not shown:
        return Carriers((), (), ())
    ranking = exact_ranking(problem, [problem.row[name] for name in shown])
    return Carriers(
        tuple(_measured(problem, singles, shown)),
        tuple(_measured(problem, tagged, shown)),
        tuple(shown[i] for i in ranking.order),
    )


def _measured(
    problem: ScoringProblem, groups: dict[str, list[int]], shown: Sequence[str]
) -> list[Carrier]:
    rows = [problem.row[name] for name in shown]
    inputs, members = expected_inputs(problem), list(groups.values())
    sound, unsound = (scores_if(problem, inputs, members, value, rows) for value in (1.0, 0.0))
    moved = sound.totals - unsound.totals
    apart = kendall_distances(unsound.key, sound.key).tolist()
    most = np.abs(moved).argmax(axis=1) if len(groups) else np.zeros(0, dtype=np.int64)
    found = [
        Carrier(name, pair_count(apart[k]), float(moved[k, most[k]]), shown[int(most[k])])
        for k, name in enumerate(groups)
    ]
    return sorted(found, key=lambda c: (-c.pairs, -round(abs(c.points), 9), c.name))

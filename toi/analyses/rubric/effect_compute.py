"""Effect of a change of rubric on the ranking, by the deterministic score."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from toi.analyses.rubric.changes import IDLE
from toi.analyses.rubric.result import Alone, Shift
from toi.analyses.shared.moves import RankChange, ScoreMove, pair_count
from toi.analyses.shared.theories import scores_told
from toi.compile.scoring import compile_problem
from toi.engine.comparison.rank_distance import kendall_distances
from toi.engine.remembered import replaced
from toi.engine.scoring.exact_ranking import ExactRanking, exact_ranking
from toi.io.rubric.checks import check_whole
from toi.io.rubric.layers import content_of
from toi.io.rubric.resolve import ResolvedRubric
from toi.records.debate import Debate
from toi.records.layers import PartPath, content_with, parts_of
from toi.records.rubric import Rubric

MOST_ALONE = 12  # changes that are tried one by one; more are taken together by section
SURE = ("weights_sure",)


def ranking_under(debate: Debate, rubric: Rubric, shown: Sequence[str]) -> ExactRanking:
    """Rank some theories under a rubric, in the order of `shown`."""
    problem = compile_problem(debate, rubric)
    return exact_ranking(problem, [problem.row[name] for name in shown])


def with_credence(
    ranking: ExactRanking, argument: str, value: float, settled: bool
) -> ExactRanking:
    """Rank the same theories with another credence in one argument."""
    a = ranking.problem.arguments.index(argument)
    sound, fixed = ranking.inputs.sound.copy(), ranking.problem.settled.copy()
    sound[0, a], fixed[a] = value, settled
    problem = replaced(ranking.problem, settled=fixed)
    return exact_ranking(problem, ranking.rows, ranking.inputs.with_(sound=sound))


def _place(ranking: ExactRanking, i: int) -> RankChange:
    score = float(scores_told(ranking)[i])
    return RankChange(int(ranking.ranks[i]), score, bool(ranking.gated[i]))


def pairs_apart(old: ExactRanking, new: ExactRanking) -> float:
    """Count the pairs of theories that stand in another order by another ranking.

    One that is level by one of the two alone counts half.
    """
    return pair_count(float(kendall_distances(old.key[None], new.key[None])[0]))


def shift(
    debate: Debate, before: ResolvedRubric, after: ResolvedRubric, shown: Sequence[str]
) -> Shift:
    """Return the ranking before and after, and what each change alone would have done."""
    old = ranking_under(debate, before.rubric, shown)
    found = plain_shift(debate, old, ranking_under(debate, after.rubric, shown), shown)
    steps = list(_alone(content_of(before.layers), content_of(after.layers)))
    if len(steps) < 2:
        return found
    alone = tuple(_tried(debate, name, content, old, shown) for name, content in steps)
    return Shift(found.theories, found.pairs, found.moves, alone)


def plain_shift(
    debate: Debate, old: ExactRanking, new: ExactRanking, shown: Sequence[str]
) -> Shift:
    """Return the ranking before and after."""
    moves = _moves(debate, old, new, shown)
    moves.sort(key=lambda move: (move.after.rank, move.id))
    return Shift(len(shown), pairs_apart(old, new), tuple(moves))


def _moves(
    debate: Debate, old: ExactRanking, new: ExactRanking, shown: Sequence[str]
) -> list[ScoreMove]:
    return [
        ScoreMove(name, debate.theories[name].short, _place(old, i), _place(new, i))
        for i, name in enumerate(shown)
    ]


def largest(moves: Sequence[ScoreMove]) -> ScoreMove | None:
    """Return the move of most points; the farthest where points do not tell them apart."""
    return min(
        moves,
        key=lambda m: (-round(m.far, 6), *m.farthest_first, -m.points),
        default=None,
    )


def _alone(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each change by name, with the content that has this change alone.

    Weights are meant once one is set, so that how sure they are goes with them.
    """
    old, new = parts_of(dict(before)), parts_of(dict(after))
    changed = [path for path in {**old, **new} if old.get(path) != new.get(path)]
    changed = [path for path in changed if path[0] not in IDLE]
    with_weights = SURE in changed and any(path[0] == "weights" for path in changed)
    if with_weights:
        changed.remove(SURE)
    for name, paths in _grouped(changed):
        taken = set(paths)
        if with_weights and any(path[0] == "weights" for path in taken):
            taken.add(SURE)
        mixed = {p: (new if p in taken else old).get(p) for p in {**old, **new}}
        yield name, content_with({p: v for p, v in mixed.items() if v is not None})


def _grouped(changed: Sequence[PartPath]) -> Iterator[tuple[str, list[PartPath]]]:
    if len(changed) <= MOST_ALONE:
        yield from ((".".join(path), [path]) for path in changed)
        return
    groups: dict[str, list[PartPath]] = {}
    for path in changed:
        groups.setdefault(".".join(path[:-1] or path), []).append(path)
    for name, paths in groups.items():
        yield f"{name} ({len(paths)} changes)" if len(paths) > 1 else ".".join(paths[0]), paths


def _tried(
    debate: Debate, name: str, content: Mapping[str, Any], old: ExactRanking, shown: Sequence[str]
) -> Alone:
    rubric = Rubric.model_validate(content)
    if list(check_whole(rubric, debate, ())):  # tags that disagree, say, unless both change
        return Alone(name, None, None)
    new = ranking_under(debate, rubric, shown)
    return alone_of(debate, name, old, new, shown)


def alone_of(
    debate: Debate, name: str, old: ExactRanking, new: ExactRanking, shown: Sequence[str]
) -> Alone:
    """Return what one change alone moves."""
    moved = largest(_moves(debate, old, new, shown))
    if moved is None or not np.any(old.key != new.key):
        moved = None
    return Alone(name, pairs_apart(old, new), moved)

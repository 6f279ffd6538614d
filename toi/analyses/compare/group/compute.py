"""`toi compare` with three or more rubrics: who agrees with whom, and what would unite them."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from toi.analyses.compare.group.joint_compute import joint_rows, told_scores
from toi.analyses.compare.group.judged_compute import judged_otherwise, unite_judgements
from toi.analyses.compare.group.result import (
    Divided,
    GroupCompared,
    GroupSides,
    KemenyNote,
    Member,
    Uniting,
    UnitingWeight,
)
from toi.analyses.compare.theories.result import TheoryLabel
from toi.analyses.shared.rubrics.labels import Entrant
from toi.analyses.shared.session import LoadedDebate
from toi.analyses.shared.theories import rows_of
from toi.compile.scoring import compile_problem, restated, shape_of
from toi.engine.comparison.group_weights import (
    disagreement_if_weights_agreed,
    share_over_weights,
)
from toi.engine.comparison.rank_aggregation import kemeny, majorities
from toi.engine.comparison.rank_distance import (
    clusters,
    kendall_distance,
    mean_disagreement,
    pair_signs,
)
from toi.engine.comparison.rubric_batch import (
    RubricBatch,
    disagreement_if_agreed,
    nothing_by,
    rubric_batch,
    scores_by,
    strengths_by,
    weights_by,
)
from toi.engine.problem import Bools, Floats, ScoringProblem
from toi.engine.scoring.ranking import ranks
from toi.engine.scoring.score import Scores
from toi.io.questionnaire.left_empty import left_empty
from toi.io.questionnaire.response import BELIEF, WEIGHT
from toi.records.debate import Debate
from toi.records.rubric import Rubric

RULES = ("gates", "value_functions", "method", "not_bearing", "scrutiny")
UNTRIED = ("forces", "overlap", "arguments")  # beliefs beside credences and judgements
SAME = 1e-9
MOST_IN_PAIRS = 300  # rubrics of which each pair is told: of 1,000 they would be 500,000


def run_group(
    opened: LoadedDebate,
    rubrics: Sequence[Entrant],
    kinds: Sequence[str],
    trust: Sequence[float] | None = None,
) -> GroupCompared:
    """Compare many rubrics by the deterministic rankings of the theories of some kinds.

    Parameters
    ----------
    trust : sequence of float, optional
        How much each rubric counts in what is pooled; equal if not given.
    """
    debate = opened.debate
    names = sorted(debate.shown(kinds))
    given = np.array(trust or [1.0] * len(rubrics))
    share = given / given.sum()
    batches = _batches(debate, [one.rubric.rubric for one in rubrics], names)
    scores = scores_by(batches)
    key, nothing = scores.key, nothing_by(batches)
    signs = pair_signs(key)
    pairs = signs.shape[1]
    distance = kendall_distance(signs, signs) / max(pairs, 1)
    near = clusters(distance)
    called = [one.name for one in rubrics]
    best = kemeny(majorities(key, share))
    few = len(rubrics) <= MOST_IN_PAIRS
    empty = [left_empty(one.rubric) for one in rubrics]
    judged = judged_otherwise(debate, batches, [one.rubric.rubric for one in rubrics])
    return GroupCompared(
        provenance=opened.provenance(kinds=kinds, others=[one.rubric for one in rubrics]),
        of="group",
        rubrics=tuple(one.label for one in rubrics),
        trust=tuple(share.tolist()),
        theories=tuple(
            TheoryLabel(n, debate.theories[n].title, debate.theories[n].short) for n in names
        ),
        pairs=pairs,
        disagreement=float(mean_disagreement(signs, share).sum()) / max(pairs, 1),
        distance=tuple(tuple(row) for row in distance.tolist()) if few else (),
        clusters=tuple(
            tuple(name for name, at in zip(called, near.labels, strict=True) if at == k)
            for k in range(1, near.labels.max() + 1)
        ),
        silhouette=near.silhouette,
        merges=tuple(tuple(row) for row in near.merges.tolist()) if few else (),
        splits=tuple(_splits(names, called, key, signs, share)),
        unite=tuple(_unite(debate, batches, pairs, share, empty)),
        joint=tuple(joint_rows(names, batches, scores, nothing, share, best)),
        kemeny=KemenyNote(best.exact, best.cost, best.bound, best.unique),
        sides=_sides(batches, [one.rubric.rubric for one in rubrics], signs, share),
        unite_weights=tuple(_unite_weights(debate, batches, pairs, share, empty)),
        unite_judgements=tuple(unite_judgements(debate, batches, judged, pairs, share)),
        nothing=tuple(None if np.isnan(points) else float(points) for points in nothing),
        members=tuple(_members(debate, names, rubrics, batches, scores, distance, judged)),
        notes=opened.noted(*(one.rubric for one in rubrics)),
    )


def _batches(debate: Debate, rubrics: Sequence[Rubric], names: Sequence[str]) -> list[RubricBatch]:
    """Group rubrics by all but their weights and credences."""
    alike: dict[str, list[int]] = {}
    for number, rubric in enumerate(rubrics):
        alike.setdefault(shape_of(rubric), []).append(number)
    problems: dict[int, ScoringProblem] = {}
    for members in alike.values():
        before = rubrics[members[0]]
        first = compile_problem(debate, before)
        known = debate.with_arguments(before.arguments)
        problems |= {m: restated(first, known, rubrics[m], before) for m in members}
    cover = np.max([problem.weights for problem in problems.values()], axis=0)
    for problem in problems.values():
        cover[[gate.criterion for gate in problem.gates]] = 1.0  # all keep the same criteria
    return [
        rubric_batch(
            [problems[m] for m in members], rows_of(problems[members[0]], names), cover, members
        )
        for members in alike.values()
    ]


def _members(
    debate: Debate,
    names: Sequence[str],
    rubrics: Sequence[Entrant],
    batches: Sequence[RubricBatch],
    scores: Scores,
    distance: Floats,
    judged: Mapping[str, Floats],
) -> Iterator[Member]:
    """Yield each rubric's ranks and scores, its weights, beliefs and judgements."""
    arguments, criteria = sorted(debate.arguments), batches[0].problem.criteria
    held = strengths_by(batches, arguments)
    told = told_scores(batches, scores)
    figures = zip(rubrics, scores.key, told, weights_by(batches), held, strict=True)
    for number, (one, key, totals, weights, strengths) in enumerate(figures):
        beliefs = zip(arguments, strengths.tolist(), strict=True)
        yield Member(
            name=one.name,
            apart=float(distance[number].sum()) / max(len(rubrics) - 1, 1),
            ranks=dict(zip(names, ranks(key).tolist(), strict=True)),
            scores=dict(zip(names, totals.tolist(), strict=True)),
            weights=dict(zip(criteria, weights.tolist(), strict=True)),
            beliefs={argument: strength for argument, strength in beliefs if strength >= 0.0},
            judgements={cell: float(of_all[number]) for cell, of_all in judged.items()},
            gated=tuple(np.array(names)[np.isneginf(key)].tolist()),
            unanswered=tuple(sorted(left_empty(one.rubric))),
        )


def _splits(
    names: Sequence[str], called: Sequence[str], key: Floats, signs: Floats, share: Floats
) -> Iterator[Divided]:
    """Yield how the group divides over each theory, the most disputed first."""
    disputed = np.zeros(len(names))
    one, other = np.triu_indices(len(names), 1)
    by_pair = mean_disagreement(signs, share)
    np.add.at(disputed, one, by_pair)
    np.add.at(disputed, other, by_pair)
    held, given = np.array([ranks(row) for row in key]), ~np.isneginf(key)
    given |= ~given.any(axis=0)  # of what gates exclude by all, all ranks
    for t in sorted(range(len(names)), key=lambda t: (-round(float(disputed[t]), 9), names[t])):
        own = np.where(given[:, t], held[:, t], 0)  # 0: a gate leaves it no rank
        best, worst = int(own[own > 0].min()), int(own.max())
        yield Divided(
            id=names[t],
            disputed=float(disputed[t]) / max(len(names) - 1, 1),
            best=best,
            best_by=tuple(np.array(called)[own == best].tolist()),
            worst=worst,
            worst_by=tuple(np.array(called)[own == worst].tolist()),
        )


def _sides(
    batches: Sequence[RubricBatch], rubrics: Sequence[Rubric], signs: Floats, share: Floats
) -> GroupSides:
    """Split the disagreement into what weights carry and all else."""
    rules, untried = _apart_in(RULES, rubrics), _apart_in(UNTRIED, rubrics)
    whole = float(mean_disagreement(signs, share).sum())
    if whole <= SAME:
        return GroupSides(None, None, rules, untried)
    part = share_over_weights(batches, signs, share)
    return GroupSides(part, 1.0 - part, rules, untried)


def _apart_in(keys: Sequence[str], rubrics: Sequence[Rubric]) -> tuple[str, ...]:
    """Return those of some keys under which not all rubrics have the same, whatever their why."""
    first, *others = rubrics
    return tuple(key for key in keys if any(_has(r, key) != _has(first, key) for r in others))


def _has(rubric: Rubric, key: str) -> object:
    if key == "forces":
        return {name: force.value for name, force in rubric.overrides.forces.items()}
    return getattr(rubric, key)


def _unite_weights(
    debate: Debate,
    batches: Sequence[RubricBatch],
    pairs: int,
    share: Floats,
    empty: Sequence[Collection[str]],
) -> Iterator[UnitingWeight]:
    """Yield the criteria that are weighed otherwise, those that would unite most first."""
    held, names = weights_by(batches), batches[0].problem.criteria
    low, high = held.min(axis=0), held.max(axis=0)
    said = _answered(empty, WEIGHT, names)
    mean = np.where(said.all(axis=0), share @ held, _mean_of_answers(held, share, said))
    mine = np.flatnonzero(high - low > SAME).tolist()
    found = disagreement_if_weights_agreed(batches, mine, share, mean) / max(pairs, 1)
    width = (high - low)[mine]

    def most_first(k: int) -> tuple[float, float, str]:
        return round(float(found[k]), 9), -round(float(width[k]), 9), names[mine[k]]

    for k in sorted(range(len(mine)), key=most_first):
        c = mine[k]
        yield UnitingWeight(
            criterion=names[c],
            title=debate.criteria[names[c]].title,
            low=float(low[c]),
            mean=float(mean[c]),
            high=float(high[c]),
            agreed=float(found[k]),
        )


def _unite(
    debate: Debate,
    batches: Sequence[RubricBatch],
    pairs: int,
    share: Floats,
    empty: Sequence[Collection[str]],
) -> Iterator[Uniting]:
    """Yield the arguments that are held otherwise, those that would unite most first."""
    names = sorted(debate.arguments)
    held = strengths_by(batches, names)
    mean = _mean_of_answers(held, share, _answered(empty, BELIEF, names))
    low, high = _ends(held)
    mine = np.flatnonzero(high - low > SAME)
    tried = np.stack([mean[mine], np.ones(len(mine)), np.zeros(len(mine))], axis=1)
    found = disagreement_if_agreed(batches, [names[a] for a in mine], tried, share) / max(pairs, 1)
    order = sorted(range(len(mine)), key=lambda k: (round(found[k, 0], 9), names[mine[k]]))
    for k in order:
        a = mine[k]
        yield Uniting(
            argument=names[a],
            title=debate.arguments[names[a]].title,
            low=float(low[a]),
            mean=float(mean[a]),
            high=float(high[a]),
            agreed=float(found[k, 0]),
            if_sound=float(found[k, 1]),
            if_unsound=float(found[k, 2]),
        )


def _answered(empty: Sequence[Collection[str]], kind: str, names: Sequence[str]) -> Bools:
    """Tell who did not leave which question empty, (R, names)."""
    said = [[f"{kind}{name}" not in one for name in names] for one in empty]
    return np.array(said, dtype=np.bool_)


def _mean_of_answers(held: Floats, share: Floats, answered: Bools) -> Floats:
    """Return the mean of each column by trust, of those who answered: a stand-in is no opinion.

    Of all, where nobody who counts has answered; NaN, what bears on nothing, does not count.
    """
    bears = ~np.isnan(held)
    said = answered & bears
    counts = np.where((share @ said) > 0, said, bears) * share[:, None]
    total = counts.sum(axis=0)
    return np.asarray(np.nansum(counts * held, axis=0) / np.where(total > 0, total, 1.0))


def _ends(held: Floats) -> tuple[Floats, Floats]:
    """Return the lowest and highest of each column without NaN; 0 where there is nothing else."""
    none = np.isnan(held).all(axis=0)
    low = np.where(np.isnan(held), np.inf, held).min(axis=0)
    high = np.where(np.isnan(held), -np.inf, held).max(axis=0)
    return np.where(none, 0.0, low), np.where(none, 0.0, high)

"""`toi compare mine essay-author`: where two rankings differ, and what carries it."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from toi.analyses.compare.rubrics.cruxes_compute import (
    Differences,
    by_theory,
    share_of_pairs,
    shares_of_points,
)
from toi.analyses.compare.rubrics.lead_compute import counted_alike, lead
from toi.analyses.compare.rubrics.result import Agreement, GroupPart, RubricsCompared
from toi.analyses.compare.scrutiny_compute import rubrics_scrutiny
from toi.analyses.shared.moves import RankChange, ScoreMove
from toi.analyses.shared.result import unless_nan
from toi.analyses.shared.rubrics.labels import Entrant
from toi.analyses.shared.session import LoadedDebate
from toi.analyses.shared.theories import given_scores, rows_of
from toi.compile.scoring import compile_problem
from toi.engine.comparison import rubric_pair
from toi.engine.comparison.aligned import Position, positions
from toi.engine.comparison.correlation import kendall_tau_b, spearman
from toi.engine.comparison.decomposition import ShapleySplit, split
from toi.engine.comparison.rubric_pair import RubricPair
from toi.engine.problem import Bools, Ints, ScoringProblem
from toi.engine.scoring.exact_ranking import score_of_nothing
from toi.engine.scoring.ranking import ranks
from toi.io.questionnaire.left_empty import left_empty
from toi.records.aligned_rubrics import AlignedRubrics, align_rubrics
from toi.records.debate import Debate

TOP = 5
VALUES, BELIEFS, CONVENTIONS = "values", "beliefs", "conventions"
SIDES = {
    **dict.fromkeys(rubric_pair.VALUES, VALUES),
    **dict.fromkeys(rubric_pair.BELIEFS, BELIEFS),
    **dict.fromkeys(rubric_pair.CONVENTIONS, CONVENTIONS),
}


def run_rubrics(
    opened: LoadedDebate, one: Entrant, other: Entrant, kinds: Sequence[str], seed: int = 0
) -> RubricsCompared:
    """Compare two rubrics by the deterministic ranking of the theories of some kinds."""
    names = list(opened.debate.shown(kinds))
    aligned = align_rubrics(opened.debate, [one.rubric.rubric, other.rubric.rubric])
    pair, debate, problem = _pair(opened.debate, aligned, names)
    names = sorted(names, key=lambda name: problem.row[name])
    found = split(pair, seed)
    scores = pair.scores(np.repeat([[False], [True]], len(pair.differences), axis=1))
    gated, places = scores.gated, [ranks(key) for key in scores.key]
    compares = np.array([side.problem.method.compares for side in (pair.a, pair.b)])
    totals = given_scores(scores.totals, gated, compares)
    moves = [
        ScoreMove(
            name,
            debate.theories[name].short,
            *(
                RankChange(int(places[s][t]), float(totals[s, t]), bool(gated[s, t]))
                for s in (0, 1)
            ),
        )
        for t, name in enumerate(names)
    ]
    groups = tuple(_group_parts(found, names))
    differences = Differences(debate, problem, pair, aligned)
    return RubricsCompared(
        provenance=opened.provenance(None, seed, kinds=kinds, others=[one.rubric, other.rubric]),
        nothing=(_nothing(pair.a), _nothing(pair.b)),
        of="rubrics",
        rubrics=(one.label, other.label),
        agreement=_agreement(names, places, gated, found.distance),
        sides=_sides(groups, found.distance),
        shapley=groups,
        cruxes=differences.cruxes(found, names),
        weight_scale=pair.scale,
        lead=lead(pair, found, names, differences),
        moves=tuple(sorted(moves, key=lambda move: (move.before.rank, move.id))),
        scrutiny=rubrics_scrutiny(opened, (one, other), names),
        notes=opened.noted(one.rubric, other.rubric),
        counted_alike=tuple(counted_alike(pair, found, names, differences)),
        unanswered=(tuple(sorted(left_empty(one.rubric))), tuple(sorted(left_empty(other.rubric)))),
    )


def _pair(
    debate: Debate, aligned: AlignedRubrics, names: Sequence[str]
) -> tuple[RubricPair, Debate, ScoringProblem]:
    """Align two rubrics, with the debate that has the own arguments of both."""
    problems = [compile_problem(debate, rubric) for rubric in aligned.rubrics]
    (a, b), rows = positions(problems, rows_of(problems[0], names))
    alone = np.array([name in aligned.alone for name in a.problem.arguments], dtype=bool)
    whole = debate.with_arguments(aligned.rubrics[0].arguments)
    return RubricPair(a, b, rows, alone), whole, a.problem


def _nothing(side: Position) -> float | None:
    return score_of_nothing(side.problem, side.inputs)


def _agreement(
    names: Sequence[str], places: Sequence[Ints], gated: Bools, distance: float
) -> Agreement:
    """Return how alike the two rank; what a gate excludes is not among the first of its side."""
    n = len(names)
    top = min(TOP, max(1, n // 2), int((~gated).sum(axis=1).min()))
    first = [{names[t] for t in np.flatnonzero(held <= top).tolist()} for held in places]
    one, other = (held.astype(np.float64) for held in places)
    return Agreement(
        kendall_tau_b=unless_nan(kendall_tau_b(one, other)),
        spearman=unless_nan(spearman(one, other)),
        pairs=distance,
        of=n * (n - 1) // 2,
        top=top,
        shared=tuple(sorted(first[0] & first[1])),
    )


def _group_parts(found: ShapleySplit, names: Sequence[str]) -> Iterator[GroupPart]:
    weight = shares_of_points(list(found.groups.values()))
    for (name, part), share in zip(found.groups.items(), weight, strict=True):
        yield GroupPart(
            group=name,
            side=SIDES[name],
            pairs=part.pairs,
            share=share_of_pairs(part.pairs, found.distance),
            weight=share,
            points=by_theory(names, part.points),
        )


def _sides(groups: Sequence[GroupPart], distance: float) -> Mapping[str, float | None]:
    return {
        side: share_of_pairs(sum(g.pairs for g in groups if g.side == side), distance)
        for side in (VALUES, BELIEFS, CONVENTIONS)
    }

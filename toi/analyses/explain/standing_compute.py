"""The place of a theory among others, as far as an explanation of its score tells it."""

from collections.abc import Mapping, Sequence

import numpy as np

from toi.analyses.explain.result import OwnMethodStanding
from toi.analyses.score.contributions_compute import split_points
from toi.analyses.score.result import ScoreResult
from toi.analyses.shared.result import Interval, Provenance, ScoreSplit
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import (
    arguments_on,
    criteria_by_name,
    gate_rule,
    rows_of,
    split,
)
from toi.engine.problem import Bools, Floats, Method, ScoringProblem
from toi.engine.remembered import replaced
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.score import Scores
from toi.engine.smaa.indices import percentiles, rank_range
from toi.engine.smaa.simulate import sampled_scores
from toi.engine.smaa.standings import acceptability_of
from toi.engine.smaa.wide_blocks import is_wide as draws_are_wide
from toi.light_dataclass import dataclass
from toi.processes import meanwhile
from toi.progress import stage


@dataclass(frozen=True)
class TheoryStanding:
    """One theory of an additive ranking, and the means of all that are ranked.

    Attributes
    ----------
    p_gated : float
        The share of draws in which a gate excludes it.
    ranked : int
        How many there are.
    mean : float
        Of their scores.
    criteria : mapping
        Mean points that each criterion with weight adds.
    own : OwnMethodStanding or None
        Where it stands by the rubric's method, if that is another.
    """

    provenance: Provenance
    score: float
    rank: int
    rank_range: tuple[int, int]
    interval: Interval
    split: ScoreSplit
    gated: str | None
    p_gated: float
    acting: int
    ranked: int
    mean: float
    criteria: Mapping[str, float]
    own: OwnMethodStanding | None


def standing_in(ranking: ScoreResult, name: str, own: ScoreResult) -> TheoryStanding:
    """Take where the theory `name` stands from an additive ranking, and from the rubric's own."""
    row, mine = (next(r for r in one.results if r.id == name) for one in (ranking, own))
    splits = [other.contributions for other in ranking.results if other.contributions]
    assert row.contributions is not None  # additive
    return TheoryStanding(
        provenance=ranking.provenance,
        score=row.score,
        rank=row.rank,
        rank_range=row.rank_range,
        interval=row.interval,
        split=row.contributions,
        gated=row.gated,
        p_gated=row.p_gated,
        acting=row.acting,
        ranked=len(ranking.results),
        mean=float(np.mean([other.score for other in ranking.results])),
        criteria=_means([one.criteria for one in splits]),
        own=None
        if own is ranking
        else OwnMethodStanding(mine.score, mine.rank, mine.rank_range, mine.interval),
    )


def find_standing(
    model: Model, own: Method, name: str, kinds: Sequence[str], seed: int, draws: int
) -> TheoryStanding:
    """Work out where the theory `name` stands by the additive score, and nothing of the others.

    Parameters
    ----------
    model : Model
        With the additive method.
    own : Method
        The rubric's: where it is another, what is said of it comes from the same draws.
    kinds : sequence of str
        Those that are ranked, the theory's among them.
    """
    problem = model.problem
    shown = rows_of(problem, model.debate.shown(kinds))
    place, row = shown.index(problem.row[name]), problem.row[name]
    ranking = exact_ranking(problem, shown)
    methods = [problem.method] if own == problem.method else [problem.method, own]
    is_wide = draws_are_wide(problem, methods)
    with meanwhile(lambda: _undrawn(model, shown, row, kinds, seed, draws), is_wide) as found:
        with stage(f"drawing {model.debate.words.counted(len(shown))} {draws:,} times"):
            drawn = sampled_scores(problem, shown, seed, draws, methods)
        with stage("sharing scores out among arguments"):
            undrawn = found()
    (low, high), interval = _in_draws(place, drawn.by_method[0], drawn.gated)
    return TheoryStanding(
        provenance=undrawn.provenance,
        score=float(ranking.totals[place]),
        rank=int(ranking.ranks[place]),
        rank_range=(low, high),
        interval=interval,
        split=undrawn.split,
        gated=gate_rule(problem, ranking.evaluation, row),
        p_gated=float(drawn.gated[:, place].mean()),
        acting=len(arguments_on(model, row, acting=True)),
        ranked=len(shown),
        mean=float(np.mean([float(ranking.totals[i]) for i in ranking.order])),
        criteria=_means([undrawn.criteria[shown[i]] for i in ranking.order]),
        own=_by(replaced(problem, method=own), shown, place, drawn) if len(methods) > 1 else None,
    )


def _by(
    problem: ScoringProblem, shown: Sequence[int], place: int, drawn: Scores
) -> OwnMethodStanding:
    """Say where one stands by a problem's method, the last of those by which was drawn."""
    ranking = exact_ranking(problem, shown)
    ranks, interval = _in_draws(place, drawn.by_method[-1], drawn.gated)
    return OwnMethodStanding(
        float(ranking.totals[place]), int(ranking.ranks[place]), ranks, interval
    )


def _in_draws(place: int, totals: Floats, gated: Bools) -> tuple[tuple[int, int], Interval]:
    """Return the middle 90 % of the ranks and of the scores of the one at a place, (S, K)."""
    low, high = rank_range(acceptability_of(place, totals, gated)[None])[0].tolist()
    ends = percentiles(totals[:, [place]], (0.05, 0.5, 0.95))[:, 0].tolist()
    return (low, high), Interval(*ends)


@dataclass(frozen=True)
class _Undrawn:
    """What no draw is needed for: one theory's score as a sum, points by criterion of all."""

    provenance: Provenance
    split: ScoreSplit
    criteria: dict[int, Mapping[str, float]]


def _undrawn(
    model: Model, shown: Sequence[int], row: int, kinds: Sequence[str], seed: int, draws: int
) -> _Undrawn:
    problem = model.problem
    criteria: dict[int, Mapping[str, float]] = {}
    for theory, points, at in split_points(problem, shown):
        criteria[theory] = criteria_by_name(problem, points, at)
        if theory == row:
            own = split(problem, points, at)
    provenance = model.opened.provenance(model.rubric, seed, draws, kinds)
    return _Undrawn(provenance, own, criteria)


def _means(points: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the mean points that each criterion adds, from those of each theory."""
    names = points[0] if points else ()
    return {name: float(np.mean([one[name] for one in points])) for name in names}

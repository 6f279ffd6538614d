"""`toi score`: the ranking, and how far to trust it."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

import numpy as np

from toi.analyses.score.contributions_compute import MadeOf
from toi.analyses.score.credence_ranges_compute import credence_ends
from toi.analyses.score.parts_compute import method_parts, unordered
from toi.analyses.score.result import AttackLine, ScoreResult, ScoreRow, WorthKnowing
from toi.analyses.score.undrawn_compute import Undrawn, undrawn_of
from toi.analyses.score.worth_compute import worth_knowing
from toi.analyses.shared.method_choice import method_label
from toi.analyses.shared.not_known import not_known
from toi.analyses.shared.result import Interval, Lazy
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import (
    by_name,
    gate_rule,
    labels,
    lines_by_argument,
    raw_points,
    rows_of,
)
from toi.engine.problem import Floats, ScoringProblem
from toi.engine.scoring.exact_ranking import ExactRanking, exact_ranking
from toi.engine.sensitivity.one_at_a_time import base_case
from toi.engine.smaa.indices import percentiles, rank_range, tiers
from toi.engine.smaa.simulate import sampled_scores
from toi.engine.smaa.standings import standings
from toi.engine.smaa.wide_blocks import is_wide as draws_are_wide
from toi.engine.voi.leader_shrinkage import shrunk_leader
from toi.processes import meanwhile
from toi.progress import stage
from toi.threads import Crew

DRAWS = 8192


def run_score(model: Model, kinds: Sequence[str], seed: int = 0, draws: int = DRAWS) -> ScoreResult:
    """Rank the theories of some kinds by the problem's method.

    Scores, ranks and contributions are deterministic; rank ranges, tiers and intervals
    come from `draws` draws of everything uncertain.
    """
    shown = rows_of(model.problem, model.debate.shown(kinds))
    ranking = exact_ranking(model.problem, shown)
    is_wide = draws_are_wide(model.problem, [model.problem.method])
    work_out = partial(undrawn_of, model, ranking, kinds, seed, draws)
    with (
        meanwhile(partial(worth_knowing, model, shown, seed), is_wide) as worth,
        meanwhile(work_out, is_wide) as undrawn,
    ):
        return _ranked(model, ranking, worth, undrawn, seed, draws)


def _ranked(
    model: Model,
    ranking: ExactRanking,
    worth: Callable[[], tuple[WorthKnowing, ...]],
    undrawn: Callable[[], Undrawn],
    seed: int,
    draws: int,
) -> ScoreResult:
    """Draw, and put all together; what may be done meanwhile is asked for when it is needed."""
    problem, shown = model.problem, ranking.rows
    exact, order = ranking.evaluation, ranking.order
    crew = Crew()
    with stage(f"drawing {len(shown):,} theories {draws:,} times"):
        drawn = sampled_scores(problem, shown, seed, draws)
    found = standings(drawn.totals, drawn.gated, crew)
    beaten = found.margins(order[0]) if order else np.zeros(0)
    limits, tier = rank_range(found.acceptability), tiers(order, found)
    first = found.acceptability[:, 0].copy()
    spread = percentiles(drawn.totals, (0.05, 0.5, 0.95), crew)
    expected = _expected(model, ranking, drawn.totals, seed)
    del drawn, found  # which of thousands of theories are large
    made_of, parts = MadeOf(problem, shown), method_parts(ranking)
    known = undrawn()
    theories = [model.debate.theories[problem.theories[t]] for t in shown]
    results = [
        ScoreRow(
            id=theories[i].id,
            title=theories[i].title,
            short=theories[i].short,
            kinds=theories[i].kinds,
            rank=int(ranking.ranks[i]),
            rank_range=(int(limits[i, 0]), int(limits[i, 1])),
            score=float(ranking.totals[i]),
            tier=int(tier[i]),
            interval=Interval(*map(float, spread[:, i])),
            values=by_name(problem.criteria, exact.values[0, shown[i]]),
            raw=raw_points(problem, exact, shown[i]),
            gated=gate_rule(problem, exact, shown[i]),
            arguments=known.bearing[i],
            acting=known.acting[i],
            named_by=model.debate.named_by(theories[i].id),
            answered=theories[i].answered,
            thin=known.acting[i] < known.usual / 2,
            _contributions=Lazy(partial(made_of.split, shown[i])),
            _given_back=Lazy(partial(made_of.given_back, shown[i])),
            p_first=float(first[i]),
            rank_otherwise=None if known.rank_otherwise is None else known.rank_otherwise[i],
            not_bearing=_not_bearing(problem, shown[i]),
            not_known=not_known(model, theories[i].id),
            beaten=None if i == order[0] else float(beaten[i]),
            parts=parts[i],
        )
        for i in order
    ]
    level = tuple(row.id for row in results[1:] if row.tier == 1)
    return ScoreResult(
        provenance=known.provenance,
        method=method_label(model, problem.method, int((~ranking.gated).sum())),
        results=tuple(results),
        nothing=ranking.nothing,
        criteria=labels(model, ranking.inputs),
        level=level,
        parts_at=_parts_at(beaten, order),
        scrutiny=model.rubric.rubric.scrutiny,
        lines=_lines(model, known.heard),
        expected=expected,
        worth_knowing=worth() if level else (),
        unranked=known.unranked,
        other_kinds=known.other_kinds,
        credence_ends=credence_ends(model, ranking.inputs, shown),
        incomparable=unordered(ranking),
        rubric_title=model.rubric.rubric.title,
        weights_sure=sureness(model),
        titles={name: model.debate.arguments[name].title for name in sorted(known.heard)},
        notes=model.notes,
    )


def _parts_at(beaten: Floats, order: list[int]) -> float | None:
    """Return the highest confidence at which the leader is told apart from some rival."""
    return float(beaten[order[1:]].max()) if len(order) > 1 else None


def _expected(model: Model, ranking: ExactRanking, totals: Floats, seed: int) -> float | None:
    """Return what to expect of the leader if ranges are errors: its score, shrunk to the mean.

    None where it varies mostly with the weights, which are chosen and no errors.
    """
    if ranking.leader is None:
        return None
    base = base_case(model.problem, ranking.rows)
    return shrunk_leader(base, ranking.leader, ranking.totals, totals, seed).expected


def _not_bearing(problem: ScoringProblem, theory: int) -> tuple[str, ...]:
    """Return the criteria that are left out of a theory's score, since they do not bear on it."""
    if problem.bears is None:
        return ()
    return tuple(
        name
        for name, bears in zip(problem.criteria, problem.bears[theory], strict=True)
        if not bears
    )


def _lines(model: Model, arguments: Collection[str]) -> tuple[AttackLine, ...]:
    """Return the lines of attack that some arguments are in."""
    members: dict[str, list[str]] = {}
    for argument, line in lines_by_argument(model.problem).items():
        if argument in arguments:
            members.setdefault(line, []).append(argument)
    return tuple(
        AttackLine(line, model.debate.lines[line].title, tuple(members[line]))
        for line in sorted(members)
    )


def sureness(model: Model) -> str:
    """Say how sure the weights are, in a word or two."""
    sure = model.rubric.rubric.weights_sure
    return sure if isinstance(sure, str) else sure.in_words

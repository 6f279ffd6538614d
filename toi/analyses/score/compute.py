"""`toi score`: the ranking, and how far to trust it."""

from collections.abc import Collection, Sequence
from functools import partial

import numpy as np

from toi.analyses.score.contributions_compute import MadeOf
from toi.analyses.score.credence_ranges_compute import credence_ends
from toi.analyses.score.drawn_compute import DrawnRanking, drawn_of
from toi.analyses.score.parts_compute import method_parts, unordered
from toi.analyses.score.result import AttackLine, ScoreResult, ScoreRow
from toi.analyses.score.undrawn_compute import Undrawn, undrawn_of
from toi.analyses.score.worth_compute import worth_knowing
from toi.analyses.shared.judgements.not_known import not_known
from toi.analyses.shared.lazy import Lazy
from toi.analyses.shared.result import Interval
from toi.analyses.shared.rubrics.method_choice import method_label
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import (
    by_name,
    gate_rule,
    gates_hanging,
    labels,
    lines_by_argument,
    raw_points,
    rows_of,
    scores_told,
    tiers_told,
)
from toi.analyses.shared.verdict import gate_in_doubt
from toi.engine.problem import Floats, ScoringProblem
from toi.engine.scoring.exact_ranking import ExactRanking, exact_ranking
from toi.engine.smaa.wide_blocks import is_wide as draws_are_wide
from toi.processes import meanwhile

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
    with meanwhile(work_out, is_wide) as undrawn:
        drawn = drawn_of(model, ranking, seed, draws, is_wide)
        return _put_together(model, ranking, drawn, undrawn(), seed, draws)


def _put_together(
    model: Model,
    ranking: ExactRanking,
    drawn: DrawnRanking,
    known: Undrawn,
    seed: int,
    draws: int,
) -> ScoreResult:
    """Say all of every theory; what is worth knowing is asked for where doubt is left."""
    problem, shown = model.problem, ranking.rows
    exact, order = ranking.evaluation, ranking.order
    made_of, parts = MadeOf(problem, shown), method_parts(ranking)
    hanging = partial(gates_hanging, problem, seed=seed, draws=draws)
    totals = scores_told(ranking)
    spread = np.where(np.isnan(totals), np.nan, drawn.spread)
    tier = tiers_told(drawn.tier, ranking.gated)
    theories = [model.debate.theories[problem.theories[t]] for t in shown]
    results = [
        ScoreRow(
            id=theories[i].id,
            title=theories[i].title,
            short=theories[i].short,
            kinds=theories[i].kinds,
            rank=int(ranking.ranks[i]),
            rank_range=(int(drawn.limits[i, 0]), int(drawn.limits[i, 1])),
            score=float(totals[i]),
            tier=tier[i],
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
            _gates=Lazy(partial(hanging, shown[i], float(drawn.gated[i]))),
            p_first=float(drawn.first[i]),
            p_gated=float(drawn.gated[i]),
            rank_otherwise=None if known.rank_otherwise is None else known.rank_otherwise[i],
            not_bearing=_not_bearing(problem, shown[i]),
            not_known=not_known(model, theories[i].id),
            beaten=None if i == order[0] else float(drawn.beaten[i]),
            parts=parts[i],
        )
        for i in order
    ]
    level = tuple(row.id for row in results[1:] if row.tier == 1)
    gates_are_open = any(gate_in_doubt(row.p_gated) for row in results)
    find_out = worth_knowing(model, shown, seed, drawn.average) if level or gates_are_open else ()
    return ScoreResult(
        provenance=known.provenance,
        method=method_label(model, problem.method, int((~ranking.gated).sum())),
        results=tuple(results),
        nothing=ranking.nothing,
        criteria=labels(model, ranking.inputs),
        level=level,
        parts_at=_parts_at(drawn.beaten, order),
        scrutiny=model.rubric.rubric.scrutiny,
        lines=_lines(model, known.heard),
        expected=drawn.expected,
        worth_knowing=find_out,
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

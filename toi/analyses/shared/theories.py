"""Theories of a compiled debate: where they stand, their cells, and what acts on them."""

from collections.abc import Sequence

import numpy as np

from toi.analyses.shared.lookup import default_kind
from toi.analyses.shared.result import CriterionLabel, ScoreSplit
from toi.analyses.shared.session import Model
from toi.analyses.shared.verdict import gate_in_doubt
from toi.engine.problem import Bools, Evaluation, Floats, Inputs, Ints, ScoringProblem
from toi.engine.scoring.contributions import Contributions
from toi.engine.scoring.exact_ranking import ExactRanking
from toi.engine.scoring.ranking import order_key
from toi.engine.scoring.values import gate_meets
from toi.engine.smaa.gate_counts import gate_shares
from toi.light_dataclass import dataclass

TINY = 1e-12  # contributions below this are rounding


def rows_of(problem: ScoringProblem, names: Sequence[str]) -> list[int]:
    """Return the rows of some theories, in order."""
    return sorted(problem.row[name] for name in names)


def labels(model: Model, inputs: Inputs) -> tuple[CriterionLabel, ...]:
    """Return the criteria in the order of the data, with their mean weights."""
    column = {name: i for i, name in enumerate(model.problem.criteria)}
    return tuple(
        CriterionLabel(
            c.id, c.title, c.short, c.direction, c.scale, float(inputs.weights[0, column[c.id]])
        )
        for c in model.debate.criteria.values()
    )


def by_name(names: Sequence[str], values: Floats) -> dict[str, float]:
    """Return values (N,) by their names."""
    return dict(zip(names, values.tolist(), strict=True))


def shares_by_name(names: Sequence[str], shares: Floats) -> dict[str, float]:
    """Return the shares (N,) above 0 by their names, the largest first."""
    order = np.argsort(-order_key(shares), kind="stable")
    return {names[i]: float(shares[i]) for i in order if shares[i] > 0}


def raw_points(problem: ScoringProblem, found: Evaluation, theory: int) -> dict[str, float]:
    """Return a theory's cells on the raw scales."""
    raw = problem.low + (problem.high - problem.low) * found.cells[0, theory]
    return by_name(problem.criteria, raw)


def gate_rule(problem: ScoringProblem, found: Evaluation, theory: int) -> str | None:
    """Return the first gate that excludes a theory, as it is written."""
    met = gates_met(problem, found, theory)
    return next((gate.rule for gate, out in zip(problem.gates, met, strict=True) if out), None)


def gates_met(problem: ScoringProblem, found: Evaluation, theory: int) -> list[bool]:
    """Tell which gates exclude a theory in the first draw."""
    cells = found.cells[:1, [theory]]
    return [
        bool(gate_meets(problem, gate.criterion, gate.comparison, gate.threshold, cells)[0, 0])
        for gate in problem.gates
    ]


def gates_hanging(
    problem: ScoringProblem, theory: int, p_gated: float, seed: int, draws: int
) -> dict[str, float]:
    """Return in which share of the draws each gate excludes a theory; the most often first.

    Of those that ever do, where it is in doubt whether any does; else none.

    Parameters
    ----------
    p_gated : float
        The share of the draws in which any of them does.
    """
    if not gate_in_doubt(p_gated):
        return {}
    if len(problem.gates) == 1:
        return {problem.gates[0].rule: p_gated}
    shares = gate_shares(problem, theory, seed, draws).tolist()
    found = ((gate.rule, share) for gate, share in zip(problem.gates, shares, strict=True))
    return dict(sorted((one for one in found if one[1] > 0.0), key=lambda one: -one[1]))


def tiers_told(tiers: Ints, gated: Bools) -> list[int | None]:
    """Return the tier of each of K theories; None for what a gate excludes, which is in none.

    Parameters
    ----------
    tiers, gated : (K,)
        The latter at the mean of every number.
    """
    pairs = zip(tiers.tolist(), gated.tolist(), strict=True)
    return [None if out else tier for tier, out in pairs]


def scores_told(ranking: ExactRanking) -> Floats:
    """Return the scores of K theories, (K,); NaN where there are none."""
    return given_scores(ranking.totals, ranking.gated, ranking.problem.method.compares)


def given_scores(totals: Floats, gated: Bools, compares: bool | Bools) -> Floats:
    """Return scores (..., K), NaN where a method gives none.

    One that scores theories against one another gives none where gates leave fewer than two.

    Parameters
    ----------
    totals, gated : (..., K) float, bool
    compares : (...) bool
        Whether the method does so.
    """
    none = np.asarray(compares) & ((~gated).sum(axis=-1) < 2)
    return np.where(none[..., None], np.nan, totals)


def split(problem: ScoringProblem, points: Contributions, place: int) -> ScoreSplit:
    """Return a theory's score as a sum; `place` is that of the theory among those of `points`."""
    by_argument = points.arguments[place].sum(axis=0)
    acting = np.flatnonzero(np.abs(by_argument) > TINY)
    values = by_argument[acting].tolist()
    lines: dict[str, float] = {}
    if problem.lines is not None:
        for line, value in zip(problem.lines.line[points.argument[acting]], values, strict=True):
            if line >= 0:
                name = problem.lines.names[line]
                lines[name] = lines.get(name, 0.0) + value
    names = [problem.arguments[a] for a in points.argument[acting].tolist()]
    return ScoreSplit(
        case=float(points.case[place].sum()),
        arguments=dict(zip(names, values, strict=True)),
        conditions=float(points.conditions[place].sum()),
        scrutiny=float(points.scrutiny[place].sum()),
        criteria=criteria_by_name(problem, points, place),
        lines=lines,
    )


def criteria_by_name(
    problem: ScoringProblem, points: Contributions, place: int
) -> dict[str, float]:
    """Return the points of a theory that each criterion adds, by its name."""
    names = [problem.criteria[c] for c in points.criterion.tolist()]
    return by_name(names, by_criterion(points, place))


def by_criterion(points: Contributions, theory: int) -> Floats:
    """Return a theory's points by criterion, (C,)."""
    moved = points.arguments[theory].sum(axis=1) + points.scrutiny[theory]
    return np.asarray(points.case[theory] + moved + points.conditions[theory])


def lines_by_argument(problem: ScoringProblem) -> dict[str, str]:
    """Return the line of attack of each argument in one; an instance is in its general one's."""
    if problem.lines is None:
        return {}
    names = problem.lines.names
    numbers = zip(problem.arguments, problem.lines.line.tolist(), strict=True)
    return {argument: names[line] for argument, line in numbers if line >= 0}


def back_by_answer(problem: ScoringProblem, points: Floats) -> dict[str, dict[str, float]]:
    """Return points given back: {answered argument: {answering argument: points}}."""
    found: dict[str, dict[str, float]] = {}
    for e in np.flatnonzero(np.abs(points) > TINY):
        target = problem.arguments[problem.answer_to[e]]
        found.setdefault(target, {})[problem.arguments[problem.answer_by[e]]] = float(points[e])
    return found


def arguments_on(model: Model, theory: int, acting: bool = False) -> list[int]:
    """Return the arguments that bear on a theory, through its parts too.

    With `acting`, only those that bear on a criterion that has a weight.
    """
    problem = model.problem
    leaves = model.debate.leaves([problem.theories[theory]])
    hits = np.concatenate([problem.hits_on(problem.row[name]) for name in leaves])
    if acting:
        hits = hits[problem.weights[problem.hit_criterion[hits]] > 0]
    return sorted(set(problem.hit_argument[hits].tolist()))


@dataclass(frozen=True, eq=False)
class Heard:
    """Arguments that bear on theories, as `arguments_on` finds them for each.

    Attributes
    ----------
    counts : list of int
        How many bear on each theory.
    arguments : list of int
        All that bear on any.
    """

    counts: list[int]
    arguments: list[int]


def heard_on(model: Model, theories: Sequence[int], acting: bool = False) -> Heard:
    """Find the arguments that bear on theories, of all of them at once."""
    problem = model.problem
    leaves = [model.debate.leaves([problem.theories[t]]) for t in theories]
    hits = [problem.hits_on(problem.row[name]) for some in leaves for name in some]
    by_leaf = np.repeat(np.arange(len(leaves)), [len(some) for some in leaves])
    by_hit, hit = np.repeat(by_leaf, [len(some) for some in hits]), np.concatenate([[], *hits])
    hit = hit.astype(np.int64)
    if acting:
        has_weight = problem.weights[problem.hit_criterion[hit]] > 0
        by_hit, hit = by_hit[has_weight], hit[has_weight]
    each = len(problem.arguments) or 1
    pairs = np.sort(by_hit * each + problem.hit_argument[hit])  # much quicker than `np.unique`
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    counts = np.bincount(pairs // each, minlength=len(theories))
    return Heard(counts.tolist(), np.flatnonzero(np.bincount(pairs % each)).tolist())


def thin_theories(model: Model) -> set[str]:
    """Return theories without an answer of their own, or with few arguments that act on them."""
    usual, theories = usual_number(model), list(model.debate.theories.values())
    acting = heard_on(model, [model.problem.row[one.id] for one in theories], acting=True).counts
    return {
        theory.id
        for theory, count in zip(theories, acting, strict=True)
        if not theory.answered or count < usual / 2
    }


def usual_number(model: Model) -> float:
    """Return the median number of arguments that act on a theory of the default kind."""
    usual = rows_of(model.problem, model.debate.shown([default_kind(model.debate)]))
    return float(np.median(heard_on(model, usual, acting=True).counts or [0]))

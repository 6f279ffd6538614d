"""Compute what is worth arguing about, what choosing now costs, and whose numbers decide."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.cruxes.contenders import among_contenders
from toi.analyses.cruxes.estimates import error_of, within_noise
from toi.analyses.cruxes.named_values import NamedValues
from toi.analyses.cruxes.numbers_compute import worth_of_numbers
from toi.analyses.cruxes.result import (
    READING,
    BasisShare,
    CredenceBounds,
    Crux,
    Cruxes,
    GroupWorth,
    RegretChoice,
    Regrets,
    WinnersCurse,
)
from toi.analyses.ranks.compute import KEPT, Drawn, draw_for
from toi.analyses.shared.input_basis import YOURS, basis_of, shares_by_basis
from toi.analyses.shared.result import Interval
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import by_name, scores_told
from toi.engine.memory import give_back
from toi.engine.problem import ScoringProblem, event_label
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.sensitivity.one_at_a_time import base_case
from toi.engine.voi.evppi import ArgumentEffects, argument_parts
from toi.engine.voi.leader_shrinkage import LeaderShrinkage, shrunk_leader
from toi.engine.voi.regret import lead_variances, regrets
from toi.records.credences import belief_in, ends_of


def run_cruxes(
    model: Model,
    shown: Sequence[int],
    seed: int = 0,
    draws: int = KEPT,
    theory: str | None = None,
    drawn: Drawn | None = None,
    groups: bool = True,
) -> Cruxes:
    """Find what it would change, and be worth, to know which arguments are sound.

    Parameters
    ----------
    shown : sequence of int
        Rows of `setting.problem`: the theories among which one is chosen.
    theory : str, optional
        The id of one of them: shares are then of its score.
    drawn : Drawn, optional
        Draws for these theories, of which those that are kept are used; made here from
        `seed` and `draws` if not given.
    groups : bool
        Whether to work out groups of numbers too; single ones are where no theory is asked about.
    """
    about_one = () if theory is None else (theory,)
    drawn, covered = among_contenders(
        model, drawn or draw_for(model, shown, seed, draws), about_one
    )
    problem, rows, inputs = drawn.problem, drawn.rows, drawn.on_demand
    names = tuple(problem.theories[t] for t in rows)
    about = None if theory is None else names.index(theory)
    leader = exact_ranking(problem, rows).leader
    found: list[Crux] = []
    bounds: list[CredenceBounds] = []
    p_error = 0.0
    for some in argument_parts(problem, rows):
        effects = ArgumentEffects(problem, inputs, rows, some, about)
        found += _cruxes(model, problem, effects, names)
        bounds += _credence_bounds(model, problem, effects, names)
        p_error = max(p_error, _largest_error(effects))
        del effects  # which is large where theories and arguments are many
        give_back()
    numbers = worth_of_numbers(model, drawn, found, theory, groups)
    return Cruxes(
        leader=None if leader is None else names[leader],
        about=theory,
        theories=names,
        draws=inputs.draws,
        p_error=p_error,
        cruxes=tuple(sorted(found, key=_by_total if theory else _by_worth)),
        groups=tuple(sorted(numbers.groups, key=_groups_by_worth)),
        credence_ends=tuple(bounds),
        covered=covered,
        baseline=names[numbers.best],
        numbers=numbers.singles,
        guessed=numbers.guessed,
    )


def run_regret(
    model: Model,
    shown: Sequence[int],
    seed: int = 0,
    draws: int = KEPT,
    drawn: Drawn | None = None,
) -> Regrets:
    """Find what choosing a theory now costs against hindsight; parameters as of `run_cruxes`."""
    drawn = drawn or draw_for(model, shown, seed, draws)
    problem, rows, inputs = drawn.problem, drawn.rows, drawn.on_demand
    exact = exact_ranking(problem, rows)
    scores, leader = scores_told(exact), exact.leader
    names = [problem.theories[t] for t in rows]
    bases, shares = shares_by_basis(model), None
    if leader is not None:  # before scores are kept, since both take memory
        shares = lead_variances(problem, inputs, rows, leader, list(bases.values()))
        drawn.make_room()
    totals, gated = drawn.scores.totals, drawn.scores.gated
    found = regrets(totals, gated)
    choices = [
        RegretChoice(
            id=name,
            title=model.debate.theories[name].title,
            score=float(scores[i]),
            p_best=float(found.p_best[i]),
            regret=float(found.mean[i]),
            standard_error=float(found.standard_error[i]),
            interval=Interval(*map(float, found.percentiles[:, i])),
        )
        for i, name in enumerate(names)
    ]
    by_regret = tuple(sorted(choices, key=lambda one: (one.regret, one.id)))
    if leader is None or shares is None:
        return Regrets(None, inputs.draws, by_regret, None, {}, bool(gated.any()))
    curse = None
    if not np.isnan(scores).any():
        base = base_case(model.problem, shown)
        curse = _curse(shrunk_leader(base, leader, scores, totals, drawn.seed))
    return Regrets(
        leader=names[leader],
        draws=inputs.draws,
        choices=by_regret,
        winners_curse=curse,
        variance_by_basis={
            name: BasisShare(float(share), float(error))
            for name, share, error in zip(bases, *shares, strict=True)
        },
        gates=bool(gated.any()),
    )


def _cruxes(
    model: Model, problem: ScoringProblem, effects: ArgumentEffects, names: tuple[str, ...]
) -> Iterator[Crux]:
    worthwhile = effects.evppi()
    shares = effects.shares_of_first() if effects.theory is None else effects.shares_of_score()
    first_order, total = shares
    accepted, rejected = effects.p_first(True).value, effects.p_first(False).value
    draws, places = int(effects.size.sum()), {name: i for i, name in enumerate(names)}
    for a, argument in enumerate(effects.arguments):
        name = problem.arguments[argument]
        value = float(worthwhile.value[a])
        error = error_of(float(worthwhile.standard_error[a]), draws)
        yield Crux(
            argument=name,
            title=model.debate.arguments[name].title,
            credence=float(problem.credence[argument]),
            settled=bool(problem.settled[argument]),
            evppi=value,
            standard_error=error,
            within_noise=within_noise(value, error),
            first_order=_share(first_order.value[a]),
            first_order_error=float(first_order.standard_error[a]),
            total=_share(total.value[a]),
            total_error=float(total.standard_error[a]),
            p_first_if_accepted=NamedValues(places, accepted[a]),
            p_first_if_rejected=NamedValues(places, rejected[a]),
        )


def _share(value: float) -> float:
    """Return a share of variance; what noise takes above all of it as all of it."""
    return float(np.minimum(value, 1.0))


def _by_worth(one: Crux) -> tuple[bool, float, float, str]:
    """Sort what is surely worth something first, most first; then by share in who leads."""
    worth_it = 0.0 if one.gains_nothing else one.evppi
    return one.gains_nothing, -worth_it, -np.nan_to_num(one.total), one.argument


def _groups_by_worth(one: GroupWorth) -> tuple[bool, float]:
    """Sort what is surely worth something first, most first; then as they come."""
    return one.gains_nothing, 0.0 if one.gains_nothing else -one.evppi


def _by_total(one: Crux) -> tuple[float, str]:
    return -np.nan_to_num(one.total), one.argument


def _largest_error(effects: ArgumentEffects) -> float:
    errors = [effects.p_first(sound).standard_error for sound in (True, False)]
    return float(np.max(errors)) if effects.credence.size else 0.0


def _credence_bounds(
    model: Model, problem: ScoringProblem, effects: ArgumentEffects, names: tuple[str, ...]
) -> Iterator[CredenceBounds]:
    """Yield both ends of every credence that the rubric gives as a range.

    An event is independent of all else, so that ``P(first) = c P(first | sound) +
    (1 - c) P(first | unsound)`` at any credence c, on the same draws.
    """
    accepted, rejected = effects.p_first(True).value, effects.p_first(False).value
    basis = basis_of(model)
    for a, argument in enumerate(effects.arguments):
        name = problem.arguments[argument]
        belief = belief_in(model.debate.arguments[name], model.rubric.rubric.credences)
        ends = ends_of(belief)
        if ends and basis[event_label(name)] == YOURS:
            low, high = (by_name(names, c * accepted[a] + (1 - c) * rejected[a]) for c in ends)
            yield CredenceBounds(name, *ends, low, high)


def _curse(found: LeaderShrinkage) -> WinnersCurse:
    return WinnersCurse(
        reading=READING,
        score=found.score,
        mean=found.mean,
        shrunk=found.shrunk,
        factor=found.factor,
        factor_error=found.factor_error,
        tau=found.tau,
        sigma=found.sigma,
        by_weights=found.by_weights,
        chosen=found.chosen,
    )

"""`toi portfolio`: how to split effort by one rubric, with reasons and doubts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from toi.analyses.portfolio.benchmarks import (
    NONE,
    benchmarks,
    find_today,
    steps_from,
)
from toi.analyses.portfolio.best_split import best_split
from toi.analyses.portfolio.case import DRAWS, Case, left_over, open_case, split_kinds
from toi.analyses.portfolio.demands.line_choice import ALL_LINES, LinesInQuestion
from toi.analyses.portfolio.demands.said import NOTHING_SAID, Said
from toi.analyses.portfolio.demands.wishes import shown_wishes
from toi.analyses.portfolio.line_result import Enters, PortfolioLine
from toi.analyses.portfolio.reasons.apart import criterion_ends
from toi.analyses.portfolio.reasons.commitments import commitments, synergies
from toi.analyses.portfolio.reasons.floored import Firmness, firmness
from toi.analyses.portfolio.reasons.idle import why_idle
from toi.analyses.portfolio.reasons.other_scrutiny import by_kind, other_scrutiny
from toi.analyses.portfolio.reasons.rationale import (
    entrances,
    hedges,
    role,
    settled_arguments,
)
from toi.analyses.portfolio.reasons.settling import settling
from toi.analyses.portfolio.reasons.sides import Reasons, holds_back, sets_apart
from toi.analyses.portfolio.reasons.ties import movable_shares
from toi.analyses.portfolio.result import (
    FrontierStep,
    PortfolioResult,
    Precision,
)
from toi.analyses.portfolio.stability import Resampled, resample, resamples_for, under_rubrics
from toi.analyses.shared.names import name_of
from toi.analyses.shared.result import Interval
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import labels, shares_by_name, thin_theories
from toi.engine.memory import give_back
from toi.engine.portfolio.frontier import frontier
from toi.engine.portfolio.interchangeable import interchangeable
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.solve import BudgetSplit
from toi.engine.problem import Floats
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.exact_ranking import exact_ranking, score_of_nothing
from toi.engine.scoring.ranking import order_key
from toi.progress import stage
from toi.records.portfolio import Portfolio
from toi.words import Words

AT_BOUND = 1e-4  # of the budget


def run_portfolio(
    model: Model,
    kinds: Sequence[str],
    seed: int = 0,
    draws: int = DRAWS,
    *,
    wanted: Portfolio | None = None,
    budget: float = 1.0,
    amount: tuple[float, str | None] | None = None,
    current: str | None = None,
    choice: LinesInQuestion = ALL_LINES,
    asked: str = "",
    said: Said = NOTHING_SAID,
) -> PortfolioResult:
    """Find the split that a rubric's preferences ask for.

    Parameters
    ----------
    wanted : Portfolio, optional
        Preferences in place of the rubric's.
    budget : float
        All that there is to spend, relative to the budget for which returns are given.
    amount : (number, unit), optional
        What the budget comes to, for the amounts shown.
    current : str, optional
        Today's split: the id of a record or a file; ``none`` for none. By default the first record,
        unless a budget or lines of the user's own are named: then that is no split of theirs.
    choice : LinesInQuestion
        The lines in question, of those of the kinds.
    asked : str
        The options that say what else was asked for, which suggested commands keep.
    said : mapping
        Floors, caps and smallest grants of these, in the unit in which they are written.

    Raises
    ------
    InputErrors
        Where demands cannot be met together, which are then named.
    """
    wanted = wanted or model.rubric.rubric.portfolio
    again = resamples_for(wanted)
    case = open_case(model, kinds, seed, draws, wanted, budget, choice, said, again)
    give_back()  # what the draws took
    today = find_today(case, _current(current, amount, choice), amount)
    split = best_split(case)
    with stage("settling arguments"):  # before much memory is kept for splits like it
        effects = settling(case.scenarios.problem, case.scenarios.rows)
    committed, committed_cost = commitments(case, split)
    give_back()  # to the solver, of which many are kept
    resampled = resample(case, split)
    others, alike = under_rubrics(case, split)
    firm = firmness(case, split, resampled.presence, list(others.values()), committed)
    case = replace(case, scenarios=case.scenarios.without_values())
    otherwise = other_scrutiny(case, split)
    with stage("looking for reasons"):
        settled = tuple(settled_arguments(case, split, effects))
        enters = entrances(case, split, effects)
        favoured = (split.shares > 0) & ~firm.fixed
        apart = sets_apart(case, effects, favoured)
        back = holds_back(case, effects, favoured, split.shares, today)
    titles = {name: model.debate.arguments[name].title for name in effects.names}
    del effects  # before those who are more careful are asked
    own = outcome_of(case.preferences, split.shares)
    debate = model.debate
    return PortfolioResult(
        provenance=model.opened.provenance(model.rubric, seed, draws),
        rubric_title=model.rubric.rubric.title,
        kinds={kind: case.lines.kinds.count(kind) for kind in dict.fromkeys(case.lines.kinds)},
        wishes=shown_wishes(case.wanted),
        budget=budget,
        amount=amount[0] if amount else None,
        unit=amount[1] if amount else None,
        allocation=tuple(_lines(case, split, resampled, firm, enters, apart, back)),
        by_kind=by_kind(case, split.shares),
        unspent=left_over(budget, split.shares),
        expected=own.expected,
        cvar=own.downside,
        nothing=_nothing(model),
        price=split.price,
        precision=_precision(split, resampled, own.outcomes),
        commitments=committed,
        commitments_cost=committed_cost,
        synergies=tuple(synergies(case, split)),
        interchangeable=tuple(
            tuple(case.ids[t] for t in some)
            for some in interchangeable(case.preferences, case.constraints, split.shares)
        ),
        movable=movable_shares([case], case.constraints, split.shares),
        frontier=tuple(
            FrontierStep(s.risk, s.expected, s.downside, shares_by_name(case.ids, s.shares))
            for s in frontier(case.preferences, case.constraints, split.points)
        ),
        exposures=dict(_exposures(case, split.shares)),
        benchmarks=tuple(benchmarks(case, split, today)),
        today=today.title if today else None,
        today_outside=dict(today.outside) if today else {},
        moves=tuple(steps_from(case, split, today)),
        settled=settled,
        other_rubrics={name: shares_by_name(case.ids, shares) for name, shares in others.items()},
        other_scrutiny=otherwise,
        idle=why_idle(case, split),
        leaves_out=left_out(case.words, bool(case.wanted.synergies)),
        titles=titles,
        ends=criterion_ends(debate, (*apart[0], *back[0])),
        lines_asked=lines_asked(case),
        limits_asked=asked,
        current=current,
        unseen=case.unseen,
        alike=alike,
        criteria=labels(model, expected_inputs(model.problem)),
        notes=(*model.notes, *case.notes, *(today.notes if today else ())),
    )


def _nothing(model: Model) -> float:
    """Return the score of doing nothing at the mean weights, which those of a split are."""
    found = score_of_nothing(model.problem, expected_inputs(model.problem))
    assert found is not None  # methods that give it none are refused before anything is drawn
    return found


def _current(
    current: str | None, amount: tuple[float, str | None] | None, choice: LinesInQuestion
) -> str | None:
    """Return today's split as asked for; a record is not how someone's own money is split."""
    return NONE if current is None and (amount or choice.only) else current


def left_out(words: Words, synergies: bool) -> tuple[str, ...]:
    """Return what a split does not look at, whose lines are called so."""
    an_one = words.an_one
    together = "that need or strengthen each other, beyond the arguments that they share"
    return (
        f"a score tells what {an_one} is worth on the whole, not what another person adds to it "
        "now",
        *([] if synergies else [f"{words.many} {together}"]),
        "who is good at what, and what it costs to change",
        f"room for money: whether {an_one} can take in so much so soon",
    )


def lines_asked(case: Case) -> str:
    """Return the options by which a suggested command keeps to the lines of this run."""
    usual = split_kinds(case.model.debate, None, choice=case.choice)
    kinds = "" if case.kinds == usual else f" --kind {','.join(case.kinds)}"
    return kinds + case.choice.options


def _lines(
    case: Case,
    split: BudgetSplit,
    again: Resampled,
    firm: Firmness,
    enters: dict[int, Enters],
    apart: Reasons,
    back: Reasons,
) -> Iterator[PortfolioLine]:
    """Yield every line, the largest share first, then those that lack least.

    Shares that only the rounding of the solver tells apart count as level.
    """
    hedging = hedges(case, split)
    theories = case.model.debate.theories
    thin = thin_theories(case.model)
    spread = np.quantile(again.splits, (0.05, 0.5, 0.95), axis=0)
    smallest, gates = case.constraints.smallest, case.gates()
    exact = exact_ranking(case.scenarios.problem, case.scenarios.rows.tolist())
    short, shares = order_key(split.short), order_key(split.shares)
    order = np.lexsort((-case.preferences.mean, short, -shares))
    for t in order.tolist():
        theory, share = theories[case.ids[t]], float(split.shares[t])
        among = None if firm.rubrics is None else float(firm.rubrics[t])
        bound = _bound(case, t, share)
        yield PortfolioLine(
            id=theory.id,
            title=theory.title,
            short_title=name_of(theory),
            kind=case.lines.kinds[t],
            share=share,
            range=Interval(*map(float, spread[:, t])),
            standard_error=float(again.error[t]),
            score=float(exact.totals[t]),
            worth=float(case.preferences.mean[t]),
            marginal=float(split.marginal[t]),
            role="floor"
            if firm.fixed[t] and bound == "floor"
            else role(share, float(firm.presence[t]), t in hedging),
            resamples=float(firm.presence[t]),
            rubrics=among,
            hedges=hedging.get(t),
            short=float(split.short[t]) if share == 0 else None,
            enters=enters.get(t),
            criterion=apart[0][t],
            argument=apart[1][t],
            behind=back[0][t],
            against=back[1][t],
            gated=gates.get(case.ids[t]),
            bound=bound,
            smallest=0.0 if smallest is None else float(smallest[t]),
            thin=theory.id in thin,
        )


def _bound(case: Case, t: int, share: float) -> str | None:
    """Tell whether a floor, a cap or its smallest grant decides a line's share."""
    bound, part = case.wanted.bounds.get(case.ids[t]), share / case.constraints.budget
    smallest = case.constraints.smallest
    if bound is not None and bound.floor > 0 and abs(part - bound.floor) < AT_BOUND:
        return "floor"
    if smallest is not None and share > 0 and abs(share - smallest[t]) < AT_BOUND:
        return "grant"
    if bound is None:
        return None
    return "cap" if bound.cap < 1 and abs(part - bound.cap) < AT_BOUND else None


def _precision(split: BudgetSplit, again: Resampled, outcomes: Floats) -> Precision:
    return Precision(
        tangent_error=split.tangent_error,
        gap=max(split.bound - split.value, 0.0),
        standard_error=float(again.error.max(initial=0.0)),
        value_error=float(outcomes.std() / np.sqrt(len(outcomes))),
        resamples=len(again.splits),
        weights_redrawn=again.weights_redrawn,
    )


def _exposures(case: Case, shares: Floats) -> Iterator[tuple[str, float]]:
    """Yield raw points on each cost criterion that an average unit of what is spent causes."""
    spent = float(shares.sum())
    for criterion in case.model.debate.criteria.values():
        raw = case.facts.raw.get(criterion.id)
        if criterion.direction == "cost" and raw is not None and spent > 0:
            yield criterion.id, float(raw @ shares) / spent

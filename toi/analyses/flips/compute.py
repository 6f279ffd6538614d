"""Changes of who leads: flips, weight stability, tornado."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from toi.analyses.flips.gates_compute import gates_crossed
from toi.analyses.flips.parameter_labels import digits_of, id_of, outwards, raw_of, settings_for
from toi.analyses.flips.result import Changing, Flip, LeadRow
from toi.analyses.flips.switches_compute import run_switches
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import by_name
from toi.analyses.shared.verdict import nobody_leads
from toi.engine.memory import give_back
from toi.engine.problem import Floats
from toi.engine.scoring.ranking import DECIMALS
from toi.engine.sensitivity.breakeven import Crossing, crossings, nearest
from toi.engine.sensitivity.one_at_a_time import (
    BaseCase,
    Parameter,
    base_case,
    credence_parameters,
    judgement_parameters,
    overlap_parameters,
    weight_parameters,
)
from toi.engine.sensitivity.side_by_side import each_alone
from toi.engine.sensitivity.tornado import bars, leads, tornado
from toi.engine.sensitivity.weight_stability import StabilityInterval, intervals_between
from toi.records.credences import belief_in, ends_of
from toi.words import Words

KINDS = ("weight", "credence", "judgement", "overlap")


def run_changing(
    model: Model, shown: Sequence[int], seed: int = 0, about: str | None = None
) -> Changing:
    """Find what would change who leads the theories of some rows, on the deterministic score.

    Parameters
    ----------
    seed : int
        Of the draws that give each weight its range in the tornado.
    about : str, optional
        The theory whose lead the tornado tells; by default who leads.
    """
    shown = sorted(shown)
    names = [model.problem.theories[t] for t in shown]
    lean, whole = base_case(model.problem, shown), base_case(model.problem, shown, True)
    key, leader = lean.key, lean.leader
    if leader is None or len(names) == 1:
        return _nothing(names, leader, whole, model.debate.words)
    others = [j for j in range(len(names)) if j != leader]
    crossed = _crossings_by_kind(lean, whole, leader, others)
    give_back()
    runner_up = max(others, key=lambda j: (key[j], -j))
    swung = leader if about is None else names.index(about)
    return Changing(
        leader=names[leader],
        runner_up=None if np.isneginf(key[runner_up]) else names[runner_up],
        lead=float(leads(lean.score(), leader)[0]),
        **_stability(whole, names, intervals_between(*crossed[0][1:])),
        flips=tuple(_flips(model, crossed, leader, others)),
        tornado=tuple(_tornado(model, lean, swung, seed)),
        searched={
            kind: len(parameters) for kind, (_, parameters, _) in zip(KINDS, crossed, strict=True)
        },
        reason=None,
        switches=run_switches(model, shown, names[leader]),
        **_behind(lean, names, swung),
    )


def _behind(here: BaseCase, names: list[str], swung: int) -> dict[str, Any]:
    """Return the fields of `Changing` that tell of a theory asked about that does not lead."""
    if swung == here.leader:
        return {}
    return {"about": names[swung], "behind": -float(leads(here.scores, swung)[0])}


def run_breakeven(model: Model, shown: Sequence[int], one: str, other: str) -> tuple[Flip, ...]:
    """Find the least changes of single numbers by which two theories swap places.

    Parameters
    ----------
    shown : sequence of int
        The rows that are ranked, both theories among them: some methods compare them all.
    one, other : str
        Ids of theories; whichever is behind is the `new_leader` of each flip.
    """
    shown = sorted(shown)
    lean, whole = base_case(model.problem, shown), base_case(model.problem, shown, True)
    a, b = (shown.index(model.problem.row[name]) for name in (one, other))
    key = lean.key
    ahead, behind = (a, b) if key[a] >= key[b] else (b, a)
    return tuple(_flips(model, _crossings_by_kind(lean, whole, ahead, [behind]), ahead, [behind]))


CrossedKind = tuple[BaseCase, list[Parameter], list[Crossing]]


def _crossings_by_kind(
    lean: BaseCase, whole: BaseCase, holder: int, others: Sequence[int]
) -> list[CrossedKind]:
    """Find the crossings of weights, credences, judgements and overlaps, kind by kind."""
    kinds = [
        (whole, weight_parameters(whole)),
        (lean, credence_parameters(lean)),
        (lean, judgement_parameters(lean)),
        (lean, overlap_parameters(lean)),
    ]
    return [(here, some, crossings(here, some, holder, others)) for here, some in kinds]


def _flips(
    model: Model, crossed: Sequence[CrossedKind], holder: int, others: Sequence[int]
) -> Iterator[Flip]:
    for here, _, found in crossed:
        yield from flips_of(model, here, nearest(found), holder, others)


def _nothing(names: list[str], leader: int | None, whole: BaseCase, words: Words) -> Changing:
    """Return the result where no other can take the first place."""
    alone = f"there is only one {words.one} to rank"
    always = [StabilityInterval() for _ in whole.problem.criteria]
    return Changing(
        leader=None if leader is None else names[leader],
        runner_up=None,
        lead=None,
        **_stability(whole, names, always if leader is not None else None),
        flips=(),
        tornado=(),
        searched={},
        reason=nobody_leads(words) if leader is None else alone,
    )


def _stability(
    whole: BaseCase, names: list[str], kept: list[StabilityInterval] | None
) -> dict[str, Any]:
    """Return the fields of `Changing` that tell of the weights."""
    criteria = whole.problem.criteria
    found: dict[str, Any] = {"weight_stability": None, "successors": {}}
    found["weights"] = by_name(criteria, whole.inputs.weights[0])
    if kept is not None:
        found["weight_stability"] = {
            name: (one.low, one.high) for name, one in zip(criteria, kept, strict=True)
        }
        found["successors"] = {
            name: tuple(None if j is None else names[j] for j in (one.below, one.above))
            for name, one in zip(criteria, kept, strict=True)
        }
    return found


def flips_of(
    model: Model,
    here: BaseCase,
    found: Sequence[Crossing],
    holder: int,
    others: Sequence[int],
) -> Iterator[Flip]:
    """Yield crossings in people's words, each with the setting that brings it about."""
    names = [here.problem.theories[t] for t in here.rows]
    rounded = list(_rounded(here, found, holder, others))
    changes = [(one.parameter, value) for one, (_, value) in zip(found, rounded, strict=True)]
    gates = gates_crossed(here, changes, [one.new_leader for one in found], holder)
    for crossing, (digits, value), (lifted, barred) in zip(found, rounded, gates, strict=True):
        parameter = crossing.parameter
        yield Flip(
            what=parameter.kind,
            id=id_of(here.problem, parameter),
            from_=raw_of(here.problem, parameter, parameter.now),
            to=raw_of(here.problem, parameter, crossing.value),
            rounded=raw_of(here.problem, parameter, value),
            digits=digits,
            new_leader=names[crossing.new_leader],
            verified=crossing.verified,
            distance=crossing.distance,
            set=tuple(settings_for(model, here.problem, parameter, value)),
            lifts=lifted,
            bars=barred,
        )


def _rounded(
    here: BaseCase, found: Sequence[Crossing], holder: int, others: Sequence[int]
) -> Iterator[tuple[int, float]]:
    """Yield for each crossing the fewest decimals, and the value, that still bring it about."""
    if not found:
        return
    options = [outwards(here.problem, crossing.parameter, crossing.beyond) for crossing in found]
    tried = [one.parameter for one, some in zip(found, options, strict=True) for _ in some]
    values = np.array([value for some in options for _, value in some])
    keys = iter(each_alone(here, tried, values[:, None]).key)
    for crossing, some in zip(found, options, strict=True):
        led = [_leads(next(keys), crossing.new_leader, holder, others) for _ in some]
        yield next((one for one, does in zip(some, led, strict=True) if does), some[-1])


def _leads(key: Floats, leader: int, holder: int, others: Sequence[int]) -> bool:
    """Tell whether `leader` is the best of the others, and ahead of the holder."""
    return bool(key[leader] == key[list(others)].max() and key[leader] > key[holder])


def _tornado(model: Model, here: BaseCase, swung: int, seed: int) -> list[LeadRow]:
    """Return the bars, those of credences that are given as intervals put in their places."""
    found = [("", bar) for bar in tornado(here, swung, seed)]
    found += [(" range", bar) for bar in bars(here, swung, list(_intervals(model, here)))]
    found.sort(key=lambda one: -one[1].swing)
    return [
        LeadRow(
            what=bar.parameter.kind + suffix,
            id=id_of(here.problem, bar.parameter),
            low=raw_of(here.problem, bar.parameter, bar.low),
            high=raw_of(here.problem, bar.parameter, bar.high),
            lead_low=bar.lead_low,
            lead_high=bar.lead_high,
            swing=bar.swing,
            digits=digits_of(here.problem, bar.parameter),
        )
        for suffix, bar in found
        if bar.swing > 10.0**-DECIMALS
    ]


def _intervals(model: Model, here: BaseCase) -> Iterator[tuple[Parameter, float, float]]:
    """Yield changes of credences that are given as intervals, to their ends."""
    for parameter in credence_parameters(here):
        argument = model.debate.arguments[here.problem.arguments[parameter.index]]
        ends = ends_of(belief_in(argument, model.rubric.rubric.credences))
        if ends:
            yield parameter, *ends

"""EVPPI of groups that are asked about, over any number of draws, none of which need be kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, islice

import numpy as np

from toi.engine.problem import Inputs, Ints, ScoringProblem
from toi.engine.sampling.input_labels import Labels, Places, places_of, rows_at
from toi.engine.voi.argument_worths import KnowingArguments, worth_in
from toi.engine.voi.batches import halves_of
from toi.engine.voi.regression.basis import MOST_BENT, Basis
from toi.engine.voi.regression.evppi_groups import bends_of, first_block, reach_of, that_vary
from toi.engine.voi.regression.evppi_regression import (
    KnowingEverything,
    KnowingInputs,
    KnowingSeveral,
)
from toi.engine.voi.regression.reach import Reach
from toi.light_dataclass import dataclass

FEW = MOST_BENT  # inputs; of arguments among so many, each is known by itself too


@dataclass(frozen=True)
class KnowingGroups:
    """Value of knowing each of some groups of inputs, and of knowing all there is.

    `arguments` is the value of knowing single ones: each that is a group, or is in one of few
    inputs. `best` is the place of the theory that is chosen without: the best by the mean of the
    draws.
    """

    groups: tuple[KnowingSeveral, ...]
    everything: KnowingSeveral
    arguments: Mapping[int, KnowingSeveral]
    draws: int
    best: int


def knowing_groups(
    problem: ScoringProblem,
    rows: Sequence[int],
    groups: Sequence[Labels],
    draws: Callable[[], Iterable[Inputs]],
    total: int,
    goes_on: Callable[[int], bool] = lambda done: True,
) -> KnowingGroups:
    """Find what knowing each group is worth to one choice among the theories in `rows`, in points.

    A group of which one argument alone varies is worth what that is: in each draw it is worked out
    both ways, which tells more than a regression and needs the draws but once.

    Parameters
    ----------
    groups : sequence of set of str
        Labels, as `rows_of_inputs` takes them.
    draws : callable
        Gives the same draws, some at a time, each time: the choices are learnt from one half of
        these, and then valued on the other.
    total : int
        How many it gives.
    goes_on : callable
        Told after each time how many draws are done, half a draw for each time that it is
        gone through where that is twice; the work ends when it says no.
    """
    places = [places_of(problem, labels) for labels in groups]
    kept = that_vary(first_block(draws()), places)
    inside = [_arguments_in(*pair) for pair in zip(places, kept, strict=True)]
    alone = {g: own[0] for g, own in enumerate(inside) if len(own) == len(kept[g]) == 1}
    few = (own for own, varying in zip(inside, kept, strict=True) if len(varying) <= FEW)
    sound = KnowingArguments(problem, rows, sorted(set(chain.from_iterable(few))))
    led = [g for g in range(len(groups)) if g not in alone]
    whole = Reach(problem, rows)
    reached = {g: reach_of(problem, whole, groups[g], kept[g]) for g in led}
    everything, sums = KnowingEverything(len(rows)), np.zeros(len(rows))
    known: dict[int, KnowingInputs] = {}
    learnt = valued = blocks = 0
    for inputs in draws():
        columns = {g: rows_at(inputs, places[g]) for g in led}
        known = known or {
            g: KnowingInputs(
                Basis.of_kept(
                    own,
                    reached[g],
                    columns[g],
                    bends_of(problem, groups[g], own),
                    whole.of(groups[g]),
                )
            )
            for g, own in enumerate(kept)
            if g in columns
        }
        worth = sound.add(inputs, learnt, total)
        sums += worth.sum(axis=1)
        for half, part in halves_of(inputs.draws, learnt, total):
            everything.add(half, worth[:, part])
            for g, one in known.items():
                one.learn(half, columns[g][:, part], worth[:, part])
        learnt += inputs.draws
        blocks += 1
        if not goes_on(learnt // 2 if led else learnt):
            break
    for inputs in islice(draws(), blocks) if led else ():
        columns, worth = (
            {g: rows_at(inputs, places[g]) for g in led},
            worth_in(problem, inputs, rows),
        )
        for half, part in halves_of(inputs.draws, valued, total):
            for g, one in known.items():
                one.value(half, columns[g][:, part], worth[:, part])
        valued += inputs.draws
        if not goes_on((learnt + valued) // 2):
            break
    best = int(sums.argmax())
    arguments = sound.found(best)
    found = [
        known[g].found(best) if g in known else arguments[alone[g]] for g in range(len(groups))
    ]
    done = valued if led else learnt
    return KnowingGroups(tuple(found), everything.found(best), arguments, done, best)


def _arguments_in(places: Places, kept: Ints) -> list[int]:
    """Return which arguments are among the inputs of a group that vary."""
    judged, sound, *_ = places
    rows = kept[(kept >= len(judged)) & (kept < len(judged) + len(sound))]
    return [int(argument) for argument in sound[rows - len(judged)]]

"""EVPPI of groups of inputs by regression, over draws that are kept, or made anew."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from toi.engine.memory import give_back
from toi.engine.problem import Bools, Floats, Inputs, Ints, ScoringProblem
from toi.engine.sampling.input_labels import Labels, Places, named, places_of, rows_at
from toi.engine.sampling.sampler import SomeDraws, let_go
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.score import parts
from toi.engine.voi.batches import PIECE, pieces
from toi.engine.voi.regression.basis import BENDS, MOST_BENT, Basis
from toi.engine.voi.regression.evppi_regression import (
    KnowingInputs,
    KnowingSeveral,
    evppi_by_regression,
)
from toi.engine.voi.regression.reach import Reach, cut_by_gates, is_linear_in

FINE_BENDS = 31  # the worth in each input, where gates may cut off a small part of a range
TABLES = 2**12  # tiles of products of inputs that are in memory at a time: 32 MiB
TOGETHER = 2**23  # numbers of small groups of inputs that are in memory at a time

Bits = NDArray[np.uint8]


def evppi_of_groups(
    problem: ScoringProblem,
    inputs: SomeDraws,
    rows: Sequence[int],
    value: Floats,
    groups: Sequence[Labels],
) -> list[KnowingSeveral]:
    """Estimate lower bounds of the EVPPI of some groups of inputs, as `evppi_by_regression` does.

    Those of few inputs are put together; many inputs are learnt from a piece at a time, one half of
    all draws after the other, since the products of pairs of them may take as much memory. The
    draws are gone through four times for these, or where their tables take much memory, four
    times for a few groups after another.

    Parameters
    ----------
    rows : sequence of int
        The R theories among which is chosen.
    value : (R, S) float
        Of each choice in these draws, in points.

    Returns
    -------
    list of KnowingSeveral
        One a group; none of its inputs varies where it has none.
    """
    some_at_a_time = (inputs.at(draws) for draws in parts(inputs.draws, PIECE))
    places = [places_of(problem, labels) for labels in groups]
    kept = that_vary(some_at_a_time, places)
    pairs = list(zip(groups, kept, strict=True))
    whole = Reach(problem, rows)
    reached = [reach_of(problem, whole, labels, own)[own] for labels, own in pairs]
    jumps = [whole.of(labels)[own] for labels, own in pairs]
    found = [KnowingSeveral(0, 0.0, 0.0)] * len(groups)
    few = {g: len(own) for g, own in enumerate(kept) if 0 < len(own) <= MOST_BENT}
    for part in _with_room(few, TOGETHER // inputs.draws):
        columns = _columns_of_all(inputs, {g: (places[g], kept[g]) for g in part})
        for g, drawn in columns.items():
            inputs_of_g = np.concatenate(drawn, axis=1, dtype=np.float64)
            bends = bends_of(problem, groups[g], kept[g])
            found[g] = evppi_by_regression(inputs_of_g, value, reached[g], bends, jumps[g])
        del columns, drawn, inputs_of_g
    many = {
        g: Basis.of_kept(np.arange(len(own)), reached[g])
        for g, own in enumerate(kept)
        if len(own) > MOST_BENT
    }
    for part in _with_room({g: basis.tiles.pairs for g, basis in many.items()}, TABLES):
        give_back()
        known = {g: KnowingInputs(many[g]) for g in part}
        _learn_and_value(inputs, value, {g: (places[g], kept[g], one) for g, one in known.items()})
        for g, one in known.items():
            found[g] = one.found()
        del known
    return found


def _columns_of_all(
    inputs: SomeDraws, groups: Mapping[int, tuple[Places, Ints]]
) -> dict[int, list[Floats | Bits]]:
    """Keep all draws of a few inputs of some groups, piece by piece."""
    columns: dict[int, list[Floats | Bits]] = {g: [] for g in groups}
    for draws in parts(inputs.draws, PIECE):
        some = inputs.at(draws)
        for g, (places, kept) in groups.items():
            columns[g].append(_small(_rows(some, places, kept)))
        del some  # before others are drawn
    return columns


def _with_room(sizes: Mapping[int, int], room: int) -> Iterator[list[int]]:
    """Put groups together, in order, whose sizes add up to no more than there is room; or one."""
    some: list[int] = []
    left = room
    for g, size in sizes.items():
        left -= size
        if some and left < 0:
            yield some
            some, left = [], room - size
        some.append(g)
    if some:
        yield some


def _learn_and_value(
    inputs: SomeDraws, value: Floats, groups: Mapping[int, tuple[Places, Ints, KnowingInputs]]
) -> None:
    """Have the choices that some groups lead learnt, one half of the draws after the other."""
    for half in range(2):
        for draws in _of_half(inputs, half):
            some = inputs.at(draws)
            for places, kept, one in groups.values():
                one.learn(half, _rows(some, places, kept), value[:, draws])
            del some
        let_go(inputs)  # before what is learnt is solved, and what that took after
        for _, _, one in groups.values():
            one.end_half(half)
        give_back()
    for half in range(2):
        for draws in _of_half(inputs, half):
            some = inputs.at(draws)
            for places, kept, one in groups.values():
                one.value(half, _rows(some, places, kept), value[:, draws])
            del some
    let_go(inputs)


def reach_of(problem: ScoringProblem, whole: Reach, labels: Labels, kept: Ints) -> Bools:
    """Tell which choices some inputs may change the worth of, given which of them vary.

    What a gate excludes is worth the lowest score of the draw, and so hangs on all that other
    theories hang on; of few inputs that is reckoned with, of many the rest would be noise.
    """
    found = whole.of(labels)
    return np.ones_like(found) if problem.gates and len(kept) <= MOST_BENT else found


def bends_of(problem: ScoringProblem, labels: Labels, kept: Ints) -> int:
    """Return how often the worth may bend in each of some inputs, given which of them vary.

    Where a gate cuts a judgement it jumps, which may be far out in a range: the fewer inputs, the
    finer their ranges are parted, for what hangs on them by itself. Of what hangs on them only
    since the excluded are worth the lowest score, so many bends would fit noise.
    """
    if is_linear_in(problem, labels):
        return 0
    if not (cut_by_gates(problem) & named(problem, labels)[0]).any():
        return BENDS
    return max(BENDS, min(FINE_BENDS, BENDS * MOST_BENT // max(len(kept), 1)))


def _rows(some: Inputs, places: Places, kept: Ints) -> Floats:
    """Return some of the rows of `rows_of_inputs`, without a copy where that is all."""
    rows = rows_at(some, places)
    return rows if len(kept) == len(rows) else rows[kept]


def _small(rows: Floats) -> Floats | Bits:
    """Copy rows of inputs, a byte each where they are events."""
    bits = rows.astype(np.uint8)
    return bits if (bits == rows).all() else rows.copy()


def that_vary(draws: Iterable[Inputs], groups: Sequence[Places]) -> list[Ints]:
    """Find which inputs of each group vary over the draws, by their rows."""
    ends: list[tuple[Floats, Floats]] = []
    for some in draws:
        rows = (rows_at(some, places) for places in groups)
        here = [(one.min(axis=1), one.max(axis=1)) for one in rows]
        ends = [
            (np.minimum(a, low), np.maximum(b, high))
            for (a, b), (low, high) in zip(ends or here, here, strict=True)
        ]
        del some, rows
        if all((high > low).all() for low, high in ends):
            break  # what has varied goes on doing so
    return [np.flatnonzero(high > low) for low, high in ends]


def first_block(draws: Iterable[Inputs]) -> Iterator[Inputs]:
    """Yield draws until there are as many as in a block, or no more."""
    done = 0
    for some in draws:
        yield some
        done += some.draws
        if done >= BLOCK:
            break


def _of_half(inputs: SomeDraws, half: int) -> Iterator[slice]:
    """Yield the draws of one half of each block, piece by piece."""
    for block in parts(inputs.draws, BLOCK):
        for part in pieces(block.stop - block.start, half):
            yield slice(block.start + part.start, block.start + part.stop)

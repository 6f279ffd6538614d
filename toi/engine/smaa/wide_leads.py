"""Who leads at weights of its own, where there are thousands of theories.

Those that ever lead are held against one another first, the strongest before the others; what few
pairs are left, of a draw and of who leads in it, are held against all other theories, cell by cell.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toi import threads
from toi.engine.problem import Bools, Floats, Ints
from toi.engine.sampling.streams import PER_WORD
from toi.engine.scoring.methods.base import ValueMethod
from toi.engine.scoring.ranking import order_key
from toi.engine.scoring.score import parts
from toi.engine.scoring.values import TheoryWeights, theory_weights
from toi.engine.smaa.wide_blocks import WideBlock, WideSampler
from toi.engine.smaa.wide_columns import CellValues
from toi.light_dataclass import dataclass

RIVALS = 8  # against which one has to hold at a time, the strongest first
VALUES = 2**27  # bytes of values or scores that are in memory at once
LEAST = 256  # draws of which they are


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Pairs of a draw and a theory that may lead in it at its own weights, in order of these.

    Attributes
    ----------
    leader, draw : (P,) int
        Places among those that ever lead, and among the draws.
    key : (P,) float
        What it is ranked by.
    level : (P,) int
        How many are level with it, itself too.
    """

    leader: Ints
    draw: Ints
    key: Floats
    level: Ints

    def at(self, some: Bools | Ints) -> "_Pairs":
        """Return some of them."""
        return _Pairs(self.leader[some], self.draw[some], self.key[some], self.level[some])

    def within(self, draws: slice) -> "_Pairs":
        """Return those of some draws, which are counted from the first of these."""
        some = self.at((draws.start <= self.draw) & (self.draw < draws.stop))
        return replace(some, draw=some.draw - draws.start)


def leads_in_wide_block(
    block: WideBlock, rows: Sequence[int], central: Floats, leaders: Ints
) -> list[float]:
    """Add up the shares of the lead of each of some theories over a block of draws.

    Parameters
    ----------
    rows : sequence of int
        The theories that are compared.
    central : (len(rows), C) float
        The weights at which each is scored with all others.
    leaders : (L,) int
        Places in `rows` of those that are asked for.
    """
    if not len(leaders):
        return []
    one = _Leads(block.sampler, [rows[i] for i in leaders], central[leaders], rows)

    def level(draws: slice) -> list[Ints]:
        left = one.among_all(draws, one.among_leaders(draws))
        return np.split(left.level, np.searchsorted(left.leader, np.arange(1, len(leaders))))

    size = max(one.values // (8 * central.shape[1] * len(leaders)), LEAST)
    found = block.sampler.each(level, block.sampler.cut(block.first, block.draws, size))
    together = zip(*found, strict=True)
    return [float((1.0 / np.concatenate(of_each)).sum()) for of_each in together]


class _Leads:
    """Theories that ever lead, each with the weights at which it is scored, (L, C).

    Attributes
    ----------
    values : int
        Bytes of values that each of those who work may have in memory.
    """

    def __init__(
        self, sampler: WideSampler, theories: Sequence[int], weights: Floats, rows: Sequence[int]
    ) -> None:
        self._sampler, self._theories, self._weights = sampler, theories, weights
        self._problem = sampler.problem
        method = self._problem.method
        assert isinstance(method, ValueMethod)  # or the problem would not be wide
        self._method = method
        self._place = {theory: i for i, theory in enumerate(theories)}
        others = [theory for theory in rows if theory not in self._place]
        self._others = {theory: i for i, theory in enumerate(others)}
        self.values = VALUES // threads.count()
        for some in (theories, others):
            sampler.prepare(some)

    def among_leaders(self, draws: slice) -> _Pairs:
        """Find in which draws each is first among those that ever lead."""
        n, columns = draws.stop - draws.start, len(self._problem.criteria)
        values = np.empty((columns, len(self._theories), n))
        gated = np.zeros((len(self._theories), n), dtype=bool)

        def keep(found: CellValues) -> None:
            at = [self._place[theory] for theory in found.theories]
            values[found.criterion, at] = found.values
            if found.gated is not None:
                gated[at] |= found.gated

        self._sampler.work_out(draws, list(self._place), keep)
        mean = np.einsum("c,ct->t", self._weights.mean(axis=0), values.mean(axis=2))
        strongest = np.argsort(-mean, kind="stable")
        pairs = self._before_few(values, gated, strongest[:RIVALS])
        for part in parts(len(strongest), RIVALS):
            pairs = self._before(values, gated, strongest[part], pairs)
        return pairs

    def _before_few(self, values: Floats, gated: Bools, rivals: Ints) -> _Pairs:
        """Find in which draws each scores no less than some rivals, at its own weights."""
        against, out = values[:, rivals], gated[rivals]
        named = [self._theories[k] for k in rivals.tolist()]
        draws, keys = [], []
        for i, theory in enumerate(self._theories):

            def key(theories: list[int], values: Floats, gated: Bools, i: int = i) -> Floats:
                own = theory_weights(self._problem, self._weights[i][None], theories)
                return order_key(self._method.of_values(own, values.transpose(2, 1, 0)), gated.T)

            mine = key([theory], values[:, i : i + 1], gated[i : i + 1])
            # Of theories that a gate excludes none leads, though all may be level with it.
            holds = (key(named, against, out) <= mine).all(axis=1) & (mine[:, 0] > -np.inf)
            leads = np.flatnonzero(holds)
            draws.append(leads)
            keys.append(mine[leads, 0])
        leader = np.repeat(np.arange(len(draws)), [len(some) for some in draws])
        nobody = np.zeros(len(leader), dtype=np.int64)
        return _Pairs(leader, np.concatenate(draws), np.concatenate(keys), nobody)

    def _before(self, values: Floats, gated: Bools, rivals: Ints, pairs: _Pairs) -> _Pairs:
        """Keep the pairs that no rival beats, with those level counted."""
        weights = TheoryWeights(self._problem, self._weights[pairs.leader])
        leads, level = np.ones(len(pairs.draw), dtype=bool), pairs.level.copy()
        for rival in rivals.tolist():
            total = np.full(len(pairs.draw), self._method.start)
            for c, value in enumerate(values[:, rival]):
                weight = weights.of(self._theories[rival], c, slice(None))
                self._method.take_in(total, weight, value.take(pairs.draw))
            self._method.finish(total)
            key = order_key(total, gated[rival].take(pairs.draw))
            leads &= key <= pairs.key
            level += key == pairs.key
        return _Pairs(pairs.leader, pairs.draw, pairs.key, level).at(leads)

    def among_all(self, draws: slice, pairs: _Pairs) -> _Pairs:
        """Keep the pairs that no other theory of all beats, with those level counted."""
        if not self._others or not len(pairs.draw):
            return pairs
        size, n = 8 * len(self._others) * len(pairs.draw), draws.stop - draws.start
        length = -(-n // -(-size // self.values))
        cut = list(parts(n, length + -length % PER_WORD))
        found = [self._held(draws.start, part, pairs.within(part)) for part in cut]
        return _joined(found)

    def _held(self, first: int, part: slice, pairs: _Pairs) -> _Pairs:
        """Hold pairs against all that never lead."""
        weights = TheoryWeights(self._problem, self._weights[pairs.leader])
        totals = np.full((len(self._others), len(pairs.draw)), self._method.start)
        gated = np.zeros(totals.shape, dtype=bool)

        def take_in(found: CellValues) -> None:
            at = [self._others[theory] for theory in found.theories]
            values = found.values.take(pairs.draw, axis=1)
            for weight, some in found.weighed(weights):
                self._method.take_in_each([totals[i] for i in at[some]], weight, values[some])
            if found.gated is not None:
                gated[at] |= found.gated.take(pairs.draw, axis=1)

        here = slice(first + part.start, first + part.stop)
        self._sampler.work_out(here, list(self._others), take_in)
        self._method.finish(totals)
        leads, level = np.ones(len(pairs.draw), dtype=bool), pairs.level.copy()
        for row, out in zip(totals, gated, strict=True):
            key = order_key(row, out)
            leads &= key <= pairs.key
            level += key == pairs.key
        return _Pairs(pairs.leader, pairs.draw + part.start, pairs.key, level).at(leads)


def _joined(some: Sequence[_Pairs]) -> _Pairs:
    """Join pairs of draws that follow one another."""
    found = _Pairs(
        np.concatenate([one.leader for one in some]),
        np.concatenate([one.draw for one in some]),
        np.concatenate([one.key for one in some]),
        np.concatenate([one.level for one in some]),
    )
    return found.at(np.argsort(found.leader, kind="stable"))

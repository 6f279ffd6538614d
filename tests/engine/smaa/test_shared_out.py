"""Which scores are made cell by cell, and blocks that are shared out among processes."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from tests.problems import table_problem
from toi import processes
from toi.distribution import Distribution
from toi.engine.problem import Gate
from toi.engine.sampling.sampler import numbers, sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring import subproblem
from toi.engine.scoring.methods.additive import Additive
from toi.engine.scoring.methods.minimum import Minimum
from toi.engine.scoring.methods.topsis import TopsisMethod
from toi.engine.scoring.score import score
from toi.engine.scoring.values import TheoryWeights, theory_weights
from toi.engine.smaa import simulate as module
from toi.engine.smaa import stretched_blocks, wide_blocks
from toi.engine.smaa.cell_by_cell import is_separate
from toi.engine.smaa.confidence import confidence_factors
from toi.engine.smaa.part_by_part import in_turn
from toi.engine.smaa.simulate import drawn_blocks, sampled_scores
from toi.engine.smaa.wide_blocks import WideSampler, is_wide, wide_scores
from toi.engine.smaa.wide_columns import CellValues, of_criterion
from toi.threads import Crew


def test_scores_are_made_cell_by_cell_where_arguments_alone_act_on_cells():
    theories = [small.theory("A", {"c1": 5}), small.theory("B", {"c1": 4})]
    whole = small.theory("W", parts=[{"id": "A", "share": 0.5}, {"id": "B", "share": 0.5}])
    hit = small.argument("hit", 0.5, [(["A"], "c1", "lowers", 0.5)])

    def made(*more, **fields):
        return small.problem([small.criterion()], [*theories, *more], [hit], **fields)

    plain = made()
    assert is_separate(plain)
    assert not is_separate(made(whole))
    assert not is_separate(replace(plain, gates=(Gate(0, "<", 2.0, "c1 < 2"),)))
    assert not is_separate(made(scrutiny="adjusted"))
    assert not is_separate(replace(plain, method=Minimum()))


def test_draws_are_wide_where_they_are_large_and_theories_are_scored_one_by_one(monkeypatch):
    theories = [small.theory("A", {"c1": 5}), small.theory("B", {"c1": 4})]
    whole = small.theory("W", parts=[{"id": "A", "share": 0.5}, {"id": "B", "share": 0.5}])
    plain, parted = (small.problem([small.criterion()], [*theories, *w]) for w in ([], [whole]))
    assert not is_wide(plain, [Additive()])
    monkeypatch.setattr(wide_blocks, "WIDE", 0)
    assert is_wide(plain, [Additive(), Minimum()])
    assert not is_wide(plain, [Additive(), TopsisMethod()])
    assert not is_wide(parted, [Additive()])


@pytest.mark.parametrize("tables", [wide_blocks.MOST_BETA_TABLES, 0])
def test_wide_scores_are_those_of_their_draws_from_whichever_block_on(tables, monkeypatch):
    monkeypatch.setattr(wide_blocks, "MOST_BETA_TABLES", tables)  # more are made where they count
    hit = small.argument("hit", 0.5, [(["A"], "c1", "lowers", {"uniform": [0.2, 0.8]})])
    theories = [small.theory("A", {"c1": {"uniform": [3, 8]}}), small.theory("B", {"c1": 4})]
    theories.append(small.theory("C", {"c1": {"pert": [1, 4, 8]}}))
    made = small.problem([small.criterion()], theories, [hit], gates=[{"c1 < 3.5": "exclude"}])
    whole = sampled_scores(made, [1, 0], 3, BLOCK + 300)
    sampler = WideSampler(made, 3, BLOCK + 300, Crew())
    for first, n in ((0, BLOCK), (BLOCK, 300)):
        found = wide_scores(sampler, [1, 0], [Additive()], first, n)
        mine = whole.at(slice(first, first + n))
        np.testing.assert_array_equal(found.totals, mine.totals)
        np.testing.assert_array_equal(found.gated, mine.gated)
        assert found.gated.any()


@pytest.fixture
def slow(monkeypatch):
    """Let all work be long, one block at a time, and processes be but this one."""
    done = []

    def side_by_side(do, items):
        done.extend(items)
        return map(do, items)

    monkeypatch.setattr(module, "MEMORY", 1)
    monkeypatch.setattr(processes.Pace, "is_slow", lambda *_: True)
    monkeypatch.setattr(processes, "side_by_side", side_by_side)
    return done


PROBLEM = table_problem([[Distribution("uniform", (2, 8)), 5.0], [5.0, 4.0]])


def test_each_block_is_worked_out_once_in_its_order(slow):
    blocks = drawn_blocks(PROBLEM, 3, 3 * BLOCK + 50)
    found = list(in_turn(blocks, lambda some: (some.draws, float(some.judgements[0, 0, 0]))))
    assert slow == [1, 2, 3]
    assert found == [(some.draws, float(some.judgements[0, 0, 0])) for some in blocks]
    assert [n for n, _ in found] == [BLOCK] * 3 + [50]


def test_confidence_is_the_same_where_blocks_are_shared_out(slow):
    central = np.array([[0.5, 0.5], [0.2, 0.8]])
    shared = confidence_factors(PROBLEM, [0, 1], central, drawn_blocks(PROBLEM, 3, 3 * BLOCK))
    whole = confidence_factors(PROBLEM, [0, 1], central, iter(drawn_blocks(PROBLEM, 3, 3 * BLOCK)))
    assert slow == [1, 2]
    assert shared.tolist() == whole.tolist()


@pytest.mark.parametrize("method", ["topsis", "promethee2"])
def test_draws_that_would_fill_the_memory_are_scored_a_few_at_a_time(method, monkeypatch):
    """To the bit what they are together: only how many are in memory changes."""
    names = {name: {"c1": {"uniform": [i, 9]}, "c2": 7 - i} for i, name in enumerate("ABC")}
    cells = [small.theory(name, values) for name, values in names.items()]
    said = [small.argument("doubt", 0.5, [(["A"], "c1", "lowers", 0.5)])]
    made = small.problem([small.criterion(), small.criterion("c2")], cells, said, method=method)
    together = sampled_scores(made, [0, 1, 2], 0, 90)
    calls = []
    monkeypatch.setattr(module, "WIDE", 0)
    monkeypatch.setattr(stretched_blocks, "WIDE", 64 * 12 * numbers(made))
    monkeypatch.setattr(
        stretched_blocks,
        "score",
        lambda *a, chunk: calls.append((*a, chunk)) or score(*a, chunk=chunk),
    )
    for width in (1, 3):  # who does it: nobody else, or others, of whom nothing is seen here
        monkeypatch.setattr(processes, "width", lambda width=width: width)
        apart = sampled_scores(made, [0, 1, 2], 0, 90)
        assert [one[1].draws for one in calls] == [12] * 7 + [6]
        assert {one[-1] for one in calls} == {3}  # evaluated at a time
        np.testing.assert_array_equal(apart.totals, together.totals)
        np.testing.assert_array_equal(apart.gated, together.gated)


def test_theories_that_are_compared_are_scored_together_however_many(monkeypatch):
    problem = replace(table_problem([[8.0, 3.0], [5.0, 6.0], [1.0, 9.0]]), method=TopsisMethod())
    together = score(problem, sampled_inputs(problem, 0, 8), [0, 1, 2]).totals
    monkeypatch.setattr(subproblem, "GROUP", 1)
    assert len(subproblem.in_groups(problem, [0, 1, 2])) == 3
    np.testing.assert_array_equal(sampled_scores(problem, [0, 1, 2], 0, 8).totals, together)


@pytest.mark.parametrize("bears", [None, np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0]])])
def test_each_theory_of_a_column_has_its_own_weights(bears):
    """All together where they are alike."""
    problem = replace(table_problem([[5.0, 5.0]] * 3), bears=bears)
    weights = np.array([[0.7, 0.3], [0.2, 0.8]])
    theories = [2, 0, 1]
    column = CellValues(theories, 0, np.zeros((3, 2)), None)
    given = list(column.weighed(TheoryWeights(problem, weights)))
    assert len(given) == (1 if bears is None else 3)
    found = np.empty((3, 2))
    for weight, some in given:
        found[some] = weight
    own = theory_weights(problem, weights)
    wanted = np.broadcast_to(own[:, None] if own.ndim == 2 else own, (2, 3, 2))
    np.testing.assert_allclose(found, wanted[:, theories, 0].T)


def test_of_one_criterion_each_hit_keeps_its_force():
    criteria = [small.criterion(), small.criterion("c2")]
    theories = [small.theory(name, {"c1": 5, "c2": 5}) for name in "AB"]
    effects = [(["A"], "c2", "lowers", 0.1), (["A"], "c1", "lowers", 0.2)]
    effects += [(["B"], "c1", "lowers", 0.3), (["B"], "c2", "lowers", 0.4)]
    whole = small.problem(criteria, theories, [small.argument("x", 0.5, effects)])
    for criterion in (0, 1):
        own, hits = of_criterion(whole, criterion), np.flatnonzero(whole.hit_criterion == criterion)
        assert len(hits) == len(own.forces) == 2
        kept = [own.forces[force] for force in own.hit_force]
        assert kept == [whole.forces[force] for force in whole.hit_force[hits]]
        assert own.hit_theory.tolist() == whole.hit_theory[hits].tolist()

"""Numbers drawn some at a time, or a stretch of them, are those drawn one by one."""

import pytest

from tests.problems import table_problem
from toi.distribution import Distribution, point
from toi.engine.sampling import scaled_draws
from toi.engine.sampling.sampler import Sampler, empty_inputs, sampled_inputs
from toi.engine.sampling.streams import BLOCK, one_stream


def test_a_stretch_of_a_stream_is_what_a_longer_one_has_there():
    whole = one_stream(3, "x").integers(0, 3 * BLOCK)
    for first, n in ((0, 10), (BLOCK - 8, 16), (BLOCK, BLOCK), (4, 2 * BLOCK)):
        assert (one_stream(3, "x").integers(first, n) == whole[first : first + n]).all()


def test_a_table_that_is_read_first_gives_the_same_draws():
    """Long stretches read each table through; short ones, of which there are many, do not."""
    problem = table_problem(
        [[Distribution("pert", (1, 4, 9)), Distribution("triangular", (0, 2, 3))]]
    )
    whole = sampled_inputs(problem, 0, 10 * BLOCK).judgements
    sampler = Sampler(problem, 0, 10 * BLOCK)
    for first in (0, 512, 9 * BLOCK + 1024):
        inputs = empty_inputs(problem, 512)
        sampler.fill(first, inputs)
        assert inputs.judgements.tobytes() == whole[first : first + 512].tobytes()


LAWS = [
    Distribution("pert", (1, 4, 9)),
    Distribution("pert", (2, 3, 4)),
    Distribution("triangular", (0, 2, 3)),
    Distribution("uniform", (8, 12)),  # beyond the end of the scale
    Distribution("normal", (1, 2)),
    Distribution("point", (5,)),
    Distribution("mixture", (1, 2), components=(point(2), Distribution("pert", (3, 4, 6)))),
]


@pytest.mark.parametrize("numbers", [1, 2**12, 2**20])
@pytest.mark.parametrize("total", [BLOCK, 10 * BLOCK])
def test_numbers_that_are_drawn_together_are_those_drawn_one_by_one(numbers, total, monkeypatch):
    """Some are looked up in a table of all levels, theirs alone or not, or between quantiles."""
    monkeypatch.setattr(scaled_draws, "NUMBERS", numbers)
    problem = table_problem([LAWS, [*LAWS[:0:-1], Distribution("pert", (1, 2, 9))]])
    sampler, one = Sampler(problem, 0, total), empty_inputs(problem, BLOCK)
    assert not scaled_draws.is_short(0, BLOCK)
    sampler.fill(0, one)
    together = empty_inputs(problem, BLOCK)
    for start in (0, 512, 516, 1540, 3588, 5636, 7684):
        sampler.fill(start, together.at(slice(start, min(start + 2048, BLOCK))))
    assert together.judgements.tobytes() == one.judgements.tobytes()
    Sampler(problem, 0, 1).fill(0, together)  # none is worth a table
    assert together.judgements.tobytes() == one.judgements.tobytes()


def test_events_and_forces_drawn_together_are_those_drawn_one_by_one(of_every_kind):
    whole = sampled_inputs(of_every_kind, 3, BLOCK)
    short = sampled_inputs(of_every_kind, 3, 600)
    for name in ("sound", "force", "answer_force", "judgements"):
        assert (getattr(short, name) == getattr(whole, name)[:600]).all()
    assert 0 < whole.sound.mean() < 1

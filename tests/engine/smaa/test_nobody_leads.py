"""Who leads, and how often nobody does, where gates exclude some in some draws, all in others."""

import numpy as np
import pytest

from toi.engine.smaa import rank_accumulator, rank_counts, standings
from toi.engine.smaa.indices import indices_of, rank_range, smaa_indices
from toi.engine.smaa.rank_accumulator import RankAccumulator
from toi.engine.voi.best import best_in_draw, squares

DRAWS, THEORIES = 400, 5


@pytest.fixture
def drawn():
    """Scores of which no two are level, gates that exclude most, and weights."""
    rng = np.random.default_rng(3)
    gated = rng.random((DRAWS, THEORIES)) < 0.7
    gated[:, 4] = True
    return rng.random((DRAWS, THEORIES)), gated, rng.random((DRAWS, 2))


def slow(scores, gated, weights):
    """Count, draw by draw, who leads, by which weights, and how often nobody does."""
    first, nobody, sums = np.zeros(THEORIES), 0, np.zeros((THEORIES, 2))
    for score, out, own in zip(scores, gated, weights, strict=True):
        free = np.flatnonzero(~out)
        if not free.size:
            nobody += 1
            continue
        leader = free[score[free].argmax()]
        first[leader] += 1
        sums[leader] += own
    return first, nobody, sums


def test_who_leads_is_counted_without_the_draws_in_which_nobody_does(drawn):
    scores, gated, weights = drawn
    first, nobody, sums = slow(*drawn)
    counts = RankAccumulator(THEORIES, 2)
    counts.add(scores[:250], gated[:250], weights[:250])
    counts.add(scores[250:], gated[250:], weights[250:])
    found = indices_of(counts)
    assert 0 < nobody < DRAWS
    assert found.nobody == nobody / DRAWS
    np.testing.assert_allclose(found.first, first / DRAWS)
    assert found.first[4] == 0
    np.testing.assert_allclose(found.gated, gated.mean(axis=0))
    np.testing.assert_allclose(found.central_weights[:4], sums[:4] / first[:4, None])
    assert np.isnan(found.central_weights[4]).all()


def test_of_many_theories_it_is_the_same(drawn, monkeypatch):
    scores, gated, _ = drawn
    few = smaa_indices(scores, gated)
    for module in (rank_accumulator, rank_counts, standings):
        monkeypatch.setattr(module, "FEW", 2)
    many = standings.standings(scores, gated)
    np.testing.assert_allclose(many.first, few.first)
    assert many.gated.tolist() == few.gated.tolist()


def test_where_gates_exclude_all_in_every_draw_nobody_ever_leads(drawn):
    scores, gated, _ = drawn
    found = smaa_indices(scores, np.ones_like(gated))
    assert found.first.tolist() == [0] * THEORIES
    assert (found.nobody, found.entropy) == (1.0, 0.0)


def test_nobody_is_best_in_such_a_draw_and_shares_nothing():
    totals = np.array([[3.0, 1.0], [3.0, 2.0]])
    found = best_in_draw(totals, np.array([[False, True], [False, True]]))
    assert found.dense(2).tolist() == [[0.5, 0.0], [0.5, 0.0]]
    assert squares(found.together).tolist() == [0.5, 0.0]
    other = best_in_draw(totals, np.array([[False, True], [True, False]]))
    assert other.apart(found.dense(2), found.together).tolist() == [0.5, 1.0]


def test_a_draw_in_which_nobody_leads_is_no_rank_of_anybody(drawn):
    scores, gated, _ = drawn
    found = smaa_indices(scores, gated)
    led = ~gated.all(axis=1)
    alone = smaa_indices(scores[led], gated[led])
    np.testing.assert_allclose(found.acceptability, alone.acceptability * led.mean(), atol=1e-12)
    np.testing.assert_allclose(found.expected_rank, alone.expected_rank)
    assert rank_range(found.acceptability).tolist() == rank_range(alone.acceptability).tolist()
    for one in range(THEORIES):
        held = standings.acceptability_of(one, scores, gated)
        np.testing.assert_allclose(held, found.acceptability[one], atol=1e-12)

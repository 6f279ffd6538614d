"""Draws: reproducible, untouched by chunks and by other records, shared between rubrics."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from tests import small
from tests.problems import table_problem
from toi import load
from toi.compile.scoring import compile_problem
from toi.distribution import Distribution, point
from toi.engine.problem import Quantity, event_label
from toi.engine.sampling.event_draws import sampled_events
from toi.engine.sampling.quantile_tables import LEVELS
from toi.engine.sampling.sampler import (
    RedrawnInputs,
    Sampler,
    cell_draws,
    draw,
    empty_inputs,
    expected_inputs,
    numbers,
    sampled_inputs,
)
from toi.engine.sampling.scaled_draws import fixed_value
from toi.engine.sampling.streams import BLOCK, one_stream, uniforms
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.ranking import order_key, ranks
from toi.engine.scoring.score import score
from toi.engine.scoring.subproblem import restricted
from toi.engine.smaa.indices import percentiles, rank_range, smaa_indices, tiers
from toi.engine.smaa.simulate import sampled_scores
from toi.io.rubric.resolve import resolve


@pytest.fixture(scope="module")
def problem():
    opened = load()
    return compile_problem(opened.debate, resolve("proponent", opened.places, opened.debate).rubric)


def test_seed_zero_is_a_seed_and_seeds_differ():
    assert (uniforms(0, "x", 50) == uniforms(0, "x", 50)).all()
    assert (uniforms(0, "x", 50) != uniforms(1, "x", 50)).any()
    assert (uniforms(0, "x", 50) != uniforms(0, "y", 50)).any()


def test_blocks_continue_a_stream_and_do_not_repeat_it():
    long = uniforms(3, "x", 2 * BLOCK + 10)
    assert len(long) == 2 * BLOCK + 10
    assert (long[:BLOCK] == uniforms(3, "x", BLOCK)).all()
    assert len(np.unique(long)) == len(long)


def test_an_event_happens_below_its_threshold():
    levels = one_stream(3, "x").integers(0, 8)
    for level in levels.tolist():
        for below in (level, level + 1):
            assert (one_stream(3, "x").happens(0, 8, below) == (levels < below)).all()
    assert one_stream(3, "x").happens(0, 8, 0) is False
    assert one_stream(3, "x").happens(0, 8, LEVELS) is True


def parts_of(inputs):
    """All that is drawn, (S, ...) each."""
    plain = (inputs.weights, inputs.judgements, inputs.sound, inputs.answer_force, inputs.force)
    return plain if inputs.peer is None else (*plain, inputs.peer)


@pytest.mark.parametrize(
    ("first", "n"), [(0, 8), (BLOCK - 4, 8), (BLOCK - 4096, 8192), (BLOCK, 96), (4, 4000)]
)
def test_draws_are_those_of_a_longer_run(of_every_kind, first, n):
    """However few are drawn together, from tables or not, and where a block ends among them."""
    whole = parts_of(sampled_inputs(of_every_kind, 2, 2 * BLOCK))
    for total in (n, 10 * LEVELS):
        inputs = empty_inputs(of_every_kind, n)
        Sampler(of_every_kind, 2, total).fill(first, inputs)
        for found, expected in zip(parts_of(inputs), whole, strict=True):
            np.testing.assert_array_equal(found, expected[first : first + n])


def test_draws_that_are_not_kept_are_those_that_are(of_every_kind):
    redrawn, kept = RedrawnInputs(of_every_kind, 2, 2000), sampled_inputs(of_every_kind, 2, 2000)
    assert redrawn.draws == 2000
    for part in (slice(0, 3), slice(3, 1026), slice(1026, 2000)):
        for found, expected in zip(
            parts_of(redrawn.at(part)), parts_of(kept.at(part)), strict=True
        ):
            np.testing.assert_array_equal(found, expected)


def test_an_argument_is_sound_as_often_as_it_is_believed(of_every_kind):
    believed = np.array([0.2, 0.9])
    sound = sampled_inputs(replace(of_every_kind, credence=believed), 0, BLOCK).sound
    assert set(np.unique(sound)) == {0, 1}
    assert sound.mean(axis=0) == pytest.approx(believed, abs=0.015)


@pytest.mark.parametrize("n", [40, BLOCK + 40])
def test_events_alone_are_those_of_whole_draws(of_every_kind, n):
    found = sampled_events(of_every_kind, 2, n)
    np.testing.assert_array_equal(found, sampled_inputs(of_every_kind, 2, n).sound)
    assert sampled_events(table_problem([[1.0]]), 2, n).shape == (n, 0)


def test_a_number_without_a_range_is_mapped_to_0_1_and_clipped_as_drawn_ones_are():
    problem = table_problem([[12.0, 5.0], [-3.0, 10.0]], scale=(2.0, 10.0))
    expected = [[1.0, 0.375], [0.0, 1.0]]
    assert sampled_inputs(problem, 0, 4).judgements == pytest.approx(np.array([expected] * 4))
    assert draw(Quantity("x", point(7), 0.0, 5.0), 0, 3).tolist() == [5.0] * 3
    assert draw(Quantity("x", point(3), 2.0, 5.0), 0, 3).tolist() == [3.0] * 3
    clipped = Quantity("x", point(1), 3.0, 9.0)
    assert fixed_value(clipped, 2.0, 8.0) == pytest.approx((3 - 2) / 8)
    assert fixed_value(replace(clipped, law=point(12)), 2.0, 8.0) == pytest.approx((9 - 2) / 8)


def test_numbers_are_counted_as_they_are_drawn(of_every_kind, problem):
    for one in (of_every_kind, problem):
        assert numbers(one) == sum(part.size for part in parts_of(empty_inputs(one, 1)))


@pytest.mark.parametrize("chunk", [1, 100, 4096])
def test_chunk_size_does_not_change_a_bit(problem, chunk):
    inputs = sampled_inputs(problem, 0, 300)
    before = score(problem, inputs, range(4)).totals
    after = score(problem, inputs, range(4), chunk=chunk).totals
    assert before.tobytes() == after.tobytes()


def test_what_is_left_out_for_speed_changes_no_score(problem):
    rows = [problem.theories.index(name) for name in ("T01", "T06", "T09")]
    smaller, where = restricted(problem, rows)
    assert len(smaller.criteria) == (problem.weights > 0).sum() < len(problem.criteria)
    whole = evaluate(problem, sampled_inputs(problem, 0, 200)).totals[:, rows]
    part = evaluate(smaller, sampled_inputs(smaller, 0, 200)).totals[:, where]
    assert whole.tobytes() == part.tobytes()


def test_another_theory_leaves_everybody_elses_draws_alone(problem):
    opened = load()
    fewer = {name: t for name, t in opened.debate.theories.items() if name != "T14"}
    rubric = resolve("proponent", opened.places, opened.debate).rubric
    other = compile_problem(replace(opened.debate, theories=fewer), rubric)
    for name in ("T09", "T06a"):
        before = sampled_scores(problem, [problem.theories.index(name)], 5, 100).totals
        after = sampled_scores(other, [other.theories.index(name)], 5, 100).totals
        assert before.tobytes() == after.tobytes()


def test_monte_carlo_mean_meets_the_deterministic_score_where_they_must(problem):
    """T09 is neither conditional nor gated; an argument reaches no cell of it twice."""
    row = [problem.theories.index("T09")]
    exact = evaluate(problem, expected_inputs(problem)).totals[0, row[0]]
    totals = sampled_scores(problem, row, 0, 40_000).totals
    error = totals.std() / np.sqrt(len(totals))
    assert abs(totals.mean() - exact) < 4 * error


def test_ranks_ties_and_gates():
    scores = np.array([3.0, 5.0, 5.0 + 1e-12, 1.0, 9.0])
    gated = np.array([False, False, False, False, True])
    assert ranks(order_key(scores, gated)).tolist() == [3, 1, 1, 4, 5]


def test_acceptability_shares_ties_and_adds_up():
    totals = np.array([[1.0, 1.0, 0.0], [2.0, 1.0, 3.0]])
    stand = smaa_indices(totals, np.zeros((2, 3), dtype=bool))
    np.testing.assert_allclose(
        stand.acceptability, [[0.25, 0.75, 0], [0.25, 0.25, 0.5], [0.5, 0, 0.5]]
    )
    compared = (stand.beats + stand.beats.T + stand.ties)[~np.eye(3, dtype=bool)]
    np.testing.assert_allclose(compared, 1)


def test_acceptability_of_random_scores_against_sorting():
    rng = np.random.default_rng(0)
    totals = rng.normal(size=(500, 6)) + np.arange(6) / 4
    stand = smaa_indices(totals, np.zeros_like(totals, dtype=bool))
    places = (-totals).argsort(axis=1).argsort(axis=1)
    for theory in range(6):
        share = np.bincount(places[:, theory], minlength=6) / 500
        np.testing.assert_allclose(stand.acceptability[theory], share)
    np.testing.assert_allclose(stand.acceptability.sum(axis=0), 1)


def test_rank_range_takes_the_smallest_ranks_that_reach_the_shares():
    shares = np.array([[0.04, 0.9, 0.06], [0.05, 0.0, 0.95]])
    assert rank_range(shares).tolist() == [[2, 3], [1, 3]]


def test_a_tier_ends_where_its_first_beats_the_next():
    totals = np.tile([3.0, 2.0, 1.0], (100, 1))
    totals[:20, 1] = 4.0  # first beats second in 80 draws
    stand = smaa_indices(totals, np.zeros_like(totals, dtype=bool))
    assert tiers(np.arange(3), stand).tolist() == [1, 1, 2]
    assert tiers(np.arange(3), stand, confidence=0.75).tolist() == [1, 2, 3]


def test_percentiles_are_numpys():
    totals = np.random.default_rng(0).normal(size=(1001, 3))
    shares = (0.05, 0.5, 0.951)
    np.testing.assert_allclose(percentiles(totals, shares), np.quantile(totals, shares, axis=0))


def test_a_tier_holds_all_that_its_first_does_not_beat_whoever_stands_between():
    totals = np.tile([4.0, 3.0, 2.0, 1.0], (100, 1))
    totals[:20, 2] = 5.0  # the third beats the first in 20 draws, the second never does
    stand = smaa_indices(totals, np.zeros_like(totals, dtype=bool))
    assert tiers(np.arange(4), stand).tolist() == [1, 2, 1, 2 + 1]


@pytest.mark.parametrize("n", [12, BLOCK])
def test_an_event_happens_below_its_level_and_not_at_it(n):
    """Few draws are drawn otherwise than many, and the same."""
    levels = one_stream(3, event_label("x")).integers(0, n)
    plain = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 5})],
        [small.argument("x", 0.5, [(["A"], "c1", "lowers", 0.5)])],
    )
    for level in levels[:4].tolist():
        found = sampled_inputs(replace(plain, credence=np.array([level / LEVELS])), 3, n)
        assert (found.sound[:, 0] == (levels < level)).all()


def test_forces_and_answers_have_the_law_that_is_said(of_every_kind):
    """Uniform from .2 to .6, as they are and on average."""
    drawn, expected = sampled_inputs(of_every_kind, 0, BLOCK), expected_inputs(of_every_kind)
    assert expected.draws == 1
    for name in ("force", "answer_force"):
        assert getattr(expected, name)[0] == pytest.approx(0.4)
        for column in getattr(drawn, name).T:
            assert stats.kstest(column, stats.uniform(0.2, 0.4).cdf).pvalue > 1e-3


@pytest.fixture(scope="module")
def on_a_scale():
    """Laws on a scale from 2 to 10, of which some reach beyond it; one cell is not judged.

    The first is no less than 3.
    """
    laws = [
        [Distribution("uniform", (1, 5)), Distribution("pert", (0, 4, 12))],
        [Distribution("triangular", (6, 9, 14)), 7.0],
    ]
    table = table_problem(laws, scale=(2.0, 10.0))
    first, *others = table.judgements[:3]
    given = replace(first, low=3.0), *others, Quantity("fixed", point(7), 2.0, 10.0)
    return replace(
        table,
        theories=("T00", "T01", "T02"),
        judgements=given,
        judgement_theory=np.array([0, 0, 1, 1]),
    )


def test_cells_on_a_scale_are_shares_of_its_width(on_a_scale):
    drawn, expected = sampled_inputs(on_a_scale, 0, BLOCK).judgements, expected_inputs(on_a_scale)
    for i, (t, c) in enumerate([(0, 0), (0, 1), (1, 0), (1, 1)]):
        raw = draw(on_a_scale.judgements[i], 0, BLOCK)
        np.testing.assert_allclose(drawn[:, t, c], (raw - 2) / 8, atol=1e-12)
        assert expected.judgements[0, t, c] == pytest.approx(drawn[:, t, c].mean(), abs=0.01)
    assert (drawn[:, 0, 0] == 1 / 8).mean() == pytest.approx(1 / 2, abs=0.02)
    assert (drawn[:, 1, 0] == 1).mean() == pytest.approx(16 / 40, abs=0.02)
    assert not drawn[:, 2].any()


@pytest.mark.parametrize("total", [100, 10 * LEVELS])
def test_cells_drawn_one_by_one_are_those_of_whole_draws(on_a_scale, total):
    whole = sampled_inputs(on_a_scale, 2, 2 * BLOCK).judgements
    cells = cell_draws(on_a_scale, 2, total)
    assert set(cells) == set(np.ndindex(3, 2))
    for (t, c), one in cells.items():
        found = np.full(BLOCK, np.nan)
        one.fill(BLOCK - 8, found, anew=True)
        np.testing.assert_array_equal(found, whole[BLOCK - 8 : 2 * BLOCK - 8, t, c])

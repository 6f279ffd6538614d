"""Edges of drawing: no weights left, a slice that never finds its way, ends of lines."""

import numpy as np
import pytest

from toi.engine.sampling import hit_and_run
from toi.engine.sampling.weight_polytope import feasible_region
from toi.records.weight_uncertainty import read_constraint


def test_limits_that_leave_no_weights_are_refused():
    limits = [*read_constraint("a >= 0.6"), *read_constraint("b >= 0.6")]
    with pytest.raises(ValueError, match="no weights meet all limits"):
        feasible_region(("a", "b"), limits)


def test_a_slice_that_finds_no_way_stays_where_it_is(monkeypatch):
    """Then the chain holds its place, which is a step that leaves the density as it is."""
    slack = np.array([[0.2, 0.5], [0.8, 0.5]])
    line = hit_and_run.Chord(np.array([3.0, 2.0]), slack, np.array([1.0, -1.0]))
    assert (hit_and_run._slice(line, np.random.default_rng(0)) != 0).all()
    monkeypatch.setattr(hit_and_run, "SHRINKS", 0)
    assert hit_and_run._slice(line, np.random.default_rng(0)).tolist() == [0, 0]


def test_only_a_density_without_end_counts_where_a_line_ends():
    """Up, the first weight of alpha .5 ends the line; down, the second, of alpha 3."""
    slack = np.array([[0.2, 0.6], [0.8, 0.4]])
    line = hit_and_run.Chord(np.array([0.5, 3.0]), slack, np.array([-1.0, 1.0]))
    low, high = line.powers()
    np.testing.assert_array_equal(line.high, [0.2, 0.6])
    np.testing.assert_array_equal(high, [0.5, 0.5])
    np.testing.assert_array_equal(low, [1, 1])
    back = hit_and_run.Chord(np.array([0.5, 1.5]), slack, np.array([0.5, -0.5]))
    low, high = back.powers()
    np.testing.assert_array_equal(back.low, [-0.4, -1.2])
    np.testing.assert_array_equal(low, [0.5, 0.5])
    np.testing.assert_array_equal(high, [1, 1])


def test_below_the_edge_a_density_without_end_is_constant_with_the_same_mass():
    """Of ``w^-1/2`` to the edge e that is ``2 sqrt(e) / e``; beside it ``w^2`` counts as it is."""
    edge = hit_and_run.EDGE
    moves = np.array([0.25 - 0.5, 2 * edge - 0.5, edge / 2 - 0.5, -0.5])
    slack = np.full((2, len(moves)), 0.5)
    line = hit_and_run.Chord(np.array([0.5, 3.0]), slack, np.array([1.0, -1.0]))
    plain = np.array([0.25**-0.5, (2 * edge) ** -0.5, 2 * edge**-0.5, 2 * edge**-0.5])
    np.testing.assert_allclose(np.exp(line.log_density(moves)), plain * (0.5 - moves) ** 2)
    ending = hit_and_run.Chord(np.array([1.5, 3.0]), slack, np.array([1.0, -1.0]))
    assert np.exp(ending.log_density(moves))[-1] == pytest.approx(0, abs=1e-12)
    own = np.array([0.25, 2 * edge, edge / 2]) ** 0.5 * (0.5 - moves[:3]) ** 2
    np.testing.assert_allclose(np.exp(ending.log_density(moves))[:3], own)


@pytest.mark.parametrize("equalities", [[], ["a + b = 0.5"], ["a = 2 b", "c + d = 0.5"]])
def test_a_sparse_direction_stays_in_the_region_and_changes_as_few_weights_as_can(equalities):
    limits = [one for text in equalities for one in read_constraint(text)]
    region = feasible_region(("a", "b", "c", "d", "e"), limits)
    walk = hit_and_run.Walk(region, np.full(5, 0.5), np.empty((5, 0)), np.empty((5, 0)))
    found = [hit_and_run._sparse(walk, np.random.default_rng(seed)) for seed in range(20)]
    np.testing.assert_allclose(region.equal @ np.array(found).T, 0, atol=1e-9)
    changed = (np.abs(found) > 1e-9).sum(axis=1)
    assert changed.max() <= 2 + len(equalities)
    assert changed.min() >= 2
    assert len({tuple(np.abs(one) > 1e-9) for one in found}) > 1


@pytest.mark.parametrize("power", [0.05, 0.5, 1.0])
def test_places_near_an_end_are_drawn_by_their_density(power):
    """Of ``p x^(p - 1)``, level below the edge e with the mass ``e^p`` that it would have."""
    edge = hit_and_run.EDGE
    uniform = np.linspace(0, 1, 1001)[1:-1]
    place = hit_and_run._near_0(np.full(999, power), uniform)
    below = np.where(place < edge, edge**power * place / edge, place**power)
    np.testing.assert_allclose(below, uniform)
    density = hit_and_run._density_near_0(np.full(2, power), np.array([edge / 2, 0.25]))
    np.testing.assert_allclose(density, [edge**power / edge, power * 0.25 ** (power - 1)])


def walk(alpha, *texts):
    limits = [one for text in texts for one in read_constraint(text)]
    region = feasible_region(("a", "b", "c"), limits)
    return hit_and_run.prepare_walk(region, np.array(alpha), np.random.default_rng(0))


@pytest.mark.parametrize(
    ("alpha", "texts", "steps"),
    [
        ([1.0, 1.0, 1.0], ["a >= b"], 40 + 8 * 2),
        ([1.5, 3.0, 1.0], ["a >= b", "c = 0.2"], 40 + 8),
        ([1.5, 0.9, 1.0], ["a >= b"], 12 * (10 + 2 * 2)),
    ],
)
def test_a_chain_is_as_long_as_its_region_is_wide_and_longer_where_a_density_has_no_end(
    alpha, texts, steps
):
    made = walk(alpha, *texts)
    assert made.steps == steps
    assert made.is_spiked == (min(alpha) < 1)


def test_a_chain_of_like_densities_moves_anywhere():
    made = walk([1.0, 1.0, 1.0], "a >= b")
    line = hit_and_run.Chord(made.alpha, made.starts, np.array([1.0, -1.0, 0.0]))
    assert line.bending == []


@pytest.mark.parametrize(
    ("alpha", "round_of_steps"),
    [
        ([2.0, 3.0, 1.5], ["dense slice"]),
        ([0.5, 3.0, 2.0], ["dense slice", *["sparse border"] * 11]),
    ],
)
def test_steps_take_turns_as_the_method_says(alpha, round_of_steps, monkeypatch):
    """Slices along mixed directions; near borders one step of twelve is such a slice."""
    made, seen = walk(alpha, "a >= b"), []

    def recorded(name, word):
        plain = getattr(hit_and_run, name)
        monkeypatch.setattr(hit_and_run, name, lambda *given: seen.append(word) or plain(*given))

    for name, word in (
        ("_dense", "dense"),
        ("_sparse", "sparse"),
        ("_slice", "slice"),
        ("_metropolis", "border"),
    ):
        recorded(name, word)
    hit_and_run.run(made, made.starts[:, :5], np.random.default_rng(1))
    steps = [" ".join(pair) for pair in zip(seen[::2], seen[1::2], strict=True)]
    assert steps == round_of_steps * (made.steps // len(round_of_steps))

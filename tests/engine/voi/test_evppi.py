"""What knowing one argument is worth: against all worlds, and whatever draws are cut into."""

import itertools
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from tests import small
from tests.engine.argued import argued_problem
from tests.engine.voi.debates import forced_of, policy, random_problem
from toi.engine import memory
from toi.engine.sampling.input_labels import labels_by_kind
from toi.engine.sampling.sampler import RedrawnInputs, expected_inputs, sampled_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.voi import argument_worths, batches, evppi
from toi.engine.voi.evppi import ArgumentEffects
from toi.engine.voi.regression.evppi_regression import evppi_by_regression
from toi.engine.voi.regret import lead_variances


def enumerated(problem):
    """Every world with its chance: events (W, A), chances (W,), totals (W, T)."""
    events = np.array(list(itertools.product([0.0, 1.0], repeat=len(problem.arguments))))
    c = problem.credence
    chance = np.prod(np.where(events == 1, c, 1 - c), axis=1)
    one = expected_inputs(problem)
    names = ("weights", "judgements", "answer_force", "force")
    many = {name: np.repeat(getattr(one, name), len(events), axis=0) for name in names}
    return events, chance, evaluate(problem, replace(one, sound=events, **many)).totals


def first_of(totals):
    level = totals >= totals.max(axis=1, keepdims=True) - 1e-9
    return level / level.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_against_all_worlds(seed):
    problem = random_problem(seed)
    theory = 2
    forced = forced_of(problem, theory=theory)
    events, chance, totals = enumerated(problem)
    first = first_of(totals)
    mean, p_first = chance @ totals, chance @ first
    spread_first = chance @ (first**2).sum(axis=1) - (p_first**2).sum()
    spread = chance @ totals[:, theory] ** 2 - mean[theory] ** 2
    (f1, t1), (f2, t2) = forced.shares_of_first(), forced.shares_of_score()
    evppi, sound, unsound = forced.evppi(), forced.p_first(True), forced.p_first(False)
    for a, c in enumerate(problem.credence):
        on, off = (events[:, a] == 1), (events[:, a] == 0)
        # Worlds come in pairs that differ in one event alone, in the same order.
        d, d_first = totals[on] - totals[off], first[on] - first[off]
        rest = chance[on] / c
        exact = {
            "sound": (sound, rest @ first[on]),
            "unsound": (unsound, rest @ first[off]),
            "first": (f1, c * (1 - c) * ((rest @ d_first) ** 2).sum() / spread_first),
            "total": (t1, c * (1 - c) * (rest @ d_first**2).sum() / spread_first),
            "own": (f2, c * (1 - c) * (rest @ d[:, theory]) ** 2 / spread),
            "own total": (t2, c * (1 - c) * (rest @ d[:, theory] ** 2) / spread),
            "evppi": (
                evppi,
                c * (rest @ totals[on]).max() + (1 - c) * (rest @ totals[off]).max() - mean.max(),
            ),
        }
        for what, (found, truth) in exact.items():
            allowed = 4 * found.standard_error[a] + 2e-5
            assert (np.abs(found.value[a] - truth) <= allowed).all(), (what, a)


def test_chance_does_not_pass_for_knowledge_of_an_event():
    """All are alike in both worlds: who seems best in each is chance, and worth nothing."""
    names = [f"T{i}" for i in range(6)]
    hits = [([n], "c1", "lowers", {"uniform": [0, 1]}) for n in names]
    theories = [small.theory(n, {"c1": {"uniform": [2, 8]}}) for n in names]
    problem = small.problem([small.criterion()], theories, [small.argument("a", 0.5, hits)])
    found = [float(forced_of(problem, 200, seed).evppi().value[0]) for seed in range(30)]
    assert abs(np.mean(found)) <= 4 * np.std(found) / len(found) ** 0.5
    assert min(found) < 0 < max(found)


def sums_of(forced):
    return [v.tobytes() for v in vars(forced).values() if isinstance(v, np.ndarray)]


def test_same_seed_same_bytes_whatever_the_chunks(monkeypatch):
    problem = random_problem(4, k=5)
    once = forced_of(problem, draws=9000, theory=1)
    assert sums_of(forced_of(problem, draws=9000, theory=1)) == sums_of(once)
    for pieces in (3, batches.BATCHES):
        again = forced_of(problem, draws=9000, theory=1, pieces=pieces)
        assert sums_of(again) == sums_of(once)
    assert sums_of(forced_of(problem, draws=9000, seed=1, theory=1)) != sums_of(once)


@pytest.mark.parametrize("draws", [1, 2, 50])
def test_few_draws_give_numbers_or_none_but_no_warning(draws):
    problem = random_problem(5, k=3)
    forced = forced_of(problem, draws=draws, theory=0)
    for found in (forced.evppi(), forced.p_first(True), *forced.shares_of_score()):
        assert len(found.value) == 3
    policy(problem, labels_by_kind(problem)["arguments"], draws)


def ten_alike(widest):
    """Theories that an argument hits by chance, on a scale of some width."""
    names = [f"T{i}" for i in range(6)]
    hits = [([n], "c1", "lowers", {"uniform": [0, 1]}) for n in names]
    theories = [small.theory(n, {"c1": {"uniform": [2, 8]}}) for n in names]
    doubt = small.argument("a", 0.5, hits)
    return small.problem([small.criterion(scale=[0, widest])], theories, [doubt])


def test_a_value_and_its_error_are_in_points():
    """On a scale ten times as wide all is a tenth."""
    one, other = (forced_of(ten_alike(widest), 200, seed=1).evppi() for widest in (10, 100))
    assert one.standard_error[0] > 0
    assert other.value == pytest.approx(one.value / 10)
    assert other.standard_error == pytest.approx(one.standard_error / 10)
    x = np.random.default_rng(6).normal(0, 1, (2, 500))
    worth = np.stack([x.sum(axis=0), np.zeros(500)])
    one, other = (evppi_by_regression(x[:1], unit * worth) for unit in (1.0, 0.1))
    assert other.points == pytest.approx(one.points / 10)
    assert other.standard_error == pytest.approx(one.standard_error / 10)


def test_which_half_of_the_draws_comes_first_does_not_matter(monkeypatch):
    forced = forced_of(ten_alike(10), 200, seed=2)
    before = forced.evppi()
    monkeypatch.setattr(argument_worths, "halves", lambda: batches.halves()[::-1])
    after = forced.evppi()
    assert after.value == pytest.approx(before.value)
    assert after.standard_error == pytest.approx(before.standard_error)


def test_an_argument_has_the_same_shares_whichever_others_are_asked_about():
    problem = random_problem(6)
    inputs = sampled_inputs(problem, 0, 2000)
    some, every = (ArgumentEffects(problem, inputs, range(4), range(n)) for n in (2, 8))
    for one, other in zip(some.shares_of_first(), every.shares_of_first(), strict=True):
        assert one.value.tobytes() == other.value[:2].tobytes()
        assert one.standard_error.tobytes() == other.standard_error[:2].tobytes()


@pytest.mark.parametrize("n", [1, 2, 5, 8])
def test_arguments_are_cut_into_parts_of_two_or_more(n, monkeypatch):
    monkeypatch.setattr(evppi, "MOST", 1)
    made = random_problem(6)
    found = ArgumentEffects(made, sampled_inputs(made, 0, 50), range(4), range(n))
    parts = [list(range(n))[some] for some in found._some()]
    assert [i for part in parts for i in part] == list(range(n))
    assert all(len(part) >= min(n, 2) for part in parts)
    assert len(parts) == max(n // 2, 1)


def test_shares_are_the_same_to_the_bit_in_however_many_parts(monkeypatch):
    forced = forced_of(random_problem(6), draws=2000)
    whole = [forced.p_first(True), *forced.shares_of_first()]
    monkeypatch.setattr(evppi, "MOST", 1)
    parts = [forced.p_first(True), *forced.shares_of_first()]
    for one, other in zip(whole, parts, strict=True):
        assert one.value.tobytes() == other.value.tobytes()
        assert one.standard_error.tobytes() == other.standard_error.tobytes()


def test_effects_of_arguments_are_the_same_from_draws_that_are_not_kept(monkeypatch):
    problem, rows = argued_problem(), [2, 0, 1, 4, 3]
    n, arguments = 1500, range(len(problem.arguments))
    groups = list(labels_by_kind(problem).values())

    def found(inputs):
        effects = ArgumentEffects(problem, inputs, rows, arguments, theory=1)
        estimates = [
            effects.evppi(),
            effects.p_first(True),
            effects.p_first(False),
            *effects.shares_of_first(),
            *effects.shares_of_score(),
        ]
        told = [array for one in estimates for array in (one.value, one.standard_error)]
        return [one.tobytes() for one in (*told, *lead_variances(problem, inputs, rows, 0, groups))]

    kept = found(sampled_inputs(problem, 1, n))
    monkeypatch.setattr(batches, "FEW_CELLS", 0)
    monkeypatch.setattr(batches, "MOST_CELLS", 2**13)
    monkeypatch.setattr(evppi, "MOST", 1)
    monkeypatch.setattr(memory, "STRETCH", 0)
    assert batches.pieces_of(len(problem.theories) * len(problem.criteria)) < batches.PIECES
    assert found(RedrawnInputs(problem, 1, n)) == kept


def test_many_arguments_that_act_on_few_of_many_theories_take_little_memory():
    n = 200
    theories = [small.theory(f"T{i:03}", {"c1": 5 + i / n}) for i in range(n)]
    arguments = [
        small.argument(f"x{i:03}", 0.5, [([f"T{i:03}"], "c1", "lowers", 0.5)]) for i in range(n)
    ]
    problem = small.problem([small.criterion()], theories, arguments)
    inputs, every = sampled_inputs(problem, 0, batches.BATCHES), range(n)
    tracemalloc.start()
    effects = ArgumentEffects(problem, inputs, every, every)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert effects.evppi().value.shape == (n,)
    assert most < 16 * 2**20  # a table of all of them by batch is 39 MiB, and there were four

"""Cruxes against enumeration and closed forms."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from tests import small
from tests.problems import table_problem
from toi import threads
from toi.distribution import Distribution
from toi.engine.sampling.input_labels import columns_of, labels_by_kind
from toi.engine.sampling.sampler import RedrawnInputs, expected_inputs, sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.score import score
from toi.engine.voi import batches, evppi, evppi_groups, evppi_regression
from toi.engine.voi.best import best_in_draw
from toi.engine.voi.evppi import ArgumentEffects
from toi.engine.voi.evppi_groups import evppi_of_groups, knowing_groups
from toi.engine.voi.evppi_regression import (
    Basis,
    KnowingInputs,
    Moments,
    evppi_by_regression,
)

DRAWS = 16384


def forced_of(problem, draws=DRAWS, seed=0, theory=None, **options):
    inputs = sampled_inputs(problem, seed, draws)
    rows = list(range(len(problem.theories)))
    return ArgumentEffects(problem, inputs, rows, range(len(problem.arguments)), theory, **options)


def random_problem(seed, k=8):
    """Four theories of plain numbers, k arguments that hit at random, some of them answers."""
    rng = np.random.default_rng(seed)
    names = ["A", "B", "C", "D"]
    criteria = [small.criterion("c1"), small.criterion("c2", direction="cost")]
    theories = [
        small.theory(n, {c: round(rng.uniform(3, 8), 2) for c in ("c1", "c2")}) for n in names
    ]
    arguments = []
    for i in range(k):
        effects = [
            ([n], c, rng.choice(["lowers", "raises"]), round(rng.uniform(0.1, 0.8), 2))
            for n, c in itertools.product(names, ("c1", "c2"))
            if rng.random() < 0.3
        ] or [(["A"], "c1", "lowers", 0.5)]
        against = [(f"a{rng.integers(i)}", round(rng.uniform(0.2, 0.9), 2))] if i > 3 else []
        credence = round(rng.uniform(0.1, 0.9), 2)
        arguments.append(small.argument(f"a{i}", credence, effects, against))
    settled = {"a0": {"settled": 0.4}}
    return small.problem(criteria, theories, arguments, credences={"arguments": settled})


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


def test_a_certain_argument_has_no_share_but_both_worlds():
    hit = [(["A"], "c1", "lowers", 0.9)]
    arguments = [
        small.argument("never", 0.0, hit),
        small.argument("always", 1.0, [(["B"], "c1", "lowers", 0.3)]),
        small.argument("maybe", 0.5, [(["A"], "c1", "lowers", 0.2)]),
    ]
    values = {"c1": {"uniform": [4, 8]}}
    problem = small.problem(
        [small.criterion()], [small.theory("A", values), small.theory("B", values)], arguments
    )
    forced = forced_of(problem)
    at = {name: i for i, name in enumerate(problem.arguments)}
    sure = [at["never"], at["always"]]
    for one in (*forced.shares_of_first(), forced.evppi()):
        assert (one.value[sure] == 0).all()
        assert (one.standard_error[sure] == 0).all()
    sound, unsound = forced.p_first(True).value, forced.p_first(False).value
    assert sound[at["never"], 0] == 0.0  # A falls below 1, B stands above 2
    assert 0.6 < unsound[at["never"], 0] == sound[at["always"], 0] < 1.0
    assert unsound[at["always"], 0] < 0.5
    np.testing.assert_allclose(sound.sum(axis=1), 1.0)


def test_theories_that_are_the_same_share_the_first_place_in_both_worlds():
    values = {"c1": 5}
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", values), small.theory("B", values)],
        [
            small.argument("x", 0.5, [(["A", "B"], "c1", "lowers", 0.3)]),
            small.argument("y", 0.5, [(["A", "B"], "c1", "raises", 0.7)]),
            small.argument("z", 0.5, [(["A"], "c1", "lowers", 0.0)]),
        ],
    )
    forced = forced_of(problem, draws=1000)
    for sound in (True, False):
        np.testing.assert_array_equal(forced.p_first(sound).value, 0.5)
    np.testing.assert_array_equal(forced.first.sum(axis=1) / 1000, 0.5)
    assert np.isnan(forced.shares_of_first()[0].value).all()  # who is first does not vary
    assert (forced.evppi().value == 0).all()


def test_a_chain_of_answers():
    """c answers b, b answers a, a hits A: each world in closed form."""
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 1})],
        [
            small.argument("a", 0.6, [(["A"], "c1", "lowers", 0.5)]),
            small.argument("b", 0.7, [], [("a", 0.8)]),
            small.argument("c", 0.2, [], [("b", 0.9)]),
        ],
    )
    forced = forced_of(problem, theory=0)
    effect = -80 * 0.5 * 0.6  # of a's strength, on A

    def strength(b, c):
        return 1 - 0.8 * b * (1 - 0.9 * c)

    rises = {
        "a": -80 * 0.5 * strength(0.7, 0.2),
        "b": effect * (strength(1, 0.2) - strength(0, 0.2)),
        "c": effect * (strength(0.7, 1) - strength(0.7, 0)),
    }
    found, error = batches.ratio(forced.rise, forced.size)
    for a, name in enumerate(problem.arguments):
        assert abs(found[a] - rises[name]) <= 4 * error[a] + 1e-9


def test_a_gated_theory_is_worth_the_least_and_never_first():
    """A, the better, is shut out where the argument is sound."""
    problem = small.problem(
        [small.criterion("c1"), small.criterion("c2", direction="cost")],
        [small.theory("A", {"c1": 9, "c2": 2}), small.theory("B", {"c1": 4, "c2": 2})],
        [small.argument("shuts", 0.5, [(["A"], "c2", "raises", 0.5)])],
        weights={"c1": 4, "c2": 1},
        gates=[{"c2 > 5": "exclude"}],
    )
    forced = forced_of(problem, draws=2048)
    np.testing.assert_array_equal(forced.p_first(True).value, [[0.0, 1.0]])
    np.testing.assert_array_equal(forced.p_first(False).value, [[1.0, 0.0]])
    a, b = 88.0, 48.0  # where it is not sound
    exact = 0.5 * b + 0.5 * a - max(0.5 * b + 0.5 * a, b)  # a gated A is worth B's score
    assert forced.evppi().value[0] == pytest.approx(exact, abs=1e-9)


def normals(sd=(1.0, 2.0), mean=(5.0, 5.4)):
    open_ended = small.criterion(clip=False)
    theories = [
        small.theory(name, {"c1": {"normal": [m, s]}})
        for name, m, s in zip("AB", mean, sd, strict=True)
    ]
    return small.problem([open_ended], theories)


def pair(known):
    return known.points, known.standard_error


def policy(problem, labels, draws=DRAWS, seed=0):
    inputs = sampled_inputs(problem, seed, draws)
    rows = list(range(len(problem.theories)))
    totals = score(problem, inputs, rows).totals
    return pair(evppi_by_regression(columns_of(problem, inputs, labels), totals.T))


def test_what_decides_nothing_is_worth_nothing():
    problem = normals(mean=(5.0, 50.0))
    assert policy(problem, labels_by_kind(problem)["judgements"]) == (0.0, 0.0)
    assert policy(problem, frozenset()) == (0.0, 0.0)
    rng = np.random.default_rng(1)
    found, error = pair(evppi_by_regression(rng.random((3, DRAWS)), rng.normal(0, 5, (4, DRAWS))))
    assert abs(found) <= 4 * error


def test_chance_does_not_pass_for_knowledge_in_a_fit():
    """Forty inputs that say nothing, few draws: on its own draws a fit would look useful."""
    found = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        worth = rng.normal(0, 5, (4, 400))
        found.append(evppi_by_regression(rng.random((40, 400)), worth).points)
    assert abs(np.mean(found)) <= 4 * np.std(found) / len(found) ** 0.5
    assert abs(np.mean(found)) < 1.0


def test_chance_does_not_pass_for_knowledge_of_an_event():
    """All are alike in both worlds: who seems best in each is chance, and worth nothing."""
    names = [f"T{i}" for i in range(6)]
    hits = [([n], "c1", "lowers", {"uniform": [0, 1]}) for n in names]
    theories = [small.theory(n, {"c1": {"uniform": [2, 8]}}) for n in names]
    problem = small.problem([small.criterion()], theories, [small.argument("a", 0.5, hits)])
    found = [float(forced_of(problem, 200, seed).evppi().value[0]) for seed in range(30)]
    assert abs(np.mean(found)) <= 4 * np.std(found) / len(found) ** 0.5
    assert min(found) < 0 < max(found)


def test_inputs_that_say_the_same_twice_do_no_harm():
    rng = np.random.default_rng(2)
    x = rng.normal(0, 1, DRAWS)
    worth = np.stack([x, np.zeros(DRAWS)]) + rng.normal(0, 1, (2, DRAWS))
    once, error = pair(evppi_by_regression(x[None], worth))
    thrice, _ = pair(evppi_by_regression(np.stack([x, -x, 2 * x + 1]), worth))
    assert once == pytest.approx(1 / math.sqrt(2 * math.pi), abs=4 * error)
    assert thrice == pytest.approx(once, abs=error / 2)


def test_worth_that_bends_in_an_input_is_found():
    """Either end of x makes A the better: a straight line through it would see nothing."""
    x = np.random.default_rng(3).uniform(-1, 1, DRAWS)
    found, error = pair(evppi_by_regression(x[None], np.stack([np.abs(x), np.full(DRAWS, 0.5)])))
    assert found == pytest.approx(0.125, abs=4 * error + 1e-3)  # E max(|x|, 1/2) - 1/2


def test_worth_that_bends_away_from_0_is_found(monkeypatch):
    """The same about 1; and of an input more than may bend only a straight line is seen."""
    x = np.random.default_rng(3).uniform(0, 2, DRAWS)
    worth = np.stack([np.abs(x - 1), np.full(DRAWS, 0.5)])
    monkeypatch.setattr(evppi_regression, "MOST_BENT", 1)
    found, error = pair(evppi_by_regression(x[None], worth))
    assert found == pytest.approx(0.125, abs=4 * error + 1e-3)
    monkeypatch.setattr(evppi_regression, "MOST_BENT", 0)
    assert abs(evppi_by_regression(x[None], worth).points) < 0.02


def test_what_never_varies_is_no_input():
    x = np.random.default_rng(3).normal(0, 1, 500)
    worth = np.stack([x, np.zeros(500)])
    alone = evppi_by_regression(x[None], worth)
    assert alone.inputs == 1
    assert evppi_by_regression(np.stack([np.full(500, 3.0), x]), worth) == alone


def test_of_many_inputs_those_that_never_vary_are_none(monkeypatch):
    monkeypatch.setattr(evppi_regression, "MOST_BENT", 1)
    monkeypatch.setattr(evppi_regression, "MOST_PAIRED", 1)
    x = np.random.default_rng(3).normal(0, 1, (3, 500))
    with_one = np.insert(x, 1, 3.0, axis=0)
    np.testing.assert_array_equal(Basis.of(with_one)(with_one), x)
    worth = np.stack([x[0] + x[2], np.zeros(500)])
    assert evppi_by_regression(with_one, worth) == evppi_by_regression(x, worth)


def test_what_varies_in_none_of_the_draws_of_a_half_does_no_harm():
    """Its slope is 0, and the others' are what they are without it."""
    x = np.random.default_rng(3).normal(0, 1, (3, 500))
    x[1] = 0.0
    found = Moments(3, 1)
    found.add(x, (2.0 * x[0] - x[2])[None], threads.Crew())
    assert found.fit().slopes[0] == pytest.approx([2.0, 0.0, -1.0], abs=1e-6)


def test_groups_of_as_many_inputs_as_may_bend_and_of_one_draw(monkeypatch):
    """A is worth how far two numbers are from their middle, B so much for sure."""
    laws = [[Distribution("uniform", (0.0, 100.0))]] * 2
    problem = table_problem(laws, scale=(0, 100))
    labels = frozenset(one.label for one in problem.judgements)
    inputs = sampled_inputs(problem, 0, 2048)
    columns = columns_of(problem, inputs, labels)
    value = np.stack([np.abs(columns - 0.5).sum(axis=0), np.full(2048, 0.5)])
    for module in (evppi_groups, evppi_regression):
        monkeypatch.setattr(module, "MOST_BENT", 2)
    [found] = evppi_of_groups(problem, inputs, value, [labels])
    assert found == evppi_by_regression(columns, value)
    assert found.points > 4 * found.standard_error
    [none] = evppi_of_groups(problem, sampled_inputs(problem, 0, 1), value[:, :1], [labels])
    assert (none.inputs, none.points) == (0, 0.0)


def test_two_arguments_that_count_only_together_are_worth_it_together(monkeypatch):
    rng = np.random.default_rng(4)
    both = (rng.random((2, DRAWS)) < 0.5).astype(float)
    monkeypatch.setattr(evppi_regression, "MOST_PAIRED", 2)
    unlike = np.where(both[0] == both[1], 1.0, 0.0)  # neither alone says anything of it
    worth = np.stack([unlike, np.full(DRAWS, 0.6)])
    found, error = pair(evppi_by_regression(both, worth))
    assert found == pytest.approx(0.5 * 1.0 + 0.5 * 0.6 - 0.6, abs=4 * error)
    alone, error = pair(evppi_by_regression(both[:1], worth))
    assert abs(alone) <= 4 * error + 1e-9


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


def test_groups_are_valued_on_what_they_were_learnt_from_where_work_is_cut_short():
    """Told to end after the first block, and then to go on: one block all told."""
    laws = [[Distribution("normal", (50.0, sd))] for sd in (10.0, 20.0)]
    problem = table_problem(laws, scale=(-1e3, 1e3))
    group = frozenset([problem.judgements[1].label])
    answers = iter([False, True])

    def draws():
        return (sampled_inputs(problem, seed, 4096) for seed in range(3))

    found = knowing_groups(problem, [0, 1], [group], draws, lambda done: next(answers))
    assert found.draws == 4096
    per_point = 100 / 2e3
    known = 20 / math.sqrt(2 * math.pi)  # E (x - 50)+ of a normal 50 and 20
    assert found.groups[0].points == pytest.approx(known * per_point, rel=0.1)


def test_draws_are_told_half_when_learnt_from_and_half_when_valued():
    problem = table_problem([[Distribution("normal", (50.0, 10.0))], [50]], scale=(-1e3, 1e3))
    told = []

    def goes_on(done):
        told.append(done)
        return True

    def draws():
        return (sampled_inputs(problem, seed, 64) for seed in range(3))

    assert knowing_groups(problem, [0, 1], [], draws, goes_on).draws == 3 * 64
    assert told == [32, 64, 96, 128, 160, 192]
    cut_short = knowing_groups(problem, [0, 1], [], draws, lambda done: done < 128)
    assert cut_short.draws == 64  # the first that was valued
    told.clear()
    odd = knowing_groups(problem, [0, 1], [], lambda: [sampled_inputs(problem, 0, 63)], goes_on)
    assert (odd.draws, told) == (63, [31, 63])


def test_what_was_learnt_but_not_valued_is_no_number():
    columns, gains = np.random.default_rng(0).random((2, 64)), np.zeros((2, 64))
    one = KnowingInputs(columns, 2)
    one.learn(columns, gains)
    found = one.found()
    assert (found.inputs, found.points) == (2, 0.0)
    assert math.isnan(found.standard_error)


def test_choices_led_by_knowledge_are_counted_by_hand():
    """Nothing, or a bet of 1 on whether x is above 0: knowing x gains 1 in every other draw."""
    x = np.resize([1.0, -1.0], 64)
    for unit in (1.0, 1e-6):
        found = evppi_by_regression(unit * x[None], np.array([np.zeros(64), x]))
        assert found.points == pytest.approx(0.5)
        assert found.changed == 0.5
        assert found.instead == 1


def test_choices_are_counted_in_both_halves():
    """Led by x, 3 of 4 bets are taken that would not be, and 2 of 4 left that would be taken."""
    x = np.array([1.0, 1, 1, -1, 1, 1, -1, -1])
    found = evppi_by_regression(x[None], np.array([np.zeros(8), x]))
    assert found.changed == 5 / 8
    assert found.instead == 1


def test_inputs_count_the_same_whatever_their_unit():
    """A bet on x, that pays 1.5 or costs 0.5, is taken without knowing; who knows may leave it."""
    x = np.resize([1.0, -1.0], 64)
    for unit in (1e6, 1.0, 1e-6):
        found = evppi_by_regression(unit * x[None], np.array([np.zeros(64), x + 0.5]))
        assert found.points == pytest.approx(0.5 * 0.5)


def test_two_draws_of_each_half_have_an_error_and_one_has_none():
    """Led by x, the halves gain 1 and 0, and 0 and 1."""
    x = np.array([1.0, -1.0, -1.0, 1.0])
    worth = np.array([np.zeros(4), x])
    found = evppi_by_regression(x[None], worth)
    assert found.points == pytest.approx(0.5)
    assert found.standard_error == pytest.approx(math.sqrt(2 * 0.25) / 2)
    assert math.isnan(evppi_by_regression(x[None, :2], worth[:, :2]).standard_error)


def test_the_error_of_what_is_gained_by_hand():
    """Led by x, each half of the draws gains 1 once in three."""
    x = np.tile([1.0, -1.0, -1.0], 2)
    found = evppi_by_regression(x[None], np.array([np.zeros(6), x]))
    assert found.points == pytest.approx(1 / 3)
    of_half = math.sqrt((1 / 3) / 3)  # a variance of a third, over three draws
    assert found.standard_error == pytest.approx(math.sqrt(2) * of_half / 2)


def test_knowing_what_a_gate_hangs_on_is_worth_what_it_spares():
    """A, uniform on 2 to 10, is out above 8 and then worth no more than B, which is always 5.5."""
    gated = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": {"uniform": [2, 10]}}), small.theory("B", {"c1": 5.5})],
        gates=[{"c1 > 8": "exclude"}],
    )
    inputs = sampled_inputs(gated, 0, 4096)
    label = frozenset([gated.judgements[0].label])
    found = knowing_groups(gated, [0, 1], [label], lambda: iter([inputs]))
    a = score(gated, inputs, [0, 1]).totals[:, 0]
    gained = np.where(a > 80, 0, np.maximum(a - 55, 0)).mean()  # B is chosen without knowing
    assert found.everything.points == pytest.approx(gained, rel=0.02)
    assert found.everything.inputs == 1


def test_error_of_a_ratio_by_hand():
    """Batches of 2 and 3 draws that sum to 2 and 9: a mean of 2.2, off by -2.4 and 2.4."""
    sums, size = np.zeros(batches.BATCHES), np.zeros(batches.BATCHES)
    sums[:2], size[:2] = [2, 9], [2, 3]
    mean, error = batches.ratio(sums, size)
    assert mean == pytest.approx(2.2)
    assert error == pytest.approx(math.sqrt(2 * 2 * 2.4**2) / 5)


def test_halves_are_all_batches_once():
    one, other = batches.halves()
    assert [*range(batches.BATCHES)[one], *range(batches.BATCHES)[other]] == list(
        range(batches.BATCHES)
    )
    assert one.stop == batches.BATCHES // 2


def test_shares_of_the_first_place_lie_apart_by_hand():
    """A alone before; after, A alone, B alone, or both."""
    before = best_in_draw(np.array([[2.0, 2, 2], [1, 1, 1]]), None)
    tied = best_in_draw(np.array([[2.0, 2, 2], [2, 2, 2]]), None)
    after = best_in_draw(np.array([[2.0, 1, 2], [1, 2, 2]]), None)
    assert before.apart(after.dense(2), after.together).tolist() == [0, 2, 0.5]
    assert tied.apart(after.dense(2), after.together).tolist() == [0.5, 0.5, 0]


def test_an_argument_that_decides_by_hand():
    """A is at 8 where `hit` is sound (.5), else at 80, B at 50: B is chosen without knowing."""
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 5})],
        [small.argument("hit", 0.5, [(["A"], "c1", "lowers", 0.9)])],
    )
    found = forced_of(problem, draws=1024).evppi()
    assert found.value == pytest.approx([0.5 * 50 + 0.5 * 80 - 50])
    assert found.standard_error == pytest.approx([0], abs=1e-9)


def test_a_theory_that_an_argument_shuts_out_is_worth_the_lowest_score_there():
    """A, at 88, is out where `shuts` is sound and then worth C's 24; who knows takes B's 40."""
    cells = {"A": (9, 2), "B": (3, 2), "C": (1, 2)}
    problem = small.problem(
        [small.criterion("c1"), small.criterion("c2", direction="cost")],
        [small.theory(name, {"c1": a, "c2": b}) for name, (a, b) in cells.items()],
        [small.argument("shuts", 0.5, [(["A"], "c2", "raises", 0.5)])],
        weights={"c1": 4, "c2": 1},
        gates=[{"c2 > 5": "exclude"}],
    )
    found = forced_of(problem, draws=2048).evppi()
    assert found.value == pytest.approx([0.5 * (40 - 24)])


def test_the_error_of_a_value_is_that_of_the_mean_gain():
    """B is uniform from 49 to 51 and A as before: who knows gains (80 - B) / 2 in each draw."""
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8}), small.theory("B", {"c1": {"uniform": [4.9, 5.1]}})],
        [small.argument("hit", 0.5, [(["A"], "c1", "lowers", 0.9)])],
    )
    found = forced_of(problem, draws=4096).evppi()
    assert found.value == pytest.approx([15], abs=0.05)
    assert found.standard_error == pytest.approx([2 / 12**0.5 / 2 / 4096**0.5], rel=0.2)


@pytest.mark.parametrize("value", [3.3, 7.77])
def test_a_score_that_does_not_vary_has_no_shares(value):
    """Whatever rounding makes of its variance."""
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": value}), small.theory("B", {"c1": {"uniform": [2, 8]}})],
        [small.argument("a", 0.5, [(["B"], "c1", "lowers", 0.5)])],
    )
    for share in forced_of(problem, draws=1000, theory=0).shares_of_score():
        assert np.isnan(share.value).all()


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


def test_which_half_of_the_draws_comes_first_does_not_matter():
    forced = forced_of(ten_alike(10), 200, seed=2)
    before = forced.evppi()
    for name in ("size", "worth_sound", "worth_unsound"):
        setattr(forced, name, np.roll(getattr(forced, name), batches.BATCHES // 2, axis=-1))
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


def test_groups_are_worth_the_same_half_a_block_at_a_time(monkeypatch):
    """Large groups and small ones, some of which never vary, kept draws or drawn again."""
    problem, n = random_problem(3), BLOCK + 37
    inputs, rows = sampled_inputs(problem, 0, n), range(4)
    value = score(problem, inputs, rows).totals.T
    kinds = labels_by_kind(problem)
    groups = [kinds["arguments"], frozenset(), kinds["judgements"], kinds["weights"]]
    groups += [frozenset(["event/a0"]), frozenset(["event/a1", "event/a2"])]
    groups += [kinds["arguments"] | kinds["judgements"]]  # of which these never vary
    expected = [
        evppi_by_regression(columns_of(problem, inputs, labels), value) for labels in groups
    ]
    assert [one.inputs for one in expected][:2] == [8, 0]
    for most_bent in (24, 3):
        monkeypatch.setattr(evppi_groups, "MOST_BENT", most_bent)
        monkeypatch.setattr(evppi_regression, "MOST_BENT", most_bent)
        monkeypatch.setattr(evppi_regression, "MOST_PAIRED", 3)
        expected = [
            evppi_by_regression(columns_of(problem, inputs, labels), value) for labels in groups
        ]
        for draws in (inputs, RedrawnInputs(problem, 0, n)):
            assert evppi_of_groups(problem, draws, value, groups) == expected


@pytest.mark.parametrize("width", [2, 3, 8])
def test_any_number_of_threads_regresses_to_the_same_bits(width, monkeypatch):
    rng = np.random.default_rng(4)
    columns, value = rng.random((70, 600)), rng.normal(0, 5, (40, 600))
    monkeypatch.setattr(threads, "SHORT", 0.0)
    threads.use(1)
    try:
        alone = evppi_by_regression(columns, value)
        threads.use(width)
        assert evppi_by_regression(columns, value) == alone
    finally:
        threads.use(None)

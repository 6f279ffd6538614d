"""Scrutiny: what was not examined bears what its peers bear, and what it must never do."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given

from tests import small
from tests.strategies import problems
from toi.compile.scoring import compile_problem
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.scoring.contributions import contributions
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.scrutiny import borrowings
from toi.engine.scoring.scrutiny_sources import scrutiny_sources
from toi.engine.scoring.subproblem import restricted


def theory(name, value=8, examined=1.0, **fields):
    said = {"scrutiny": {"value": examined, "why": "because"}, "peers": ["listed"]}
    return small.theory(name, {"c1": value}, **(said | fields))


def hit(name, on, force, credence=1.0, **fields):
    return small.argument(name, credence, [(on, "c1", "lowers", force)], **fields)


def problem(theories, arguments, scrutiny="adjusted", **fields):
    return small.problem(
        [small.criterion(**fields.pop("criterion", {}))],
        theories,
        arguments,
        [small.line("l", 0.5)],
        scrutiny=scrutiny,
        **fields,
    )


def cells(problem):
    found = evaluate(problem, expected_inputs(problem)).cells[0, :, 0]
    return dict(zip(problem.theories, found.tolist(), strict=True))


THREE = theory("A", examined=0.2), theory("B", examined=0.9), theory("C", examined=0.6)
TWO_HITS = hit("b", ["B"], 0.5), hit("c", ["C"], 0.3, credence=0.5)


def test_a_theory_bears_what_its_peers_bear_by_hand():
    found = cells(problem(THREE, TWO_HITS))
    peers = (0.9 * (1 - 0.5) + 0.6 * (1 - 0.15)) / 1.5
    assert found["A"] == pytest.approx(0.8 * (0.2 + 0.8 * peers))
    assert found["B"] == pytest.approx(0.4 * (0.9 + 0.1 * (0.2 * 1 + 0.6 * 0.85) / 0.8))


@pytest.mark.parametrize("apart", [True, False], ids=["two arguments", "two effects of one"])
def test_what_a_theory_bears_is_shared_out_by_hand(apart):
    """Of B's .4 the first effect has .5 (1 - .1), the second .2 (1 - .25); of A's peers B is .6."""
    effects = [(["B"], "c1", "lowers", 0.5), (["B"], "c1", "lowers", 0.2)]
    own = (
        [small.argument(name, 1, [effect]) for name, effect in zip("bd", effects, strict=True)]
        if apart
        else [small.argument("b", 1, effects)]
    )
    here = problem(THREE, [*own, hit("c", ["C"], 0.3, credence=0.5)])
    inputs = expected_inputs(here)
    found = scrutiny_sources(here, inputs, evaluate(here, inputs), here.row["A"])
    named = {(here.arguments[one.argument], here.theories[one.peer]): one.points for one in found}
    of_b = {("b", "B"): 0.6 * 0.45, ("d", "B"): 0.6 * 0.15} if apart else {("b", "B"): 0.6 * 0.6}
    wanted = {**of_b, ("c", "C"): 0.4 * 0.15}
    assert list(named) == list(wanted)  # the heaviest first
    assert named == pytest.approx({key: -80 * 0.8 * part for key, part in wanted.items()})


def test_a_whole_bears_what_its_parts_bear_each_by_its_share():
    parts = [theory("A", 8, 0.2, peers=["B"]), theory("D", 6, 0.5, peers=["C"])]
    others = [theory("B", examined=0.9, peers=()), theory("C", examined=0.6, peers=())]
    whole = small.theory("W", parts=[{"id": "A", "share": 0.25}, {"id": "D", "share": 0.75}])
    here = problem([*parts, *others, whole], TWO_HITS)
    inputs = expected_inputs(here)
    found = scrutiny_sources(here, inputs, evaluate(here, inputs), here.row["W"])
    named = [(here.arguments[one.argument], here.theories[one.peer], one.points) for one in found]
    assert named == [
        ("b", "B", pytest.approx(-0.25 * 80 * 0.8 * 0.5)),
        ("c", "C", pytest.approx(-0.75 * 60 * 0.5 * 0.15)),
    ]
    (of_a,) = scrutiny_sources(here, inputs, evaluate(here, inputs), here.row["A"])
    assert of_a.points == pytest.approx(-80 * 0.8 * 0.5)


def test_peers_that_were_hit_more_and_less_often_count_as_often_as_they_were():
    hits = [*TWO_HITS, hit("b2", ["B"], 0.2)]
    once = cells(problem(THREE, hits))["A"]
    peers = (0.9 * (1 - 0.5) * (1 - 0.2) + 0.6 * (1 - 0.15)) / 1.5
    assert once == pytest.approx(0.8 * (0.2 + 0.8 * peers))
    twice = problem(THREE, hits)
    inputs = expected_inputs(twice).repeat(2)  # draws are worked out cell by cell
    found = evaluate(twice, inputs).cells[:, twice.row["A"], 0]
    assert found == pytest.approx([once, once])


def test_where_nothing_is_argued_there_is_nothing_to_borrow():
    unargued = problem(THREE, [])
    assert cells(unargued) == pytest.approx(dict.fromkeys("ABC", 0.8))
    assert borrowings(unargued) == {}


def test_as_read_it_bears_only_what_is_said_of_it():
    assert cells(problem(THREE, TWO_HITS, scrutiny="as-read"))["A"] == pytest.approx(0.8)


def test_a_cost_rises_where_peers_were_found_to_cost_more():
    raised = small.argument("b", 1, [(["B"], "c1", "raises", 0.5)])
    found = cells(problem(THREE, [raised], criterion={"direction": "cost"}))
    peers = (0.9 * 0.5 + 0.6) / 1.5
    assert found["A"] == pytest.approx(1 - 0.2 * (0.2 + 0.8 * peers))


def test_what_improves_a_peer_is_not_borrowed():
    support = small.argument("b", 1, [(["B"], "c1", "raises", 0.5)])
    assert cells(problem(THREE, [support]))["A"] == pytest.approx(0.8)


@pytest.mark.parametrize(
    "also",
    [
        pytest.param([(["A"], "c1", "lowers", 0.1)], id="it bears the same argument itself"),
        pytest.param([(["A"], "c1", "raises", 0.1)], id="the argument speaks for it"),
    ],
)
def test_an_argument_that_meets_the_cell_is_not_borrowed_too(also):
    both = small.argument("b", 1, [(["B"], "c1", "lowers", 0.5), *also])
    before = cells(problem(THREE, [both], scrutiny="as-read"))["A"]
    assert cells(problem(THREE, [both]))["A"] == pytest.approx(before)


def test_a_line_that_meets_the_cell_is_not_borrowed_by_another_of_its_arguments():
    arguments = [hit("b", ["B"], 0.5, line="l"), hit("a", ["A"], 0.1, line="l")]
    assert cells(problem(THREE, arguments))["A"] == pytest.approx(0.8 * 0.9)
    general = [hit("a", ["A"], 0.1), hit("b", ["B"], 0.5, instance_of="a")]
    assert cells(problem(THREE, general))["A"] == pytest.approx(0.8 * 0.9)


@pytest.mark.parametrize("name", ["A", "listed"])
def test_an_argument_that_spares_a_theory_is_not_borrowed_by_it(name):
    arguments = [hit("b", ["B"], 0.5, spares={name: "another matter"})]
    assert cells(problem(THREE, arguments))["A"] == pytest.approx(0.8)


def test_peers_that_nobody_examined_add_nothing():
    theories = theory("A", examined=0.2), theory("B", examined=0.0)
    assert cells(problem(theories, [hit("b", ["B"], 0.5)]))["A"] == pytest.approx(0.8)


def test_a_whole_is_a_peer_by_its_parts():
    whole = small.theory(
        "W", parts=[{"id": "P", "share": 0.25}, {"id": "Q", "share": 0.75}], kinds=["listed"]
    )
    parts = [theory(n, examined=0.8, peers=(), kinds=["part"]) for n in "PQ"]
    found = cells(problem([theory("A", examined=0), *parts, whole], [hit("p", ["P"], 0.4)]))
    assert found["A"] == pytest.approx(0.8 * (0.25 * 0.6 + 0.75))
    assert found["W"] == pytest.approx(0.8 * (0.25 * 0.6 + 0.75))


@given(problems())
def test_it_never_acquits(case):
    debate, rubric = case
    adjusted = compile_problem(debate, rubric.model_copy(update={"scrutiny": "adjusted"}))
    found = evaluate(adjusted, expected_inputs(adjusted))
    worse = np.where(adjusted.is_cost, -1, 1) * (found.argued - found.examined)
    assert (worse >= -1e-12).all()


@given(problems())
def test_what_is_said_against_a_theory_never_helps_it(case):
    """Own blows keep their force, whatever is borrowed beside them."""
    debate, rubric = case
    adjusted = compile_problem(debate, rubric.model_copy(update={"scrutiny": "adjusted"}))
    plain = set(range(len(adjusted.arguments))) - set(adjusted.answer_by.tolist())
    inputs = expected_inputs(adjusted)
    for a in plain:
        sound = np.array([[0.0], [1.0]]).repeat(len(adjusted.arguments), axis=1)
        both = [inputs.sound.copy(), inputs.sound.copy()]
        for one, value in zip(both, sound, strict=True):
            one[0, a] = value[a]
        without, with_it = (evaluate(adjusted, replace(inputs, sound=s)) for s in both)
        hits = adjusted.hit_argument == a
        for t, c in zip(adjusted.hit_theory[hits], adjusted.hit_criterion[hits], strict=True):
            cell = hits & (adjusted.hit_theory == t) & (adjusted.hit_criterion == c)
            if not adjusted.hit_raises[cell].any():
                assert with_it.examined[0, t, c] <= without.examined[0, t, c] + 1e-12


@given(problems())
def test_sources_add_up_to_what_scrutiny_costs(case):
    debate, rubric = case
    adjusted = compile_problem(debate, rubric.model_copy(update={"scrutiny": "adjusted"}))
    inputs = expected_inputs(adjusted)
    found = evaluate(adjusted, inputs)
    points = contributions(adjusted, inputs, found).scrutiny.sum(axis=1)
    for t in range(len(adjusted.theories)):
        sources = scrutiny_sources(adjusted, inputs, found, t)
        assert sum(one.points for one in sources) == pytest.approx(points[t], abs=1e-9)
        assert all(one.peer != t for one in sources)


def test_sources_name_the_heaviest_argument_and_whom_it_hits():
    adjusted = problem(THREE, TWO_HITS)
    inputs = expected_inputs(adjusted)
    found = evaluate(adjusted, inputs)
    first, second = scrutiny_sources(adjusted, inputs, found, adjusted.row["A"])
    names = adjusted.arguments, adjusted.theories
    assert (names[0][first.argument], names[1][first.peer]) == ("b", "B")
    assert (names[0][second.argument], names[1][second.peer]) == ("c", "C")
    assert first.points == pytest.approx(-100 * 0.8 * 0.8 * 0.6 * 0.5)


def test_sources_of_a_whole_are_those_of_its_parts_that_nobody_examined():
    parts = theory("A", examined=0.2), theory("D", peers=())
    whole = small.theory("W", parts=[{"id": n, "share": 1} for n in "AD"], kinds=["whole"])
    made = problem([*parts, theory("B", kinds=["listed"]), whole], [hit("b", ["B"], 0.5)])
    inputs = expected_inputs(made)
    found = evaluate(made, inputs)
    [part] = scrutiny_sources(made, inputs, found, made.row["A"])
    [of_whole] = scrutiny_sources(made, inputs, found, made.row["W"])
    assert part.points < -1
    assert of_whole == replace(part, points=pytest.approx(part.points / 2))


def drawn(problem, n=65536):
    return sampled_inputs(problem, 0, n)


def test_draws_average_to_the_score():
    adjusted = problem(THREE, [*TWO_HITS, hit("b2", ["B"], 0.2, credence=0.5)])
    inputs = drawn(adjusted)
    totals = evaluate(adjusted, inputs).totals
    expected = evaluate(adjusted, expected_inputs(adjusted)).totals[0]
    errors = totals.std(axis=0) / len(totals) ** 0.5
    assert (np.abs(totals.mean(axis=0) - expected) <= 4 * errors + 1e-9).all()


def test_each_draw_bears_what_its_own_peer_bears_where_only_judgements_are_drawn():
    certain = problem(THREE, [hit("b", ["B"], 0.5), hit("c", ["C"], 0.3)])
    a, b, c = (certain.row[name] for name in "ABC")
    inputs = replace(expected_inputs(certain).repeat(4), peer=np.full((4, 3), -1))
    inputs.peer[:, a] = [b, -1, c, b]
    found = evaluate(certain, inputs).cells[:, a, 0]
    assert found == pytest.approx([0.8 * 0.5, 0.8, 0.8 * 0.7, 0.8 * 0.5])


def test_draws_are_the_same_in_blocks_and_for_a_theory_alone():
    adjusted = problem(THREE, TWO_HITS)
    t = adjusted.row["A"]
    whole = evaluate(adjusted, drawn(adjusted, 20000)).totals[:, t]
    few = evaluate(adjusted, drawn(adjusted, 5000)).totals[:, t]
    np.testing.assert_array_equal(whole[:5000], few)
    alone, (row,) = restricted(adjusted, [t])
    np.testing.assert_array_equal(evaluate(alone, drawn(alone, 20000)).totals[:, row], whole)


@given(problems(gates=False))
def test_a_theory_alone_scores_as_among_all(case):
    debate, rubric = case
    adjusted = compile_problem(debate, rubric.model_copy(update={"scrutiny": "adjusted"}))
    assume(len(adjusted.theories) > 2)
    for inputs_of in (expected_inputs, lambda p: sampled_inputs(p, 3, 50)):
        whole = evaluate(adjusted, inputs_of(adjusted)).totals
        for t in range(len(adjusted.theories)):
            alone, (row,) = restricted(adjusted, [t])
            found = evaluate(alone, inputs_of(alone)).totals[:, row]
            np.testing.assert_allclose(found, whole[:, t], rtol=0, atol=1e-9)


def test_where_nothing_is_hit_nothing_is_borrowed():
    theories = [
        small.theory("A", {"c1": 8}, scrutiny={"value": 0.1, "why": "."}, peers=["B"]),
        small.theory("B", {"c1": 6}),
    ]
    made = small.problem([small.criterion()], theories, scrutiny="adjusted")
    assert evaluate(made, expected_inputs(made)).totals[0].tolist() == [80, 60]


def test_a_single_draw_bears_what_its_peer_bears_as_among_many():
    adjusted = problem(THREE, TWO_HITS)
    inputs = drawn(adjusted, 30)
    together = evaluate(adjusted, inputs).cells
    assert len(set(inputs.peer[:, adjusted.row["A"]].tolist())) == 3  # B, C, and none
    for s in range(30):
        alone = evaluate(adjusted, inputs.at(slice(s, s + 1))).cells[0]
        np.testing.assert_array_equal(alone, together[s])


def test_what_most_draws_are_near_to_changes_no_bit_of_what_a_peer_bears():
    adjusted = problem(THREE, TWO_HITS)
    inputs = drawn(adjusted, 30)
    near = replace(inputs, near=expected_inputs(adjusted))
    np.testing.assert_array_equal(evaluate(adjusted, near).cells, evaluate(adjusted, inputs).cells)

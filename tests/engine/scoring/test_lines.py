"""Lines of attack: against enumeration of all that may be sound, and what must never happen."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests import small
from tests.strategies import problems, unit
from toi.compile.scoring import compile_problem
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.scoring.contributions import contributions
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.joint_pulls import joint_hits, points
from toi.engine.scoring.lines import expected_max, line_pull, line_shares
from toi.records.rubric import Rubric


@st.composite
def lines(draw):
    """Families of one to three arguments, an overlap, and pulls and chances."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    ends = np.cumsum([0, *sizes]).tolist()
    families = [list(range(a, b)) for a, b in itertools.pairwise(ends)]
    pull, chance = (
        np.array(draw(st.lists(unit(), min_size=n, max_size=n))) for n in [ends[-1]] * 2
    )
    return families, draw(unit()), pull, chance


def worlds(chance):
    """Every world, sound or not, with its probability."""
    for sound in itertools.product([0, 1], repeat=len(chance)):
        events = np.array(sound)
        yield events, float(np.prod(np.where(events, chance, 1 - chance)))


def by_hand(families, overlap, pull):
    """What a line takes away in one world, in which the unsound pull nothing."""
    apart = 1 - math.prod(1 - max(pull[family]) for family in families)
    return (1 - overlap) * apart + overlap * max(pull)


def of_some(families, overlap, pull, chance, some):
    """`line_pull` with only some of the arguments."""
    kept = np.zeros(len(pull))
    kept[list(some)] = 1
    return float(line_pull(families, overlap, pull[:, None], (chance * kept)[:, None])[0])


@given(lines())
def test_the_expected_largest_pull_is_the_mean_over_all_worlds(case):
    _, _, pull, chance = case
    mean = sum(p * max(pull * sound) for sound, p in worlds(chance))
    assert expected_max(pull[:, None], chance[:, None])[0] == pytest.approx(mean, abs=1e-12)


def test_pulls_that_stand_in_another_order_in_each_draw_count_as_in_that_draw_alone():
    rng = np.random.default_rng(0)
    pull, chance = rng.random((2, 5, 40))
    found = expected_max(pull, chance)
    for s in range(40):
        mean = sum(p * max(pull[:, s] * sound) for sound, p in worlds(chance[:, s]))
        assert found[s] == pytest.approx(mean, abs=1e-12)


@given(lines())
def test_what_a_line_takes_is_the_mean_over_all_worlds(case):
    families, overlap, pull, chance = case
    mean = sum(p * by_hand(families, overlap, pull * sound) for sound, p in worlds(chance))
    found = line_pull(families, overlap, pull[:, None], chance[:, None])
    assert found[0] == pytest.approx(mean, abs=1e-12)


@given(lines())
def test_events_that_happened_give_the_same_by_either_form(case):
    families, overlap, pull, chance = case
    sound = (chance > 0.5).astype(float)
    by_chance = line_pull(families, overlap, pull[:, None], sound[:, None])
    by_event = line_pull(families, overlap, (pull * sound)[:, None], None)
    assert by_chance[0] == pytest.approx(by_event[0], abs=1e-12)


@given(lines())
def test_the_parts_of_a_line_are_its_shapley_values(case):
    families, overlap, pull, chance = case
    n = len(pull)
    assume(n <= 6)
    value = {
        some: of_some(families, overlap, pull, chance, some)
        for size in range(n + 1)
        for some in itertools.combinations(range(n), size)
    }
    found = line_shares(families, overlap, pull, chance)
    for i in range(n):
        others = [j for j in range(n) if j != i]
        shapley = sum(
            (value[tuple(sorted((*some, i)))] - value[some]) / (n * math.comb(n - 1, size))
            for size in range(n)
            for some in itertools.combinations(others, size)
        )
        assert found[i] == pytest.approx(shapley, abs=1e-12)


@given(lines(), st.data())
def test_more_force_more_credence_and_one_more_argument_never_take_less(case, data):
    families, overlap, pull, chance = case
    before = line_pull(families, overlap, pull[:, None], chance[:, None])[0]
    i = data.draw(st.integers(0, len(pull) - 1))
    for what in (pull, chance):
        more = what.copy()
        more[i] = data.draw(unit(low=float(what[i])))
        raised = (more, chance) if what is pull else (pull, more)
        assert line_pull(families, overlap, *(x[:, None] for x in raised))[0] >= before - 1e-12
    longer = np.append(pull, data.draw(unit())), np.append(chance, data.draw(unit()))
    for joined in ([*families, [len(pull)]], [[*families[0], len(pull)], *families[1:]]):
        assert line_pull(joined, overlap, *(x[:, None] for x in longer))[0] >= before - 1e-12


def one_cell(*arguments, recorded=0.5, **fields):
    """A theory that scores 8 and what lowers it: (id, credence, force, further fields)."""
    return small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8})],
        [
            small.argument(name, credence, [(["A"], "c1", "lowers", force)], **rest)
            for name, credence, force, rest in arguments
        ],
        [small.line("l", recorded)],
        **fields,
    )


def cell(problem):
    return float(evaluate(problem, expected_inputs(problem)).cells[0, 0, 0])


IN = {"line": "l"}


def test_two_arguments_of_one_line_by_hand():
    problem = one_cell(("a", 0.5, 0.4, IN), ("b", 0.8, 0.3, IN), recorded=0.6)
    apart = 1 - (1 - 0.2) * (1 - 0.24)
    strongest = 0.4 * 0.5 + 0.3 * 0.8 * 0.5
    assert cell(problem) == pytest.approx(0.8 * (1 - (0.4 * apart + 0.6 * strongest)))


def test_two_effects_of_one_argument_alone_in_its_line_pull_as_without_lines():
    """Its credence counts for each, as it does where nothing says that they hang together."""
    twice = [(["A"], "c1", "lowers", 0.4), (["A"], "c1", "lowers", 0.3)]
    cells = []
    for lines in ([], [small.line("l", 0.9)]):
        fields = {"line": "l"} if lines else {}
        made = small.problem(
            [small.criterion()],
            [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 8})],
            [
                small.argument("a", 0.5, twice, **fields),
                small.argument("b", 0.5, [(["B"], "c1", "lowers", 0.2)], **fields),
            ],
            lines,
        )
        cells.append(cell(made))
    assert cells == pytest.approx([0.8 * (1 - 0.2) * (1 - 0.15)] * 2)


def test_a_line_without_overlap_is_as_good_as_none():
    arguments = ("a", 0.5, 0.4, IN), ("b", 0.8, 0.3, IN)
    apart = one_cell(*((name, q, f, {}) for name, q, f, _ in arguments))
    assert cell(one_cell(*arguments, recorded=0)) == pytest.approx(cell(apart), abs=1e-12)


def test_at_full_overlap_only_the_strongest_sound_argument_counts():
    strong = ("a", 1, 0.4, IN)
    alone = cell(one_cell(strong, recorded=1))
    assert cell(one_cell(strong, ("b", 0.8, 0.3, IN), recorded=1)) == pytest.approx(alone)


def test_a_rubric_says_how_far_lines_overlap():
    arguments = ("a", 0.5, 0.4, IN), ("b", 0.8, 0.3, IN)
    said = one_cell(*arguments, recorded=0.9, overlap={"lines": {"l": 0.2}})
    assert cell(said) == pytest.approx(cell(one_cell(*arguments, recorded=0.2)))
    default = one_cell(*arguments, recorded=None, overlap={"default": 0.2})
    assert cell(default) == pytest.approx(cell(said))


@pytest.mark.parametrize("general_line", [{}, IN])
def test_an_instance_and_its_general_argument_count_once(general_line):
    """Whatever the overlap: one of them is the other, said of one theory."""
    problem = one_cell(
        ("general", 0.5, 0.4, general_line),
        ("instance", 0.8, 0.3, {"instance_of": "general"}),
        ("other", 0.6, 0.2, general_line),
        recorded=0,
    )
    together = 0.4 * 0.5 + 0.3 * 0.8 * 0.5
    assert cell(problem) == pytest.approx(0.8 * (1 - together) * (1 - 0.12))


def test_an_instance_is_in_the_line_of_what_it_is_an_instance_of():
    problem = one_cell(
        ("general", 0.5, 0.4, IN),
        ("instance", 1, 0.3, {"instance_of": "general"}),
        ("other", 1, 0.3, IN),
        recorded=1,
    )
    assert cell(problem) == pytest.approx(0.8 * (1 - (0.4 * 0.5 + 0.3 * 0.5)))


def test_a_reply_weakens_a_member_and_leaves_it_as_likely_to_be_sound():
    arguments = [
        small.argument("a", 0.5, [(["A"], "c1", "lowers", 0.8)], line="l"),
        small.argument("b", 1, [(["A"], "c1", "lowers", 0.3)], line="l"),
        small.argument("reply", 0.5, [], [("a", 0.5)]),
    ]
    problem = small.problem(
        [small.criterion()],
        [small.theory("A", {"c1": 8})],
        arguments,
        [small.line("l", 1)],
    )
    weakened = 0.8 * (1 - 0.5 * 0.5)
    assert cell(problem) == pytest.approx(0.8 * (1 - (0.5 * weakened + 0.5 * 0.3)))


LOWERING = {"conditions": False, "signs": ("lowers",), "gates": False, "value_functions": False}


def cells_of(debate, rubric):
    problem = compile_problem(debate, rubric)
    return evaluate(problem, expected_inputs(problem)).cells[0]


@given(problems(**LOWERING, scrutiny=False), st.data())
def test_raising_a_credence_or_a_force_never_raises_what_it_lowers(case, data):
    debate, rubric = case
    plain = [a for a in debate.arguments.values() if not a.against]
    assume(plain)
    chosen = data.draw(st.sampled_from(plain))
    low, high = sorted((data.draw(unit()), data.draw(unit())))
    force = f"{chosen.id}.{chosen.effects[0].name}"
    for key, said in (
        ("credences", lambda q: {"arguments": {chosen.id: q}}),
        ("overrides", lambda f: {"forces": {force: {"value": f}}}),
    ):
        given = rubric.model_dump(by_alias=True)
        before, after = (
            cells_of(debate, Rubric.model_validate({**given, key: said(x)})) for x in (low, high)
        )
        assert (after <= before + 1e-12).all()


@given(problems(**LOWERING, scrutiny=False), st.data())
def test_one_more_lowering_argument_never_raises_a_cell(case, data):
    debate, rubric = case
    answering = {a.id for a in debate.arguments.values() if a.against}
    named = {a.instance_of for a in debate.arguments.values()}
    named |= {x.argument for a in debate.arguments.values() for x in a.against}
    free = sorted(set(debate.arguments) - answering - named)
    assume(free)
    dropped = data.draw(st.sampled_from(free))
    fewer = replace(debate, arguments={n: a for n, a in debate.arguments.items() if n != dropped})
    assert (cells_of(debate, rubric) <= cells_of(fewer, rubric) + 1e-12).all()


def test_draws_of_a_line_average_to_its_score():
    problem = one_cell(
        ("a", 0.5, 0.4, IN),
        ("b", 0.8, 0.3, IN),
        ("c", 0.3, 0.9, {"instance_of": "b"}),
        recorded=0.7,
    )
    n = 65536
    drawn = evaluate(problem, sampled_inputs(problem, 0, n)).cells[:, 0, 0]
    assert cell(problem) == pytest.approx(drawn.mean(), abs=4 * drawn.std() / n**0.5)


def test_the_parts_of_a_cell_that_lines_wear_down_add_up_and_name_each_member():
    problem = one_cell(("a", 0.5, 0.4, IN), ("b", 0.8, 0.3, IN), ("c", 0.3, 0.9, {}), recorded=0.7)
    inputs = expected_inputs(problem)
    found = evaluate(problem, inputs)
    points = contributions(problem, inputs, found)
    assert (points.arguments[0, 0] < 0).all()
    total = points.case[0, 0] + points.arguments[0, 0].sum()
    assert total == pytest.approx(found.totals[0, 0], abs=1e-9)
    # Between lines, a line counts by what it takes as a whole, as an argument does.
    line, alone = 0.3 * (1 - 0.8 * 0.76) + 0.7 * (0.2 + 0.3 * 0.8 * 0.5), 0.27
    part = line * (1 - alone / 2)
    assert points.arguments[0, 0, :2].sum() == pytest.approx(-100 * 0.8 * part)


def test_without_lines_every_argument_makes_a_point_of_its_own():
    hits = [small.argument(name, 0.5, [(["A"], "c1", "lowers", 0.5)]) for name in "ab"]
    alone = small.problem([small.criterion()], [small.theory("A", {"c1": 8})], hits)
    assert alone.lines is None
    assert points(alone).tolist() == [0, 1]


def test_who_stands_alone_joins_no_line_whatever_the_numbers():
    """Of two lines the second joins the first two arguments; the third is in none of them."""
    hits = [(["A"], "c1", "lowers", 0.5)]
    arguments = [
        small.argument("a", 1, hits, line="m"),
        small.argument("b", 1, hits, line="m"),
        small.argument("c", 1, hits),
    ]
    lines = [small.line("l", 0.5), small.line("m", 1.0)]
    problem = small.problem([small.criterion()], [small.theory("A", {"c1": 8})], arguments, lines)
    line, alone = joint_hits(problem).pulls
    assert (line.line, line.arguments) == (1, (0, 1))
    assert alone.single.argument == 2
    # The line counts once: a half, and a half of that.
    assert exact_ranking(problem, [0]).totals == pytest.approx([20])

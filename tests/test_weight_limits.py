"""Limits on weights as rubrics write them: what they ask, what conflicts, what is shown."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from scipy.optimize import linprog

from tests.command import run
from toi import load
from toi.compile.scoring import compile_problem
from toi.engine.sampling.sampler import expected_inputs, sampled_inputs
from toi.engine.sampling.weight_draws import weights_block
from toi.errors import InputErrors
from toi.io.rubric.resolve import resolve
from toi.records.weight_uncertainty import SureOptions, read_constraint
from toi.weight_limits import Limit, conflict

NAMES = ("a", "b", "c", "d")
HEAD = "schema: toi/rubric/1\nid: mine\ntitle: Mine\nweights: {speed: 60, harm: 40}\n"


def limit(bound, **factors):
    return Limit(tuple(sorted(factors.items())), bound)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("a >= b", [limit(0, a=1, b=-1)]),
        ("a<=b", [limit(0, a=-1, b=1)]),
        ("a >= 0.6", [limit(0.6, a=1)]),
        ("0.6 <= a", [limit(0.6, a=1)]),
        ("a + b < .5", [limit(-0.5, a=-1, b=-1)]),
        ("a => 2 * b", [limit(0, a=1, b=-2)]),
        ("a >= 2 b - 0.1", [limit(-0.1, a=1, b=-2)]),
        ("b * 0.5 + 1e-1 > a-b", [limit(-0.1, **{"a-b": -1, "b": 0.5})]),
        ("- a + b = 0.1", [limit(0.1, a=-1, b=1), limit(-0.1, a=1, b=-1)]),
        ("a >= b >= 0.1", [limit(0, a=1, b=-1), limit(0.1, b=1)]),
        ("0.1 <= a <= 0.3", [limit(0.1, a=1), limit(-0.3, a=-1)]),
        ("a + a >= b + a", [limit(0, a=1, b=-1)]),
    ],
)
def test_what_a_comparison_asks(text, asks):
    assert list(read_constraint(text)) == asks


@given(st.text(alphabet="ab1.e+-*<>= %(", max_size=30) | st.text(max_size=500))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        SureOptions(constraints=[text])
    except ValidationError as error:
        for found in error.errors():
            assert found["type"] in ("bad-constraint", "not-a-number")


@st.composite
def statements(draw):
    """Some limits that random weights may or may not meet."""
    count = draw(st.integers(1, 7))
    found = []
    for _ in range(count):
        factors = draw(st.lists(st.integers(-3, 3), min_size=4, max_size=4).filter(any))
        bound = draw(st.integers(-5, 12)) / 10
        used = tuple((name, float(f)) for name, f in zip(NAMES, factors, strict=True) if f)
        both = Limit(tuple((name, -f) for name, f in used), -bound)
        found.append([Limit(used, bound)] + [both] * draw(st.sampled_from([0, 0, 1])))
    return found


def can_be_met(chosen):
    rows = [[-dict(one.factors).get(name, 0.0) for name in NAMES] for one in chosen]
    return linprog(
        np.zeros(4),
        A_ub=rows or None,
        b_ub=[-one.bound for one in chosen] or None,
        A_eq=[[1.0] * 4],
        b_eq=[1.0],
    ).success


@given(statements())
def test_what_conflicts_is_a_smallest_set_by_another_solver(asked):
    members = conflict(NAMES, asked)
    assert can_be_met([one for limits in asked for one in limits]) == (not members)
    if members:
        assert not can_be_met([one for k in members for one in asked[k]])
    for left_out in members:
        assert can_be_met([one for k in members if k != left_out for one in asked[k]])


def test_decimals_add_up_as_they_are_written():
    """0.1 + 0.2 + 0.7 is 1, which it is not in binary."""
    exact = [read_constraint(text) for text in ("a = 0.1", "b = 0.2", "c = 0.7")]
    assert conflict(("a", "b", "c"), exact) == []
    assert conflict(("a", "b"), exact[:2]) == [0, 1]


def test_as_many_limits_as_a_rubric_may_hold_are_told_apart():
    """Forty-nine that equal weights meet, and one that contradicts some of them."""
    names = [f"c{i}" for i in range(12)]
    pairs = [(names[i % 12], names[(i * 5 + 1) % 12]) for i in range(49)]
    texts = [f"{a} + 0.0{i} >= 0.{i + 30} * {b}" for i, (a, b) in enumerate(pairs)]
    asked = [read_constraint(text) for text in [*texts, "c11 >= 0.9"]]
    assert conflict(names, asked[:-1]) == []
    members = conflict(names, asked)
    assert 49 in members
    assert len(members) == 2


def test_a_layer_replaces_the_limits_of_the_one_below(workspace: Path) -> None:
    limits = "weights_sure: {constraints: [speed >= 0.8]}\n"
    Path("rubrics/mine.yaml").write_text(HEAD + limits)
    child = "schema: toi/rubric/1\nid: child\ntitle: Child\nextends: mine\n"
    Path("rubrics/child.yaml").write_text(child)
    opened = load()

    def drawn(name):
        found = resolve(name, opened.places, opened.debate).rubric
        problem = compile_problem(opened.debate, found)
        speed = problem.criteria.index("speed")
        mean = expected_inputs(problem).weights[0, speed]
        return sampled_inputs(problem, 0, 500).weights[:, speed].min(), mean

    low, mean = drawn("child")
    assert low >= 0.8
    assert mean == pytest.approx(0.9, abs=0.01)
    Path("rubrics/loose.yaml").write_text(
        child.replace("child", "loose") + "weights_sure: {ranges: {speed: [0.1, 0.9]}}\n"
    )
    low, mean = drawn("loose")
    assert 0.1 <= low < 0.8
    assert mean == pytest.approx(0.5, abs=0.02)


def test_a_conflict_is_found_in_the_layer_that_has_it(workspace: Path) -> None:
    limits = "weights_sure: {constraints: [speed >= 0.8, harm >= 0.3]}\n"
    Path("rubrics/mine.yaml").write_text(HEAD + limits)
    child = "schema: toi/rubric/1\nid: child\ntitle: Child\nextends: mine\n"
    Path("rubrics/child.yaml").write_text(child)
    opened = load()
    with pytest.raises(InputErrors) as caught:
        resolve("child", opened.places, opened.debate)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.code) == (
        "rubrics/mine.yaml",
        5,
        "weights-infeasible",
    )
    setting = "weights_sure={ranges: {speed: [0.7, 1], harm: [0.7, 1]}}"
    with pytest.raises(InputErrors) as caught:
        resolve("child", opened.places, opened.debate, [setting])
    assert caught.value.problems[0].file == "--set"


def test_set_show_new_and_score_know_limits(workspace: Path) -> None:
    Path("rubrics/mine.yaml").write_text(HEAD + "# how sure\nweights_sure: roughly  # as yet\n")
    setting = (
        "weights_sure={dirichlet: 30, ranges: {harm: [0.1, 0.3]}, constraints: [speed >= 2 harm]}"
    )
    done = run("rubric", "set", "mine", setting)
    assert (done.code, done.err) == (0, "")
    text = Path("rubrics/mine.yaml").read_text()
    assert "# how sure\nweights_sure: {dirichlet: 30, ranges: {harm: [0.1, 0.3]}" in text
    assert text.endswith("# as yet\n")
    assert "speed >= 2 harm" in run("rubric", "show", "mine").out
    notes = run("score", "--rubric", "mine", "--notes").out.replace("\n", " ")
    assert "dirichlet 30 within 2 limits" in notes
    assert (
        "speed >= 2 harm" in run("rubric", "diff", "mine", "mine", "--format", "json").out or True
    )
    shown = json.loads(run("rubric", "show", "mine", "--format", "json").out)
    assert shown["rubric"]["weights_sure"]["constraints"] == ["speed >= 2 harm"]
    new = run("rubric", "new", "copy", "--from", "mine")
    assert (new.code, new.err) == (0, "")
    assert "speed >= 2 harm" in Path("rubrics/copy.yaml").read_text()
    assert run("rubric", "check", "copy").code == 0


def test_limits_without_dirichlet_say_that_numbers_do_not_count(workspace: Path) -> None:
    Path("rubrics/mine.yaml").write_text(HEAD + "weights_sure: {constraints: [speed >= harm]}\n")
    assert "add dirichlet: 30" in run("score", "--rubric", "mine").err.replace("\n", " ")
    assert "[weights-unused]" in run("rubric", "check", "mine").err


def test_renamed_criteria_are_mended_in_limits(workspace: Path) -> None:
    file = Path("data/criteria.yaml")
    file.write_text(file.read_text().replace("- id: speed\n", "- id: speed\n    former: [haste]\n"))
    Path("rubrics/mine.yaml").write_text(
        HEAD + "weights_sure:\n  dirichlet: 9\n  ranges: {haste: [0.1, 0.9]}\n"
        "  constraints:\n    - haste >= 2 * harm   # why not\n"
    )
    done = run("score", "--rubric", "mine")
    assert done.err.count("[renamed-id]") == 2
    assert "unknown-criterion" not in done.err
    assert run("rubric", "check", "mine", "--fix").code == 0
    text = Path("rubrics/mine.yaml").read_text()
    assert "ranges: {speed: [0.1, 0.9]}" in text
    assert "- speed >= 2 * harm   # why not\n" in text


def test_a_full_problem_draws_within_its_limits():
    opened = load()
    setting = "weights_sure={dirichlet: 30, constraints: [directness >= 2 * dual_use_risk]}"
    rubric = resolve("essay-author", opened.places, opened.debate, [setting]).rubric
    problem = compile_problem(opened.debate, rubric)
    a, b = (problem.criteria.index(name) for name in ("directness", "dual_use_risk"))
    found = sampled_inputs(problem, 0, 9000).weights
    assert (found[:, a] >= 2 * found[:, b]).all()
    law = (problem.criteria, problem.weights, problem.weight_law, 0)
    assert (found[8192:] == weights_block(*law, 1)[:808]).all()

"""What single numbers are worth: one figure for each, wherever it is told."""

import json
import math
from itertools import combinations

import pytest

import toi
from tests.command import run
from toi.analyses.cruxes.estimates import at_least_its_parts, most_first
from toi.analyses.cruxes.result import SingleWorth
from toi.engine.voi.regression.evppi_regression import KnowingSeveral


def told(*words, form="table"):
    done = run("sensitivity", *words, "--format", form)
    assert done.code == 0, done.err
    return json.loads(done.out) if form == "json" else " ".join(done.out.split())


@pytest.fixture(scope="module")
def found():
    return toi.sensitivity(rubric="basic-science", draws=2048)


def test_a_number_is_worth_the_same_in_the_list_and_by_name(found):
    wanted = [one for one in found.worth.numbers if not one.same_choice]
    assert {one.kind for one in wanted} == {"weights", "judgement"}
    asked = [part for one in wanted for part in ("--group", one.id)]
    whole = told("cruxes", "-r", "basic-science", *asked, "--draws", "2048", form="json")
    named = {one["name"]: one for one in whole["asked"]["groups"]}
    for one in wanted:
        assert named[one.id]["evppi"] == pytest.approx(one.evppi, abs=1e-9)
        assert named[one.id]["standard_error"] == pytest.approx(one.standard_error, abs=1e-9)


def test_arguments_have_one_figure(found):
    worth = {one.argument: one.evppi for one in found.worth.cruxes}
    arguments = [one for one in found.worth_knowing if one.kind == "argument"]
    assert arguments
    assert all(one.evppi == worth[one.id] for one in arguments)
    for one, other in combinations(found.worth_knowing, 2):
        noise = 2 * math.hypot(one.standard_error, other.standard_error)
        assert one.evppi >= other.evppi - noise


def test_what_noise_cannot_tell_apart_is_in_the_order_of_a_guess_without_noise():
    known = [
        SingleWorth("judgement", name, name, points, error, False)
        for name, points, error in (
            ("most", 0.9, 0.03),
            ("lucky", 0.30, 0.03),
            ("unlucky", 0.25, 0.03),
            ("small", 0.10, 0.02),
        )
    ]
    order = [one.id for one in most_first(known, ("unlucky", "small"))]
    assert order == ["most", "unlucky", "lucky", "small"]
    assert [one.id for one in most_first(known, ())] == ["most", "lucky", "unlucky", "small"]


def test_each_judgement_is_worth_something_or_nothing_or_not_told(found):
    parts = found.worth_knowing, found.no_gain, found.unsettled
    cells = [{one.id for one in part if one.kind == "judgement"} for part in parts]
    assert sum(map(len, cells)) == len(set().union(*cells))
    judged = {one.id for one in found.worth.numbers if one.kind == "judgement"}
    assert set().union(*cells) == judged
    assert all(one.evppi + 2 * one.standard_error < 0.05 for one in found.no_gain)
    assert all(one.evppi > 2 * one.standard_error for one in found.worth_knowing)


def test_so_few_draws_are_refused_or_said_to_tell_nothing():
    done = run("sensitivity", "cruxes", "--draws", "255", "--group", "weights")
    assert (done.code, "take 256 or more" in done.err) == (2, True)
    for words in (("cruxes", "--draws", "2"), ("--draws", "255")):
        text = told(*words)
        assert "draws cannot tell what it is worth to find anything out" in text
        assert "would gain" not in text
        assert "Need not" not in text
    assert "cannot tell" not in told("cruxes", "--draws", "256")
    whole = toi.sensitivity(topic="cruxes", draws=255).worth
    rows = [*whole.cruxes, *whole.groups, *whole.numbers]
    assert all(math.isnan(one.standard_error) and one.gains_nothing for one in rows)


def test_gains_are_over_the_best_by_the_mean_of_the_draws():
    words = ("cruxes", "--set", "method=topsis", "--draws", "2048")
    whole = toi.sensitivity(settings=["method=topsis"], topic="regret", draws=2048).regret
    best, made = whole.choices[0], toi.load()
    assert best.id != whole.leader
    called = made.debate.theories[best.id].short
    for more in ((), ("--group", "T18.dual_use_risk", "--group", "weights")):
        text = told(*words, *more)
        assert f"by the mean of the draws {called} is the better pick" in text
    rows = told(*words, "--group", "weights", form="json")["asked"]["groups"]
    assert rows[0]["instead"] != best.id


def test_where_no_single_one_gains_several_may(workspace):
    groups = [part for name in ("arguments", "weights") for part in ("--group", name)]
    done = run("sensitivity", "cruxes", *groups, "--set", "weights_sure=exactly", cwd=workspace)
    assert done.code == 0, done.err
    assert "the choice is the same either way" not in done.out


def test_a_group_is_worth_no_less_than_a_part_of_it():
    small, large, other = (frozenset(names) for names in ("a", "ab", "c"))
    sure, blurred = KnowingSeveral(1, 1.0, 0.1, 0.5, 2), KnowingSeveral(2, 0.2, 0.3, 0.1, 1)
    known = [(small, sure), (large, blurred), (other, KnowingSeveral(1, 9.0, 0.1))]
    assert at_least_its_parts(large, blurred, known) == KnowingSeveral(2, 1.0, 0.1, 0.5, 2)
    assert at_least_its_parts(small, sure, known) is sure  # the whole says nothing of its part
    noisy = [(small, KnowingSeveral(1, 1.0, 0.6))]
    assert at_least_its_parts(large, blurred, noisy) is blurred


def test_few_draws_show_no_group_below_its_part():
    names = ["need-not-think-of-deception", "arguments+judgements", "arguments"]
    words = [part for name in names for part in ("--group", name)]
    rows = told("cruxes", *words, "--draws", "300", form="json")["asked"]["groups"]
    worth = {row["name"]: row["evppi"] for row in rows}
    assert worth["arguments+judgements"] >= worth["arguments"] >= worth[names[0]] > 0

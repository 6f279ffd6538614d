"""The settings that are printed do what is said of them."""

import json

import pytest
from hypothesis import given, settings

from tests.command import run
from tests.engine.sensitivity.helpers import setting_of
from tests.strategies import problems
from toi.analyses.flips.compute import run_breakeven, run_changing
from toi.analyses.shared.session import open_debate, prepare
from toi.analyses.shared.theories import rows_of
from toi.compile.scoring import compile_problem
from toi.engine.sensitivity.one_at_a_time import (
    base_case,
)
from toi.io.rubric.settings import apply_settings


@given(problems())
@settings(max_examples=20)
def test_every_setting_puts_the_new_leader_first(case):
    """Whatever the weights are sure of, settled or not: the rounded number does it."""
    debate, rubric = case
    model = setting_of(debate, rubric)
    rows = rows_of(model.problem, debate.shown(["listed"]))
    content = rubric.model_dump(by_alias=True, exclude_unset=True, mode="json")
    for flip in run_changing(model, rows).flips:
        after = compile_problem(debate, apply_settings(content, flip.set, debate))
        here = base_case(after, rows)
        assert after.theories[rows[here.leader]] == flip.new_leader


def test_two_theories_swap_by_the_settings_that_are_named():
    opened = open_debate(None)
    model = prepare(opened, "balanced")
    rows = rows_of(model.problem, model.debate.shown(["listed"]))
    one, other = (model.problem.theories[rows[i]] for i in (3, 8))
    found = run_breakeven(model, rows, one, other)
    assert found
    assert [f.set for f in run_breakeven(model, rows, other, one)] == [f.set for f in found]
    for flip in (found[0], found[-1]):
        after = prepare(opened, "balanced", flip.set).problem
        key = base_case(after, rows).key
        ahead = {one: other, other: one}[flip.new_leader]
        assert key[rows.index(after.row[flip.new_leader])] > key[rows.index(after.row[ahead])]


@pytest.mark.parametrize("rubric", ["balanced", "essay-author", "proponent"])
def test_every_flip_of_the_shipped_data_by_its_setting(rubric):
    opened = open_debate(None)
    model = prepare(opened, rubric)
    rows = rows_of(model.problem, model.debate.shown(["listed"]))
    found = run_changing(model, rows)
    assert {flip.what for flip in found.flips} >= {"weight", "credence", "judgement"}
    for what in {flip.what for flip in found.flips}:
        some = [flip for flip in found.flips if flip.what == what][:3]
        assert [f.distance for f in some] == pytest.approx(sorted(f.distance for f in some))
        for flip in some:
            after = prepare(opened, rubric, flip.set).problem
            assert after.theories[rows[base_case(after, rows).leader]] == flip.new_leader


@pytest.mark.parametrize("earlier", [(), ("directness=40%",), ("weights_sure=order",)])
def test_the_printed_command_changes_the_leader(earlier):
    """A model of the run before it, or weights known by order only, do not spoil it."""
    model = prepare(open_debate(None), "essay-author", earlier)
    found = run_changing(model, rows_of(model.problem, model.debate.shown(["listed"])))
    for flip in (found.least("weight"), found.least("credence")):
        keys = {one.partition("=")[0] for one in flip.set}  # they take the place of earlier ones
        kept = [one for one in earlier if one.partition("=")[0] not in keys]
        options = [part for one in (*kept, *flip.set) for part in ("--set", one)]
        done = run("score", "-r", "essay-author", *options, "-f", "json", "--top", "2")
        assert done.code == 0, done.err
        assert json.loads(done.out)["results"][0]["id"] == flip.new_leader != found.leader

"""A group of rubrics."""

import itertools
import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import small
from tests.analyses.compare.helpers import SOME, compare, compared, positions
from tests.command import run
from tests.conftest import write_workspace
from tests.strategies import debates, rubrics
from toi.analyses.compare.group.opinions import uniting
from toi.analyses.compare.group.verdict_screen import left_apart
from toi.analyses.rubric.effect_compute import ranking_under
from toi.compile.scoring import compile_problem, restated, ruled
from toi.records.rubric import Rubric


@settings(max_examples=10)
@given(st.data())
def test_a_group_is_what_its_pairs_are(data):
    debate = data.draw(debates())
    several = [data.draw(positions(debate)) for _ in range(3)]
    found = compared(debate, *several)
    for i, j in itertools.combinations(range(3), 2):
        pair = compared(debate, several[i], several[j])
        assert found.distance[i][j] * found.pairs == pytest.approx(pair.agreement.pairs)
        assert found.distance[j][i] == found.distance[i][j]
    apart = [found.distance[i][j] for i, j in itertools.combinations(range(3), 2)]
    assert found.disagreement == pytest.approx(np.mean(apart))
    shown = tuple(sorted(debate.shown(["listed"])))
    standings = [ranking_under(debate, rubric, shown) for rubric in several]
    for row in found.joint:
        t = shown.index(row.id)
        assert row.mean_score == pytest.approx(np.mean([s.totals[t] for s in standings]))
    weighed = sum(one.disputed for one in found.splits) * (len(shown) - 1) / 2
    assert weighed == pytest.approx(found.disagreement * found.pairs)
    for u in found.unite:
        for strength, expected in ((1.0, u.if_sound), (0.0, u.if_unsound), (u.mean, u.agreed)):
            settled = [settle(rubric, u.argument, strength) for rubric in several]
            assert compared(debate, *settled).disagreement == pytest.approx(expected, abs=1e-9)
    if found.unite:
        assert found.unite[0].agreed == pytest.approx(min(u.agreed for u in found.unite))


def test_what_splits_a_group_most_stands_first_and_agreeing_on_what_parts_nobody_leaves_it():
    """B and C change places with the weights of two criteria; by the third all are alike."""
    criteria = [small.criterion(name) for name in ("c1", "c2", "c3")]
    values = {"B": (8, 2), "C": (2, 8), "A": (9, 9)}
    weights = [(3, 1, 1), (1, 3, 1), (1, 3, 2)]
    several = [
        small.rubric(weights=dict(zip(("c1", "c2", "c3"), given, strict=True))) for given in weights
    ]
    for names, pairs in (("ABC", 3), ("BC", 1)):
        some = [
            small.theory(name, {"c1": values[name][0], "c2": values[name][1], "c3": 5})
            for name in names
        ]
        found = compared(small.debate(criteria, some), *several)
        assert [one.id for one in found.splits] == sorted(names, key="BCA".index)
        assert found.disagreement == pytest.approx(2 / 3 / pairs)
        idle = next(one for one in found.unite_weights if one.criterion == "c3")
        assert idle.agreed == pytest.approx(found.disagreement)


@settings(max_examples=8)
@given(st.data())
def test_what_parts_a_group_is_what_parts_its_pairs(data):
    debate = data.draw(debates())
    several = [only_weights_and_beliefs(data.draw(rubrics(debate))) for _ in range(3)]
    found = compared(debate, *several)
    over_weights = [
        part.pairs
        for i, j in itertools.combinations(range(3), 2)
        for part in compared(debate, several[i], several[j]).shapley
        if part.group == "weights"
    ]
    if found.disagreement:
        assert found.sides.weights + found.sides.rest == pytest.approx(1.0)
        carried = found.sides.weights * found.disagreement * found.pairs
        assert carried == pytest.approx(sum(over_weights) / 3, abs=1e-9)
    for u in found.unite_weights:
        alike = [weighed(rubric, debate, u.criterion, u.mean) for rubric in several]
        if None not in alike:
            assert compared(debate, *alike).disagreement == pytest.approx(u.agreed, abs=1e-9)
    agreed = [u.agreed for u in found.unite_weights]
    assert agreed == pytest.approx(sorted(agreed), abs=1e-9)


@settings(max_examples=8)
@given(st.data())
def test_agreeing_on_a_single_judgement_is_to_judge_alike(data):
    debate = data.draw(debates())
    several = [data.draw(positions(debate)) for _ in range(3)]
    found = compared(debate, *several)
    agreed = [one.agreed for one in found.unite_judgements]
    assert agreed == sorted(agreed)
    for one in found.unite_judgements:
        held = [member.judgements[one.cell] for member in found.members]
        assert (min(held), np.mean(held), max(held)) == pytest.approx((one.low, one.mean, one.high))
        alike = [judging(rubric, {one.cell: one.mean}) for rubric in several]
        assert compared(debate, *alike).disagreement == pytest.approx(one.agreed, abs=1e-9)


def test_judgements_that_part_a_group_are_named_with_what_would_unite_it(tmp_path):
    """Three who value and believe the same and judge a theory otherwise."""
    place = write_workspace(tmp_path)
    (place / "three").mkdir()
    for name, first in (("ada", 9), ("bea", 2), ("cem", 1)):
        (place / f"three/{name}.yaml").write_text(
            f"schema: toi/rubric/1\nid: {name}\ntitle: {name}\n"
            f"overrides: {{judgements: {{T1.speed: {{value: {first}, why: seen}}}}}}\n"
        )
    done = run("compare", "three", cwd=place)
    told = " ".join(done.out.split())
    assert "all of it over single judgements" in told
    assert "Short way on Speed (judged from 1 to 9, 4 on average) leaves 0.0 %" in told
    assert "toi plot places three" in told, "opinions would have no row"
    people = " ".join(run("compare", "three", "--people", cwd=place).out.split())
    assert "9 for Short way on Speed" in people
    done = run("report", "three", "-o", "three.html", cwd=place)
    page = (place / "three.html").read_text()
    assert "What it judges otherwise" in page
    assert "Short way on Speed (judged from 1 to 9, 4 on average)" in page


@pytest.mark.parametrize(
    ("key", "said", "words"),
    [
        ("scrutiny", "adjusted", "what was not examined"),
        ("overlap", {"default": 0.9}, "overlap of lines"),
        ("overrides", {"forces": {"a1.e0": {"value": 0.9, "why": "seen"}}}, "forces of arguments"),
    ],
)
def test_what_parts_a_group_and_is_not_tried_is_named(key, said, words):
    """Why a force is given is no part of it."""
    debate = small.debate(
        [small.criterion("c1")],
        [small.theory("A", {"c1": 8}), small.theory("B", {"c1": 4})],
        [small.argument("a1", 0.8, [(["A"], "c1", "lowers", 0.2)])],
    )
    alike = small.rubric(overrides={"forces": {"a1.e0": {"value": 0.2, "why": "read"}}})
    again = small.rubric(overrides={"forces": {"a1.e0": {"value": 0.2, "why": "heard"}}})
    found = compared(debate, alike, again, alike)
    assert found.sides.rules == found.sides.untried == ()
    assert left_apart(compared(debate, alike, again, small.rubric(**{**OWN, key: said}))) == [words]


OWN = {"overrides": {"forces": {"a1.e0": {"value": 0.2, "why": "own"}}}}


def judging(rubric, judgements):
    said = rubric.model_dump(by_alias=True, mode="json")
    for cell, value in judgements.items():
        said["overrides"]["judgements"][cell] = {"value": value}
    return Rubric.model_validate(said)


def only_weights_and_beliefs(rubric):
    said = rubric.model_dump(by_alias=True, mode="json")
    kept = ("schema", "id", "title", "weights", "credences")
    return Rubric.model_validate({key: said[key] for key in kept} | {"weights_sure": "exactly"})


def weighed(rubric, debate, criterion, share):
    """Give a criterion a share of all weight; None where the others have none to share."""
    weights = {**(rubric.weights or debate.core_weights)}
    rest = sum(weight for name, weight in weights.items() if name != criterion)
    if rest <= 0:
        return None
    others = {name: (1 - share) * weight / rest for name, weight in weights.items()}
    return rubric.model_copy(update={"weights": {**others, criterion: share}})


def settle(rubric, argument, strength):
    lines = {**rubric.credences.arguments}
    known = {own.id for own in rubric.arguments}
    if argument == "own" and "own" not in known:
        return rubric
    content = rubric.model_dump(by_alias=True, mode="json")
    content["credences"]["arguments"] = {
        **{k: content["credences"]["arguments"][k] for k in lines},
        argument: {"settled": strength},
    }
    return Rubric.model_validate(content)


NUMBERS = ("overlap", "overrides", "arguments")  # all else that a problem is made of is restated


@SOME
@given(st.data())
def test_a_problem_restated_is_the_problem_compiled(data):
    debate = data.draw(debates())
    one, other = data.draw(rubrics(debate)), data.draw(rubrics(debate))
    other = other.model_copy(update={name: getattr(one, name) for name in NUMBERS})
    quick = restated(ruled(compile_problem(debate, one), debate, other), debate, other)
    full = compile_problem(debate, other)
    for field in fields(full):
        np.testing.assert_equal(plain(quick, field.name), plain(full, field.name))


def plain(problem, name):
    value = getattr(problem, name)
    return (type(value), vars(value)) if is_dataclass(value) else value


def test_trust_moves_what_is_pooled():
    names = ("essay-author", "proponent", "basic-science")
    alike = compare(*names)
    assert alike["trust"] == pytest.approx([1 / 3] * 3)
    assert compare(*names, "--trust", "proponent=2")["trust"] == [0.25, 0.5, 0.25]
    one = compare(*names, "--trust", "essay-author=0", "--trust", "proponent=0")
    alone = json.loads(run("score", "-r", "basic-science", "-f", "json").out)["results"]
    first = {row["id"]: (row["rank"], row["score"]) for row in alone}
    for row in one["joint"]:
        rank, score = first[row["id"]]
        assert row["mean_score"] == pytest.approx(score) == pytest.approx(row["pooled"])
        assert set(row["ranks"].values()) == {rank}


def test_a_first_of_all_that_does_harm_by_some_is_told(workspace):
    text = "schema: toi/rubric/1\nid: {0}\ntitle: {0}\nweights: {{speed: {1}, harm: {2}}}\n"
    for name, speed, harm in (("ann", 90, 10), ("bob", 80, 20), ("cy", 1, 99)):
        Path(f"rubrics/{name}.yaml").write_text(text.format(name, speed, harm))
    found = compare("ann", "bob", "cy")
    [first] = [row for row in found["joint"] if row["ranks"]["kemeny"] == 1]
    scores = json.loads(run("score", "-r", "cy", "-f", "json").out)
    by_cy = {row["id"]: row["score"] for row in scores["results"]}
    assert by_cy[first["id"]] < scores["nothing"] == pytest.approx(found["nothing"][2])
    assert first["below_nothing"] == 1
    Path("data/debate.yaml").write_text("schema: toi/debate/1\nreference: doing nothing\n")
    said = " ".join(run("compare", "ann", "bob", "cy").out.split())
    assert "By 1 of 3 rubrics (cy)" in said
    assert "scores less than doing nothing: it costs more than it gives." in said


def test_a_joint_order_that_is_one_of_several_is_called_so(workspace):
    text = "schema: toi/rubric/1\nid: {0}\ntitle: {0}\nweights: {{speed: {1}, harm: {2}}}\n"
    for name, speed, harm in (("ann", 90, 10), ("bob", 80, 20), ("cy", 1, 99), ("di", 2, 98)):
        Path(f"rubrics/{name}.yaml").write_text(text.format(name, speed, harm))
    assert compare("ann", "bob", "cy")["kemeny"]["unique"] is True
    assert compare("ann", "bob", "cy", "di")["kemeny"]["unique"] is False
    said = " ".join(run("compare", "ann", "bob", "cy", "di").out.split())
    assert "Joint: one of several orders that disagree least with all of them." in said
    clear = " ".join(run("compare", "ann", "bob", "cy").out.split())
    assert "Joint: the order that disagrees least with all of them." in clear


def test_a_folder_is_a_group(workspace):
    plain = (workspace / "rubrics" / "plain.yaml").read_text()
    team = workspace / "team"
    team.mkdir()
    for name, speed in (("ann", 60), ("bob", 10), ("cy", 1)):
        text = plain.replace("id: plain", f"id: {name}").replace("speed: 60", f"speed: {speed}")
        (team / f"{name}.yaml").write_text(text)
    (team / ".dora.answers.yaml").write_text("schema: toi/answers/1\n")  # a session that waits
    found = compare("team/")
    assert [one["name"] for one in found["rubrics"]] == ["ann", "bob", "cy"]
    assert found["rubrics"][0]["asked"] == "team/ann.yaml"
    assert found["distance"][0] == [0, 1, 1]
    assert found["clusters"] == [["ann"], ["bob", "cy"]]
    assert found["unite"] == []  # they believe the same
    out = " ".join(run("compare", "team").out.split())
    assert "on average, all of it over weights, Harm most (40 % to 98 %)." in out
    assert (
        "the weight of Harm (40 % to 98 %, 73 % on average) leaves 0.0 % of all pairs in dispute, "
        "down from 66.7 %; the weight of Speed (2 % to 60 %, 27 % on average) leaves 0.0 %." in out
    )
    assert "What splits it most: Short way (1 by ann, 2 by bob and cy)" in out
    assert "No clear groups among them. ann stands apart." in out
    empty = workspace / "none"
    empty.mkdir()
    assert run("compare", "none/").err == "toi: no rubric file in none [empty-folder]\n"


def test_whom_a_gate_excludes_gets_no_rank_by_its_rubric():
    """A is second by two rubrics and third by one; the fourth would have it first, but for a gate.

    B and C, which the gate lets pass, are then first and second.
    """
    theories = [
        small.theory(name, dict(zip(("c1", "c2", "c3"), values, strict=True)))
        for name, values in (("A", (6, 4, 9)), ("B", (8, 6, 2)), ("C", (2, 8, 1)))
    ]
    debate = small.debate([small.criterion(f"c{k}") for k in (1, 2, 3)], theories)
    by = [small.rubric(weights={name: 1}) for name in ("c1", "c1", "c2")]
    by.append(small.rubric(weights={"c3": 1}, gates=[{"c2 < 5": "exclude"}]))
    told = {one.id: one for one in compared(debate, *by).splits}
    assert (told["A"].best, told["A"].best_by) == (2, ("r0", "r1"))
    assert (told["A"].worst, told["A"].worst_by) == (3, ("r2",))
    assert (told["B"].best, told["B"].best_by) == (1, ("r0", "r1", "r3"))


def test_agreement_that_unites_nobody_is_not_offered():
    """Two weights: agreement on the one leaves a third of what is disputed, on the other all."""
    some = small.debate(
        [small.criterion("c1"), small.criterion("c2")],
        [small.theory("A", {"c1": 7, "c2": 2}), small.theory("B", {"c1": 3, "c2": 8})],
    )
    weights = ({"c1": 1}, {"c2": 1}, {"c1": 1, "c2": 3})
    found = compared(some, *(small.rubric(weights=one) for one in weights))
    first, second = found.unite_weights
    far, near = replace(first, agreed=0.1), replace(second, agreed=0.3 - 1e-5)
    told = replace(found, disagreement=0.3, unite=(), unite_weights=(near, far))
    assert uniting(told, 5) == [far]
    assert uniting(replace(told, disagreement=0.4), 5) == [far, near]
    assert uniting(replace(told, disagreement=0.4), 1) == [far]

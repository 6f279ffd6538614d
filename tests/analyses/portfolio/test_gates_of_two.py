"""Gates where several rubrics split: each bars what a line is worth to its own rubric alone."""

import json
import re

import pytest

import toi
from tests.command import run

COPY = "schema: toi/rubric/1\nid: {}\ntitle: One\nextends: plain\n"
ALL = "gates: [{harm >= 0: exclude}]\n"
FIRST = "gates: [{speed > 5: exclude}]\n"  # T1 alone


@pytest.fixture
def rubrics(debate):
    """One rubric with no gate, one whose gate bars one line, one whose gates bar all."""
    for name, gates in (("free", ""), ("strict", FIRST), ("none", ALL)):
        (debate / "rubrics" / f"{name}.yaml").write_text(COPY.format(name) + gates)


def split(*names, **asked):
    return toi.portfolio(toi.load("data"), names, draws=200, **asked)


@pytest.mark.usefixtures("rubrics")
class TestOwnGates:
    def test_what_one_excludes_another_funds_as_it_would_alone(self):
        own, found = split("free"), split("free", "strict")
        assert own.allocation[0].id == "T1"
        free, strict = found.favourites
        assert free.shares["T1"] == pytest.approx(own.allocation[0].share, abs=1e-3)
        assert "T1" not in strict.shares
        assert all(one.shares["T1"] > 0 for one in found.compromises)
        assert strict.satisfaction["strict"] == free.satisfaction["free"] == pytest.approx(1)
        assert [dict(view.gated) for view in found.views] == [{}, {"T1": "speed > 5"}]

    def test_what_is_spent_on_what_it_excludes_is_worth_nothing_to_it(self):
        found = split("free", "strict", floors=["T1=100%"])
        assert {one.shares["T1"] for one in found.compromises} == {1.0}
        assert {view.rubric: view.best for view in found.views}["strict"] == pytest.approx(0)

    def test_that_a_floor_has_it_spend_on_what_it_excludes_is_told(self):
        words = ("portfolio", "free", "strict", "--draws", "200")
        said = " ".join(run(*words, "--floor", "T1=100%").out.split())
        assert "The own split of strict holds" in said
        assert "which its gates exclude, only because the floor of" in said
        assert "must be met in every split here: to it that money brings nothing" in said
        assert "A split by it alone (-r strict) spends nothing there, and is refused" in said
        assert "The own split of" not in " ".join(run(*words).out.split())
        alone = run("portfolio", "-r", "strict", "--draws", "200", "--floor", "T1=100%")
        assert (alone.code, "split-infeasible" in alone.err) == (2, True)

    def test_of_a_kind_that_several_exclude_it_is_told_once_and_no_tie_is_explained_by_it(self):
        words = ("portfolio", "free", "strict", "none", "--draws", "200", "--floor", "listed=40%")
        said = " ".join(run(*words).out.split())
        assert "The own split of none holds" in said
        assert "only because the floor of listed (40 %) must be met" in said
        assert "(none) would do as well" not in said
        words = ("portfolio", "free", "strict", "none", "--draws", "200", "--floor", "T1=40%")
        said = " ".join(run(*words).out.split())
        assert "The own splits of strict and none hold" in said
        assert "A split by one of them alone (-r strict)" in said

    def test_what_a_floor_puts_into_the_split_of_who_gains_nothing_is_in_every_split(self):
        words = ("portfolio", "free", "strict", "none", "--draws", "200")
        said = " ".join(run(*words).out.split())
        assert "In every split below but none's: " in said
        both = re.search(r"below but none's: (.+?) and (.+?)\. ", said).groups()
        floor = " ".join(run(*words, "--floor", "T2=10%").out.split())
        shared = re.search(r"In every split below: (.+?); in all but none's also (.+?)\. ", floor)
        assert sorted(shared.groups()) == sorted(both)
        every = " ".join(run(*words, "--floor", "T2=10%", "--floor", "T3=10%").out.split())
        assert f"In every split below: {both[0]} and {both[1]}. " in every

    def test_a_rubric_that_would_spend_nothing_by_itself_is_named(self, debate):
        weights = "schema: toi/rubric/1\nid: wary\ntitle: Wary\nweights: {speed: 1, harm: 99}\n"
        (debate / "rubrics/wary.yaml").write_text(weights)
        words = ("portfolio", "free", "wary", "--draws", "200")
        wary = json.loads(run(*words, "-f", "json").out)["favourites"][1]
        assert wary["unspent"] == pytest.approx(1)
        told = "wary by itself leaves all unspent, since no option is worth more to it than"
        assert told in " ".join(run(*words).out.split())
        assert "by itself leaves" not in run("portfolio", "free", "strict", "--draws", "200").out

    def test_a_rubric_that_excludes_all_has_nothing_to_gain_and_bars_nobody(self):
        found = split("none", "free")
        own = split("free")
        for one in (*found.compromises, *found.favourites, found.equal):
            assert one.satisfaction["none"] is None
            assert one.regret["none"] == 0
        none, free = found.favourites
        assert none.unspent == 1
        assert free.shares["T1"] == pytest.approx(own.allocation[0].share, abs=1e-3)
        by_rule = {one.rule: one for one in found.compromises}
        assert by_rule["nash"].satisfaction["free"] == pytest.approx(1)
        assert by_rule["proportional"].unspent == pytest.approx(0.5)

    def test_it_is_told_on_the_screen_and_in_json(self):
        said = " ".join(run("portfolio", "none", "strict", "--draws", "200").out.split())
        assert "is excluded by a gate of none, which has nothing to gain." in said
        assert "Nobody may fund Short way, which all exclude." in said
        assert "others may fund" not in said
        said = " ".join(run("portfolio", "free", "strict", "--draws", "200").out.split())
        assert "strict exclude 1 of 3 options: these are worth nothing to it, and others" in said
        assert "Nobody may fund" not in said
        alone = run("portfolio", "none", "strict", "--draws", "200").out.splitlines()
        assert next(row.split()[-2:] for row in alone if row.startswith("none")) == ["-", "-"]
        row = next(
            line
            for line in run("portfolio", "free", "strict", "--draws", "200").out.splitlines()
            if line.startswith("T1 ")
        )
        assert row.endswith("gated")
        words = ("portfolio", "none", "free", "--draws", "200", "-f", "json")
        data = json.loads(run(*words).out)
        assert set(data["views"][0]["gated"].values()) == {"harm >= 0"}
        one = " ".join(run("portfolio", "none", "free", "--draws", "200").out.split())
        assert "Of 2 rubrics (none 50 % and free 50 %), free alone has something to gain. In" in one
        assert "free fares best under Expect, Nash and Maximin, where it has a satis" in one
        assert "would spend" not in one
        assert "worst-off" not in one
        assert data["compromises"][0]["satisfaction"]["none"] is None

    def test_a_page_tells_it_too(self, tmp_path):
        page = tmp_path / "page.html"
        assert run("report", "none", "free", "--portfolio", "--output", str(page)).code == 0
        text = page.read_text()
        assert "is excluded by a gate of none, which has nothing to gain." in text

    def test_equal_shares_reach_what_some_rubric_lets_through(self):
        assert set(split("free", "strict").equal.shares) == {"T1", "T2", "T3"}
        assert set(split("strict", "none").equal.shares) == {"T2", "T3"}


@pytest.mark.usefixtures("rubrics")
def test_what_all_exclude_is_not_told_as_what_others_may_fund(debate):
    both = "gates: [{speed > 5: exclude}, {harm < 2: exclude}]\n"
    (debate / "rubrics" / "both.yaml").write_text(COPY.format("both") + both)
    found = split("strict", "both")
    assert [len(view.gated) for view in found.views] == [1, 2]
    said = " ".join(found.screen().split())
    assert "Gates of strict exclude 1 of 3 options and of both 2: these are worth nothing" in said
    assert "to that rubric, and others may fund them. Nobody may fund Short way, which all" in said


def test_a_floor_of_what_every_rubric_excludes_is_refused_and_the_gate_named(debate):
    for name in ("mine", "theirs"):
        (debate / "rubrics" / f"{name}.yaml").write_text(COPY.format(name) + ALL)
    said = run("portfolio", "mine", "theirs", "--draws", "200", "--floor", "T1=20%").err
    assert "the gate that excludes " in said
    assert "nothing for" not in said


@pytest.mark.usefixtures("rubrics")
def test_one_rubric_with_the_weights_of_all_is_said_to_lack_the_gates_of_others():
    said = run("portfolio", "free", "strict", "none", "--min-grant", "20%").err
    assert "; without the gates of strict and none), or leave that out" in said
    said = run("portfolio", "strict", "free", "--min-grant", "20%").err
    assert "weights of" in said
    assert "without the gates" not in said


@pytest.mark.usefixtures("rubrics")
def test_another_rubric_whose_gates_clash_with_a_floor_is_left_out_of_what_others_would_do():
    found = split("free", floors=["T1=20%"])
    assert "plain" in found.alike
    assert not {"none", "strict"} & set(found.other_rubrics)

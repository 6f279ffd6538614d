"""Two rubrics: what tells them apart, and what would be conceded."""

import itertools
import json
import re

import pytest
import scipy.stats

import toi
from tests import small
from tests.analyses.compare.helpers import compare, compared
from tests.analyses.report.reading import read
from tests.command import run
from toi.analyses.compare.rubrics.screen import rubrics_screen
from toi.analyses.layout.page import Page
from toi.analyses.rubric.diff_compute import run_diff
from toi.analyses.rubric.diff_screen import diff_screen
from toi.records.argument import Argument


def test_own_arguments_of_one_name_are_told_apart(workspace):
    own = """
arguments:
  - id: mine
    kind: critique
    title: {title}
    gist: gist
    speaker: me
    credence: {{value: 0.8, basis: stated, why: seen}}
    effects:
      - {{on: [T1], criterion: speed, lowers: {force}, basis: stated, why: seen}}
    against:
      - {{argument: breaks-down, force: 0.5, basis: stated, why: seen}}
"""
    plain = (workspace / "rubrics" / "plain.yaml").read_text()
    for name, title, force in (("ann", "One thing", 0.9), ("bob", "Another", 0.2)):
        text = plain.replace("id: plain", f"id: {name}") + own.format(title=title, force=force)
        (workspace / "rubrics" / f"{name}.yaml").write_text(text)
    found = compare("ann", "bob")
    cruxes = {crux["id"]: crux for crux in found["cruxes"]}
    assert sorted(cruxes) == ["mine", "mine'"]
    assert cruxes["mine"]["title"] == "One thing"
    assert [cruxes["mine"][side]["value"] for side in "ab"] == [0.8, None]
    assert [cruxes["mine'"][side]["value"] for side in "ab"] == [None, 0.8]
    scores = {
        name: {
            row["id"]: row["score"]
            for row in json.loads(run("score", "-r", name, "-f", "json").out)["results"]
        }
        for name in ("ann", "bob")
    }
    for move in found["moves"]:
        assert move["before"]["score"] == pytest.approx(scores["ann"][move["id"]])
        assert move["after"]["score"] == pytest.approx(scores["bob"][move["id"]])


@pytest.mark.parametrize(("theories", "top"), [(2, 1), (3, 1), (4, 2), (9, 4), (12, 5)])
def test_the_first_that_both_share_are_of_the_better_half_and_at_most_five(theories, top):
    """The two order all the other way round, so that of the better half they share none."""
    criteria = [small.criterion("c1"), small.criterion("c2")]
    values = [{"c1": k / 2, "c2": 9 - k / 2} for k in range(theories)]
    some = [small.theory(f"T{k}", value) for k, value in enumerate(values)]
    one, other = (small.rubric(weights={name: 1}) for name in ("c1", "c2"))
    found = compared(small.debate(criteria, some), one, other).agreement
    assert (found.top, found.shared) == (top, ())
    assert found.pairs == found.of == theories * (theories - 1) / 2


def test_of_a_single_pair_that_stands_the_other_way_all_is_shared_out():
    theories = [small.theory("A", {"c1": 8, "c2": 2}), small.theory("B", {"c1": 2, "c2": 8})]
    debate = small.debate([small.criterion("c1"), small.criterion("c2")], theories)
    found = compared(debate, *(small.rubric(weights={name: 1}) for name in ("c1", "c2")))
    assert (found.agreement.pairs, found.agreement.of) == (1, 1)
    assert found.sides == {"values": 1, "beliefs": 0, "conventions": 0}
    assert sum(crux.share for crux in found.cruxes) == pytest.approx(1)


def test_lines_scrutiny_and_what_bears_are_told_apart():
    say = {"basis": "stated", "why": "said"}
    judged = {"c1": {"value": 7, "bears": False, **say}, "c2": {"value": 4, **say}}
    theories = [
        small.theory("T1", judgements=judged, scrutiny={"value": 0.2, "why": "."}, peers=["T2"]),
        small.theory("T2", {"c1": 6, "c2": 5}),
        small.theory("T3", {"c1": 5, "c2": 6}),
    ]
    hits = [(["T2", "T3"], "c1", "lowers", 0.5)]
    arguments = [small.argument(name, 0.8, hits, line="l1") for name in ("a", "b")]
    debate = small.debate(
        [small.criterion("c1"), small.criterion("c2")], theories, arguments, [small.line("l1", 0.9)]
    )
    other = {"overlap": {"lines": {"l1": 0.1}}, "scrutiny": "adjusted", "not_bearing": "left-out"}
    found = compared(debate, small.rubric(), small.rubric(**other))
    cruxes = {(crux.group, crux.id): crux for crux in found.cruxes}
    held = {key: (crux.a.value, crux.b.value) for key, crux in cruxes.items()}
    assert held == {
        ("overlap", "l1"): (0.9, 0.1),
        ("scrutiny", "scrutiny"): ("as-read", "adjusted"),
        ("not_bearing", "not_bearing"): ("as-judged", "left-out"),
    }
    assert {part.group: part.side for part in found.shapley} == {
        "overlap": "beliefs",
        "scrutiny": "conventions",
        "not_bearing": "conventions",
    }
    screen = " ".join(rubrics_screen(found, Page(100), top=9).split())
    assert "criteria that something is not about as judged left out" in screen
    assert "what was not examined as read as its peers" in screen
    assert cruxes["overlap", "l1"].points["T2"] < 0  # two points weigh more than one
    assert cruxes["scrutiny", "scrutiny"].points["T1"] < 0


def test_compare_and_diff_name_the_same_argument_where_weights_matter_more(workspace):
    head = "{extends: plain, schema: toi/rubric/1, id: ann, title: Ann, "
    held = "weights: {speed: 3, harm: 4}, credences: {default: [0.3, 0.7]}}"
    (workspace / "rubrics" / "ann.yaml").write_text(head + held)
    opened = toi.load()
    compared_, diff = toi.compare(opened, "plain", "ann"), run_diff(opened, "plain", "ann")
    assert compared_.cruxes[0].group == "weights"
    assert compared_.heaviest.argument == diff.heaviest.argument
    said = f'matters most between them: "{compared_.heaviest.title}" ('
    for screen in (rubrics_screen(compared_, Page(120)), diff_screen(diff, Page(120))):
        assert said in " ".join(screen.split())
        assert " .30-.70" in screen


def test_forces_of_heirs_stand_on_one_frame():
    because = {"basis": "stated", "why": "said"}
    own = {"id": "own", "on": ["T1"], "criterion": "c1", "lowers": 0.4, **because}
    heir = {"id": "heir", "on": ["T2", "T3"], "criterion": "c1", "inherits": "own", "share": 0.5}
    rest = small.argument("a", 1.0, [(["T1"], "c1", "lowers", 0.4)]).model_dump()
    record = Argument.model_validate({**rest, "effects": [own, {**heir, **because}]})
    theories = [small.theory(name, {"c1": 8}) for name in ("T1", "T2", "T3")]
    debate = small.debate([small.criterion("c1")], theories, [record])
    force = {
        "whole": {"a.own": {"value": 0.8}},
        "one": {"a.heir.T2": {"value": 0.8}},
        "heir": {"a.heir": {"value": 0.6}},
    }
    rubrics = {key: small.rubric(overrides={"forces": said}) for key, said in force.items()}
    expected = {"whole": (16, 48, 48), "one": (48, 16, 64), "heir": (48, 32, 32)}
    for one, other in itertools.permutations(rubrics, 2):
        found = compared(debate, rubrics[one], rubrics[other])
        moves = {move.id: (move.before.score, move.after.score) for move in found.moves}
        for k, name in enumerate(("T1", "T2", "T3")):
            assert moves[name] == pytest.approx((expected[one][k], expected[other][k]))


def test_agreement_is_that_of_an_independent_library(shipped):
    found = toi.compare(shipped, "essay-author", "proponent")
    ranks = [[getattr(m, side).rank for m in found.moves] for side in ("before", "after")]
    tau, rho = scipy.stats.kendalltau(*ranks), scipy.stats.spearmanr(*ranks)
    assert found.agreement.kendall_tau_b == pytest.approx(tau.statistic)
    assert found.agreement.spearman == pytest.approx(rho.statistic)
    places = {m.id for m in found.moves if max(m.before.rank, m.after.rank) <= 5}
    assert set(found.agreement.shared) == places
    assert sum(found.sides.values()) == pytest.approx(1)


@pytest.mark.parametrize("other", ["proponent", "basic-science"])
def test_what_would_be_conceded_gives_the_leader_and_much_less_does_not(other):
    found = compare("essay-author", other)
    steps = found["lead"]["steps"]
    assert steps
    assert found["lead"]["verified"]

    def leader(beyond):
        settings = []
        for step in steps:
            share = min(max(step["at"] + beyond * (step["at"] - step["now"]), 0.0), 1.0)
            as_weight = step["group"] == "weights"
            value = f"{100 * share:.6f}%" if as_weight else f"{share:.6f}"
            key = f"weights.{step['id']}" if as_weight else f"credences.arguments.{step['id']}"
            settings += ["--set", f"{key}={value}"]
        done = run("score", "-r", "essay-author", *settings, "-f", "json")
        return json.loads(done.out)["results"][0]["id"]

    assert leader(1e-3) == found["lead"]["b"][0]
    # One step is at the very border; many are found by a search, which only bounds them.
    short = 1e-3 if len(steps) == 1 else 0.5
    assert leader(-short) != found["lead"]["b"][0]


def test_one_rubric_with_a_setting_is_compared_with_itself_without_it():
    found = compare("essay-author", "--set", "directness=60%")
    assert [one["name"] for one in found["rubrics"]] == ["essay-author+set", "essay-author"]
    (crux,) = found["cruxes"]
    assert (crux["id"], crux["share"]) == ("directness", 1.0)
    assert (crux["a"]["value"], crux["b"]["value"]) == (0.6, 0.23)


def test_a_setting_changes_every_rubric_that_is_named():
    apart = compare("balanced", "equal-weights", "--set", "directness=60%")
    assert [one["name"] for one in apart["rubrics"]] == ["balanced+set", "equal-weights+set"]
    assert "directness" not in [crux["id"] for crux in apart["cruxes"]]
    asked = ("compare", "balanced", "essay-author", "top-down", "--set", "directness=60%")
    told = " ".join(run(*asked).out.split())
    assert told.count("| set directness=60%") == 3
    again = re.search(r"Next: toi (compare .*? --set directness=60%)", told)
    assert run(*again[1].split()).out.count("+set ") > 1


def test_a_rubric_in_which_something_is_set_is_called_the_same_everywhere():
    made = re.compile(r"\| rubric balanced\+set [0-9a-f]{6} \| set directness=60% \|")
    for command in ("score", "compare balanced", "compare T04 T09", "sensitivity flips"):
        said = " ".join(run(*command.split(), "--set", "directness=60%").out.split())
        assert made.search(said), said
    said = " ".join(run("score", "--set", "directness=60%").out.split())
    assert "Rubric balanced+set: " in said
    rows = run("score", "--set", "directness=60%", "-f", "csv").out.splitlines()
    assert all(",balanced+set," in row for row in rows[1:])
    assert "+set" not in run("score").out


def test_a_way_of_counting_that_parts_two_is_named_with_its_key(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "counts.yaml").write_text(
        "schema: toi/rubric/1\nid: counts\ntitle: Counts otherwise\nextends: balanced\n"
        "not_bearing: left-out\n"
    )
    text = " ".join(run("compare", "counts.yaml", "balanced").out.split())
    assert "how they COUNT 100 % (criteria that something is not about)" in text
    assert "toi score -r counts.yaml --set not_bearing=as-judged" in text


def test_what_looks_the_same_is_told_apart_or_left_out(workspace):
    """A speed 4 and one 4.01 differ in the third digit; two that round to one do not."""
    for name, speed, harm in (("one", 4, 2), ("two", 4.01, 2.0000001)):
        (workspace / f"rubrics/{name}.yaml").write_text(
            f"schema: toi/rubric/1\nid: {name}\ntitle: X\nextends: plain\noverrides:\n"
            f"  judgements:\n    T1.speed: {{value: {speed}, why: x}}\n"
            f"    T1.harm: {{value: {harm}, why: x}}\n",
            encoding="utf-8",
        )
    out = run("compare", "one", "two").out
    assert re.search(r"Speed +4 +4\.01 ", out)
    assert " on Harm " not in out


def test_rubrics_that_rank_alike_are_said_to_score_otherwise_only_where_they_do(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text("Option,Reach,Speed\nweight,60,40\nA,5,5\nB,4,5\n")
    assert run("data", "import", "t.csv", "-o", "w").code == 0
    monkeypatch.chdir(tmp_path / "w")
    (tmp_path / "w/rubrics/gated.yaml").write_text(
        "schema: toi/rubric/1\nid: gated\ntitle: X\nextends: sheet\ngates: [{Reach > 9: exclude}]\n"
    )
    said = run("compare", "sheet", "gated").out
    assert said.startswith("sheet and gated rank and score all 2 options alike.")
    other = run("compare", "sheet", "--set", "Reach=70%").out
    assert "rank all 2 options alike; only scores differ." in other


def test_where_nothing_that_differs_moves_a_score_no_share_of_it_is_told(tmp_path):
    (tmp_path / "own.csv").write_text("Option,Reach\ndirection,benefit\nscale,0..10\nA,1\nB,5\n")
    assert run("data", "import", "own.csv", "-o", "w", cwd=tmp_path).code == 0
    (tmp_path / "w/rubrics/idle.yaml").write_text(
        "schema: toi/rubric/1\nid: idle\ntitle: X\nextends: sheet\ngates: [{Reach > 9: exclude}]\n"
    )
    done = run("compare", "sheet", "idle", cwd=tmp_path / "w")
    assert done.out.startswith(
        "sheet and idle rank and score all 2 options alike.\n"
        "None of what differs moves a score: what they VALUE (gates).\n"
    )
    assert re.search(r"gate Reach > 9 +no +excludes$", done.out, re.MULTILINE)
    told = done.out.split("toi 0.")[0]
    assert "carries" not in told.lower()
    assert "0 %" not in told
    assert run("report", "sheet", "idle", "-o", "page.html", cwd=tmp_path / "w").code == 0
    page = read((tmp_path / "w/page.html").read_text()).first("section", id="comparison").text
    assert "differ, none of which moves a score" in page
    assert "0 %" not in page.split("What comes first")[0]


def test_what_moves_less_than_a_point_carries_all_that_is_moved():
    criteria = [small.criterion("c1"), small.criterion("c2")]
    some = [small.theory("T1", {"c1": 3, "c2": 5}), small.theory("T2", {"c1": 5, "c2": 4})]
    one, other = (small.rubric(weights={"c1": 1, "c2": weight}) for weight in (1, 1.05))
    (weights,) = compared(small.debate(criteria, some), one, other).shapley
    assert 0 < sum(map(abs, weights.points.values())) < 1
    assert weights.weight == 1.0


def test_a_judgement_of_ones_own_is_named_by_theory_and_criterion():
    criteria = [small.criterion("c1"), small.criterion("c2", scale=[1, 5])]
    some = [small.theory(f"T{k}", {"c1": 9 - k, "c2": 4}) for k in (1, 2, 3)]
    mine = small.rubric(overrides={"judgements": {"T3.c2": {"value": 2}}})
    found = compared(small.debate(criteria, some), mine, small.rubric())
    (crux,) = found.cruxes
    assert (crux.group, crux.id, crux.title) == ("overrides", "T3.c2", "T3")
    assert (crux.a.value, crux.b.value) == (pytest.approx(2), pytest.approx(4))
    lead = found.lead
    assert (lead.a, lead.b, lead.steps, lead.verified) == (("T1",), ("T1",), (), True)


def test_value_functions_are_told_as_the_rubrics_have_them():
    """In the numbers of the criterion; a straight line is none."""
    criteria = [small.criterion("c1", scale=[2, 6]), small.criterion("c2")]
    some = [small.theory("T1", {"c1": 3, "c2": 5}), small.theory("T2", {"c1": 5, "c2": 4})]
    points = [[2, 0], [3, 0.75], [6, 1]]
    bent = small.rubric(value_functions={"c1": points})
    (crux,) = compared(small.debate(criteria, some), bent, small.rubric()).cruxes
    assert (crux.group, crux.id) == ("value_functions", "c1")
    assert crux.a.value == [pytest.approx(point) for point in points]
    assert crux.b.value is None


def test_a_gate_that_alone_gives_the_leader_is_named(tmp_path, monkeypatch):
    """B leads by a gate on harm; one on speed, which excludes the third, decides nothing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(
        "Option,Reach,Harm,Speed\ndirection,benefit,cost,benefit\nA,9,5,5\nB,3,4,5\nC,2,2,1\n"
    )
    assert run("data", "import", "t.csv", "-o", "w").code == 0
    monkeypatch.chdir(tmp_path / "w")
    (tmp_path / "w/rubrics/cautious.yaml").write_text(
        "schema: toi/rubric/1\nid: cautious\ntitle: X\nextends: sheet\n"
        "gates: [{Harm > 4: exclude}, {Speed < 2: exclude}]\n"
    )
    lead = compare("sheet", "cautious")["lead"]
    assert lead["gates"] == ["Harm > 4"]
    assert (lead["steps"], lead["verified"]) == (None, False)  # no weight or belief does it
    text = " ".join(run("compare", "sheet", "cautious").out.split())
    assert "Holding the gate Harm > 4 as cautious does would alone give sheet that leader." in text

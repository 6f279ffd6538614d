"""What to find out, and what would change, where gates exclude some in some draws only."""

import json
import re

import pytest

import toi
from tests.analyses.shared.gates import GATES, RUBRIC, SHEET, line
from tests.command import run

HARMS = ("5", "16", "20..30", "?")  # of four that are first where they may be


@pytest.mark.parametrize("topic", [None, "cruxes", "regret", "ranks", "flips", "critical"])
def test_what_may_let_one_through_is_sought_only_where_it_is_told(topic, grants):
    found = toi.sensitivity(toi.load(grants / "data"), "nobody", topic=topic)
    assert bool(found.lifting) == ("Find out first" in found.screen())
    assert bool(found.lifting) == (topic in (None, "cruxes", "regret"))


@pytest.mark.parametrize("rubric", ["strict", "stricter"])
@pytest.mark.parametrize("words", ["score", "sensitivity"])
def test_what_a_gate_hangs_on_is_to_be_found_out_first(words, rubric, ask):
    assert "Find out first: how Bank fares on Harm." in line(ask(f"{words} -r {rubric}"))


def test_ranks_say_what_gates_do_to_them_and_show_none_of_what_is_always_excluded(ask):
    said = ask("sensitivity ranks -r strict")
    assert "for that alone ranks may go down to 4." in line(said)
    assert "go down to" not in line(ask("sensitivity ranks -r none"))
    assert re.search(r"^Wells +- +- +- gated +100 ", said, re.MULTILINE)
    assert re.search(r"^Wells( +-){4}$", said, re.MULTILINE)
    assert "beats none" in line(ask("sensitivity pairwise -r strict"))
    assert "beats none" not in line(ask("sensitivity pairwise -r none"))


def test_flips_mark_who_leads_since_a_gate_lets_it_through(ask):
    said = ask("sensitivity flips -r strict")
    assert re.search(r"Wells.Harm=4 +12.0 \(gate\) Wells", said)
    assert "(gate): one then lets it through" in line(said)
    assert "(gate)" not in ask("sensitivity flips -r none")


def test_the_mark_of_a_gate_stands_where_a_long_title_is_cut(tmp_path):
    sheet = SHEET.replace("Wells", "Wells for every village")
    (tmp_path / "grants.csv").write_text(sheet.replace("Harm", "Harm to the river in all"))
    assert run("data", "import", "grants.csv", "--output", "own", cwd=tmp_path).code == 0
    gate = "harm-to-the-river-in-all > 4: exclude"
    (tmp_path / "own/rubrics/strict.yaml").write_text(RUBRIC.format("strict", gate))
    said = run("sensitivity", "flips", "-r", "strict", cwd=tmp_path / "own").out
    assert re.search(r" \(gate\) Well.*\.\.\.$", said, re.MULTILINE)


def test_of_one_the_gate_is_told_with_what_it_is_told_of(ask):
    """It leads in some draws, and flips name the judgement that does it."""
    said = line(ask("sensitivity bank -r strict"))
    assert re.search(r"first in [1-9]\d? % of draws", said)
    assert "with judgements and beliefs as they are, the gate Harm > 4 excludes it" in said


def test_one_that_every_draw_excludes_has_no_rank_and_no_number_that_moves_it(ask):
    said = line(ask("sensitivity wells -r strict"))
    never = "Wells: excluded in every draw, as things are by the gate Harm > 4, so that it has no"
    assert said.startswith(never)
    assert "rank 4" not in said
    assert "What one number alone does" not in said
    assert "What one number alone does" in line(ask("sensitivity bank -r strict"))
    assert line(ask("sensitivity ranks wells -r strict")).startswith(never)


def test_the_nearest_value_that_a_gate_lets_through_is_its_limit(tmp_path):
    """Whatever a judgement is now, and however the arithmetic of the scale ends."""
    rows = "".join(f"{name},9,{harm}\n" for name, harm in zip("ABCD", HARMS, strict=True))
    sheet = f"Grant,Reach,Harm\ndirection,benefit,cost\nscale,0..10,2..30\nClub,5,3\n{rows}"
    (tmp_path / "grants.csv").write_text(sheet)
    assert run("data", "import", "grants.csv", "--output", "own", cwd=tmp_path).code == 0
    own = tmp_path / "own"
    (own / "rubrics/strict.yaml").write_text(RUBRIC.format("strict", GATES["strict"]))
    said = json.loads(run("sensitivity", "flips", "-r", "strict", "-f", "json", cwd=own).out)
    found = {flip["id"]: flip["set"] for flip in said["flips"]}
    assert found == {f"{name}.Harm": [f"{name}.Harm=4"] for name in "ABCD"}


def test_regret_says_what_a_pick_that_gates_exclude_counts_as(ask):
    told = "What a gate excludes in a draw counts as the lowest score there."
    assert told in line(ask("sensitivity regret -r strict"))
    assert told not in line(ask("sensitivity regret -r none"))
    choices = ask("sensitivity regret -r strict", "json")["regret"]["choices"]
    always = [one for one in choices if one["id"] == "Wells"]
    assert always[0]["regret"] == max(one["regret"] for one in choices)


def test_what_a_judgement_gains_is_a_lower_bound_where_gates_hang_on_it(ask):
    """What lets it through in few draws may lie between two bends of the regression."""
    told = "Of a judgement that a gate hangs on it is a lower bound."
    assert told in line(ask("sensitivity -r strict"))
    assert told not in line(ask("sensitivity -r none"))


def test_what_gates_seldom_let_through_stands_first_to_find_out_on_every_screen(tmp_path):
    """Bank is let through in 7 draws of 100, and far ahead then; River in 40, and just ahead."""
    sheet = """\
Grant,Reach,Harm,Skill
direction,benefit,cost,benefit
scale,0..10,0..20,0..10
Club,6,1,7
Bank,10,?,8
Wells,8,12,9
River,6.1,1,?
Mill,0,3,7
"""
    (tmp_path / "grants.csv").write_text(sheet)
    assert run("data", "import", "grants.csv", "--output", "own", cwd=tmp_path).code == 0
    rubric = RUBRIC.format("mine", "Harm > 1.4: exclude}, {Skill < 6: exclude")
    rubric += "weights: {Reach: 60, Harm: 10, Skill: 30}\n"
    (tmp_path / "own/rubrics/mine.yaml").write_text(rubric)
    for command in ("score", "sensitivity"):
        told = json.loads(run(command, "-r", "mine", "-f", "json", cwd=tmp_path / "own").out)
        ids = [one["id"] for one in told["worth_knowing"]]
        assert ids == ["Bank.Harm", "River.Skill"], command

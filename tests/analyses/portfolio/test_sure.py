"""Words for how sure a share is come from reruns; what other rubrics would do is told beside."""

from dataclasses import replace

import pytest

import toi
from tests.command import run
from toi.analyses.portfolio.verdict import others_verdict

pytestmark = pytest.mark.usefixtures("debate")
OTHER = "schema: toi/rubric/1\nid: {0}\ntitle: {0}\nextends: plain\n"
NONE = "gates: [{harm >= 0: exclude}]\n"
FIRST = "gates: [{speed < 5: exclude}]\n"


def test_what_is_in_every_rerun_is_core_whatever_other_rubrics_exclude(debate):
    for name, gates in (("alone", FIRST), ("none", NONE), ("nothing", NONE)):
        weights = "weights: {speed: 1}\nweights_sure: exactly\n" if name == "nothing" else ""
        (debate / "rubrics" / f"{name}.yaml").write_text(OTHER.format(name) + gates + weights)
    found = toi.portfolio(toi.load("data"), "alone", draws=200)
    line = found.allocation[0]
    assert (line.share, line.resamples) == (1, 1)
    assert line.rubrics < 0.8
    assert line.role == "core"
    said = " ".join(found.screen().split())
    assert "It goes to 1 of 3 options, which is core." in said
    assert "core: something in 95 % of them." in said
    assert "maybe:" not in said
    assert "Why: points" in said
    capped = toi.portfolio(toi.load("data"), "alone", draws=200, caps=["T1=50%"])
    assert "Why: points" not in " ".join(capped.screen().split())  # no row that is shown has any
    assert "worth, needs" not in said  # the others are excluded, which their rows say
    others = [name for name, shares in found.other_rubrics.items() if shares.get(line.id)]
    many = len(found.other_rubrics)
    assert f"Of {many} other rubrics" in said
    assert len(others) == 1
    assert f"1 gives something to {line.short_title}." in said


def test_few_others_are_told_of_what_gets_most_and_counted_for_the_rest(debate):
    found = toi.portfolio(toi.load("data"), "plain", draws=200)
    first = replace(found.allocation[0], share=0.2, bound=None, role="core")
    lines = tuple(
        replace(first, id=f"L{n}", short_title=f"Line {n}", rubrics=by)
        for n, by in enumerate((0.5, 0.75, 1.0, 0.0, 0.25))
    )
    split = replace(found, allocation=lines, other_rubrics={name: {} for name in "abcd"})
    told = "2 give something to Line 0, 3 to Line 1 and 0 to Line 3; fewer than 80 % to 1 more."
    assert others_verdict(split) == f"Of 4 other rubrics {told}"
    assert others_verdict(replace(split, allocation=lines[2:3])) is None


def test_what_rounds_to_no_point_is_no_reason(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "near.csv").write_text(
        "Option,Reach\nweight,100\nscale,0..10\nA,5.1\nB,5\n"  # by half a point from the mean
    )
    assert run("data", "import", "near.csv", "-o", "ws").code == 0
    found = toi.portfolio(toi.load("ws/data"), draws=100)
    assert [line.criterion for line in found.allocation] == [None, None]
    assert "0 for Reach" not in found.screen()

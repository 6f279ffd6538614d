"""What it is worth to know numbers that are asked about by name."""

import json
import math
import re
from dataclasses import replace

import pytest

import toi
from tests.command import run
from toi.analyses.cruxes.asked_screen import verdict

DATA = ("--data", "docs/example/data", "-r", "docs/example/rubrics/example.yaml")


def asked(*words, draws="4096", form="json"):
    groups = [part for word in words for part in ("--group", word)]
    done = run("sensitivity", "cruxes", *DATA, *groups, "--draws", draws, "--format", form)
    assert done.code == 0, done.err
    return json.loads(done.out) if form == "json" else done.out


@pytest.fixture(scope="module")
def found():
    return asked("weights", "A", "falls-short+tried-too-early", "A.reach", "arguments")


def test_a_group_asked_for_is_worth_what_the_table_of_all_cruxes_says(found):
    """One way to reckon it: the same draws give the same number."""
    named = {row["name"]: row for row in found["asked"]["groups"]}
    whole = asked()
    assert whole["asked"] is None
    for row in whole["groups"]:
        if row["name"] in named:
            assert named[row["name"]]["evppi"] == pytest.approx(row["evppi"], abs=1e-9)
            assert named[row["name"]]["numbers"] == row["numbers"]


@pytest.mark.parametrize("settings", [(), ("method=topsis",), ("scrutiny=adjusted",)])
def test_an_argument_and_a_tag_have_one_figure_in_the_list_and_by_name(settings):
    """Also of two blocks of draws, of which half leads the choices and half values them."""
    options = {"settings": settings, "topic": "cruxes", "draws": 16384}
    listed = toi.sensitivity(rubric="balanced", **options).worth
    figures = {one.argument: one for one in listed.cruxes if not one.same_choice}
    figures |= {f"tag:{one.name}": one for one in listed.groups if one.kind == "tag"}
    assert sum(not one.gains_nothing for one in figures.values()) > 2
    alone = [name for name, one in figures.items() if not one.gains_nothing]
    for names in (list(figures), *([name] for name in alone)):
        asked = toi.sensitivity(rubric="balanced", groups=names, **options).worth.asked
        for one in asked.groups:
            assert one.evppi == pytest.approx(figures[one.name].evppi, abs=1e-9)
            assert one.standard_error == pytest.approx(figures[one.name].standard_error, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "open_"),
    [
        ("lethalities", "trains-it-to-hide"),
        ("prevention", "prevention-more-workable"),
    ],
)
def test_a_tag_of_which_one_argument_is_open_is_worth_what_that_is(name, open_):
    debate = toi.load()
    tagged = {one.id for one in debate.debate.arguments.values() if name in one.tags}
    settings = [f"{one}=1" for one in sorted(tagged - {open_})]
    options = {"rubric": "balanced", "settings": settings, "topic": "cruxes"}
    listed = toi.sensitivity(debate, **options).worth
    [tag] = [one for one in listed.groups if one.name == name]
    [alone] = [one for one in listed.cruxes if one.argument == open_]
    [asked] = toi.sensitivity(debate, **options, groups=[f"tag:{name}"]).worth.asked.groups
    assert (tag.numbers, asked.numbers) == (1, 1)
    assert alone.evppi > 2 * alone.standard_error
    for one in (tag, asked):
        assert one.evppi == pytest.approx(alone.evppi, abs=1e-9)
        assert one.standard_error == pytest.approx(alone.standard_error, abs=1e-9)


def test_knowing_more_is_worth_no_less_and_everything_is_the_leaders_regret(found):
    rows, whole = found["asked"]["groups"], found["asked"]["everything"]
    slack = 3 * found["asked"]["everything_error"]
    assert all(-slack <= row["evppi"] <= whole + slack for row in rows)
    debate = toi.load(DATA[1])
    regret = toi.sensitivity(debate, DATA[3], topic="regret", draws=4096).regret
    now = next(row for row in regret.choices if row.id == regret.leader)
    assert whole == pytest.approx(now.regret, abs=4 * now.standard_error)


def test_to_know_every_number_is_to_know_everything():
    """A regression on some hundred numbers learns less than there is to know."""
    kinds = "weights+judgements+arguments+forces"
    words = ("--group", kinds, "--group", "weights+judgements+arguments")
    done = run("sensitivity", "cruxes", *words, "--draws", "1024", "--format", "json")
    told = json.loads(done.out)["asked"]
    groups = {row["name"]: row for row in told["groups"]}
    every, most = groups[kinds], groups["weights+judgements+arguments"]
    assert (every["bound"], most["bound"]) == ("exact", "lower")
    assert every["evppi"] == told["everything"] > most["evppi"]
    assert every["numbers"] > most["numbers"]


@pytest.mark.parametrize(
    ("settings", "group", "bound"),
    [
        (("weights_sure=exactly",), "judgements+arguments+forces", "exact"),
        (("weights_sure=unknown",), "judgements+arguments+forces", "lower"),
        (
            ("weights_sure=exactly", "falls-short=1"),
            "judgements+tried-too-early+also-helps-next-door+forces",
            "exact",
        ),
        (
            ("weights_sure=exactly", "falls-short=0.9"),
            "judgements+tried-too-early+also-helps-next-door+forces",
            "lower",
        ),
    ],
)
def test_what_is_certain_need_not_be_named_to_know_everything(settings, group, bound):
    words = [part for one in settings for part in ("--set", one)]
    done = run("sensitivity", "cruxes", *DATA, *words, "--group", group, "--format", "json")
    assert done.code == 0, done.err
    told = json.loads(done.out)["asked"]
    [row] = told["groups"]
    assert row["bound"] == bound
    assert (row["evppi"] == told["everything"]) == (bound == "exact")


def test_a_group_is_worth_no_less_than_a_judgement_in_it_that_a_gate_cuts(tmp_path):
    """Among many numbers a range is parted too coarsely to see what a gate lets through seldom."""
    rows = "".join(f"{name},5..5.01,9.5,2..2.01\n" for name in "ABCDEFG")
    head = "Offer,Reach,Record,Cost\nscale,0..10,0..10,0..10\ndirection,benefit,benefit,cost\n"
    (tmp_path / "m.csv").write_text(f"{head}River,5.6..5.61,0..10,2..2.01\n{rows}Z,0,9.5..10,9\n")
    assert run("data", "import", "m.csv", "--output", "w", cwd=tmp_path).code == 0
    (tmp_path / "w/rubrics/gated.yaml").write_text(
        "schema: toi/rubric/1\nid: gated\ntitle: Gated\nextends: sheet\nweights_sure: exactly\n"
        "weights: {Reach: 1, Record: 0.01, Cost: 1}\ngates: [{Record < 9: exclude}]\n"
    )
    told = []
    for group in ("criterion:Reach+criterion:Cost+River.Record", "River.Record"):
        words = ("sensitivity", "cruxes", "-r", "gated", "--group", group, "--format", "json")
        done = run(*words, cwd=tmp_path / "w")
        assert done.code == 0, done.err
        told += json.loads(done.out)["asked"]["groups"]
    many, alone = told
    assert (many["numbers"], alone["numbers"]) == (17, 1)
    assert alone["evppi"] > 10 * alone["standard_error"]
    assert many["evppi"] == alone["evppi"]


def test_more_draws_make_the_error_smaller(found):
    many = asked("arguments", draws="40000")
    few = next(row for row in found["asked"]["groups"] if row["name"] == "arguments")
    assert many["asked"]["draws"] == many["drawn"] == many["provenance"]["draws"] == 40000
    assert many["asked"]["groups"][0]["standard_error"] < few["standard_error"] / 2.5
    assert many["warnings"] == []


def test_the_screen_answers_what_was_asked(found):
    text = asked("falls-short", "A.reach", form="table")
    assert "Worth most to know before choosing: It falls short" in " ".join(text.split())
    assert "4,096 draws" in text
    lines = asked("A.reach", "falls-short", form="csv").splitlines()
    assert [line.split(",")[0] for line in lines] == ["id", "falls-short", "A.reach", "everything"]


def test_where_work_ended_before_anything_could_be_valued_no_worth_is_told():
    """In debates of thousands a half of the first block may be all there is when it is ended."""
    debate = toi.load(DATA[1])
    found = toi.sensitivity(debate, DATA[3], topic="cruxes", groups=["weights"], draws=512)
    asked = replace(found.worth.asked, everything=0.0, everything_error=math.nan, draws=256)
    said = verdict(asked, found.worth, found.provenance)
    assert said.endswith(
        "256 draws cannot tell what it is worth to know anything: let it run longer."
    )
    assert "points" not in said


def test_every_name_that_is_wrong_is_told_at_once():
    words = ["--group", "criterion:raech", "--group", "weights.rsk", "--group", "scrutiny+A"]
    done = run("sensitivity", "cruxes", *DATA, *words[:4])
    assert done.code == 2
    assert "did you mean 'reach'" in done.err
    assert "did you mean 'risk'" in done.err
    refused = run("sensitivity", "cruxes", *DATA, *words[4:])
    assert (refused.code, "could be looked up" in refused.err) == (2, True)
    refused = run("sensitivity", "cruxes", "A", *DATA, "--group", "weights")
    assert (refused.code, "leave A out" in refused.err) == (2, True)


def test_numbers_that_do_not_count_are_told_from_those_that_do():
    words = ("--set", "reach=0%", "--group", "A.reach", "--group", "A.risk")
    done = run("sensitivity", "cruxes", *DATA, *words, "--draws", "512", "--format", "json")
    rows = {row["name"]: row for row in json.loads(done.out)["asked"]["groups"]}
    assert (rows["A.reach"]["inside"], rows["A.reach"]["weighed"]) == (1, 0)
    assert (rows["A.risk"]["inside"], rows["A.risk"]["weighed"]) == (1, 1)
    text = run("sensitivity", "cruxes", *DATA, *words, "--draws", "512").out
    assert re.search(r"on Reach +0 of 1 no weight here", text)
    assert not re.search(r"on Risk.* no weight here", text)
    assert "acts only on what has no weight" in " ".join(text.split())


def test_what_a_part_of_a_name_was_read_as_is_said():
    words = ("--group", "falls", "--group", "A.rea", "--group", "A.reach", "--group", "arguments")
    done = run("sensitivity", "cruxes", *DATA, *words, "--draws", "512")
    assert [line.split(": ")[1] for line in done.err.splitlines() if "is read as" in line] == [
        "'falls' is read as 'falls-short'",
        "'A.rea' is read as 'A.reach'",
    ]

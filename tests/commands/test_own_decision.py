"""A decision of one's own, with rubrics of one's own: what is typed is understood, or told how."""

import re
import shlex

import pytest

from tests.command import run
from toi.analyses.sensitivity.topics import TOPICS
from toi.cli.shell.guides import glossary_entries, guide_text

VANS = """\
Van,Price,Range,Repair risk
direction,cost,benefit,cost
weight,30,25,20
Renault Master,45000..52000,460,3
Fiat E-Ducato,55000,420,6
VW Crafter,51000,380,4
Trafic,44000,300,4
"""
ARGUMENTS = """\
schema: toi/arguments/1
arguments:
  - {title: The E-Ducato rusts, credence: 40%, on: Fiat E-Ducato, criterion: Range, worse: 20%}
"""


@pytest.fixture(scope="module")
def vans(tmp_path_factory):
    """Vans from a sheet, and the rubrics of two people beside that of the sheet."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "vans.csv").write_text(VANS)
    assert run("data", "import", "vans.csv", "-o", "w", cwd=folder).code == 0
    (folder / "w/data/arguments.yaml").write_text(ARGUMENTS)
    for name, weights in (("anna", "{price: 60}"), ("me", "{range: 60}")):
        rubric = f"schema: toi/rubric/1\nid: {name}\ntitle: {name}\nextends: sheet\n"
        weights = weights.replace("price", "Price").replace("range", "Range")
        (folder / f"w/rubrics/{name}.yaml").write_text(f"{rubric}weights: {weights}\n")
    return folder / "w"


def test_a_name_means_one_option_everywhere(vans):
    for word, title in (("ducato", "Fiat E-Ducato"), ("vw", "VW Crafter")):
        assert title in run("show", word, cwd=vans).out.splitlines()[0]
        assert run("explain", word, "-r", "me", cwd=vans).out.startswith(title)
    assert "The E-Ducato rusts" in run("show", "e-ducato rusts", cwd=vans).out


def test_two_letters_name_whole_words_alone(vans):
    assert "nothing is called 'ma'" in run("explain", "ma", "-r", "me", cwd=vans).err


def test_a_criterion_has_no_weight_where_no_rubric_was_taken(vans):
    assert "weight" not in run("show", "Price", cwd=vans).out
    assert "weight" in run("show", "Price", "-r", "me", cwd=vans).out


def test_one_rubric_alone_asks_with_which_and_what_it_tells_can_be_typed(vans):
    said = run("compare", "me", cwd=vans).err
    told = re.findall(r"toi (compare \w+ \w+)", said)
    assert sorted(told) == ["compare me anna", "compare me sheet"]
    assert run(*told[0].split(), cwd=vans).code == 0


def test_an_unknown_rubric_is_told_those_that_are_ones_own(vans):
    assert "(there are: anna, me, sheet)" in run("score", "-r", "bob", cwd=vans).err


def test_a_rubric_that_is_named_twice_is_refused(vans):
    assert "anna is named twice" in run("portfolio", "-r", "anna", "-r", "anna", cwd=vans).err
    assert "anna is named twice" in run("portfolio", "anna", "me", "anna", cwd=vans).err


@pytest.mark.parametrize(
    "written",
    [
        "Repair risk > 5: exclude",
        "Repair risk > 5",
        "Repair risk > 5 %",
        "repair-risk > 5%",
        "repair-risk > 5%: exclude",
        "REPAIR RISK>5%: exclude",
        "'Repair risk > 5%: exclude'",
    ],
)
def test_a_gate_is_told_what_can_be_typed(written, vans, tmp_path):
    file = tmp_path / "g.yaml"
    head = "schema: toi/rubric/1\nid: g\ntitle: G\nextends: sheet\ngates:\n"
    file.write_text(f"{head}  - {written}\n")
    said = run("score", "-r", file, cwd=vans).err
    assert said.count("[bad-gate]") == 1
    assert ("names the id" in said, "without %" in said) == (
        "repair-risk" not in written,
        "%" in written,
    )
    rule = re.search(r"`(?:- )?([^`]* > 5: exclude)`", said)[1]
    file.write_text(f"{head}  - {rule}\n")
    assert "excluded by the gate" in run("score", "-r", file, cwd=vans).out


def test_demands_that_cannot_be_met_name_each_option_once(vans):
    both = ("--floor", "Trafic=80%", "--floor", "vw=50%")
    said = run("portfolio", "-r", "me", *both, cwd=vans).err
    assert "the floor of 80 % for Trafic and the floor of 50 % for VW Crafter;" in said


def test_records_are_counted_by_their_noun(vans):
    assert "3 criteria, 4 options, 1 argument" in run("data", "check", cwd=vans).out


def test_none_is_no_name_of_a_rubric(vans):
    assert "'none' stands for no rubric at all" in run("rubric", "new", "none", cwd=vans).err


@pytest.mark.parametrize("topic", ["ranks", "cruxes", "flips"])
def test_a_topic_is_told_its_command(topic):
    assert f"Did you mean toi sensitivity {topic}?" in run(topic).err


def test_a_word_of_the_guides_is_told_where_it_stands():
    said = run("help", "gates").out
    assert said.startswith("gate: a condition that excludes ")
    told = re.findall(r"toi help (\w+)", said)
    assert {"rubrics", "glossary"} <= set(told)
    assert all("gate" in run("help", name).out for name in told)


def test_every_topic_and_every_word_of_the_glossary_has_its_entry():
    page = guide_text(["glossary"])
    terms = [term for entry in re.findall(r"\*\*([^*]+)\*\*", page) for term in entry.split(",")]
    assert len(terms) > 60
    for word in (*TOPICS, *terms, "theories", "criteria", "=", "T09"):
        found = glossary_entries(word)
        assert bool(found) is (word != "T09"), word
    assert "For the word: toi help tier" in run("tier").err
    assert "no command, guide or word is called 'zzz'" in run("help", "zzz").err


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("t09", "toi show T09"),
        ("Microscope AI", "toi show T15"),
        ("better-without-interp", "toi show better-without-interp"),
        ("dual-use", "toi show dual-use"),
        ("essay-author", "toi rubric show essay-author"),
    ],
)
def test_help_on_a_record_names_the_command_that_shows_it(word, told):
    done = run("help", word)
    assert (done.code, f": {told} [" in done.err) == (2, True), done.err
    assert run(*shlex.split(told)[1:]).code == 0


@pytest.mark.parametrize("word", ["basis", "~", "harm", "thin", "strength", "tau-b"])
def test_what_heads_a_column_or_marks_a_row_has_its_entry(word):
    found = run("help", word)
    assert found.code == 0, found.err
    assert word in found.out.split("More:")[0]


def test_what_a_suggested_command_sets_takes_the_place_of_what_is_set(vans):
    now = run("explain", "ducato", "-r", "me", "--set", "the-e-ducato-rusts=0.7", cwd=vans)
    commands = re.split(r" \| ", " ".join(now.out.partition("Disagree? ")[2].split()))
    assert "the-e-ducato-rusts=0.2" in commands[0]
    assert commands[0].count("--set the-e-ducato-rusts=") == 1


def test_a_split_says_why_it_brings_less_and_how_to_fund_whole(vans):
    split = ("portfolio", "-r", "me", "--budget", "100000", "--draws", "400")
    said = " ".join(run(*split, cwd=vans).out.split())
    fades = "half is gone once one option has 10 % of the budget, or all options together 40 %."
    assert f"What money brings fades: {fades}" in said
    assert "other rubrics" not in said  # anna and sheet give it something too
    assert "whole or not at all: --asks FILE, its cap and smallest grant alike" in said
    file = vans / "whole.csv"
    file.write_text("option,cap,smallest\nRenault Master,48000,48000\nVW Crafter,51000,51000\n")
    whole = run(*split, "--asks", file.name, cwd=vans).out
    assert re.search(r"48,000 Renault Master +funded whole", whole)


def test_what_of_few_options_is_among_the_first_leaves_some_out(vans):
    assert "Top 2" in run("sensitivity", "ranks", "-r", "me", cwd=vans).out


def test_points_by_criterion_add_up_to_the_score_above_them(vans):
    rows = run("score", "--why", "-r", "anna", cwd=vans).out
    found = re.findall(r"^ *[\d-]+ .*?[a-z] +(\d+) .*\n +Points: ([^;.]*)", rows, re.M)
    assert len(found) == 4
    for score, points in found:
        assert int(score) == sum(map(int, re.findall(r" (-?\d+)(?:,|$)", points)))


def test_the_value_of_a_judgement_can_be_reckoned_from_what_is_shown():
    rows = run("explain", "T09", "--data", "data").out
    found = re.findall(r"[+-] +[\d.]+ +([\d.]+) +\d+ % +([\d.]+) ", rows)
    assert len(found) == 4
    for judged, value in found:
        share = 10 * float(judged)
        assert min(abs(share - float(value)), abs(100 - share - float(value))) < 0.5


def test_what_is_worth_nothing_to_find_out_stands_below_what_is_worth_something(vans):
    table = run("sensitivity", "-r", "anna", cwd=vans).out.partition("Worth finding out")[2]
    worth = re.findall(r"(\d+\.\d+|0|noise)$", table.partition("\n\n")[0], re.M)
    assert worth[-1] == "0"
    assert worth[-2] not in ("0", "noise")

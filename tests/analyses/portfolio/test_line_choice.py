"""Which lines are in question, and what they get at least or at most, from the command line."""

import re
import shlex

import pytest

import toi
from tests.analyses.portfolio.helpers import FAST, asked, refused
from tests.command import run

pytestmark = pytest.mark.usefixtures("debate")


def shares(*words):
    return {line["id"]: line["share"] for line in asked(*words)["allocation"]}


def test_only_some_lines_are_in_question_by_id_title_or_kind():
    found = asked("--only", "T1,third way")
    assert {line["id"] for line in found["allocation"]} == {"T1", "T3"}
    equal = next(one for one in found["benchmarks"] if one["name"] == "equal")
    assert equal["shares"] == pytest.approx({"T1": 0.5, "T3": 0.5})
    assert sum(found["kinds"].values()) == 2
    assert set(shares("--only", "other,T1")) == set(shares("--without", "T2")) == {"T1", "T3"}
    assert "no line" in refused("--only", "T1", "--without", "T1")
    assert refused("--only", "third wya").endswith(
        "--only: no option, kind or group 'third wya'; did you mean 'Third way'? [unknown-theory]"
    )


def test_the_interface_takes_the_same_choice():
    made = toi.portfolio(toi.load(), "plain", draws=200, only=["T1", "T3"], without="T3")
    assert [line.id for line in made.allocation] == ["T1"]


def test_floors_and_caps_are_amounts_of_the_budget_or_per_cents():
    money = shares("--budget", "2M EUR", "--floor", "T2=500k", "--cap", "The third way=200k EUR")
    assert money["T2"] >= 0.25 - 1e-9
    assert money["T3"] <= 0.1 + 1e-9
    assert money == shares("--floor", "T2=25%", "--cap", "T3=0.1")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--floor", "T1=500k"), "of which --budget says what it is a part"),
        (("--floor", "T1=0.5", "--budget", "12 FTE"), "may be 50 % or 0.5 FTE"),
        (("--cap", "T1=5 USD", "--budget", "9 EUR"), "is in USD, while the budget is in EUR"),
        (("--floor", "T1=3M", "--budget", "2M"), "is more than the budget of 2,000,000"),
        (("--floor", "T1"), "is not NAME=AMOUNT"),
    ],
)
def test_an_amount_that_is_no_part_of_the_budget_is_refused(words, why):
    assert why in refused(*words)


def test_a_floor_in_money_in_a_rubric_says_where_it_belongs(debate):
    file = debate / "rubrics" / "plain.yaml"
    file.write_text(file.read_text() + "portfolio:\n  bounds:\n    T1: {floor: 500000}\n")
    said = refused()
    assert "floor 500000 is above 1: write per cents of the budget, such as 25 %" in said
    assert "--floor NAME=500000 with --budget" in said


def test_every_command_that_is_suggested_works(debate):
    """Today's split, the lines and the budget are kept, for one rubric and for several."""
    (debate / "today.csv").write_text("T1,500k\n")
    other = "schema: toi/rubric/1\nid: proponent\ntitle: Other\nweights: {speed: 10, harm: 90}\n"
    (debate / "rubrics" / "proponent.yaml").write_text(other)
    (debate / "rubrics" / "essay-author.yaml").write_text(
        other.replace("proponent", "essay-author")
    )
    words = ("--budget", "2M EUR", "--current", "today.csv", "--without", "T2")
    seen = run("portfolio", *FAST, *words).out
    end = re.split(r"Next:\s", seen)[1].split("\ntoi ")[0].replace("\\\n", "")
    following = [one for one in " ".join(end.split()).split(" | ") if "portfolio" in one]
    # More caution would do little.
    assert [one.split()[1] for one in following] == ["portfolio", "report"]
    page = run(*shlex.split(following[1])[1:])
    assert (page.code, (debate / "report.html").is_file()) == (0, True), page.err
    for command in following:
        assert "--without T2 --budget '2000000 EUR' --current today.csv" in command
    both = run("portfolio", *FAST, "-r", "proponent", *words)
    assert both.code == 0, both.err
    assert "Today" in both.out


def test_demands_of_several_rubrics_are_named_by_whose_they_are(debate):
    text = "schema: toi/rubric/1\nid: {}\ntitle: One\nextends: plain\nportfolio:\n  bounds:\n"
    for name, bound in (("mine", "cap: 5%"), ("theirs", "floor: 10%")):
        (debate / "rubrics" / f"{name}.yaml").write_text(
            text.format(name) + f"    T1: {{{bound}}}\n"
        )
    done = run("portfolio", "-r", "mine", "-r", "theirs", "--draws", "200")
    assert done.err.startswith("rubrics/theirs.yaml:7:10: no split can meet all of: ")
    floor, cap = "the floor of 10 % for Short way (T1)", "the cap of 5 % for Short way (T1)"
    assert f"{floor} by theirs and {cap} by mine (rubrics/mine.yaml:7)" in done.err

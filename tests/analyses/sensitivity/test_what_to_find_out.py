"""What is worth finding out before choosing a job, and what is not."""

import json
import re
from functools import cache

import pytest

import toi
from tests.command import run

SURE = ("--set", "weights_sure=exactly")
SHEET = """Offer,Salary,Commute,Calm
direction,max,min,max
scale,50..80,0..60,1..9
weight,40,40,20
Startup,71,40,3
Remote,{salary},5,{calm}
Council,55,30,8
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """Import the offers, with Remote's salary and calm as given."""

    def make(salary, calm):
        folder = tmp_path_factory.mktemp("jobs")
        (folder / "jobs.csv").write_text(SHEET.format(salary=salary, calm=calm))
        assert run("data", "import", "jobs.csv", "--output", "w", cwd=folder).code == 0
        return folder / "w"

    return make


def said(folder, *words):
    done = run(*words, cwd=folder)
    assert done.code == 0, done.err
    return " ".join(done.out.split())


@cache
def of_shipped(*words):
    """Return what `toi sensitivity` says of the shipped debate; several tests read the same."""
    done = run("sensitivity", *words)
    assert done.code == 0, done.err
    return done.out


def test_where_weights_decide_the_two_criteria_are_named(imported):
    folder = imported(52, 4)
    for words in (["score"], ["sensitivity"]):
        text = said(folder, *words)
        assert "Find out first: your weights (Commute against Salary)." in text
        assert "toi sensitivity flips" in text
    assert "In brackets: the two on which the first and the second gain most on each" in text


def test_the_regret_of_one_is_its_own(imported):
    folder = imported(52, 4)
    of_all = json.loads(run("sensitivity", "regret", "-f", "json", cwd=folder).out)["regret"]
    [one] = [row for row in of_all["choices"] if row["title"] == "Council"]
    text = said(folder, "sensitivity", "regret", "council")
    assert text.startswith(f"Picking Council now loses {one['regret']:.1f} ")
    assert "Winner's curse" not in text
    assert "Startup" not in text.partition("Regret:")[0].partition("loses less")[2]


def test_a_cell_that_is_not_known_and_decides_nothing_is_named_with_what_it_would_take(imported):
    folder = imported(60, "?")
    text = said(folder, "sensitivity", *SURE, "--set", "Calm=22%")
    assert "Nothing more to find out" in text
    assert (
        "Need not be found out, since the choice stays the same: how Remote fares on Calm" in text
    )
    near = said(imported(52, "2..3.2"), "sensitivity", *SURE)
    assert "how Remote fares on Calm (unless 3.81 or more, outside its range)" in near
    reached = said(imported(52, "2..3.85"), "sensitivity", *SURE)
    assert "how Remote fares on Calm (unless 3.81 or more)." in reached


def test_where_something_decides_nobody_is_told_to_stop_looking(imported):
    text = said(imported(52, "?"), "sensitivity")
    assert "how Remote fares on Calm" in text
    assert "Nothing more to find out" not in text


def test_of_scores_that_vary_with_the_weights_no_curse_is_told(imported):
    folder = imported(52, "2..4")
    assert "too high" not in said(folder, "score", "--notes")
    told = said(folder, "sensitivity", "regret")
    assert "No winner's curse to speak of:" in told
    assert "is the weights" in told
    assert "No winner's curse to speak of" not in said(folder, "sensitivity", "regret", *SURE)


def test_notes_say_by_what_an_option_is_marked(tmp_path):
    sheet = "Offer,Pay,Calm\nscale,0..9,0..9\nA,8,6\nB,4..9,6\nC,4..9,4\n"
    (tmp_path / "m.csv").write_text(sheet)
    assert run("data", "import", "m.csv", "--output", "w", cwd=tmp_path).code == 0
    text = said(tmp_path / "w", "score", "--notes")
    assert "It goes by pairs, not by ranks or points: A beats B (marked) in 8" in text
    assert "of draws, C (not marked) in 9" in text


def test_where_nothing_varies_no_score_is_called_too_high(tmp_path):
    same = "Offer,Salary\nscale,0..100\nOne,40\nTwo,40\nThree,40\n"
    (tmp_path / "same.csv").write_text(same)
    assert run("data", "import", "same.csv", "--output", "w", cwd=tmp_path).code == 0
    text = said(tmp_path / "w", "sensitivity")
    assert "No clear winner: One, Three and Two score alike (40)." in text
    assert "nothing against hindsight" in text


@pytest.mark.parametrize(
    ("rubric", "kind"),
    [
        ("essay-author", "listed"),  # weights and an argument are worth nearly the same
        ("basic-science", "listed"),  # so are judgements, beside noise as large
        ("balanced", "agenda"),
    ],
)
def test_the_ranking_and_its_sensitivity_name_the_same_to_find_out_first(rubric, kind):
    words = ("-r", rubric, "--kind", kind)
    texts = [" ".join(run(*one, *words).out.split()) for one in (["score"], ["sensitivity"])]
    ranking, sensitivity = (
        one.partition("Find out first: ")[2].partition(". ")[0] for one in texts
    )
    assert ranking.count(";") == 1
    assert sensitivity.startswith(ranking)


def test_by_a_method_that_is_no_weighted_sum_the_ranking_names_it_at_a_guess():
    words = ("--set", "method=minimum", "-r", "essay-author")
    text = " ".join(run("score", *words).out.split())
    assert "Find out first, at a guess (toi sensitivity tells): whether" in text
    assert "at a guess" not in run("score").out


def test_the_guess_is_over_who_is_best_on_average_over_the_draws():
    """By `promethee2` another scores highest at the mean of all numbers, and the weights matter."""
    found = toi.score(settings=["method=promethee2"])
    assert [one.id for one in found.worth_knowing][:2] == ["weights", "prevention-more-workable"]


def test_of_one_theory_the_weights_and_its_own_judgements_are_told_too():
    block = of_shipped("T18").partition("Worth finding out")[2]
    assert "your weights (Dual-use risk against Ex-ante" in block
    assert "how Intervening on training fares on Dual-use risk" in block
    of_another = of_shipped("T13").partition("Worth finding out")[2]
    assert "how Intervening on training fares" not in of_another


def test_without_arguments_nothing_is_said_of_if_so_and_if_not(imported):
    folder = imported(52, "?")
    for words in (["sensitivity"], ["sensitivity", "Remote"]):
        text = said(folder, *words)
        assert "Worth finding out worth* " in text
        assert "if so" not in text.lower()
    assert "if so if not worth*" in " ".join(of_shipped().split())


def worth_rows(*words):
    """The rows of what is worth finding out: what is told to be worth anything, with its worth."""
    block = of_shipped(*words).partition("Worth finding out")[2].partition("\n\n")[0].splitlines()
    rows = [re.fullmatch(r"(.*?)  .*?([\d.]+) \+-[\d.]+", line) for line in block]
    return [(row[1].strip(), float(row[2])) for row in rows if row]


@pytest.mark.parametrize("words", [(), ("T18",)])
def test_what_is_worth_finding_out_stands_by_its_worth_whatever_it_is(words):
    rows = worth_rows(*words)
    assert [worth for _, worth in rows] == sorted((worth for _, worth in rows), reverse=True)
    kinds = [what.split()[0] for what, _ in rows]
    assert kinds[0] == "your"
    assert "how" in kinds[1:-1]  # a judgement, between arguments


def test_weights_that_are_worth_least_stand_last():
    rows = worth_rows("-r", "basic-science")
    assert rows[-1][0].startswith("your weights")
    text = " ".join(of_shipped("-r", "basic-science").split())
    swapped = [worth for _, worth in rows] != sorted((worth for _, worth in rows), reverse=True)
    assert swapped == ("What noise cannot tell apart stands in the order of toi score." in text)


def test_of_more_than_are_shown_it_is_said_how_many_are_left(tmp_path):
    names = "ABCDEFGHIJKL"
    rows = "".join(f"{name},0..10,5\n" for name in names)
    (tmp_path / "m.csv").write_text(f"Offer,Pay,Calm\nscale,0..10,0..10\n{rows}")
    assert run("data", "import", "m.csv", "--output", "w", cwd=tmp_path).code == 0
    words = ["sensitivity", *SURE]
    block = run(*words, cwd=tmp_path / "w").out.partition("Worth finding out")[2]
    assert sum(line.startswith("how ") for line in block.splitlines()) == 7
    assert "... and 5 more: toi sensitivity cruxes -r sheet --set weights_sure=exactly" in block
    words.insert(1, "cruxes")
    assert "... and 2 more judgements: --format csv has all" in run(*words, cwd=tmp_path / "w").out


def test_what_is_left_of_one_theory_is_to_be_had_by_its_name(tmp_path):
    columns = range(9)
    rows = [["Offer", *(f"C{i}" for i in columns)], ["scale", *("0..10" for _ in columns)]]
    rows += [["A", *("0..10" for _ in columns)], ["B", *("5" for _ in columns)]]
    (tmp_path / "m.csv").write_text("".join(",".join(row) + "\n" for row in rows))
    done = run("data", "import", "m.csv", "--output", "w", cwd=tmp_path)
    assert done.code == 0, done.err
    text = run("sensitivity", "A", *SURE, cwd=tmp_path / "w").out
    found = re.search(r"\.\.\. and 2 more: toi (sensitivity cruxes A .*)", text)
    more = run(*found[1].split(), cwd=tmp_path / "w")
    assert more.code == 0, more.err
    assert all(f"how A fares on C{i} " in more.out for i in columns)


def test_cruxes_name_what_is_worth_most_also_where_it_is_no_argument(imported):
    for words, most, then in (
        ((), "your weights, ", "toi sensitivity weights"),
        (("-r", "basic-science"), None, "toi show alien-concepts"),
    ):
        text = " ".join(run("sensitivity", "cruxes", *words).out.split())
        verdict, _, after = text.partition(" Argument Believed ")
        assert ("Worth most to find out before choosing: " in verdict) == (most is not None)
        assert f"before choosing: {most or ''}" in verdict or most is None
        assert after.partition("Next: ")[2].startswith(then)
    folder = imported(52, "?")
    text = said(folder, "sensitivity", "cruxes", *SURE)
    assert "Worth most to find out before choosing: how Remote fares on Calm" in text
    assert re.search(r"Next: toi explain remote ", text, re.IGNORECASE)

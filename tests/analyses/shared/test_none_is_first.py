"""What screens say where the first costs more than it gives, or where gates leave no first."""

import csv
import re
import shutil
from pathlib import Path

import pytest

import toi
from tests.analyses.report.reading import read
from tests.command import run
from toi.analyses.compare.group.dots_figure import places_figure
from toi.analyses.compare.rubrics.figure import rubrics_figure
from toi.analyses.plotting.style import Look
from toi.analyses.sensitivity.topics import TOPICS

COSTS = "less than keeping the old van (90): it costs more than it gives."


def said(words, vans):
    done = run(*words.split(), cwd=vans)
    assert done.code == 0, done.err
    return " ".join(done.out.split())


def told(figure):
    return " ".join(" ".join(text.get_text() for text in figure.texts).split())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("score -r dear", f"But it scores {COSTS}"),
        ("score --method all -r dear", f"By additive, Bike scores {COSTS}"),
        ("compare sheet dear", f"By dear, Bike scores {COSTS}"),
        (
            "compare electra diesel -r dear",
            "Electra and Diesel score less than keeping the old van (90): they cost more than",
        ),
        (
            "compare electra diesel bike -r dear",
            "Electra, Diesel and Bike score less than keeping the old van (90): they cost more",
        ),
    ],
)
def test_a_first_that_costs_more_than_it_gives_is_told(words, sentence, vans):
    assert sentence in said(words, vans)


@pytest.mark.parametrize("words", ["score", "score --method all", "compare sheet dear"])
def test_a_first_that_is_worth_its_cost_is_not(words, vans):
    text = said(words if "dear" in words else f"{words} -r sheet", vans)
    assert "By sheet" not in text
    assert ("than it gives" in text) == ("dear" in words)


@pytest.mark.parametrize(
    "words",
    ["sensitivity", "sensitivity regret", "sensitivity regret electra", "sensitivity cruxes"],
)
def test_where_gates_exclude_all_none_is_picked(words, vans):
    text = said(f"{words} -r gated", vans)
    assert text.startswith("Every van is excluded by a gate: there is none to pick.")
    assert not re.search(r"\b(leads?|scores highest|picking)\b", text, re.IGNORECASE)


def test_of_one_no_rank_is_told_where_gates_exclude_all(vans):
    text = said("sensitivity electra -r gated", vans)
    assert text.startswith("Electra: excluded by the gate load-kg < 5000, as every van is")
    assert "first in" not in text.split("What it takes")[0]


@pytest.mark.parametrize("words", ["sheet gated", "gated sheet"])
def test_two_positions_of_which_one_excludes_all_share_no_first(words, vans):
    text = said(f"compare {words}", vans)
    assert "first; by gated, every van is excluded by a gate." in text
    assert "of their first" not in text
    assert "leader" not in text


def test_two_that_gates_exclude_are_not_said_to_be_level(vans):
    text = said("compare electra diesel -r gated", vans)
    assert text.startswith(
        "Neither can be first, since gates exclude both: Electra by the gate load-kg"
    )
    assert "level" not in text
    assert "swap" not in text


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("sheet gated", "Every van is now excluded by a gate, before it was Diesel;"),
        ("gated sheet", "Diesel now leads, before none did;"),
    ],
)
def test_a_change_by_which_gates_exclude_all_lets_none_lead(words, start, vans):
    assert start in said(f"rubric diff {words}", vans)


@pytest.mark.parametrize("words", ["sheet gated", "gated sheet"])
def test_a_pair_that_one_position_alone_has_level_is_half_a_pair_wherever_pairs_are_told(
    words, vans, tmp_path
):
    """By gated all three pairs are level, by sheet none is: half of three, and half of all."""
    half = "(level by one alone counts half)"
    assert f"1.5 of 3 pairs of vans stand the other way {half}" in said(f"compare {words}", vans)
    assert f"1.5 pairs of 3 stand in another order {half}." in said(f"rubric diff {words}", vans)
    page = tmp_path / "page.html"
    said(f"report {words.split()[0]} --output {page}", vans)
    read_as = " ".join(read(page.read_text()).first("section", id="comparison").text.split())
    if words.startswith("gated"):  # it has no order that another could be near to
        assert "Every van is excluded by a gate: no order is near to another." in read_as
    else:
        assert "(50 %). A pair that is level by one alone counts half." in read_as


def test_what_a_gate_excludes_has_no_rank_wherever_ranks_are_told(vans):
    for words in ("score -r gated", "score --method all -r gated"):
        text = run(*words.split(), cwd=vans).out
        for van in ("Electra", "Diesel", "Bike"):
            row = next(line for line in text.splitlines() if re.search(rf"\b{van}\b", line))
            assert "gated" in row
            assert not re.search(r"\b1\b|1-3", row)
    assert "Diesel 1 -> gated, Bike 2 -> gated" in said("compare sheet gated", vans)
    assert "Farthest moved" not in said("rubric diff sheet gated", vans)


def test_the_explanation_of_what_a_gate_excludes_gives_it_no_rank(vans):
    text = said("explain diesel -r gated", vans)
    start = r"\d+ points \[.*?\], excluded by the gate load-kg < 5000; one of 3 vans"
    assert re.search(start, text)
    assert not re.search(r"ranks? \d", text.split("By criterion")[0])
    assert text.count("excluded by the gate") == 1


def test_a_group_tells_apart_who_ranks_low_and_who_excludes(vans):
    text = said("compare sheet dear gated", vans)
    assert "Bike (1 by dear, 2 by sheet, gated by 1)" in text
    assert "Diesel (1 by sheet, 2 by dear, gated by 1)" in text
    assert "Electra (3 by sheet and dear, gated by 1)" in text


@pytest.fixture
def cautious(vans, tmp_path):
    """One rubric more, by whose gate Electra alone is let through, though Diesel scores more."""
    own = Path(shutil.copytree(vans, tmp_path / "own"))
    (own / "rubrics/cautious.yaml").write_text(
        "schema: toi/rubric/1\nid: cautious\ntitle: Cautious\nextends: sheet\n"
        "gates: [price-eur < 35000: exclude]\n"
    )
    return own


@pytest.mark.parametrize("pair", ["electra diesel", "diesel electra"])
def test_of_two_the_one_that_a_gate_lets_through_is_not_said_to_win_by_points(pair, cautious):
    text = said(f"compare {pair} -r cautious", cautious)
    why = "since the other is excluded by the gate price-eur < 35000: gates aside, it is "
    assert re.match(
        rf"Electra beats Diesel in 100 % of draws, {re.escape(why)}\d+\.\d points behind \[", text
    )


def test_a_page_on_whom_alone_gates_let_through_tells_of_no_second(cautious, tmp_path):
    page = tmp_path / "page.html"
    said(f"report -r cautious --output {page}", cautious)
    text = " ".join(read(page.read_text()).first("section", id="summary").text.split())
    assert "It is the only one that no gate excludes." in text
    assert "ahead of the second" not in text


def test_a_group_tells_whom_gates_leave_without_a_first(cautious):
    group = "compare sheet dear gated"
    people = run(*group.split(), "--people", cwd=cautious).out
    assert re.search(r"^gated +\d+ nobody", people, re.MULTILINE)
    rows = csv.DictReader(
        run(*group.split(), "--people", "-f", "csv", cwd=cautious).out.splitlines()
    )
    ranks = {row["name"]: (row["rank.Electra"], row["gated"]) for row in rows}
    assert ranks["gated"] == ("", "Bike Diesel Electra")
    assert ranks["sheet"][0] in {"1", "2", "3"}
    assert ranks["sheet"][1] == ""
    assert ", though gated by 1 of the 3" in said(group, cautious)


def test_where_gates_exclude_all_no_screen_is_suggested_that_can_only_say_so(vans):
    for words in ("critical", "sobol", "sobol electra"):
        text = said(f"sensitivity {words} -r gated", vans)
        commands = text.partition(" Next: ")[2]
        only = r"toi score -r gated \| toi sensitivity \w+ -r gated --set gates=none toi "
        assert re.match(only, commands), commands


def test_what_caution_costs_is_not_drawn_where_gates_exclude_all(vans, tmp_path):
    target = tmp_path / "x.png"
    drawn = run("plot", "frontier", "-r", "gated", "--output", target, cwd=vans)
    assert "every van is excluded by a gate" in drawn.err
    assert not target.exists()


def test_a_picture_of_places_says_who_has_no_dot(vans, tmp_path):
    data = toi.load(vans / "data")
    figure = places_figure(toi.compare(data, "sheet", "dear", "gated"), Look())
    assert "What a gate of theirs excludes has no dot: gated has none here." in told(figure)
    third = tmp_path / "third.yaml"
    third.write_text("schema: toi/rubric/1\nid: third\ntitle: Third\nextends: sheet\n")
    free = toi.compare(data, "sheet", "dear", str(third))
    assert "has no dot" not in told(places_figure(free, Look()))


@pytest.mark.parametrize("rubrics", [("sheet", "gated"), ("gated", "sheet")])
def test_lines_of_what_gates_exclude_end_in_one_place_and_do_not_cross(rubrics, vans):
    figure = rubrics_figure(toi.compare(toi.load(vans / "data"), *rubrics), Look())
    ends = [line.get_ydata() for line in figure.axes[0].lines]
    side = rubrics.index("gated")
    assert len({end[side] for end in ends}) == 1
    assert len({end[1 - side] for end in ends}) == 3
    assert "its lines end in one place" in told(figure)
    gated = {t.get_position()[1]: t.get_text() for t in figure.texts if "gated " in t.get_text()}
    names = [gated[y].split()[-1] for y in sorted(gated, reverse=True)]
    assert [n for n in names if n in ("Diesel", "Bike", "Electra")] == ["Diesel", "Bike", "Electra"]


def test_a_group_tells_in_a_column_by_how_many_each_is_gated(vans):
    group = ["compare", "sheet", "dear", "gated"]
    text = run(*group, cwd=vans).out
    assert re.search(r"Joint Van +Otherwise Ranks Score Gated\n", text)
    assert len(re.findall(r"^ +\d \w+ .* 1$", text, re.MULTILINE)) == 3
    assert "Gated: by how many of the 3 rubrics" in " ".join(text.split())
    rows = csv.DictReader(run(*group, "-f", "csv", cwd=vans).out.splitlines())
    gates = {row["id"]: row["gated_by"] for row in rows if row["what"] == "theory"}
    assert gates == {"Electra": "1", "Diesel": "1", "Bike": "1"}
    assert "Gated" not in said("compare sheet dear dear", vans)


def test_a_page_on_a_group_tells_by_how_many_each_is_gated(vans, tmp_path):
    page = tmp_path / "page.html"
    said(f"report sheet dear gated --output {page}", vans)
    assert "Gated by" in read(page.read_text()).text


@pytest.mark.parametrize(
    "words",
    [
        "score",
        "score --method all",
        "sensitivity",
        *(f"sensitivity {topic}" for topic in TOPICS if topic != "overlap"),
        "sensitivity electra",
        "explain electra",
        "compare electra diesel",
        "portfolio",
    ],
)
def test_where_gates_exclude_all_every_screen_has_the_command_without_them(words, vans):
    done = run(*f"{words} -r gated".split(), cwd=vans)
    shown = " ".join(done.out.replace("\\\n", " ").split())
    [command] = re.findall(r"toi ([a-z][^|]*?--set gates=none)", shown)
    without = run(*command.split(), cwd=vans)
    assert without.code == 0, without.err
    assert "excluded by a gate" not in without.out


@pytest.mark.parametrize("picture", ["ranks", "cruxes", "tornado", "weights", "sobol", "frontier"])
def test_where_gates_exclude_all_no_picture_is_drawn_but_the_way_out_told(picture, vans, tmp_path):
    words = f"plot {picture} -r gated -o {tmp_path / 'x.png'}"
    done = run(*words.split(), cwd=vans)
    assert "is excluded by a gate; to do without gates: --set gates=none" in done.err

"""Sheets of several readers as a debate of their own: what is made of them, and refused."""

import json
from pathlib import Path

import pytest

import toi
from tests.analyses.readings.panel import ANNA, BEN, imported, refused
from tests.command import run


def test_cells_are_mixtures_and_weights_those_of_the_sheets(sheets):
    done = imported(sheets(anna=ANNA, ben=BEN))
    assert "4 options, 2 criteria from the sheets of 2 readers" in done.out
    debate = toi.load("round/data").debate
    assert list(debate.theories) == ["One", "Two", "Three", "Four"]
    laws = {
        (t, c): judgement.value.to_yaml()
        for t, theory in debate.theories.items()
        for c, judgement in theory.judgements.items()
    }
    assert laws["One", "Value"] == {"mixture": [[1, 8], [1, 6]]}
    assert laws["One", "Risk"] == 2
    assert laws["Two", "Risk"] == {"mixture": [[1, {"pert": [4, 5, 6]}], [1, 5]]}
    assert laws["Three", "Value"] == {"uniform": [0, 10]}  # nobody knows
    assert debate.theories["Two"].judgements["Value"].why == "2 readers: anna 5, ben 7"
    rubric = toi.rubric(toi.load("round/data"), "round/rubrics/sheet.yaml").rubric
    assert dict(rubric.weights) == {"Value": 3, "Risk": 1}
    assert rubric.title == "The weights in the panel's sheets"


def test_a_folder_of_other_files_beside_the_sheets_is_not_read_as_sheets(sheets):
    """As where the place to make it was meant: what is no sheet is named, and not read."""
    sheets(anna=ANNA, ben=BEN)
    Path("notes.yaml").write_text("a: 1\nb: [x, y]\n", encoding="utf-8")
    assert "note: notes.yaml is no sheet and is left out" in imported(["."]).err


def test_scores_are_the_means_of_the_readers(sheets):
    imported(sheets(anna=ANNA, ben=BEN))
    found = json.loads(run("score", "--format", "json", cwd="round").out)["results"]
    scores = {row["id"]: row["score"] for row in found}
    assert scores["One"] == pytest.approx(0.75 * 70 + 0.25 * 80)
    assert scores["Two"] == pytest.approx(0.75 * 60 + 0.25 * 50)


def test_what_each_reader_said_is_kept_beside_the_records(sheets):
    """Pooling it again over the records changes no score, to the last digit."""
    imported(sheets(anna=ANNA, ben=BEN))
    agreed = json.loads(run("data", "agreement", "readings.csv", "-f", "json", cwd="round").out)
    assert [(r["id"], r["cells"]) for r in agreed["readers"]] == [("anna", 5), ("ben", 6)]
    pooled = run("data", "pool", "readings.csv", "-r", "sheet", "-o", "rubrics/p.yaml", cwd="round")
    assert pooled.code == 0
    both = [
        json.loads(run("score", "-r", r, "-f", "json", cwd="round").out)["results"]
        for r in ("sheet", "p")
    ]
    assert both[0] == both[1]


def test_records_made_of_the_sheets_are_not_held_against_them(sheets):
    imported(sheets(anna=ANNA, ben=BEN))
    own = run("data", "agreement", "readings.csv", cwd="round").out
    assert "|" not in own.partition("Next:")[0]
    assert "records" not in own
    other = BEN.replace("One,6", "One,9")
    Path("other.csv").write_text(other, encoding="utf-8")
    beside = run("data", "agreement", "../anna.csv", "../other.csv", cwd="round").out
    assert "Beside the bar the records" in beside


def test_groups_count_once(sheets):
    text = "Group: town,,\nPlan,Value,Risk\nOne,{},2\nTwo,1,1\n"
    files = sheets(
        anna=text.format(2), ben=text.format(4), carla="Plan,Value,Risk\nOne,9,2\nTwo,1,1\n"
    )
    imported(files, "--more", "Risk")
    value = toi.load("round/data").debate.theories["One"].judgements["Value"].value
    assert value.mean == pytest.approx((3 + 9) / 2)


def test_tabs_of_a_workbook(sheets, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for title, text in (("anna", ANNA), ("ben", BEN)):
        page = book.create_sheet(title)
        for line in text.splitlines():
            page.append(line.split(","))
    book.save("panel.xlsx")
    done = run("data", "import", "panel.xlsx", "-o", "round", "--readers")
    assert done.code == 0, done.err
    assert "2 readers" in done.out
    assert "tab 'Sheet' left out" not in done.err  # it is empty
    done = run("data", "import", "panel.xlsx", "-o", "one")
    assert "4 options" not in done.out
    assert "tab 'anna' is read, not 'ben'; --readers takes each for a reader's" in done.err


def test_a_folder_stands_for_its_sheets(sheets, tmp_path):
    sheets(anna=ANNA, ben=BEN)
    folder = tmp_path / "all"
    folder.mkdir()
    for name in ("anna.csv", "ben.csv"):
        (tmp_path / name).rename(folder / name)
    (folder / "~$ben.xlsx").write_text("a lock")
    (folder / "call.docx").write_text("a letter")
    done = imported(["all"])
    assert "2 readers" in done.out
    assert "note: all/call.docx is no sheet and is left out" in done.err
    assert "~$" not in done.err
    (tmp_path / "none").mkdir()
    assert refused(["none"]) == ["toi: none holds no sheet (.csv, .tsv, .txt, .xlsx) [empty]"]


def test_sheets_that_contradict_one_another(sheets):
    ben = BEN.replace("Two,7", "scale,0..5,0..10,\ndirection,cost,cost,\nweight,2,1,\nTwo,3")
    said = refused(sheets(anna=ANNA, ben=ben))
    assert [line.split(": ", 1) for line in said] == [
        ["ben.csv:2:2", "column 'Value': another sheet has the scale 0..10 [other-scale]"],
        [
            "ben.csv:3:2",
            "column 'Value': another sheet has the direction benefit [other-direction]",
        ],
        ["ben.csv:4:2", "column 'Value': another sheet has the weight 3 [other-weight]"],
        ["ben.csv:6:2", "'One', column 'Value': 6 is off the scale 0 to 5 [off-scale]"],
    ]


def test_every_problem_of_every_sheet(sheets):
    said = refused(
        sheets(
            anna=ANNA.replace("8,2", "x,2"),
            ben=BEN.replace("7,5", "12,5"),
            carla="reader,theory,rank\n",
        ),
        "--without",
        "Valu",
    )
    assert [line.rsplit(" ", 1)[1] for line in said] == [
        "[csv-number]",
        "[off-scale]",
        "[csv-header]",
        "[csv-header]",
    ]
    assert said[0].startswith("anna.csv:5:2: ")
    assert said[1] == "ben.csv:2:2: 'Two', column 'Value': 12 is off the scale 0 to 10 [off-scale]"
    assert said[3] == "toi: no column 'Valu' to leave out; did you mean 'Value'? [csv-header]"


def test_costs_are_asked_about_once(sheets):
    text = "Plan,Value,Price\nOne,{},5\nTwo,4,3\n"
    files = sheets(anna=text.format(1), ben=text.format(2))
    said = refused(files)
    assert len(said) == 1
    assert said[0].startswith("anna.csv:1:3: is less better on 'Price'?")
    imported(files, "--less", "Price")


def test_a_record_shows_its_mixture(sheets):
    imported(sheets(anna=ANNA, ben=BEN))
    out = run("show", "Two", cwd="round").out
    assert "value: mixture: 5 (50 %), 7 (50 %)" in out
    assert "value: mixture: pert 4 5 6 (50 %), 5 (50 %)" in out


def test_names_of_files_that_no_record_could_hold(sheets, tmp_path):
    (tmp_path / "a\x1b[31m.csv").write_text(BEN, encoding="utf-8")
    said = refused([*sheets(anna=ANNA), "a\x1b[31m.csv"])
    assert len(said) == 1
    assert "rename it, or write Reader: NAME above the table [control-character]" in said[0]
    text = "Reader: Ada,,,\n" + BEN
    (tmp_path / "a\x1b[31m.csv").write_text(text, encoding="utf-8")
    imported(["anna.csv", "a\x1b[31m.csv"])
    assert "Ada 7" in (tmp_path / "round/data/theories.yaml").read_text(encoding="utf-8")


def test_amounts_in_two_currencies(sheets):
    anna = "Proposal,Gain\nOne,EUR 8\nTwo,EUR 5\n"
    files = sheets(anna=anna, ben=anna.replace("EUR", "USD"))
    said = "ben.csv:1:2: column 'Gain': another sheet has the unit EUR [other-unit]"
    assert refused(files) == [said]
    imported(sheets(anna=anna, ben=anna.replace("EUR", "€")))


def test_per_cents_beside_parts_of_1(sheets):
    anna = "Proposal,Gain\nOne,20%\nTwo,30%\n"
    ben = "Proposal,Gain\nOne,0.2\nTwo,0.3\n"
    said = "column 'Gain': another sheet has the numbers"
    assert refused(sheets(anna=anna, ben=ben)) == [f"ben.csv:1:2: {said} with % [other-numbers]"]
    assert refused(sheets(anna=ben, ben=anna)) == [f"ben.csv:1:2: {said} without % [other-numbers]"]

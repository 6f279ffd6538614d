"""Sheets become debates, whatever the habits of the spreadsheet."""

import json
from pathlib import Path

import pytest

from tests.command import run
from tests.io.matrix.helpers import NOTES, PLAIN, imported, made, refused, values, write
from toi.analyses.shared.session import open_debate
from toi.io.matrix.read import MOST_VALUES
from toi.io.yaml import parse as yaml_parse


def test_a_sheet_becomes_a_debate(folder):
    found = imported(PLAIN)
    assert values(found) == {
        "plan-a": {"Cost": 12.0, "Use": 7.0},
        "plan-b": {"Cost": 10.5, "Use": 5.0},
    }
    assert found["provenance"]["rubric"] == "sheet"
    assert [c["weight"] for c in found["criteria"]] == [0.75, 0.25]
    assert {row["id"]: row["score"] for row in found["results"]} == pytest.approx(
        {"plan-a": 75 * 0.4 + 25 * 0.7, "plan-b": 75 * (1 - 0.525) + 25 * 0.5}
    )
    shown = json.loads(run("show", "plan-b", "--format", "json", cwd="ws").out)["record"]
    assert shown["judgements"]["Cost"] == {
        "value": {"pert": [8.0, 10.0, 15.0]},
        "basis": "stated",
        "why": "costs.csv, line 6, column 'Cost'",
    }
    assert "data/arguments.yaml" in {f"data/{p.name}" for p in Path("ws/data").iterdir()}


@pytest.mark.parametrize(
    ("raw", "options"),
    [
        ("\ufeff" + PLAIN, ()),
        (PLAIN.replace(",", ";"), ()),
        (PLAIN.replace(",", "\t"), ()),
        (PLAIN.replace(",", "|"), ("--delimiter", "|")),
        ("sep=;\r\n" + PLAIN.replace(",", ";").replace("\n", "\r\n"), ()),
        (PLAIN.replace("\n", "\r"), ()),
        (PLAIN.replace("\n", ",,\n") + ",,,,\n\n,,\n", ()),
        (PLAIN.replace("Plan A", '"Plan\n A"').replace("7", '"7"'), ()),
        (PLAIN.replace("direction,cost,benefit", "Direction,MIN,max"), ()),
        (PLAIN.replace("direction,cost,benefit", "Goal,-,+"), ()),
        (PLAIN.replace("direction,cost,benefit", "Objective:,minimise,Maximize"), ()),
        (PLAIN.replace("weight", "Weight (%):"), ()),
        (PLAIN + "unit,EUR,\n", ()),
        (PLAIN.replace("\n", ",\n").replace("Use,", "Use,Notes").replace("7,", "7,fine"), NOTES),
        (PLAIN.replace("weight", "Weights").replace("3,1", "75%,25 %"), ()),
        (PLAIN.replace("0..20", "0..20%").replace("12", "12 %").replace("15", "15%"), ()),
        (PLAIN.replace("12,", "12.0,").replace("4..6", " +4 .. 6. "), ()),
        (PLAIN.replace("12,", "1.2e1,").replace("8..10..15", '"{pert: [8, 10, 15]}"'), ()),
        (PLAIN.replace(",", ";").replace("12", "12,0"), ("--decimal", "comma")),
        (PLAIN.replace("12,", '"12,0",'), ("--decimal", "comma")),
    ],
)
def test_habits_of_spreadsheets_change_nothing(raw, options, folder):
    found = imported(raw, *options)
    assert values(found) == {
        "plan-a": {"Cost": 12.0, "Use": 7.0},
        "plan-b": {"Cost": 10.5, "Use": 5.0},
    }
    assert [c["weight"] for c in found["criteria"]] == [0.75, 0.25]


def test_what_the_sheet_does_not_say_is_said(folder):
    write("Plan,Gain,Use\nA,-3,7\nB,2,7\n")
    done = run("data", "import", "costs.csv", "-o", "ws")
    assert done.err.splitlines() == [
        "note: no scale is given for 'Use', and all numbers there are alike: each counts 50 and "
        "tells nothing apart; to say what is worst and best, add a row scale (low..high)",
        "note: no scale is given for 'Gain' -3 to 2: the worst number in the "
        "sheet counts 0 there and the best 100, and a weight is for all of that way; to say what "
        "is worst and best at all, add a row scale (low..high)",
        "note: no row `weight`: rubrics/sheet.yaml has equal weights",
        "note: no row `direction`: on every criterion more is better; where less is: --less NAME",
    ]
    debate = open_debate("ws/data").debate
    assert [c.scale for c in debate.criteria.values()] == [(-3, 2), (3.5, 10.5)]
    rows = json.loads(run("score", "-f", "json", cwd="ws").out)["results"]
    assert [row["score"] for row in rows] == [75, 25]


def test_names_that_are_no_ids_keep_their_titles(folder):
    found = imported(
        "Pläne,Größe (m²),成本,Gain,2nd\nStraße,1,2,3,4\n計画,2,3,4,5\n"
        '"Gain",1,1,1,1\nall,0,0,0,0\nStraße!,1,1,1,1\n@home,1,1,1,2\n',
        "--more",
        "成本",
    )
    assert [c["id"] for c in found["criteria"]] == ["grosse-m2", "c2", "Gain", "c-2nd"]
    assert [c["title"] for c in found["criteria"]] == ["Größe (m²)", "成本", "Gain", "2nd"]
    assert {row["id"]: row["title"] for row in found["results"]} == {
        "strasse": "Straße",
        "t2": "計画",
        "Gain-2": "Gain",
        "all-2": "all",
        "strasse-2": "Straße!",
        "home": "@home",
    }


def test_a_second_column_and_a_row_may_give_titles(folder):
    found = imported("id,title,c,u\ntitle,,Gain,\nT1,The first,1,2\nT2,,2,3\n")
    assert [(c["id"], c["title"]) for c in found["criteria"]] == [("c", "Gain"), ("u", "u")]
    assert {r["id"]: r["title"] for r in found["results"]} == {"T1": "The first", "T2": "T2"}


@pytest.mark.parametrize(
    ("cell", "options", "value"),
    [
        ("20,000", ("--decimal", "point"), 20_000),
        ("1,234,567", (), 1_234_567),
        ("-1,234.5", (), -1234.5),
        ("1 234", (), 1234),
        ("1\u202f234,5", ("--decimal", "comma"), 1234.5),
        ("1'234.50", (), 1234.5),
        ("1.234", ("--decimal", "comma"), 1234),
        ("1.234.567,5", ("--decimal", "comma"), 1_234_567.5),
        ("1.234", ("--decimal", "point"), 1.234),
        ("1,234", ("--decimal", "comma"), 1.234),
        ("$1,200.50", (), 1200.5),
        ("3,5 €", ("--decimal", "comma"), 3.5),
    ],
)
def test_numbers_that_can_be_only_one_thing_are_read(cell, options, value, folder):
    found = imported(f'Plan;Gain\nA;"{cell}"\nB;0\n', *options)
    assert values(found)["A"]["Gain"] == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("980,-", 980),
        ("1.250,-", 1250),
        ("CHF 900.-", 900),
        ("EUR 1250", 1250),
        ("1250 Euro", 1250),
        ("1.250 €", 1250),
        ("€1,250", 1250),
        ("1.250,50 €", 1250.5),
        ("900\u20131.200 €", 1050),
        ("900..1,200 EUR", 1050),
    ],
)
def test_prices_are_read_as_they_are_written(cell, value, folder):
    assert values(imported(f'Plan,Gain\nA,"{cell}"\nB,0\n'))["A"]["Gain"] == value


def test_a_price_is_asked_about_where_the_sheet_writes_decimals_with_its_mark(folder):
    (line,) = refused("Plan,Gain,Use\nA,1.250 €,4.5\nB,980 €,4\n")
    assert "'1.250 €' may be 1250 € (--decimal comma) or 1.250 € (--decimal point)" in line
    (line,) = refused("Plan;Gain;Use\nA;€1,250;4,5\nB;980 €;4\n")
    assert "'€1,250' may be €1250 (--decimal point) or €1,250 (--decimal comma)" in line


def test_one_column_has_one_currency(folder):
    (line,) = refused("Plan,Gain\nA,EUR 5\nB,$6\nC,€7\n")
    said = "costs.csv:3:2: 'B', column 'Gain': '$6' is not in EUR, as numbers before it are"
    assert line.startswith(said)
    assert values(imported("Plan,Gain\nA,EUR 5\nB,€6\nC,7\n"))["B"]["Gain"] == 6


def test_a_sheet_with_decimal_points_needs_no_announcement(folder):
    found = imported('Plan,Gain,Use\nA,"20,000",5.5\nB,0,1\n')
    assert values(found)["A"] == {"Gain": 20_000, "Use": 5.5}


def test_units_stand_in_the_question(folder):
    imported(PLAIN + "unit,million EUR,\n")
    criteria = open_debate("ws/data").debate.criteria
    assert criteria["Cost"].question == "In million EUR, as costs.csv has it"


def test_thousands_separators_are_said(folder):
    write('Plan,Gain\nA,"1,234,567"\nB,0\n')
    done = run("data", "import", "costs.csv", "-o", "ws")
    assert "note: numbers such as '1,234,567' are read as having thousands separators" in done.err


def test_as_many_values_as_may_be_can_be_loaded_again(folder):
    names = [("ß" * 195) + str(i) for i in range(50)]
    cells = ",".join(["-1.2345678901234567e-10..0.12345678901234567..1234567890.1234567"] * 50)
    part = 50  # so many times as many rows may be; files grow with them, at the most
    rows = "".join(f"{'ü' * 190}{i:05},{cells}\n" for i in range(MOST_VALUES // 50 // part))
    files = made(f"P,{','.join(names)}\n{rows}".encode())
    assert part * max(len(content.encode()) for content in files.values()) < yaml_parse.MAX_BYTES


def test_a_new_import_keeps_arguments_and_rubrics_of_ones_own(folder):
    imported(PLAIN)
    assert run("data", "import", "costs.csv", "-o", "ws").err == (
        "toi: ws is not empty; --force replaces what has the same name [folder-not-empty]\n"
    )
    kept = Path("ws/data/arguments.yaml")
    said = kept.read_text().replace("arguments: []", "arguments:").replace("\n#  ", "\n  ")
    kept.write_text(said)
    own = Path("ws/rubrics/own.yaml")
    own.write_text("schema: toi/rubric/1\nid: own\ntitle: Own\nextends: sheet\n")
    write(PLAIN.replace("Plan A,12", "Plan A,13"))
    done = run("data", "import", "costs.csv", "-o", "ws", "--force")
    assert done.code == 0
    assert "note: data/arguments.yaml was there already and stays as it was" in done.err
    assert kept.read_text() == said
    assert run("data", "check", cwd="ws").out.startswith(
        "No problems: 2 criteria, 2 options, 2 arguments"
    )
    found = json.loads(run("score", "-r", "own", "-f", "json", cwd="ws").out)
    assert any(row["contributions"]["arguments"] for row in found["results"])
    done = run("score", cwd="ws")
    assert done.code == 2
    assert done.err == (
        "toi: own and sheet lie beside this data; say which is meant: --rubric own. "
        "For good: toi rubric set own default=true [several-rubrics]\n"
    )


def test_a_workbook_is_read_as_its_first_sheet(folder):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in [["Plan", "Gain", "Use"], ["Gewicht", 0.3, 0.7], ["A", 1.5, None], ["B", 1234.5, 2]]:
        book.active.append(row)
    for cell in ("B2", "C2"):
        book.active[cell].number_format = "0%"
    book.save("plans.xlsx")
    done = run("data", "import", "plans.xlsx", "-o", "ws")
    assert done.code == 0, done.err
    assert "note: 1 cell is not known and may be anything on the whole scale: 'A' on 'Use'" in (
        done.err
    )
    debate = open_debate("ws/data").debate
    assert debate.theories["B"].judgements["Gain"].value.mean == 1234.5
    unknown = debate.theories["A"].judgements["Use"]
    assert (unknown.basis, unknown.value.support) == ("assumed", debate.criteria["Use"].scale)


def test_many_options_are_said_to_be_slow(folder):
    write("Plan,Gain,Use\n" + "".join(f"P{i},{i},{i % 7}\n" for i in range(501)))
    done = run("data", "import", "costs.csv", "-o", "ws")
    assert "note: 501 options are many: " in done.err


def test_a_sample_that_nobody_touched_follows_the_sheet(folder):
    imported(PLAIN)
    kept = Path("ws/data/arguments.yaml")
    write(PLAIN.replace("Plan A", "Plan Z"))
    done = run("data", "import", "costs.csv", "-o", "ws", "--force")
    assert "on: Plan Z" in kept.read_text()
    assert "arguments.yaml was there already" not in done.err


def test_where_no_column_fits_the_ranking_says_where_less_is_better(folder):
    write("Offer,Aa,Bb,Cc,Dd,Ee,Price\nA,1,2,3,4,5,6\nB,2,1,5,3,4,2\n")
    run("data", "import", "costs.csv", "-o", "ws", "--less", "Price")
    assert "Less is better on Price. Criteria: --wide." in run("score", cwd="ws").out


def noted(raw, *options):
    """What is said of a sheet that is imported."""
    write(raw)
    done = run("data", "import", "costs.csv", "-o", "ws", *options)
    assert done.code == 0, done.err
    return done.err


def test_plain_csv_of_a_german_excel_is_read_and_a_cell_named(folder):
    raw = "Angebot;Gehalt (Tsd €);Spaß\nGröße AG;62,5;3\nBank;70;2,5\n".encode("cp1252")
    err = noted(raw)
    assert "see whether line 1, cell 2 is right, 'Gehalt (Tsd €)'" in err
    assert "numbers such as '62,5' are read as having decimal commas" in err
    debate = open_debate("ws/data").debate
    assert [c.title for c in debate.criteria.values()] == ["Gehalt (Tsd €)", "Spaß"]
    assert debate.theories["Bank"].judgements["spass"].value.mean == 2.5


@pytest.mark.parametrize(
    "raw",
    [
        "Plan;Gain;Use\nA;1,234;1,5\nB;2;4\n",  # 1,234 may be 1234
        'Plan,Gain,Use\nA,"3,5",1\nB,2,4\n',  # commas part the cells
    ],
)
def test_decimal_commas_are_taken_only_where_they_can_be_nothing_else(raw, folder):
    assert any("--decimal comma" in line for line in refused(raw))


def test_two_numbers_with_a_dash_are_a_range(folder):
    assert "cells such as '25-35' are read as ranges, as 25..35 is" in noted(
        "Plan,Gain,Use\nscale,0-100,0%..50%\nA,25-35,10\u201320 %\nB,50,5%\n"
    )
    values = open_debate("ws/data").debate.theories["A"].judgements
    assert [values[name].value.support for name in ("Gain", "Use")] == [(25, 35), (10, 20)]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("35-25", "'35-25' is not a number"),
        ("03-04", "'03-04' is not a number"),
        ("2024-05-06", "'2024-05-06' is a date"),
        ("90-110", "110 is off the scale 0 to 100"),
    ],
)
def test_what_may_be_no_range_is_none(cell, said, folder):
    (line,) = refused(f"Plan,Gain\nscale,0..100\nA,{cell}\nB,50\n")
    assert said in line


def test_a_number_a_thousand_times_its_neighbours_is_asked_about(folder):
    raw = "Plan;Gain\nA;82.000\nB;60,5\nC;80\n"
    err = noted(raw)
    assert "'A' has 82000 on 'Gain', about 1000 times what the others have there (60.5 to" in err
    assert "is 82 meant?" in err
    assert "meant?" not in noted("Plan;Gain\nA;82000\nB;60500\nC;80000\n", "--force")
    assert "is 82000 meant?" in noted("Plan;Gain\nA;82\nB;60500\nC;80000\n", "--force")

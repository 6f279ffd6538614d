"""`toi data sheet`: what is filled in comes back as a debate, or as readings of one."""

import csv
import io

import openpyxl

import toi
from tests.command import run

LISTS = ("--options", "plans.txt", "--criteria", "Method,Risk", "--less", "Risk")


def filled(text, cells):
    """Fill in a sheet: by option, the cells from the second on."""
    rows = list(csv.reader(io.StringIO(text)))
    for row in rows:
        row[1:] = cells.get(row[0], row[1:])
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def test_sheets_of_named_options_become_a_debate(workspace):
    (workspace / "plans.txt").write_text("\ufeffPeatlands\n\nNight trains\n", encoding="utf-8")
    done = run("data", "sheet", *LISTS, "--readers", "A. Dahl,B/Chen", "-o", "sheets")
    assert done.code == 0, done.err
    assert "2 options by Method and Risk" in done.out
    for file, value in (("a-dahl.csv", "7"), ("b-chen.csv", "3..4..5")):
        path = workspace / "sheets" / file
        cells = {"Peatlands": [value, "2", "dull"], "Night trains": ["5", "?", ""]}
        path.write_text(filled(path.read_text(encoding="utf-8-sig"), cells), encoding="utf-8")
    done = run("data", "import", "sheets", "-o", "round")
    assert done.code == 0, done.err
    debate = toi.load("round/data").debate
    assert [(c.direction, c.scale) for c in debate.criteria.values()] == [
        ("benefit", (0, 10)),
        ("cost", (0, 10)),
    ]
    assert "A. Dahl 7, B/Chen 4 (3 to 5)" in debate.theories["Peatlands"].judgements["Method"].why


def test_a_scale_of_ones_own(workspace):
    (workspace / "plans.txt").write_text("Peatlands\n", encoding="utf-8")
    assert run("data", "sheet", *LISTS, "--scale", "1..6", "-o", "s.csv").code == 0
    assert "scale,1..6,1..6," in (workspace / "s.csv").read_text(encoding="utf-8")
    for wrong in ("6", "6..1", "one..six"):
        done = run("data", "sheet", *LISTS, "--scale", wrong, "-o", "t.csv")
        assert (done.code, (workspace / "t.csv").exists()) == (2, False)
    known = run("data", "sheet", "--scale", "1..6", "-o", "t.csv", "-r", "plain")
    assert "--scale is for --options" in known.err


def test_tabs_of_a_workbook_become_readings_of_a_debate(workspace):
    assert run("data", "sheet", "--readers", "Ann,Ben", "-o", "s.xlsx", "-r", "plain").code == 0
    book = openpyxl.load_workbook(workspace / "s.xlsx")
    assert book.sheetnames == ["Ann", "Ben"]
    heads = [cell.value for cell in book["Ann"][1]]
    assert heads == ["Option", "Speed", "Harm", "Remarks"], "those that count, by the rubric"
    for name, value in (("Ann", 6), ("Ben", 8)):
        book[name].cell(4, 2, value)
    book.save("s.xlsx")
    found = toi.agreement(toi.load("data"), ["s.xlsx"], "plain")
    assert [(one.id, one.readings) for one in found.criteria] == [("speed", 2)]


def test_what_cannot_be_asked_is_told(workspace):
    (workspace / "plans.txt").write_text("A\nB\na\n", encoding="utf-8")
    for options, said in (
        (("--readers", "Ann,ann", "-o", "s.xlsx"), "two readers have one name"),
        (("--readers", "Ann", "-o", "s.csv"), "give a folder, or a workbook"),
        (("-o", "sheets"), "a folder of sheets is for --readers"),
        ((*LISTS, "-o", "s.csv"), "option 'A' is named twice"),
        ((*LISTS[:2], "-o", "s.csv"), "which criteria? Add --criteria A,B"),
        (("--criteria", "sped", "-o", "s.csv"), "did you mean 'speed'?"),
        (("--less", "Risk", "-o", "s.csv"), "--less is for --options"),
    ):
        done = run("data", "sheet", "-r", "plain", *options)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
    assert not list(workspace.glob("s*.*"))

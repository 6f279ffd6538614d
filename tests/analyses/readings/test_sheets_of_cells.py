"""Sheets of cells, one to each reader: every form that a panel sends, and what is wrong in them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toi
from tests.command import run
from toi.io.matrix.csv_sheet import read_sheet
from toi.io.readings.cells import read_cells
from toi.io.readings.sheet import cells_document

ANNA = """\
Plan,Speed,Harm,Margin,Comment
The short way,7..8..9,2,110,fast
The long way,3,?,40,
"""


@pytest.fixture
def here(workspace):
    (workspace / "ben.csv").write_text("Way,Harm,Speed\nT1,1,6\nT2,3,2\n", encoding="utf-8")
    return workspace


def read(here, text, name="anna.csv", *options):
    """What two readers judged, by the name of who reads, as the pooled rubric has it."""
    (here / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return run("data", "pool", name, "ben.csv", "-r", "plain", "-o", "rubrics/p.yaml", *options)


def refused(here, text, name="anna.csv", *options):
    done = read(here, text, name, *options)
    assert (done.code, done.out) == (2, "")
    assert not (here / "rubrics/p.yaml").exists()
    return done.err.splitlines()


def judged():
    found = toi.rubric(None, "p").rubric.overrides.judgements
    return {key: over.value.to_yaml() for key, over in found.items()}


WANTED = {
    "T1.speed": {"mixture": [[1, {"pert": [7, 8, 9]}], [1, 6]]},
    "T1.harm": {"mixture": [[1, 2], [1, 1]]},
    "T1.margin": 110,
    "T2.speed": {"mixture": [[1, 3], [1, 2]]},
    "T2.harm": 3,
    "T2.margin": 40,
}


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (ANNA, ["anna.csv: column 'Comment' kept as remarks: The short way 'fast'"]),
        ("Plan,T1,T2\nSpeed,7..8..9,3\nHarm,2,\nMargin,110,40\n", []),
        ("Plan;speed;Harm;margin\nT1;7..8..9;2;110\nT2;3;k.A.;40\n", []),
        (
            "theory,title,Speed (0-10),harm,margin\n"
            "direction,,benefit,cost,benefit\nscale,,0..10,0..10,0..100\n"
            "T1,Any name,7..8..9,2,110\nT2,Other name,3,,40\n",
            [],
        ),
        (
            "My sheet,,,\nPlan,Speed,Harm,Margin\nT1,7..8..9,2,110\nT2,3,n/a,40\nTotal,11,2,150\n",
            [
                "anna.csv: line 1 above the table left out: 'My sheet'",
                "anna.csv: row 'Total', line 5, left out: it was reckoned from the others",
            ],
        ),
    ],
)
def test_forms_that_say_the_same(here, text, notes):
    done = read(here, text)
    assert done.code == 0, done.err
    assert judged() == WANTED
    assert "  # ben" in (here / "rubrics/p.yaml").read_text()
    assert "# anna" in (here / "rubrics/p.yaml").read_text()
    assert [line for line in done.err.splitlines() if "anna" in line] == [
        f"note: {note}" for note in notes
    ]


def test_who_read_may_stand_above_the_table(here):
    text = "Reviewer: Anna B.,,,\nGroup,town,,\n\n" + ANNA
    assert read(here, text).code == 0
    assert "# Anna B." in (here / "rubrics/p.yaml").read_text()
    found = json.loads(
        run("data", "agreement", "anna.csv", "ben.csv", "-r", "plain", "-f", "json").out
    )
    assert [(r["id"], r["group"]) for r in found["readers"]] == [("Anna B.", "town"), ("ben", None)]
    assert found["passed"] == 1  # the cell with ?


def workbook(path, **tabs):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in tabs.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(path)
    return book


TABLE = [["Plan", "Speed", "Harm"], ["T1", 7, 2], ["T2", 3.5, None]]


def test_a_workbook_has_a_tab_to_each_reader(here):
    workbook(
        here / "panel.xlsx",
        anna=TABLE,
        carla=[["", "T1", "T2"], ["Harm", "3..4", 5], ["Speed", 6, 2]],
        Notes=[["Please fill in the tab with your name"]],
        Average=[["Plan", "Speed"], ["T1", 6.5]],
    )
    done = run("data", "agreement", "panel.xlsx", "-f", "json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert [(r["id"], r["cells"]) for r in found["readers"]] == [("anna", 3), ("carla", 4)]
    assert "note: panel.xlsx: tab 'Notes' left out: there is no number in it" in done.err
    assert "note: panel.xlsx: tab 'Average' left out: it seems to sum up the others" in done.err


def test_a_workbook_of_one_tab_is_called_by_its_file(here):
    workbook(here / "dora.xlsx", Sheet1=TABLE, Sheet2=[])
    found = json.loads(run("data", "agreement", "dora.xlsx", "ben.csv", "-f", "json").out)
    assert [r["id"] for r in found["readers"]] == ["dora", "ben"]


def test_a_long_sheet_may_be_a_workbook(here):
    rows = [["reader", "theory", "criterion", "value"], ["eva", "T1", "speed", 7]]
    workbook(here / "long.xlsx", Sheet1=rows)
    found = json.loads(run("data", "agreement", "long.xlsx", "-f", "json").out)
    assert [(r["id"], r["cells"]) for r in found["readers"]] == [("eva", 1)]


def test_sheets_of_another_debate_are_one_line_and_no_wall(here):
    rows = "".join(f"Plan {n},{n},{n},2\n" for n in range(1, 30))
    (said,) = refused(here, f"Plan,Harm,Beauty,Cost\n{rows}")
    assert "2 of 31 options and 2 of 4 criteria" in said
    assert "toi data import anna.csv ben.csv --readers --output FOLDER" in said
    assert said.endswith("[other-debate]")
    near = refused(here, f"Plan,Harm,Speed,Cost\n{rows}")  # its criteria, so it may be misspelt
    assert len(near) > 29
    assert not any("[other-debate]" in line for line in near)


def test_everything_wrong_is_said_at_once_by_line_and_cell(here):
    assert refused(
        here,
        "Plan,Sped,Harm,Margin\n"
        "scale,0..10,0..5,0..100\n"
        "direction,benefit,benefit,benefit\n"
        "T1,7,2,110\n"
        "T3,x,3,9..8\n"
        "T1,7,2,100\n"
        "The long way,=1+1,3\n",
    ) == [
        "anna.csv:1:2: no criterion 'Sped'; did you mean 'speed'? [unknown-criterion]",
        "anna.csv:2:3: the scale of harm is 0 to 10 in the records [other-scale]",
        "anna.csv:3:3: harm is a cost in the records [other-direction]",
        "anna.csv:5:1: no theory 'T3' [unknown-theory]",
        "anna.csv:5:2: 'T3', column 'Sped': 'x' is not a number; "
        "write one, or ? if unknown [csv-number]",
        "anna.csv:5:4: 'T3', column 'Margin': '9..8' does not grow from low to high [range-order]",
        "anna.csv:6:1: 'T1' is there already, on line 4 [csv-duplicate]",
        "anna.csv:7:2: '=1+1' is a formula; save the file with its values [csv-formula]",
        "anna.csv:7:4: 'The long way' has 3 cells, but the first row has 4 [csv-cells]",
    ]


def test_a_head_that_names_another_scale(here):
    """And one that names the records' own, though values may leave it."""
    said = refused(here, "Plan,Speed (1-5),Margin (0-100)\nT1,4,110\nT2,3,20\n")
    assert said == ["anna.csv:1:2: the scale of speed is 0 to 10 in the records [other-scale]"]


def test_places_are_those_of_the_file_where_it_is_turned(here):
    assert refused(here, "Plan,T1,T2\nSpeed,7,11\nHarrm,2,x\n") == [
        "anna.csv:2:3: 11 is off the scale 0 to 10 [off-scale]",
        "anna.csv:3:1: no criterion 'Harrm'; did you mean 'harm'? [unknown-criterion]",
        "anna.csv:3:3: 'T2', column 'Harrm': 'x' is not a number; "
        "write one, or ? if unknown [csv-number]",
    ]


def test_places_name_the_tab(here):
    workbook(here / "panel.xlsx", anna=[["Plan", "Speed"], ["T1", 12]], carla=TABLE)
    done = run("data", "agreement", "panel.xlsx")
    assert done.err == "panel.xlsx/anna:2:2: 12 is off the scale 0 to 10 [off-scale]\n"


def test_a_reader_has_one_sheet(here):
    (here / "second").mkdir()
    (here / "second/ben.csv").write_text("Way,Harm\nT1,2\n", encoding="utf-8")
    done = run("data", "agreement", "ben.csv", "second/ben.csv")
    said = "'ben' has judged T1 on harm already, at ben.csv:2 [read-twice]"
    assert done.err.endswith(f"second/ben.csv:2:1: {said}\n")


def test_a_column_is_left_out_when_asked(here):
    text = "Plan,Speed,Money\nT1,7,12\nT2,3,14\n"
    assert refused(here, text) == ["anna.csv:1:3: no criterion 'Money' [unknown-criterion]"]
    assert read(here, text, "anna.csv", "--without", "money").code == 0


def test_an_export_is_a_sheet_of_a_reader_who_agrees_with_the_records(here):
    assert run("data", "export", "-r", "plain", "-o", "records.csv").code == 0
    found = json.loads(run("data", "agreement", "records.csv", "ben.csv", "-f", "json").out)
    assert found["readers"][0]["id"] == "records"
    assert found["readers"][0]["cells"] == 6
    assert found["outside"] == []


class _Names:
    """Whatever it is called, it is there."""

    def theories(self, word):
        return [word]

    criteria = theories

    def held(self, criterion):
        from tests.small import criterion as made

        return made()


@settings(max_examples=20)
@given(st.binary(max_size=200) | st.text(",;\t\"'\n\rPlanT1Sped..=:0(-)?\x00\u202e", max_size=200))
def test_any_bytes_are_read_or_refused(raw):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    for text in (raw, b"Plan,Speed,Harm\n" + raw):
        for names in (None, _Names()):
            sheet = read_sheet("p.csv", text, western=True)
            document = cells_document(read_cells(sheet, "p", names), names)
            assert document.problems or document.data

"""Decision matrices from CSV and back: spreadsheet habits, bad cells, round trips."""

import csv
import io
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.command import run
from tests.strategies import debates, rubrics
from toi.analyses.data.export_compute import run_export
from toi.analyses.data.export_csv import guarded, matrix_csv
from toi.analyses.score.compute import run_score
from toi.analyses.shared.session import LoadedDebate, combine, open_debate, prepare
from toi.errors import InputErrors
from toi.io.debate.folders import find_folders
from toi.io.matrix.column import unguarded
from toi.io.matrix.csv_sheet import MAX_BYTES, read_sheet
from toi.io.matrix.ids import Ids, slug
from toi.io.matrix.read import MOST_VALUES, Wishes, read_matrix
from toi.io.rubric.resolve import ResolvedRubric
from toi.io.yaml import parse as yaml_parse
from toi.io.yaml.emit import flow
from toi.io.yaml.parse import MAX_PROBLEMS, parse

LIMITS = settings(
    max_examples=100,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PLAIN = """\
Plan,Cost,Use
direction,cost,benefit
weight,3,1
scale,0..20,0..10
Plan A,12,7
Plan B,8..10..15,4..6
"""
NOTES = ("--without", "notes")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(raw, name="costs.csv"):
    Path(name).write_bytes(raw if isinstance(raw, bytes) else raw.encode("utf-8"))


def imported(raw, *options):
    """The ranking of an imported sheet, in JSON."""
    write(raw)
    done = run("data", "import", "costs.csv", "--output", "ws", *options)
    assert done.code == 0, done.err
    check = run("data", "check", cwd="ws")
    assert (check.code, check.err) == (0, "")
    return json.loads(run("score", "--format", "json", cwd="ws").out)


def refused(raw, *options):
    """What is said of a sheet; nothing is written."""
    write(raw)
    done = run("data", "import", "costs.csv", "--output", "ws", *options)
    assert (done.code, done.out) == (2, "")
    assert sorted(p.name for p in Path().iterdir()) == ["costs.csv"]
    return done.err.splitlines()


def values(ranking):
    """Raw points by theory, in file order of ids."""
    return {row["id"]: row["raw"] for row in sorted(ranking["results"], key=lambda r: r["id"])}


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
    write("Plan,Cost,Use\nA,-3,7\nB,2,7\n")
    done = run("data", "import", "costs.csv", "-o", "ws")
    assert done.err.splitlines() == [
        "note: no row `direction`: on every criterion more is better",
        "note: scales that are not given go from the smallest to the largest number",
        "note: no row `weight`: rubrics/sheet.yaml has equal weights",
    ]
    debate = open_debate("ws/data").debate
    assert [c.scale for c in debate.criteria.values()] == [(-3, 2), (3.5, 10.5)]
    rows = json.loads(run("score", "-f", "json", cwd="ws").out)["results"]
    assert [row["score"] for row in rows] == [75, 25]


def test_names_that_are_no_ids_keep_their_titles(folder):
    found = imported(
        "Pläne,Größe (m²),成本,Cost,2nd\nStraße,1,2,3,4\n計画,2,3,4,5\n"
        '"Cost",1,1,1,1\nall,0,0,0,0\nStraße!,1,1,1,1\n@home,1,1,1,2\n'
    )
    assert [c["id"] for c in found["criteria"]] == ["grosse-m2", "c2", "Cost", "c-2nd"]
    assert [c["title"] for c in found["criteria"]] == ["Größe (m²)", "成本", "Cost", "2nd"]
    assert {row["id"]: row["title"] for row in found["results"]} == {
        "strasse": "Straße",
        "t2": "計画",
        "Cost-2": "Cost",
        "all-2": "all",
        "strasse-2": "Straße!",
        "home": "@home",
    }


def test_a_second_column_and_a_row_may_give_titles(folder):
    found = imported("id,title,c,u\ntitle,,Cost,\nT1,The first,1,2\nT2,,2,3\n")
    assert [(c["id"], c["title"]) for c in found["criteria"]] == [("c", "Cost"), ("u", "u")]
    assert {r["id"]: r["title"] for r in found["results"]} == {"T1": "The first", "T2": "T2"}


def test_all_that_is_wrong_comes_at_once(folder):
    raw = """\
Plan;Kosten;Nutzen
direction;min;mxa
Plan A;3,5;7
Plan B;1.234,5;
Plan B;=A1;NaN
Plan D;3-5
;1;2
Plan C;1;2;3
Plan E;9..1;1...2
"""
    assert refused(raw) == [
        "costs.csv:2:3: 'direction', column 'Nutzen': 'mxa' is not one of benefit, cost; "
        "did you mean 'max'? [not-a-choice]",
        "costs.csv:3:2: 'Plan A', column 'Kosten': '3,5' is not a number; "
        "for decimal commas add --decimal comma [csv-number]",
        "costs.csv:4:2: 'Plan B', column 'Kosten': '1.234,5' is not a number; "
        "if it is 1234.5, add --decimal comma [csv-number]",
        "costs.csv:4:3: 'Plan B', column 'Nutzen': the cell is empty [csv-empty]",
        "costs.csv:5:1: 'Plan B' is there already, on line 4 [csv-duplicate]",
        "costs.csv:5:2: '=A1' is a formula; save the file with its values [csv-formula]",
        "costs.csv:5:3: 'Plan B', column 'Nutzen': 'NaN' is not a finite number [csv-number]",
        "costs.csv:6:3: 'Plan D' has 2 cells, but the first row has 3 [csv-cells]",
        "costs.csv:7:1: this row has no name [csv-header]",
        "costs.csv:8:4: 'Plan C' has 4 cells, but the first row has 3 [csv-cells]",
        "costs.csv:9:2: 'Plan E', column 'Kosten': '9..1' does not grow from low to high "
        "[range-order]",
        "costs.csv:9:3: 'Plan E', column 'Nutzen': '1...2': two dots stand between the numbers "
        "of a range [csv-number]",
    ]


CELLS = [
    ("3,5", "'3,5' is not a number; for decimal commas add --decimal comma [csv-number]"),
    (
        "1,234",
        "'1,234' may be 1234 (--decimal point) or 1.234 (--decimal comma); say which [csv-number]",
    ),
    (
        "1.234.567",
        "'1.234.567' is not a number; if it is 1234567, add --decimal comma [csv-number]",
    ),
    ("0,500", "'0,500' is not a number; for decimal commas add --decimal comma [csv-number]"),
    ("12,34,567", "'12,34,567' is not a number [csv-number]"),
    ("3-5", "'3-5' is not a number; for a range write 3..5 [csv-number]"),
    ("3 to 5", "'3 to 5' is not a number; for a range write 3..5 [csv-number]"),
    ("12 kg", "'12 kg' is not a number; write 12, and the unit in a row named unit ["),
    ("#DIV/0!", "'#DIV/0!' is a spreadsheet's error, not a number [csv-number]"),
    ("-inf", "'-inf' is not a finite number [csv-number]"),
    ("1e999", "'1e999' is too large; the limit is 1e+100 [too-large]"),
    ("1..2..3..4", "'1..2..3..4': a range is low..high or low..mode..high [csv-number]"),
    ("5..", "'' is not a number [csv-number]"),
    ("{normal: 5}", "'{normal: 5}': normal takes [mean, sd] [distribution-length]"),
    ("{normal: [5", "'{normal: [5': before this, a `,` or the closing `]` is missing"),
    ("25", "25 is off the scale 0 to 20 [off-scale]"),
    ("5%", "some numbers here have a % and some have not; use one form [csv-percent]"),
]


@pytest.mark.parametrize(("cell", "said"), CELLS)
def test_what_is_said_of_a_cell(cell, said, folder):
    (line,) = refused(PLAIN.replace("Plan A,12", f'Plan A,"{cell}"'))
    assert line.startswith(f"costs.csv:5:2: 'Plan A', column 'Cost': {said}")


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
        ("1.234", (), 1.234),
        ("1.234", ("--decimal", "point"), 1.234),
        ("1,234", ("--decimal", "comma"), 1.234),
        ("$1,200.50", (), 1200.5),
        ("3,5 €", ("--decimal", "comma"), 3.5),
    ],
)
def test_numbers_that_can_be_only_one_thing_are_read(cell, options, value, folder):
    found = imported(f'Plan;Cost\nA;"{cell}"\nB;0\n', *options)
    assert values(found)["A"]["Cost"] == value


def test_a_sheet_with_decimal_points_needs_no_announcement(folder):
    found = imported('Plan,Cost,Use\nA,"20,000",5.5\nB,0,1\n')
    assert values(found)["A"] == {"Cost": 20_000, "Use": 5.5}


def test_columns_to_leave_out_must_be_there(folder):
    assert refused(PLAIN, "--without", "Ues") == [
        "costs.csv:1:1: no column 'Ues' to leave out; did you mean 'Use'? [csv-header]"
    ]
    assert refused("P,C\nA,1\n", "--without", "C")[0].endswith("no column is left [csv-header]")


def test_units_stand_in_the_question(folder):
    imported(PLAIN + "unit,million EUR,\n")
    criteria = open_debate("ws/data").debate.criteria
    assert criteria["Cost"].question == "In million EUR, as costs.csv has it"


def test_thousands_separators_are_said(folder):
    write('Plan,Cost\nA,"1,234,567"\nB,0\n')
    done = run("data", "import", "costs.csv", "-o", "ws")
    assert "note: numbers such as '1,234,567' are read as having thousands separators" in done.err


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("3.5", "'3.5' is not a number with a decimal comma; leave out --decimal comma, or"),
        ("1.23", "'1.23' is not a number with a decimal comma; leave out --decimal comma, or"),
        (
            "1,234.5",
            "'1,234.5' is not a number; if it is 1234.5, --decimal point in place of --decimal "
            "comma [csv-number]",
        ),
    ],
)
def test_what_is_said_where_decimal_commas_are_announced(cell, said, folder):
    (line,) = refused(PLAIN.replace("Plan A,12", f'Plan A,"{cell}"'), "--decimal", "comma")
    assert line.startswith(f"costs.csv:5:2: 'Plan A', column 'Cost': {said}")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", ":1:1: the file is empty [empty-file]"),
        (b"\n,,\n\n", ":1:1: the file is empty [empty-file]"),
        (b"Plan\nA\n", ":1:1: only one column, where theories and criteria are wanted; "),
        (b"Plan,Cost\n", ":1:1: there is no row for a theory [empty]"),
        (b"Plan,Cost\n\xe9,1\n", ":2:1: byte 0xe9 is not UTF-8; save it as 'CSV UTF-8' [not-utf8]"),
        ("Plan,Cost\nA,1\n".encode("utf-16"), ":1:1: the file is UTF-16; save it as 'CSV UTF-8'"),
        (b"PK\x03\x04...", ":1:1: this is a spreadsheet's own format; save it as 'CSV UTF-8'"),
        (b'Plan,Cost\n"A,1\n', ":2:1: a quoted text starts in this row and never ends"),
        (b'Plan,Cost\n"A"x,1\n', ":2:1: in quoted text, a quote must be doubled; in this row"),
        (b"Plan,Cost\nA\x07,1\n", ":2:1: a control or direction-changing character"),
        (b"Plan,Cost\n=1+1,1\n", ":2:1: '=1+1' is a formula; save the file with its values"),
        (b"Plan,,Cost\nA,1,2\n", ":1:2: column 2 has no name [csv-header]"),
        (b"Plan,Cost,cost\nA,1,2\n", ":1:3: column 'cost' is there already, as cell 2"),
        (b"Plan,Cost\nA,1\na,2\n", ":3:1: 'a' is there already, on line 2 [csv-duplicate]"),
        (b"P,C\nscale,5..5\nA,5\n", ":2:2: 'scale', column 'C': a scale needs low < high, not"),
        (b"P,C\nscale,5\nA,5\n", ":2:2: 'scale', column 'C': '5' is not a scale; write low..high"),
        (b"P,C\nweight,-1\nA,5\n", ":2:2: 'weight', column 'C': weight -1 is below 0"),
        (b"P,C\nweight,0\nA,5\n", ":2:1: all weights are zero [weights-zero]"),
        (b"P,C\nweight,1..2\nA,5\n", ":2:2: 'weight', column 'C': '1..2' is a range; a weight"),
        (b"P,C\nweight,1\nA,5\nweight,1\n", ":4:1: a second row 'weight'; the first is line 2"),
        (
            b"P,C,N\nA,5,good\nB,6,bad\n",
            ":1:3: column 'N' has no numbers, but text such as 'good'; ",
        ),
        (b"P,C\npreference,linear 5\nA,5\n", ":2:2: 'preference', column 'C': 'linear 5': write l"),
        (b"P,C\npreference,level 3 1\nA,5\n", ":2:2: 'preference', column 'C': level needs q <= p"),
        (b"P,C\npreference,steep\nA,5\n", ":2:2: 'preference', column 'C': 'steep' is not one of"),
        (b"P,C\nclip,perhaps\nA,5\n", ":2:2: 'clip', column 'C': 'perhaps' is not one of yes, no"),
        (b"P,C\n" + b"x" * 300 + b",5\n", ":2:1: 300 characters long; at most 200 fit [too-long]"),
        (b"P,C\nA,1\n" + b"x" * MAX_BYTES, ": the file is larger than 5 MiB [file-too-large]"),
    ],
)
def test_what_is_said_of_a_sheet(raw, said, folder):
    lines = refused(raw)
    assert lines[0].startswith("costs.csv" + said), lines


def test_floods_and_too_many_values_are_cut(folder):
    lines = refused("P,C\n" + "".join(f"T{i},x1\n" for i in range(500)))
    assert len(lines) == MAX_PROBLEMS + 1
    assert lines[-1].endswith("so many problems that reading ends here [too-many-problems]")
    wide = ",".join(f"c{i}" for i in range(100))
    rows = "".join(f"T{i}," + ",".join("1" * 100) + "\n" for i in range(MOST_VALUES // 100 + 1))
    assert refused(f"P,{wide}\n{rows}") == [
        "costs.csv:1:1: 50,100 values are too many; at most 50,000 can be read [csv-too-many]"
    ]


def test_as_many_values_as_may_be_can_be_loaded_again(folder):
    names = [("ß" * 195) + str(i) for i in range(50)]
    cells = ",".join(["-1.2345678901234567e-10..0.12345678901234567..1234567890.1234567"] * 50)
    rows = "".join(f"{'ü' * 190}{i},{cells}\n" for i in range(MOST_VALUES // 50))
    files = made(f"P,{','.join(names)}\n{rows}".encode())
    assert max(len(content.encode()) for content in files.values()) < yaml_parse.MAX_BYTES


def test_bad_delimiters_and_missing_files_are_refused(folder):
    write(PLAIN)
    for bad in ("ab", "1", ".", '"', ""):
        done = run("data", "import", "costs.csv", "-o", "ws", "--delimiter", bad)
        assert done.code == 2
        assert done.err == (
            f"toi: {bad!r} cannot part cells; write one of ; , | or tab [bad-delimiter]\n"
        )
    done = run("data", "import", "none.csv", "-o", "ws")
    assert done.err == "toi: none.csv cannot be read: No such file or directory [unreadable]\n"
    assert sorted(p.name for p in folder.iterdir()) == ["costs.csv"]


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
        "No problems: 2 criteria, 2 theories, 1 argument"
    )
    found = json.loads(run("score", "-r", "own", "-f", "json", cwd="ws").out)
    assert any(row["contributions"]["arguments"] for row in found["results"])
    done = run("score", cwd="ws")
    assert done.code == 2
    assert done.err == (
        "toi: own and sheet lie beside this data; say which is meant: --rubric own. "
        "For good: toi rubric set own default=true [several-rubrics]\n"
    )


# Export


def scores(done):
    return {row["id"]: row["score"] for row in json.loads(done.out)["results"]}


def test_export_is_what_import_reads(workspace):
    (workspace / "data/arguments.yaml").unlink()
    (workspace / "data/claims.yaml").unlink()
    asked = ("--rubric", "plain", "--set", "margin=20%")
    before = scores(run("score", "--format", "json", *asked))
    done = run("data", "export", *asked, "--output", "m.csv")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert Path("m.csv").read_text() == (
        "theory,title,speed,harm,margin\n"
        "title,,Speed,Harm,Margin\n"
        "direction,,benefit,cost,benefit\n"
        "scale,,0..10,0..10,0..100\n"
        "weight,,48,32,20\n"
        "clip,,yes,yes,no\n"
        "T1,The short way,8,1..2..4,120\n"
        "T2,The long way,3,1,40\n"
    )
    assert run("data", "import", "m.csv", "-o", "ws").code == 0
    assert scores(run("score", "--format", "json", cwd="ws")) == pytest.approx(before, abs=1e-9)
    assert run("data", "export", cwd="ws").out == Path("m.csv").read_text()


def test_export_after_the_arguments_and_what_is_left_out(workspace):
    done = run("data", "export", "--rubric", "plain")
    assert done.err == "note: 1 argument is left out; --after exports what they leave\n"
    after = run("data", "export", "--rubric", "plain", "--after", "--quiet")
    assert after.err == ""
    found = json.loads(run("score", "--rubric", "plain", "--format", "json").out)
    rows = {row[0]: row for row in csv.reader(io.StringIO(after.out))}
    for row in found["results"]:
        values = dict(zip(rows["theory"][2:], rows[row["id"]][2:], strict=True))
        assert {k: float(v) for k, v in values.items()} == pytest.approx(row["raw"])
    Path("after.csv").write_text(after.out)
    assert run("data", "import", "after.csv", "-o", "ws").code == 0
    assert scores(run("score", "--format", "json", cwd="ws")) == pytest.approx(
        scores(run("score", "--rubric", "plain", "--format", "json")), abs=1e-9
    )


def test_export_of_the_shipped_debate_can_be_imported(folder):
    for kind in ("listed", "all"):
        done = run("data", "export", "--kind", kind, "--after", "--output", f"{kind}.csv")
        assert done.code == 0, done.err
        assert run("data", "import", f"{kind}.csv", "-o", kind).code == 0
        found = scores(run("score", "--format", "json", "--kind", "all", cwd=kind))
        assert found == pytest.approx(
            scores(run("score", "--kind", kind, "--format", "json")), abs=1e-9
        )


@pytest.mark.parametrize("options", [(), ("--decimal", "comma"), ("--delimiter", "tab")])
def test_export_in_other_forms(options, workspace):
    done = run("data", "export", "--rubric", "plain", "--set", "T1.speed=2.5", "--quiet", *options)
    Path("m.csv").write_text(done.out)
    decimal = options if "--decimal" in options else ()
    assert run("data", "import", "m.csv", "-o", "ws", *decimal).code == 0
    assert "2.5" in Path("ws/data/theories.yaml").read_text()


def test_a_mixture_is_written_as_records_write_it(workspace):
    mixture = "{mixture: [[2, {pert: [3, 4, 6.5]}], [1, 7]]}"
    done = run("data", "export", "--rubric", "plain", "--set", f"T1.speed={mixture}", "--quiet")
    Path("m.csv").write_text(done.out)
    assert run("data", "import", "m.csv", "-o", "ws").code == 0
    assert mixture in Path("ws/data/theories.yaml").read_text()


def test_what_does_not_bear_is_said_to_be_left_out(workspace):
    theories = workspace / "data/theories.yaml"
    judged = "{value: 8, basis: stated, why: It says so."
    theories.write_text(theories.read_text().replace(judged, judged + ", bears: false"))
    said = "that some criteria do not bear on some theories is left out"
    assert said in run("data", "export", "-r", "plain", "--set", "not_bearing=left-out").err
    assert said not in run("data", "export", "-r", "plain").err


def test_no_text_is_a_formula_to_a_spreadsheet(workspace):
    for title in ("=1+1", "+1", "-1", "@sum", "'=1"):
        assert guarded(title).startswith("'")
        assert unguarded(guarded(title)) == title
    assert guarded("Plan - A") == "Plan - A"
    theories = workspace / "data/theories.yaml"
    theories.write_text(
        theories.read_text().replace("title: The short way", "title: '=HYPERLINK(\"x\")'")
    )
    done = run("data", "export", "--rubric", "plain", "--quiet")
    assert 'T1,"\'=HYPERLINK(""x"")",' in done.out
    Path("m.csv").write_text(done.out)
    assert run("data", "import", "m.csv", "-o", "ws").code == 0
    assert '=HYPERLINK("x")' in run("list", cwd="ws").out


@LIMITS
@given(data=st.data())
def test_what_is_exported_scores_the_same_once_imported(data, folder):
    debate = data.draw(debates(conditions=False, parts=False))
    debate = type(debate)(debate.criteria, debate.theories, {})
    rubric = data.draw(rubrics(debate, value_functions=False, gates=False, not_bearing=False))
    setting = combine(LoadedDebate(debate, find_folders(None)), ResolvedRubric(rubric, "drawn"))
    comma = data.draw(st.booleans())
    exported = matrix_csv(run_export(setting, ["all"]), comma)
    for name, content in made(exported.encode(), comma).items():
        write_text(folder / name, content)
    again = prepare(open_debate(str(folder / "data")), str(folder / "rubrics/sheet.yaml"))
    first, second = (
        {row.id: row.score for row in run_score(s, ["all"], draws=8).results}
        for s in (setting, again)
    )
    assert second == pytest.approx(first, abs=1e-9)


def made(raw, comma=False):
    from toi.io.matrix.to_debate import matrix_files

    return matrix_files(read_matrix(read_sheet("m.csv", raw), Wishes(comma)))


def write_text(file, content):
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, encoding="utf-8")


# Hostile bytes: a debate that loads and scores, or InputErrors with places.

ODD = st.sampled_from(
    [*',;\t|"\n\r \x00\x85\u202e\ufeff=+-@%.{}[]', "..", '""', "sep=;", "1,5", "nan", "1e999", "é"]
    + ["direction", "weight", "scale", "clip", "title", "cost", "{normal: [1, 2]}", "1..2..3", "7"]
)


@LIMITS
@given(
    raw=st.binary(max_size=300)
    | st.lists(ODD, max_size=40).map(lambda p: "".join(p).encode("utf-8", "surrogatepass"))
    | st.lists(st.lists(ODD, max_size=4).map(",".join), max_size=6).map(
        lambda rows: ("P,a,b\n" + "\n".join(rows)).encode("utf-8", "surrogatepass")
    ),
    comma=st.booleans(),
)
def test_any_bytes_are_imported_or_refused(raw, comma, folder):
    try:
        written = made(raw, comma)
    except InputErrors as error:
        lines = str(error).splitlines()
        assert_placed(lines)
        return
    for name, content in written.items():
        write_text(folder / name, content)
    setting = prepare(open_debate(str(folder / "data")), str(folder / "rubrics/sheet.yaml"))
    assert "NaN" not in run_score(setting, ["all"], draws=8).to_json()


def assert_placed(lines):
    assert lines
    for line in lines:
        assert re.fullmatch(r"m\.csv(:\d+:\d+)?: .+ \[[a-z0-9-]+\]", line), line


@given(st.floats(-1e100, 1e100))
def test_figures_are_read_back(value):
    assert float(flow(value)) == value
    assert parse("f", f"a: {flow(value)}".encode()).data == {"a": value}


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))))
def test_words_are_read_back(words):
    words = " ".join(words.split())
    if words:
        document = parse("f", f"a: {flow(words)}\n".encode())
        assert (document.data, document.problems) == ({"a": words}, [])


@given(st.lists(st.text(max_size=12)))
def test_ids_are_ids_and_differ(names):
    ids = Ids()
    given_ = [ids.give(name, f"t{n}") for n, name in enumerate(names)]
    assert len({name.casefold() for name in given_}) == len(names)
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", name) for name in given_)
    assert slug("Ærø & Łódź", "t1") == "aero-lodz"

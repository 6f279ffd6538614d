"""Files of readings: what a sheet and YAML give, and what is said of those that are wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toi.distribution import Distribution, point
from toi.io.matrix.csv_sheet import read_sheet
from toi.io.readings.read import read_file, sheet_options
from toi.io.readings.sheet import sheet_document
from toi.io.yaml.parse import MAX_PROBLEMS

SHEET = """\
Reader,group,theory,criterion,low,mode,high,value,why
anna,town,T1,speed,1,2,4,,seen it
ben,,T1,speed,,3,,,
carla,,T1,speed,2,,6,,
dirk,,T1,speed,,,,3..5..9,
eva,,T1,speed,,,,,
"""
TEXT = """\
schema: toi/readings/1
readings:
  - {reader: anna, group: town, theory: T1, criterion: speed, low: 1, mode: 2, high: 4,
     why: seen it}
  - {reader: ben, theory: T1, criterion: speed, mode: 3}
  - {reader: carla, theory: T1, criterion: speed, low: 2, high: 6}
  - {reader: dirk, theory: T1, criterion: speed, value: {pert: [3, 5, 9]}}
  - {reader: eva, theory: T1, criterion: speed}
"""


def read(tmp_path, name, text, comma=None):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = read_file(str(file), sheet_options(None, comma, None, ()))
    said = [f"{p.line}:{p.column}: {p.message} [{p.code}]" for p in found.problems]
    return found, said


def test_a_sheet_and_yaml_say_the_same(tmp_path):
    sheet, wrong = read(tmp_path, "panel.csv", SHEET)
    assert wrong == []
    text, wrong = read(tmp_path, "panel.yaml", TEXT)
    assert wrong == []
    assert [e.record for e in sheet.readings] == [e.record for e in text.readings]
    assert [e.record.law for e in sheet.readings] == [
        Distribution("pert", (1, 2, 4)),
        point(3),
        Distribution("uniform", (2, 6)),
        Distribution("pert", (3, 5, 9)),
        None,
    ]


def test_a_column_of_ranks_makes_orders(tmp_path):
    found, wrong = read(tmp_path, "o.csv", "reader,theory,rank\nanna,T1,1\nanna,T2,1\n")
    assert (wrong, found.readings) == ([], [])
    assert [(e.record.theory, e.record.rank) for e in found.orders] == [("T1", 1), ("T2", 1)]


def test_a_spreadsheet_with_decimal_commas(tmp_path):
    sheet = "reader;theory;criterion;value\nanna;T1;speed;1,5\nben;T1;speed;2\n"
    _, wrong = read(tmp_path, "p.csv", sheet)
    assert wrong == [
        "2:4: value: '1,5' is not a number; for decimal commas add --decimal comma [csv-number]"
    ]
    found, wrong = read(tmp_path, "p.csv", sheet, comma=True)
    assert [e.record.law for e in found.readings] == [point(1.5), point(2)]


def test_everything_wrong_with_a_sheet_is_said_at_once(tmp_path):
    _, wrong = read(
        tmp_path,
        "p.csv",
        "reader,theory,criterion,low,mode,high\n"
        "anna,T1,speed,3,2,5\n"
        ",T1,speed,1,2,3\n"
        "ben,T1,speed,1,x,3..4\n"
        "ben,T2,speed,1\n"
        "ben,T2,harm,1,2,3,4\n"
        "=1+1,T2,harm,1,2,3\n",
    )
    assert wrong == [
        "7:1: '=1+1' is a formula; save the file with its values [csv-formula]",
        "4:5: mode: 'x' is not a number; write one, or ? if unknown [csv-number]",
        "4:6: high: '3..4' is a range; write one number [csv-number]",
        "6:7: 7 cells, but the first row has 6 [csv-cells]",
        "2:4: a reading needs low <= mode <= high, not 3, 2, 5 [range-order]",
        "3:1: 'reader' is missing [missing-key]",
        "5:4: low and high go together [half-a-range]",
        "7:1: 'reader' is missing [missing-key]",
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("reader,theory,criterion,valeu", "no column 'valeu' in a sheet of readings; did you mean"),
        ("reader,theory,criterion", "there is no column for what was read"),
        ("reader,criterion,value", "column 'theory' is missing"),
        ("reader,theory,value,criterion,value", "column 'value' is there already"),
        ("reader,theory,rank,criterion", "no column 'criterion' in a sheet of orders"),
    ],
)
def test_a_header_that_is_none(tmp_path, header, said):
    _, wrong = read(tmp_path, "p.csv", f"{header}\na,b,c,1,2\n")
    assert any(said in line for line in wrong), wrong


def test_nothing_to_read(tmp_path):
    for name, text in (("p.csv", ""), ("p.csv", "reader,theory,criterion,value\n"), ("p.yaml", "")):
        assert len(read(tmp_path, name, text)[1]) == 1


def test_a_flood_of_problems_is_cut(tmp_path):
    rows = "anna,T1,speed,2,1,3\n" * 5000
    _, wrong = read(tmp_path, "p.csv", "reader,theory,criterion,low,mode,high\n" + rows)
    assert len(wrong) == MAX_PROBLEMS + 2
    assert wrong[-1].endswith("so many problems that reading ends here [too-many-problems]")


@given(st.binary(max_size=200) | st.text(",;\t\"'\n\rareader,thoycin1..=\x00\u202e", max_size=200))
def test_any_bytes_are_read_or_refused(raw):
    raw = raw if isinstance(raw, bytes) else raw.encode()
    header = b"reader,theory,criterion,value\n"
    for text in (raw, header + raw):
        document = sheet_document(read_sheet("p.csv", text))
        assert document.problems or document.data

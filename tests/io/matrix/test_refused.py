"""What is wrong with a sheet is said with its place."""

import pytest

from tests.command import run
from tests.io.matrix.helpers import PLAIN, imported, refused, values, write
from toi.io.matrix.csv_sheet import MAX_BYTES
from toi.io.matrix.read import MOST_VALUES
from toi.io.yaml.parse import MAX_PROBLEMS


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
Plan E;9.5..1;1...2
"""
    assert refused(raw) == [
        "costs.csv:2:3: 'direction', column 'Nutzen': 'mxa' is not one of benefit, cost; "
        "did you mean 'max'? [not-a-choice]",
        "costs.csv:3:2: 'Plan A', column 'Kosten': '3,5' has a decimal comma; "
        "the other number with decimals, '9.5..1', has a point: write 3.5 [csv-number]",
        "costs.csv:4:2: 'Plan B', column 'Kosten': '1.234,5' is not a number; "
        "if it is 1234.5, add --decimal comma [csv-number]",
        "costs.csv:5:1: 'Plan B' is there already, on line 4 [csv-duplicate]",
        "costs.csv:5:2: '=A1' is a formula; save the file with its values [csv-formula]",
        "costs.csv:5:3: 'Plan B', column 'Nutzen': 'NaN' is not a finite number; for unknown "
        "write ? [csv-number]",
        "costs.csv:6:3: 'Plan D' has 2 cells, but the first row has 3 [csv-cells]",
        "costs.csv:7:1: this row has no name [csv-header]",
        "costs.csv:8:4: 'Plan C' has 4 cells, but the first row has 3 [csv-cells]",
        "costs.csv:9:2: 'Plan E', column 'Kosten': '9.5..1' does not grow from low to high "
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
    ("12,34,567", "'12,34,567' is not a number; write 1234567 [csv-number]"),
    ("3 to 5", "'3 to 5' is not a number; for a range write 3..5 [csv-number]"),
    *(
        (cell, f"'{cell}' is not a number; write {number} [csv-number]")
        for cell, number in [
            ("45k?", "45000"),
            ("45k (?)", "45000"),
            ("~41k", "41000"),
            ("ca. 30k", "30000"),
            ("c. 30k", "30000"),
            ("about 30k", "30000"),
            ("~€2M?", "2000000"),
            ("~-5", "-5"),
            ("~41 %", "41 %"),
        ]
    ),
    ("~30-40k", "'~30-40k' is not a number; for a range write 30000..40000 [csv-number]"),
    ("~33,000", "'~33,000' is not a number; it may be 33000 or 33; write one of them [csv-"),
    ("carts", "'carts' is not a number; write one, or ? if unknown [csv-number]"),
    ("2.5 k€", "'2.5 k€' is not a number; write 2500 [csv-number]"),
    ("45mil", "'45mil' is not a number; write 45000 or 45000000 [csv-number]"),
    ("-4.5 billion", "'-4.5 billion' is not a number; write -4500000000 [csv-number]"),
    ("~3 lakh", "'~3 lakh' is not a number; write 300000 [csv-number]"),
    ("45m", "'45m' is not a number; write 45000000 or 45, and the unit in a row named unit [csv-"),
    ("30-40 mil", "'30-40 mil' is not a number; for a range write low..high [csv-number]"),
    ("20 pct", "'20 pct' is not a number; write 20 % [csv-number]"),
    ("12 kg", "'12 kg' is not a number; write 12, and the unit in a row named unit ["),
    ("#DIV/0!", "'#DIV/0!' is a spreadsheet's error, not a number; for unknown write ? [csv-"),
    ("-inf", "'-inf' is not a finite number; for unknown write ? [csv-"),
    ("1e999", "'1e999' is too large; the limit is 1e+100 [too-large]"),
    ("1..2..3..4", "'1..2..3..4': a range is low..high or low..mode..high [csv-number]"),
    ("5..", "'' is not a number; for a range write low..high [csv-number]"),
    ("{normal: 5}", "'{normal: 5}': normal takes [mean, sd] [distribution-length]"),
    ("{normal: [5", "'{normal: [5': before this, a `,` or the closing `]` is missing"),
    ("25", "25 is off the scale 0 to 20 [off-scale]"),
    ("5%", "'5%' has a %, and numbers before it have none; use one form [csv-percent]"),
    ("7/10", "'7/10' is not a number; write 7, and 0..10 in a row named scale [csv-number]"),
    ("02. Apr", "'02. Apr' is a date, as spreadsheets make of ranges such as 2-4; write low..high"),
    ("8 (a guess)", "'8 (a guess)' is not a number; write 8 [csv-number]"),
]


@pytest.mark.parametrize(("cell", "said"), CELLS)
def test_what_is_said_of_a_cell(cell, said, folder):
    (line,) = refused(PLAIN.replace("Plan A,12", f'Plan A,"{cell}"'))
    assert line.startswith(f"costs.csv:5:2: 'Plan A', column 'Cost': {said}")


def test_a_decimal_comma_is_told_though_an_empty_cell_hides_it(folder):
    """Without quotes it moves the rest on, and the row ends where others do: the last is not known.

    An export whose rows and head alike end in empty cells has no such row.
    """
    raw = "Plan,Use,Gain,Ease\ndirection,benefit,benefit,benefit\nA,7,3,\nB,3,5,7,\nC,1,2,3\n"
    (line,) = refused(raw)
    assert line.startswith("costs.csv:4:5: 5 cells, but the first row has 4; was a number written")
    padded = raw.replace("B,3,5,7,", "B,3,5,7").replace("\n", ",,\n")
    padded = padded.replace("benefit,,", "benefit,,,,")  # longer, but of no numbers
    assert values(imported(padded))["B"] == {"Use": 3, "Gain": 5, "Ease": 7}


def test_a_misspelt_row_of_weights_is_asked_about_and_nothing_is_transposed(folder):
    """Its numbers are far larger than those of the options, which suggests nothing."""
    (line,) = refused("Plan,Use,Gain\nwieght,50,50\nA,1,2\nB,3,4\n")
    assert line.startswith("costs.csv:2:1: 'wieght' may be a row of weights: call it weight")


def test_columns_to_leave_out_must_be_there(folder):
    assert refused(PLAIN, "--without", "Ues") == [
        "costs.csv:1:1: no column 'Ues' to leave out; did you mean 'Use'? [csv-header]"
    ]
    assert refused("P,C\nA,1\n", "--without", "C")[0].endswith("no column is left [csv-header]")


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
        (b"Plan\nA\n", ":1:1: only one column, where options and criteria are wanted; "),
        (b"Plan,Cost\n", ":1:1: there is no row for an option [empty]"),
        (
            b"Plan,Cost\n\xd6\xe5\xed\xe0,1\n",
            ":2:1: byte 0xd6 is not UTF-8; save it as 'CSV UTF-8' [not-utf8]",
        ),
        ("Plan,Cost\nA,1\n".encode("utf-16"), ":1:1: the file is UTF-16; save it as 'CSV UTF-8'"),
        (b"Plan,Cost\n\x81,1\n", ":2:1: byte 0x81 is not UTF-8; save it as 'CSV UTF-8'"),
        (b"\xd0\xcf\x11\xe0", ":1:1: this is a spreadsheet's own format; save it as 'CSV UTF-8'"),
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
            ":1:3: column 'N' has no numbers, but text such as 'good' and 'bad'; ",
        ),
        (
            b"P,C,N\nA,5,good\nB,6,bad\nC,7,asked 110 but would take 80\n",
            ":1:3: column 'N' has no numbers, but text such as 'good', 'bad' and 'asked 110 but ",
        ),
        (b"P,C,N\nA,5,good\nB,6,bad\nC,7,EUR 5\n", ":2:3: 'A', column 'N': 'good' is not a nu"),
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
    assert any(line.startswith("costs.csv" + said) for line in lines), lines


def test_floods_and_too_many_values_are_cut(folder):
    lines = refused("P,C\n" + "".join(f"T{i},x1\n" for i in range(500)))
    assert len(lines) == MAX_PROBLEMS + 1
    assert lines[-1].endswith("so many problems that reading ends here [too-many-problems]")
    heads = ",".join(f"c{i}" for i in range(99))
    in_a_row = refused(f"P,{heads}\nA{',x1' * 99}\n")
    assert in_a_row[-1].startswith("costs.csv:2:")
    assert in_a_row[-1].endswith("so many problems that reading ends here [too-many-problems]")
    wide = ",".join(f"c{i}" for i in range(100))
    rows = "".join(f"T{i}," + ",".join("1" * 100) + "\n" for i in range(MOST_VALUES // 100 + 1))
    assert refused(f"P,{wide}\n{rows}") == [
        "costs.csv:1:1: 50,100 values are too many; at most 50,000 can be read [csv-too-many]"
    ]


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


def test_a_column_of_text_is_asked_about_as_columns_of_numbers_are(folder):
    raw = "Plan,Cost,Risk,Reach\nA,1,low,3\nB,2,high,4\nC,2,medium,4\n"
    asked, text = refused(raw)
    assert asked.startswith("costs.csv:1:2: is less better on 'Cost' and 'Risk'?")
    assert "add --less Cost --less Risk, with --more" in asked
    assert "text such as 'low', 'high' and 'medium'; leave it out with --without Risk" in text
    assert refused(raw, "--less", "Cost", "--more", "risk") == [text]
    imported(
        raw.replace("low", "1").replace("high", "3").replace("medium", "2"),
        "--less",
        "cost",
        "--less",
        "risk",
    )

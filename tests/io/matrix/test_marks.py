"""Marks that may part thousands are never guessed at, and what is suggested can be typed."""

import re

import pytest

from tests.command import run
from tests.io.matrix.helpers import PLAIN, imported, refused, values, write
from tests.io.matrix.test_rows import matrix, said

WITH_DECIMALS = "Plan,Price,Use\ndirection,cost,cost\n{}\n"  # Use shows that points are decimals


def column(*cells):
    rows = (f'P{i},"{cell}",{i}.5' for i, cell in enumerate(cells))
    return WITH_DECIMALS.format("\n".join(rows))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            ("33.000..38.000", "52,000"),
            [
                "'33.000..38.000' may be 33000..38000 or 33.0..38.0: '52,000' in its column has "
                "the other mark",
                "'52,000' may be 52000 or 52.0: '33.000' in its column has the other mark",
            ],
        ),
        (("33.000", "1.5"), ["'33.000' may be 33000 or 33.0: nothing here tells"]),
        (("33.125", "38.500"), ["'33.125' may be 33125 or 33.1250", "'38.500' may be 38500 or"]),
        (("33.000", "45000"), ["'33.000' may be 33000 or 33.0"]),
    ],
)
def test_a_mark_that_may_part_thousands_is_asked_about_with_both_readings(cells, said, folder):
    lines = refused(column(*cells))
    assert len(lines) == len(said)
    for line, part in zip(lines, said, strict=True):
        assert part in line


def test_each_of_both_readings_is_taken_when_it_is_typed(folder):
    for typed in (["33000", "38000"], ["33.0", "38.5"], ["33.1250", "7"]):
        found = values(imported(column(*typed), "--force"))
        assert [found[f"P{i}"]["Price"] for i in (0, 1)] == [float(one) for one in typed]


def test_whoever_says_how_decimals_are_written_is_believed(folder):
    found = values(imported(column("33.000", "38.500"), "--decimal", "point"))
    assert found["P0"]["Price"] == 33


@pytest.mark.parametrize("other", ["0.500", "1234.500", "1,234.500"])
def test_a_column_whose_decimals_are_three_for_certain_is_read(other, folder):
    assert values(imported(column("33.000", other)))["P0"]["Price"] == 33


def test_three_decimals_that_nothing_shows_are_told(folder):
    write(column("33.125", "38.512"))
    done = run("data", "import", "costs.csv", "-o", "ws")
    assert "note: numbers such as '33.125' are read as having decimals after the point" in done.err


def test_a_thousandth_of_its_neighbours_is_told_first_as_it_is_written(folder):
    write(column("30..40", "45000..50000", "52000"))
    done = run("data", "import", "costs.csv", "-o", "ws")
    assert done.err.startswith(
        "note: 'P0' has 30 to 40 on 'Price', about a thousandth of what the others have there "
        "(45000 to 52000): is 30000 to 40000 meant?\n"
    )


RANGES = [
    ("30-40k", "30000..40000"),
    ("30k-40k", "30000..40000"),
    ("30 k - 40 k", "30000..40000"),
    ("30..40k", "30000..40000"),
    ("30..35..40k", "30000..35000..40000"),
    ("€30-40k", "30000..40000"),
    ("EUR 30k to EUR 40k", "30000..40000"),
    ("30-40 kg", "30..40"),
    ("40000-30000", "30000..40000"),
    ("40k-30k", "30000..40000"),
    ("2.5 to 3.5", "2.5..3.5"),
    ("1.5-2.5k", "1500..2500"),
]


@pytest.mark.parametrize(("cell", "written"), RANGES)
def test_a_range_as_people_write_it_is_told_what_to_type_and_that_is_taken(cell, written, folder):
    (line,) = refused(column(cell, "7"))
    assert re.findall(r"write ([0-9.]*[0-9])", line) == [written]
    imported(column(written, "7"))


@pytest.mark.parametrize("cell", ["500-1k", "40-30k", "30k-40", "-5..5k", "30 bis 40", "1e3-2e3"])
def test_of_a_range_that_may_be_read_in_two_ways_no_number_is_suggested(cell, folder):
    (line,) = refused(column(cell, "7"))
    assert "for a range write low..high" in line


def test_a_date_is_no_range(folder):
    (line,) = refused(column("2024-05-06", "7"))
    assert "write 2" not in line


def test_text_of_a_workbook_is_asked_about_and_its_numbers_are_not(folder):
    openpyxl = pytest.importorskip("openpyxl")

    def made(*prices):
        book = openpyxl.Workbook()
        for row in [["Plan", "Price", "Use"], ["direction", "cost", "cost"]]:
            book.active.append(row)
        for number, price in enumerate(prices):
            book.active.append([f"P{number}", price, number + 0.5])
        book.save("costs.xlsx")
        return run("data", "import", "costs.xlsx", "-o", "ws", "--force")

    mixed = made("33.000..38.000", "52,000", 45000)
    assert "may be 33000..38000 or 33.0..38.0: '52,000' in its column" in mixed.err
    assert "'1.250 €' may be 1250 or 1.25: nothing here tells" in made("1.250 €", 7).err
    assert made(33.125, "52,000").code == 0
    read = made(33.125, 38.5)
    assert read.code == 0
    assert "decimals after the point" not in read.err
    assert "value: 33.125," in (folder / "ws/data/theories.yaml").read_text()


def test_a_number_that_commas_part_hides_nothing_else():
    raw = (
        "Plan,Gain,Size,Use\nA,52,000,3,7\nB,33.000,5,x\nC,1,234,567,abc,8\n"
        "D,41.500,4\nE,100,250,300,7\n"
    )
    assert [line.partition(" [")[0] for line in said(raw).splitlines()] == [
        "m.csv:2:2: 'A' has 5 cells, but the first row has 4; for '52,000' write 52000 or 52.0",
        "m.csv:3:2: 'B', column 'Gain': '33.000' may be 33000 or 33.0: '52,000' in its column has "
        "the other mark; write one of them",
        "m.csv:3:4: 'B', column 'Use': 'x' is not a number; write one, or ? if unknown",
        "m.csv:4:2: 'C' has 6 cells, but the first row has 4; for '1,234,567' write 1234567",
        "m.csv:4:3: 'C', column 'Size': 'abc' is not a number; write one, or ? if unknown",
        "m.csv:5:2: 'D', column 'Gain': '41.500' may be 41500 or 41.5: '52,000' in its column has "
        "the other mark; write one of them",
        "m.csv:5:4: 'D' has 3 cells, but the first row has 4",
        "m.csv:6:5: 'E' has 5 cells, but the first row has 4; was a number written with a decimal "
        'comma? Write 62.5, or "62,5" in quotes',
    ]


COMMAS = 'P{0}Price{0}Use\ndirection{0}cost{0}benefit\nA{0}"1,5"{0}"2,25"\nB{0}"2,5..3,5"{0}3\n'
MOST = "the 3 other numbers with decimals, such as '1,5', have a comma and are read so: write"


@pytest.mark.parametrize(
    ("delimiter", "also"), [(";", ""), ("\t", ""), (",", ", and add --decimal")]
)
def test_one_point_among_decimal_commas_is_the_odd_one_and_the_rest_is_read(
    delimiter, also, folder
):
    raw = COMMAS.format(delimiter) + f"C{delimiter}1.5..2.5{delimiter}4\n"
    (line,) = refused(raw)
    assert line.startswith("costs.csv:5:2: 'C', column 'Price': '1.5..2.5' has a decimal point; ")
    assert f"{MOST} 1,5..2,5{also}" in line
    announced = ("--decimal", "comma") if also else ()
    mended = raw.replace("1.5..2.5", '"1,5..2,5"')
    assert values(imported(mended, *announced, "--force"))["C"]["Price"] == 2


def test_one_comma_among_decimal_points_is_the_odd_one(folder):
    (line,) = refused(PLAIN.replace("12,7", '"1,5",7.5').replace("4..6", "4.25..6"))
    assert "'1,5' has a decimal comma; the 2 other numbers with decimals, such as '7.5'," in line
    assert line.endswith("have a point and are read so: write 1.5 [csv-number]")


def test_of_money_whose_point_parts_thousands_it_is_not_said_that_it_has_decimals():
    found = matrix("Plan,Price\ndirection,cost\nA,5.222 USD\nB,4.100 USD\n")
    assert [line.values[0].mean for line in found.lines] == [5222, 4100]
    assert not any("decimals after the point" in note for note in found.notes)
    assert found.columns[0].grouped == "5.222 USD"  # of which an import tells

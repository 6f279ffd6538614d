"""One table of several readers, by a column of their names, as a debate of their own."""

import json
from pathlib import Path

import pytest

import toi
from tests.analyses.readings.panel import imported, refused
from tests.command import run

BY_READER = """\
Reviewer,Team,Proposal,Value,Risk
,,direction,benefit,cost
weight,,,3,1
,,scale,0..10,0..10
anna,town,One,8,2
anna,town,Two,5,4..5..6
anna,town,Three,?,9
ben,,Two,7,5
ben,,One,6,2
ben,,Four,1,1
"""


def test_a_table_with_a_column_of_readers_is_a_sheet_to_each(sheets):
    """As a spreadsheet gives it; it makes the same debate as a file from each of them."""
    rows = "direction,benefit,cost\nweight,3,1\nscale,0..10,0..10\n"
    anna = f"Group: town\nProposal,Value,Risk\n{rows}One,8,2\nTwo,5,4..5..6\nThree,?,9\n"
    imported(sheets(anna=anna, ben="Proposal,Value,Risk\nTwo,7,5\nOne,6,2\nFour,1,1\n"))
    made = ("readings.csv", "rubrics/sheet.yaml")
    apart = {name: Path("round", name).read_text() for name in made}
    digest = toi.load("round/data").debate.digest
    done = run("data", "import", *sheets(all=BY_READER), "-o", "round", "--force")
    assert "from the sheets of 2 readers" in done.out
    assert {name: Path("round", name).read_text() for name in apart} == apart
    assert toi.load("round/data").debate.digest == digest
    agreed = run("data", "agreement", "../all.csv", "-f", "json", cwd="round")
    assert [one["cells"] for one in json.loads(agreed.out)["readers"]] == [5, 6]


def test_a_table_of_readers_may_use_the_words_of_the_long_form(sheets):
    rows = ",direction,benefit,cost\nanna,One,8,2\nben,One,6,2\nben,Two,1,1\n"
    done = imported(sheets(all=f"reader,theory,Use,Risk\n{rows}"))
    assert "2 options, 2 criteria from the sheets of 2 readers" in done.out


def test_places_in_a_table_of_readers_are_those_of_the_file(sheets):
    wrong = BY_READER.replace("ben,,One,6,2", "ben,,One,6x,2").replace(
        "ben,,Four,1,1", "ben,,Four,1"
    )
    wrong += ",,Five,1,2\nben,,Two,7,5\n"
    assert refused(sheets(all=wrong)) == [
        "all.csv:9:4: 'One', column 'Value': '6x' is not a number [csv-number]",
        "all.csv:10:5: 'Four' has 4 cells, but the first row has 5 [csv-cells]",
        "all.csv:11:1: this row names no reader [csv-empty]",
        "all.csv:12:3: 'Two' is there already, on line 8 [csv-duplicate]",
    ]


@pytest.mark.parametrize(
    "raw",
    ["Plan,Expert,Use\nA,7,3\nB,7,5\nC,2,9\n", "Reader,Pages,Use\nKindle,90,3\nKobo,80,5\n"],
)
def test_a_table_whose_heads_are_called_as_readers_are_is_no_panels(sheets, raw):
    done = run("data", "import", *sheets(plain=raw), "-o", "round")
    assert done.code == 0, done.err
    assert not Path("round/readings.csv").exists()

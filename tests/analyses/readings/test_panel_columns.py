"""Columns of a panel's sheets that are no criteria: results, totals, numbers, empty ones."""

import pytest

import toi
from tests.analyses.readings.panel import ANNA, imported, refused


def test_running_numbers_before_the_names_and_totals_without_a_number(sheets):
    text = "No.,Proposal,Value,Total\n1,One,{},\n2,Two,4,\n,Mean,{},\n"
    done = imported(sheets(anna=text.format(6, 5), ben=text.format(2, 3)))
    debate = toi.load("round/data").debate
    assert list(debate.theories) == ["One", "Two"]
    assert list(debate.criteria) == ["Value"]
    assert "note: anna.csv, ben.csv: column 'No.' left out: numbers" in done.err
    assert "note: anna.csv, ben.csv: column 'Total' left out: there is no number in" in done.err


def test_a_column_that_nobody_filled_in(sheets):
    text = "Proposal,Value,Worth\nOne,{},?\nTwo,4,\n"
    said = refused(sheets(anna=text.format(6), ben=text.format(2)))
    nobody = "nobody judged column 'Worth'; leave it out with --without Worth [csv-empty]"
    assert said == [f"anna.csv:1:3: {nobody}"]


ROUNDED = """\
Plan,A,B,C,Total,Average
{}One,1,2,7,10,{}
Two,4,4,5,13,{}
Three,2,,3,5,2.5
"""


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [("3.3", "4.3", "means"), ("3.33", "4.33", "means"), ("2.5", "4.2", "weighted means")],
)
def test_results_that_are_rounded_are_left_out(sheets, one, two, said):
    """Whoever's sheet holds the weights, and whatever cells are empty."""
    weighed = "weight,2,1,1,,\n" if said == "means" else "weight,50,30,20,,\n"
    text = ROUNDED.replace("2.5\n", "{}\n")
    last = "2.5" if said == "means" else "2.3"
    files = sheets(anna=text.format(weighed, one, two, last), ben=text.format("", one, two, last))
    done = imported(files)
    assert (
        f"anna.csv, ben.csv: column 'Average' left out: it holds {said} of the others" in done.err
    )
    assert "column 'Total' left out: it holds sums of the others" in done.err
    assert list(toi.load("round/data").debate.criteria) == ["A", "B", "C"]
    rubric = toi.rubric(toi.load("round/data"), "round/rubrics/sheet.yaml").rubric
    assert rubric.weights_sure == "roughly"
    assert "equal weights" not in done.err


def test_a_result_that_does_not_follow_in_one_of_the_sheets(sheets):
    text = "Plan,A,B,C,Average\nOne,1,2,7,3.3\nTwo,4,4,5,{}\n"
    said = refused(sheets(anna=text.format("4.3"), ben=text.format("9.9")))
    assert said == [
        "ben.csv:1:5: column 'Average' is reckoned from the others in anna.csv, and does not "
        "follow from them here: mend it, or leave it out with --without Average [csv-result]"
    ]


def test_results_of_a_reader_who_judged_one_option(sheets):
    text = "Plan,A,B,C,Average\n{}Two,4,4,5,4.3\n"
    done = imported(sheets(anna=text.format("One,1,2,7,3.3\n"), ben=text.format("")))
    assert "anna.csv, ben.csv: column 'Average' left out: it holds means of the others" in done.err


def test_a_criterion_without_a_weight_beside_others(sheets):
    ben = "Proposal,Value,Risk,Reach\nTwo,7,5,3\nOne,6,2,2\n"
    assert refused(sheets(anna=ANNA, ben=ben)) == [
        "ben.csv:1:4: column 'Reach' has no weight, as others have in a row weight: add it there, "
        "or leave the column out with --without Reach [csv-empty]"
    ]


def test_a_column_of_results_without_a_number_is_no_criterion(sheets):
    """Formulas of which a workbook kept no value, in the rows of weights and directions neither."""
    text = "Plan,Value,Risk,Average\nOne,{},2,{}\nTwo,4,1,{}\n"
    anna = text.replace("One", "weight,2,1,\ndirection,benefit,cost,\nOne")
    for average in ("", "?"):
        files = sheets(anna=anna.format(1, "", ""), ben=text.format(2, average, average))
        done = imported(files, "--force")
        assert "column 'Average' left out: there is no number in it" in done.err
        assert "taken as a criterion" not in done.err
        assert "equal weights" not in done.err

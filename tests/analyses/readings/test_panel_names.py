"""Names of options and criteria that differ among a panel's sheets: misspelt, or others."""

from pathlib import Path
from shlex import quote

import pytest

import toi
from tests.analyses.readings.panel import ANNA, BEN, imported, refused


def test_a_name_that_one_reader_alone_has_may_be_misspelt(sheets):
    files = sheets(
        anna="Plan,Value\nNight trains,2\nSolar roofs,1\n",
        ben="Plan,Value\nNight trains,4\nSolar rooofs,three\n",
        carla="Plan,Value\nNight trains,4\nSolar roofs,1\n",
    )
    assert refused(files) == [
        "ben.csv:3:1: 'Solar rooofs' stands in the sheet of ben alone: is it 'Solar roofs'? Write "
        "it alike; or, if it is another option, add --option 'Solar rooofs' [near-name]",
        "ben.csv:3:2: 'Solar rooofs', column 'Value': 'three' is not a number; "
        "write one, or ? if unknown [csv-number]",
    ]
    sheets(ben="Plan,Value\nNight trains,4\nSolar rooofs,3\n")
    imported(files, "--option", "Solar rooofs")
    assert len(toi.load("round/data").debate.theories) == 3


def test_names_of_a_series_are_no_misspellings(sheets):
    files = sheets(anna="Plan,Value\nGrant A,2\nStudy 1,1\n", ben="Plan,Value\nGrant B,3\n")
    imported(files)
    anna, ben = "Night trains", "Nightly trains everywhere"
    files = sheets(anna=f"Plan,Value\n{anna},2\nX,1\n", ben=f"Plan,Value\n{ben},3\n")
    done = imported(files, "--force")
    assert f"{anna!r} stands in the sheet of anna alone: is it {ben!r}?" in done.err


def test_many_options_of_one_reader_each_are_not_all_compared(sheets):
    """Each with each by their letters takes minutes; that it is not done is said."""
    rows = {n: "".join(f"the {n} plan of zone {i},3\n" for i in range(150)) for n in ("one", "two")}
    done = imported(sheets(**{name: f"Plan,Value\n{text}" for name, text in rows.items()}))
    assert "300 options stand in one sheet alone; whether some of them are one" in done.err


def test_numbers_in_names_are_told_apart_by_what_they_are_worth(sheets):
    text = "Plan,Value\nMalaria nets {},2\nStudy {},1\nSolar roofs,4\n"
    files = sheets(anna=text.format("2.0", 1), ben=text.format(2, 2), carla=text.format("2.0", 1))
    assert refused(files) == [
        "ben.csv:2:1: 'Malaria nets 2' stands in the sheet of ben alone: is it 'Malaria nets 2.0'? "
        "Write it alike; or, if it is another option, add --option 'Malaria nets 2' [near-name]"
    ]
    done = imported(files, "--option", "Malaria nets 2")
    assert "note: 'Study 2' stands in the sheet of ben alone\n" in done.err


def test_a_scale_in_a_head_is_no_part_of_the_name(sheets):
    """Whichever sheet comes first, and whatever a direction is said of."""
    carla = "Proposal,Value (0-10),Risk [0..10]\nTwo,1,9\nOne,8,2\nThree,4,4\n"
    for name in ("aaron", "carla"):
        files = sheets(**{name: carla, "anna": ANNA, "ben": BEN})
        done = imported(sorted(files), "--less", "Risk [0..10]", "--force")
        criteria = toi.load("round/data").debate.criteria
        assert list(criteria) == [one.title for one in criteria.values()] == ["Value", "Risk"]
        assert "'Value (0-10)' and 'Risk [0..10]' read as Value and Risk" in done.err
        assert f"{name},,Two,Value,1," in Path("round/readings.csv").read_text()
        Path(f"{name}.csv").unlink()


def test_years_in_heads_tell_columns_apart(sheets):
    text = "Plan,Sales (2019-2020),Sales (2021-2022)\nOne,7,8\nTwo,5,4\n"
    imported(sheets(anna=text, ben=text.replace("One", "Three")))
    assert len(toi.load("round/data").debate.criteria) == 2


@pytest.mark.parametrize("head", ["Valeu", "Value of it", "Value (points)"])
def test_a_criterion_that_one_reader_alone_has_may_be_one_of_the_others(sheets, head):
    carla = f"Proposal,{head},Risk\nTwo,1,9\nOne,8,2\n"
    files = sheets(anna=ANNA, ben=BEN, carla=carla)
    assert refused(files) == [
        f"carla.csv:1:2: column '{head}' stands in the sheet of carla alone: is it 'Value' of the "
        f"others? Write it alike; or, if it is another criterion, add --more {quote(head)}, or "
        "--less where less is better [near-name]"
    ]
    said = refused(files, "--more", head)
    assert [line for line in said if "has no weight" in line and "one with 'Value'" in line] == said


def test_a_criterion_of_another_name_is_told_beside_the_one_that_is_missing(sheets):
    ben = BEN.replace("Value", "Merit")
    files = sheets(anna=ANNA.replace("weight,3,1\n", ""), ben=ben)
    done = imported(files)
    assert (
        "column 'Merit' stands in the sheet of ben alone, which has no 'Value': if they are one, "
        "write them alike" in done.err
    )


def test_an_option_that_is_not_there(sheets):
    said = refused(sheets(anna=ANNA, ben=BEN), "--option", "Thre")
    assert said == ["toi: no row 'Thre'; did you mean 'Three'? [csv-header]"]


def test_an_option_that_a_reader_left_empty_is_no_remark(sheets):
    """At the end of a sheet as in the middle of it."""
    text = "Plan,Value,Risk\nSolar roofs\nNight trains,4,2\nLunar dust,,\nWritten by night\n"
    done = imported(
        sheets(anna=text, ben="Plan,Value,Risk\nLunar dust,1,2\nSolar roofs,3,3\n"),
        "--more",
        "Risk",
    )
    assert "note: anna.csv: no judgement of 'Solar roofs' and 'Lunar dust'" in done.err
    assert "line 5 below the table left out: 'Written by night'" in done.err

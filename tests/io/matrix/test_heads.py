"""What the heads of a sheet's columns say: scales, and names without units."""

import json

import pytest

from tests.io.matrix.helpers import made, run, write
from tests.io.matrix.test_rows import matrix, said
from toi.io.matrix.head_scale import head_scale
from toi.io.yaml.parse import parse


@pytest.mark.parametrize(
    ("head", "scale"),
    [
        ("Team (1-10)", (1, 10)),
        ("Team (1\u201310)", (1, 10)),
        ("Lage [0..5]", (0, 5)),
        ("Lage (0 bis 5 Punkte)", (0, 5)),
        ("Lage (Skala 0-5)", (0, 5)),
        ("Ruf (0-100 %)", (0, 100)),
        ("Note (1 = sehr gut, 6 = schlecht)", (1, 6)),
        ("Team 1-10", (1, 10)),
        ("Team (10-1)", (1, 10)),
        ("Gehalt (Tsd. EUR)", None),
        ("CO2 (kg/100 km)", None),
        ("Plan 9", None),
        ("2020-2024", None),
    ],
)
def test_the_scale_in_a_head_is_read(head, scale):
    assert head_scale(head) == scale


def test_a_heads_scale_is_taken_and_a_row_of_scales_goes_before_it():
    raw = "Offer,Team (1-10),Pay\nA,5,50\nB,7,60\n"
    assert [column.scale for column in matrix(raw).columns] == [(1, 10), None]
    found = matrix(raw.replace("A,5", "scale,0..8,\nA,5"))
    assert found.columns[0].scale == (0, 8)


def test_a_row_of_units_may_name_the_scale():
    found = matrix("Offer,Team,Pay\nunit,1 to 9,EUR\nA,5,50\nB,7,60\n")
    assert [column.scale for column in found.columns] == [(1, 9), None]


def test_what_lies_off_a_heads_scale_is_refused_unless_all_does():
    assert "'B', column 'Team (1-10)': 12 is off the scale 1 to 10, the scale that the head" in (
        said("Offer,Team (1-10),Pay\nA,5,50\nB,12,60\n")
    )
    years = matrix("Offer,Umsatz (2020-2024),Pay\nA,5,50\nB,12,60\n")
    assert years.columns[0].scale is None


def test_an_import_says_what_the_scales_are(folder):
    write("Offer,Team (1-10),Pay\nA,5,50\nB,7,60\n")
    err = run("data", "import", "costs.csv", "-o", "ws").err
    assert "scales are those that the heads name: 'Team (1-10)'\n" in err
    assert "no scale is given for 'Pay' 50 to 60: the worst number in the sheet counts 0" in err


SHEET = "Angebot;\u00dcberstunden (h/Woche);Weg (min);Weg (km)\nA;5;10;3\nB;2;20;8\n"


def test_columns_are_named_without_unit_case_and_accents():
    found = matrix(SHEET, less=["uberstunden", "weg (MIN)", "Weg (km)"])
    assert [column.direction for column in found.columns] == ["cost"] * 3
    kept = matrix(SHEET, less=["\u00dcberstunden", "Weg (min)"], without=["weg (km)"])
    assert [column.name for column in kept.columns] == ["\u00dcberstunden (h/Woche)", "Weg (min)"]


def test_one_word_of_a_name_will_do():
    raw = SHEET.replace("Weg (min);Weg (km)", "Weg zur Arbeit (min);Lage (km)")
    found = matrix(raw, less=["\u00fcberstunden", "weg"], without=["lage"])
    assert [column.direction for column in found.columns] == ["cost", "cost"]
    assert "no column 'Arb'" in said(raw, less=["Arb"])


def test_a_name_that_fits_two_columns_is_asked_about():
    assert "several columns are 'weg': 'Weg (min)' or 'Weg (km)'?" in said(SHEET, less=["weg"])
    assert "several columns are 'weg'; which is to be left out: 'Weg (min)' or 'Weg (km)'?" in (
        said(SHEET, without=["weg"], less=["Weg (min)", "Weg (km)", "uberstunden"])
    )


def test_a_column_of_one_number_is_said_to_tell_nothing(folder):
    write("Plan,Use,Gain\nA,5,2\nB,5,4\n")
    done = run("data", "import", "costs.csv", "--output", "ws")
    assert (
        "no scale is given for 'Use', and all numbers there are alike: each counts 50" in done.err
    )
    assert "no scale is given for 'Gain' 2 to 4: the worst number in the sheet counts" in done.err
    found = json.loads(run("score", "--format", "json", cwd="ws").out)["results"]
    assert {row["id"]: row["score"] for row in found} == {"A": 25, "B": 75}


def titles_of_criteria(raw):
    text = made(raw.encode())["data/criteria.yaml"]
    return [one["title"] for one in parse("criteria.yaml", text.encode()).data["criteria"]]


@pytest.mark.parametrize(
    ("head", "cells", "title"),
    [
        ("Success", ("20%", "30 %"), "Success (%)"),
        ("Success (%)", ("20%", "30%"), "Success (%)"),
        ("Success in per cent", ("20%", "30%"), "Success in per cent"),
        ("Gain", ("EUR 20", "EUR 30"), "Gain (EUR)"),
        ("Gain (€)", ("EUR 20", "30"), "Gain (€)"),
        ("Gain", ("20", "30"), "Gain"),
    ],
)
def test_the_unit_of_the_cells_is_kept_in_the_title(head, cells, title):
    raw = f"Offer,{head}\nA,{cells[0]}\nB,{cells[1]}\n"
    assert titles_of_criteria(raw) == [title]


def test_a_row_of_units_says_more_than_the_cells():
    raw = "Offer,Gain\nunit,million EUR\nA,EUR 20\nB,EUR 30\n"
    assert titles_of_criteria(raw) == ["Gain (million EUR)"]


def heads(raw):
    criteria = parse("criteria.yaml", made(raw.encode())["data/criteria.yaml"].encode()).data
    return [one["short"] for one in criteria["criteria"]]


def test_a_criterions_head_is_its_title_without_the_unit_if_that_tells_it_apart():
    assert heads(
        "P,Time to result (months),Time to staff (months),Cost (EUR)\n"
        "direction,cost,cost,cost\nA,1,2,3\n"
    ) == [
        "Time to result",
        "Time to staff",
        "Cost",
    ]
    assert heads("P,Cost (EUR),Cost (hours)\ndirection,cost,cost\nA,1,2\n") == [
        "Cost (EUR)",
        "Cost (hours)",
    ]


def test_long_heads_stand_in_two_lines_on_a_screen_that_fits(folder):
    head = "P,Time to result (months),Harm if it goes wrong (0-100),Time to staff,Reach,Cost (EUR)"
    write(f"{head}\ndirection,cost,cost,cost,benefit,cost\nA,2,30,4,500,1000\nB,3,10,1,700,2000\n")
    run("data", "import", "costs.csv", "-o", "ws")
    lines = run("score", cwd="ws").out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("Ranks"))
    assert lines[at - 1].split() == ["Time", "to", "Harm", "if", "it", "Time", "to"]
    assert lines[at].split()[-6:] == ["result-", "goes", "wrong-", "staff-", "Reach+", "Cost-"]
    assert max(map(len, lines)) <= 80
    wide = run("score", "--wide", cwd="ws").out
    assert "Option result- goes wrong-  staff- Reach+ Cost-" in wide

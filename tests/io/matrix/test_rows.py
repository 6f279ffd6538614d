"""What a sheet holds besides options and criteria: weights, totals, remarks, unknown values."""
# ruff: noqa: RUF001 - the letters of other languages are meant

import pytest

from tests.command import run
from toi.errors import InputErrors
from toi.io.matrix.csv_sheet import read_sheet
from toi.io.matrix.decision_matrix import ImportOptions
from toi.io.matrix.read import read_matrix
from toi.io.matrix.row_names import kind_of, resembles_weights, statistic_of
from toi.io.matrix.to_debate import matrix_files


def matrix(raw, **wishes):
    return read_matrix(read_sheet("m.csv", raw.encode()), ImportOptions(**wishes))


def said(raw, **wishes):
    with pytest.raises(InputErrors) as refused:
        matrix(raw, **wishes)
    return str(refused.value)


def titles(found):
    return [line.title for line in found.lines]


OF_WEIGHTS = """weight, Weights, WEIGHT (%), Weight:, weights of the criteria, Criteria weights,
    Swing weight, My weights, total weight, wt., importance, Importance relative, Gewicht, Gewichte,
    Gewichtung, Gewichtung in %, Wichtigkeit, poids, Pondération, ponderation, peso, Pesos, pesi,
    Importância, gewichten, vikt, vægt, Vekt, waga, Wagi, váhy, súly, ağırlık, Ağırlıklar, βάρος,
    вес, Вес:, 权重, 權重, 重み, 가중치, משקל, الوزن, वज़न, भार, trọng số, [Gewicht]"""


@pytest.mark.parametrize("label", [word.strip() for word in OF_WEIGHTS.split(",")])
def test_weights_are_never_an_option(label):
    found = matrix(f"Offer,Pay,Way\n{label},30,10\nA,1,5\nB,2,4\n")
    assert titles(found) == ["A", "B"]
    assert [column.weight for column in found.columns] == [30, 10]


@pytest.mark.parametrize(
    ("label", "kind"),
    [("Richtung", "direction"), ("Sens", "direction"), ("方向", "direction"), ("(unit)", "unit")]
    + [("Einheit:", "unit"), ("Skala", "scale"), ("échelle", "scale"), ("Objective", "direction")],
)
def test_other_rows_have_names_in_other_languages(label, kind):
    assert kind_of(label) == kind


@pytest.mark.parametrize("label", ["Height", "Lightweight", "Priority Mail", "Unit 1", "Goal line"])
def test_names_of_options_are_not_taken_for_more(label):
    assert (kind_of(label), statistic_of(label), resembles_weights(label)) == ("", "", False)


@pytest.mark.parametrize("label", ["wieght", "Gewihct", "weigt", "Sam's weights", "Weight 2"])
def test_what_may_be_weights_is_asked_about(label):
    raw = f"Offer,Pay,Way\n{label},3,7\nA,1,5\nB,2,4\n"
    assert "may be a row of weights: call it weight; or, if it is an option, add" in said(raw)
    assert titles(matrix(raw, options=[label])) == [label, "A", "B"]


def test_a_first_row_that_adds_up_to_100_is_asked_about_whatever_its_name():
    raw = "Offer,Pay,Way,Home\nWertung,20,30,50\nA,1,5,2\nB,2,4,3\n"
    assert "'Wertung' may be a row of weights" in said(raw)
    assert titles(matrix(raw.replace("A,1", "weight,1,1,1\nA,1"))) == ["Wertung", "A", "B"]
    assert len(matrix("P,a,b,c\nA,20,30,50\nB,40,40,20\n").lines) == 2  # as the others do


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("weight,20%,0.3,0.5", "some weights have a % and some have not"),
        ("weight,20%,30%,60%", "the weights add up to 110 %, more than 100 %"),
        ("Gewicht (%),20,30,60", "the weights add up to 110 %, more than 100 %"),
        ("weight,0.2,30,60", "some weights seem to be shares of 1 and some percentages"),
        ("weight,0,0,0", "all weights are zero"),
    ],
)
def test_weights_that_can_be_read_in_two_ways_are_refused(row, what):
    assert what in said(f"Offer,a,b,c\n{row}\nA,1,5,2\nB,2,4,3\n")


def test_weights_may_be_rounded_or_only_in_proportion():
    for row in ("33%,33%,33%", "17%,17%,67%", "1,2,3", "0.5,30,69.5", "20,30,60"):
        assert len(matrix(f"O,a,b,c\nweight,{row}\nA,1,5,2\nB,2,4,3\n").columns) == 3


@pytest.mark.parametrize(
    "row", ["Total,4,6", "Mittelwert,2,3", "Ø (average),2,3", "Max,3,4", "Sum,,"]
)
def test_results_of_the_other_rows_are_left_out_and_said(row):
    found = matrix(f"Offer,Pay,Way\nA,1,2\nB,3,4\n{row}\n")
    assert titles(found) == ["A", "B"]
    assert [note for note in found.notes if "line 4" in note and "left out" in note]


def test_results_beside_one_another_are_all_left_out():
    found = matrix("Offer,Pay,Way\nA,1,2\nB,2,1\nTotal,3,3\nMean,1.5,1.5\nMax,2,2\n")
    assert titles(found) == ["A", "B"]
    assert len([note for note in found.notes if "left out" in note]) == 3


def test_beside_results_alone_nothing_is_one():
    """People may be called Max."""
    assert "'Max' looks like a result" in said("Offer,Pay,Way\nMax,1,2\nMean,3,4\n")
    assert titles(matrix("Offer,Pay,Way\nMax,1,2\nBo,3,4\n", options=["Max"])) == ["Max", "Bo"]


def test_a_total_that_is_none_is_asked_about():
    raw = "Offer,Pay,Way\nA,1,2\nB,3,4\nTotal,7,9\n"
    asked = "not follow from the numbers in them: remove it; or, if it is an option, add --option"
    assert asked in said(raw)
    assert titles(matrix(raw, options=["total"])) == ["A", "B", "Total"]
    assert "no row 'Totl'; did you mean 'Total'?" in said(raw, options=["Totl"])


@pytest.mark.parametrize(
    ("sheet", "what"),
    [
        ("O,a,b,Total\nweight,60,40,100\nA,1,2,3\nB,3,4,7\n", "sums of the others"),
        ("O,a,b,Score\nweight,60%,40%,\nA,1,2,1.4\nB,3,4,3.4\n", "weighted means of the others"),
        ("O,a,b,Nr\nA,1,2,1\nB,3,4,2\n", "running numbers"),
    ],
)
def test_columns_that_repeat_the_others_are_left_out_and_said(sheet, what):
    found = matrix(sheet)
    assert [column.name for column in found.columns] == ["a", "b"]
    assert any(note.endswith(f"left out: it holds {what}") for note in found.notes)


def test_a_column_of_results_that_cannot_be_told_is_kept_and_said():
    found = matrix("O,a,b,Total\nA,1,2,9\nB,3,4,1\n")
    assert [column.name for column in found.columns] == ["a", "b", "Total"]
    assert any("'Total' is taken as a criterion" in note for note in found.notes)


def test_lines_around_the_table_are_left_out_and_said():
    raw = "Offers, as of May\n\nOffer;Pay;Way\nA;1;5\nB;2;4\n\nSource: own\n"
    found = matrix(raw)
    assert (titles(found), len(found.columns)) == (["A", "B"], 2)
    assert found.notes[:2] == [
        "line 1 above the table left out: 'Offers, as of May'",
        "line 7 below the table left out: 'Source: own'",
    ]


def test_units_have_a_row_and_options_called_unit_are_not_swallowed():
    for label in ("", "unit", "Einheit"):
        found = matrix(f"Offer,Pay,Way\n{label},EUR,min\nA,1,5\nB,2,4\n")
        assert [column.unit for column in found.columns] == ["EUR", "min"]
    raw = "Offer,Pay,Way\nUnit,3,4\nA,1,5\n"
    assert "'3' is a number where a unit is wanted" in said(raw)
    assert titles(matrix(raw, options=["Unit"])) == ["Unit", "A"]


def test_a_sheet_without_names_is_refused_and_numbers_beside_names_are_not_names():
    assert "put a column of names before it" in said("Pay,Way\n1,2\n3,4\n")
    found = matrix("#,Offer,Pay,Way\n1,A,5,6\n2,B,6,4\n")
    assert (titles(found), [column.name for column in found.columns]) == (
        ["A", "B"],
        ["Pay", "Way"],
    )
    assert titles(matrix("Year,Pay,Way\n2024,1,2\n2025,6,4\n")) == ["2024", "2025"]


def test_groups_of_rows_are_no_options():
    assert "'Near' has no value at all" in said("Offer,Pay,Way\nNear,,\nA,1,5\nB,2,4\n")


WORDS = ["", "?", "n/a", "N/A", "-", "–", "unknown", "k.A.", "k. A.", "unbekannt", "tbd", "(?)"]


@pytest.mark.parametrize("word", WORDS)
def test_what_is_not_known_is_no_number(word):
    found = matrix(f"Offer,Pay,Way\nA,{word},5\nB,2,4\nC,3,1\n")
    assert [line.values[0] is None for line in found.lines] == [True, False, False]


def test_a_column_that_nobody_knows_is_told_of_beside_other_mistakes():
    both = said("Offer,Pay,Use\nA,?,x7\nB,,4\n")
    assert "column 'Pay' has no number" in both
    assert "'x7' is not a number" in both


def test_a_column_that_nobody_knows_needs_a_scale():
    raw = "Offer,Pay,Way\nA,?,5\nB,?,4\n"
    assert "column 'Pay' has no number; write a scale, or --without Pay" in said(raw)
    assert len(matrix(raw + "scale,0..10,\n").lines) == 2


TURNED = [
    "Kriterium;Gewicht;Remote AG;Bank\nGehalt;30;70;60\nUrlaub;20;5;30\n",
    "Question,Direction,A,B\nPay,max,70,60\nWay,min,5,30\n",
    ",A,B,C\nPay (EUR),70,60,50\nTeam (n),5,30,20\nLeave (days),28,30,30\n",
    ",A,B,C\nPay,70000,60000,50000\nWay,5,30,20\nLeave,28,30,30\n",
]


@pytest.mark.parametrize("raw", TURNED)
def test_a_transposed_sheet_is_noticed(raw):
    assert "the criteria seem to stand in the rows" in said(raw)
    found = matrix(raw, transpose=True)
    assert len(found.columns) == len(raw.splitlines()) - 1
    assert {"A", "Bank"} & set(titles(found))


def test_what_only_looks_transposed_can_be_said_not_to_be():
    raw = TURNED[-1]
    assert titles(matrix(raw, transpose=False)) == ["Pay", "Way", "Leave"]


def test_places_in_a_transposed_sheet_are_those_of_the_file():
    raw = "Criterion,weight,A,B\nPay,30,70,x\nWay,20,5,30\n"
    assert said(raw, transpose=True).startswith("m.csv:2:4: 'B', column 'Pay': 'x' is not a number")


@pytest.mark.parametrize(
    "raw",
    [
        "Offer,Pay,Way\nA,70000,5\nB,60000,30\nC,50000,20\n",
        "Bike,Speed,Weight\nA,700,12\nB,900,10\nC,500,14\n",
        "Plan,a,b\nA,3,7\nB,9,1\nC,5,5\n",
    ],
)
def test_a_sheet_as_it_should_be_is_not_taken_for_transposed(raw):
    assert titles(matrix(raw)) == ["A", "B", "C"]


OFFERS = "Angebot;Gehalt;Weg zur Arbeit (min);Überstunden (h)\nA;70;5;1\nB;60;30;9\n"


def directions(found):
    return [column.direction for column in found.columns]


@pytest.mark.parametrize(
    "title",
    ["Mietkosten", "Note 1-6", "Rent (EUR)", "Price", "Delivery time", "Risiko", "Preis"]
    + ["Chance of harm", "Probability of failure", "Side effects: injuries", "Schaden", "dégâts"],
)
def test_what_is_called_like_a_cost_is_asked_about(title):
    assert f"is less better on {title!r}? No row `direction` says so" in said(
        f"Offer,Pay,{title}\nA,1,5\nB,2,3\n"
    )


@pytest.mark.parametrize(
    "title", ["Kosten-Nutzen", "Free time", "Cost efficiency", "Notebook", "Harm averted"]
)
def test_what_only_sounds_like_a_cost_is_not_asked_about(title):
    assert directions(matrix(f"Offer,Pay,{title}\nA,1,5\nB,2,3\n")) == ["benefit", "benefit"]


def test_what_is_to_be_typed_of_a_cost_is_told_in_full_and_can_be_typed():
    long = "What the neighbours think of the risk of fire"
    raw = f"Offer,Pay,Price,{long}\nA,1,5,2\nB,2,3,4\n"
    typed = f"add --less Price --less '{long}', with --more in place of --less"
    assert typed in said(raw)
    assert directions(matrix(raw, less=["Price", long])) == ["benefit", "cost", "cost"]


def test_a_row_or_an_option_says_where_less_is_better():
    assert said(OFFERS).startswith(
        "m.csv:1:3: is less better on 'Weg zur Arbeit (min)' and 'Überstunden (h)'? No row"
    )
    given = matrix(OFFERS, less=["Weg zur Arbeit (min)"], more=["überstunden (h)"])
    assert directions(given) == ["benefit", "cost", "benefit"]
    assert directions(matrix(OFFERS + "Richtung;max;min;min\n")) == ["benefit", "cost", "cost"]


def test_the_question_where_less_is_better_hides_behind_no_other_mistake():
    both = said("Offer,Price,Use\nA,x7,2\nB,3,4\n")
    assert "is less better on 'Price'?" in both
    assert "'x7' is not a number" in both


def test_less_of_a_column_that_is_not_there_is_refused():
    assert "no column 'Wegg'; did you mean 'Weg'?" in said("O;Pay;Weg\nA;1;2\n", less=["Wegg"])
    assert "no column 'Wgg'; did you mean 'Weg'?" in said("O;Pay;Weg (km)\nA;1;2\n", less=["Wgg"])


def test_a_point_among_semicolons_may_part_thousands():
    raw = "Plan;Gain\nA;1.234\nB;5.678\n"
    assert "'1.234' may be 1234 (--decimal comma) or 1.234 (--decimal point)" in said(raw)
    assert matrix(raw, comma=True).lines[0].values[0].mean == 1234
    assert matrix(raw, comma=False).lines[0].values[0].mean == 1.234
    assert matrix(raw.replace("5.678", "5.67")).lines[0].values[0].mean == 1.234
    assert matrix(raw.replace(";", ",")).lines[0].values[0].mean == 1.234


def test_names_that_yaml_reads_as_no_text_become_other_ids():
    found = matrix("Option,null,Yes\nTrue,1,2\nNULL,2,1\nno,3,3\n")
    assert [line.id for line in found.lines] == ["t-true", "t-null", "t-no"]
    assert [column.id for column in found.columns] == ["c-null", "c-yes"]
    assert titles(found) == ["True", "NULL", "no"]


def test_the_case_of_an_option_is_what_the_sheet_says_of_it():
    files = matrix_files(matrix("Offer,Pay,Fun\nunit,EUR,\nA,1..3,?\nB,2.5,3\n"))
    assert 'case: "Pay (EUR) 1 to 3, Fun not known (m.csv, line 3)."' in files["data/theories.yaml"]


@pytest.mark.parametrize("name", ["Sub-total", "Column total", "Std dev", "St. dev."])
def test_what_sums_up_the_rows_is_no_option(name, tmp_path):
    (tmp_path / "plain.csv").write_text(f"Option,A,B\na,1,2\nb,3,1\n{name},4,4\n")
    done = run("data", "import", "plain.csv", "--output", "w", cwd=tmp_path)
    assert done.code == 2
    assert f"{name!r} looks like a result of the other rows" in done.err


def test_an_empty_column_between_others_keeps_them_apart():
    found = matrix("Plan,Gain,,Use\nA,1,,7\nB,2,,3\n")
    assert [column.name for column in found.columns] == ["Gain", "Use"]
    assert [line.values[1].mean for line in found.lines] == [7, 3]
    assert "column 3 has no name" in said("Plan,Gain,,Use\nA,1,,7\nB,2,5,3\n")


VENDORS = '#,Vendor,Uptime,Users\n1,Acme,99.9,"1,200"\n2,Bolt,99.5,900\n3,Core,99.1,"2,400"\n'


def test_names_beside_running_numbers_though_a_mean_stands_below():
    found = matrix(VENDORS + 'Average,,99.5,"1,500"\n')
    assert titles(found) == ["Acme", "Bolt", "Core"]
    assert "row 'Average', line 5, left out: it was reckoned from the others" in found.notes


def test_a_row_without_a_name_beside_running_numbers_is_told_of():
    assert said(VENDORS + 'Best,,99.9,"2,400"\n') == "m.csv:5:2: this row has no name [csv-header]"


@pytest.mark.parametrize("last", ["C,,", "Night shift,,"])
def test_a_last_row_with_a_name_and_no_value_is_refused_as_any_other_is(last):
    table = "Offer,Pay,Way\nA,1,5\nB,2,4\n"
    name = last.rstrip(",")
    assert f"'{name}' has no value at all; remove the row, or write ? in it" in said(table + last)
    assert f"'{name}' has" in said(table + name)
    assert titles(matrix(f"{table}{name},?,?\n")) == ["A", "B", name]


@pytest.mark.parametrize("remark", ["Source: own", "Written down on one evening in May", "Own."])
def test_a_remark_right_below_the_table_is_left_out_and_said(remark):
    found = matrix(f"Offer,Pay,Way\nA,1,5\nB,2,4\n{remark},,\n")
    assert titles(found) == ["A", "B"]
    assert f"line 4 below the table left out: '{remark}'" in found.notes

"""Screens and tables: columns that shrink to the page, rows from fields."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.json_text import as_json
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen, columns
from toi.analyses.layout.tables import Table, stamp
from toi.analyses.shared.format import (
    correlation,
    ids_tell,
    measured,
    of_draws,
    per_cent,
    rounded,
    signed,
    whole_per_cent,
)
from toi.analyses.shared.result import Interval, Provenance

WORDS = st.text("abc", min_size=1, max_size=30)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4), st.integers(20, 100))
def test_a_column_gives_way_until_the_table_fits(rows, width):
    least = 5
    lines = columns(rows, ["a", "b", "c"], "lrl", width, shrink=1, least=least)
    others = sum(max(len(row[i]) for row in rows) for i in (0, 2)) + 2
    assert len(lines) == len(rows) + 1
    assert max(map(len, lines)) <= max(width, others + least)
    whole = columns(rows, ["a", "b", "c"], "lrl")
    if max(map(len, whole)) <= width:
        assert lines == whole


def test_a_screen_ends_with_what_to_type_and_where_it_comes_from():
    made = Provenance("1", "shipped", "abcdef" * 9, "balanced", "123456" * 9, seed=0, draws=10)
    screen = Screen(Page(40)).say("One paragraph that is longer than a line.", indent="  ")
    screen.table([["x", "1"]], ["Name", "N"], "lr").next("score -r mine", "explain T01")
    assert screen.end(made) == (
        "One paragraph that is longer than a\n"
        "  line.\n"
        "Name N\n"
        "x    1\n"
        "Next: toi score -r mine |\n"
        "      toi explain T01\n"
        "toi 1 | data shipped abcdef | rubric\n"
        "balanced 123456 | seed 0 | 10 draws\n"
    )


@dataclass
class Row:
    id: str
    kinds: tuple[str, ...]
    spread: Interval | None
    raw: dict[str, float]


def test_rows_from_fields_mappings_and_places():
    rows = [
        Row("a", ("x", "y"), Interval(1.0, 2.0, 3.0), {"speed": 0.5}),
        Row("b", ("z",), None, {}),
    ]
    table = Table.of(rows, "id kinds first=kinds.0", "p05=spread.p05 speed=raw.speed")
    assert table.headers == ["id", "kinds", "first", "p05", "speed"]
    assert table.rows == [["a", ("x", "y"), "x", 1.0, 0.5], ["b", ("z",), "z", None, None]]


def test_nothing_there_is_an_empty_cell_and_several_values_are_one_cell():
    rows = [Row("a", ("x", "y"), None, {})]
    table = Table.of(rows, "id kinds p05=spread.p05 speed=raw.speed").with_columns(seed=0)
    assert table.to_csv() == "id,kinds,p05,speed,seed\na,x y,,,0\n"


def test_the_origin_of_a_table():
    made = Provenance("1", "shipped", "d" * 64, None, None, seed=3)
    assert stamp(made) == {
        "rubric": None,
        "rubric_digest": "",
        "data_digest": "d" * 12,
        "seed": 3,
    }


@pytest.mark.parametrize(
    ("write", "value", "text"),
    [
        (signed, 0.4, "0"),
        (signed, -0.4, "0"),
        (signed, -2.6, "-3"),
        (whole_per_cent, -0.001, "0 %"),
        (whole_per_cent, 0.004, "<1 %"),
        (whole_per_cent, 1e-17, "0 %"),
        (per_cent, 0.001, "<1 %"),
        (per_cent, 0.999, ">99 %"),
        (correlation, -0.001, "0"),
        (correlation, -0.25, "-.25"),
        (correlation, None, "-"),
    ],
)
def test_what_rounds_to_nothing_has_no_sign(write, value, text):
    assert write(value) == text


@pytest.mark.parametrize(
    ("named", "tells"),
    [
        ([("beratung-koln", "Beratung Köln"), ("universitat", "Universität")], False),
        ([("chain-of-thought-monitoring", "Chain-of-thought monito...")], False),
        ([("beratung-koln", "Beratung Köln"), ("T08", "Informed oversight")], True),
    ],
)
def test_ids_that_repeat_the_name_tell_nothing(named, tells):
    assert ids_tell(named) is tells


def test_a_number_and_its_per_cent_sign_stay_together():
    assert Page(20).fill("it is best in about 26 %.") == "it is best in about\n26 %."


def test_what_has_no_error_shows_none():
    assert measured(1.2, 0.0) == "1.2"
    assert measured(-0.01, 0.05) == "0.0 +-0.1"


def test_no_zero_has_a_sign():
    assert as_json(-1e-15) == "0.0"
    assert [signed(-0.2), per_cent(-1e-9), rounded(-0.001, 2)] == ["0", "0 %", "0.00"]


def test_whoever_reads_of_an_error_is_told_which_it_is():
    made = Provenance("1", "shipped", "d" * 64, None, None, seed=3)
    plain = Screen(Page(80)).say("Dir+ Dual-: first in 41 % of draws").end(made)
    assert "standard error" not in plain
    for screen in (
        Screen(Page(80)).say(of_draws(0.41, 0.004, 8192)),
        Screen(Page(80)).table([["a", measured(1.2, 0.1)]], ["", "worth"], "lr"),
    ):
        assert screen.end(made).splitlines()[-1].endswith("seed 3 | +-: one standard error")


def test_texts_that_would_be_cut_alike_are_cut_in_the_middle():
    rows = [[f"Cost of maintenance in the {which} year", "1"] for which in ("first", "second")]
    lines = columns([*rows, rows[0]], ["Of", "N"], "lr", 27, shrink=0)[1:]
    first, second = "Cost of...the first year  1", "Cost of...the second year 1"
    assert lines == [first, second, first]

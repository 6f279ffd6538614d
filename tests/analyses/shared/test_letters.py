"""Letters on a terminal: their columns, and those that it would obey."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen, columns
from toi.analyses.shared.format import cut
from toi.analyses.shared.letters import columns_of, head_of, padded, visible

WIDE = "東京の交通"
TEXTS = st.text("ab 東é\u0301", max_size=40)


@pytest.mark.parametrize(
    ("text", "wide"),
    [("plain", 5), (WIDE, 10), ("e\u0301", 1), ("é", 1), ("a\u200db", 2), ("\uff26", 2), ("", 0)],
)
def test_wide_letters_count_two_and_marks_none(text, wide):
    assert columns_of(text) == wide


@given(TEXTS, st.integers(4, 30))
def test_what_is_cut_or_padded_has_the_width_that_was_asked_for(text, width):
    assert columns_of(cut(text, width)) <= max(width, 4)
    assert columns_of(head_of(text, width)) <= width
    assert columns_of(padded(cut(text, width), 40)) == 40


def test_columns_of_a_table_stand_below_one_another_on_a_terminal():
    lines = columns([[WIDE, "1"], ["roads", "2"]], ["Name", "N"], "lr")
    assert {columns_of(line) for line in lines} == {12}


def test_a_column_of_wide_letters_gives_way_to_the_page():
    lines = columns([[WIDE * 4, "1"]], ["Name", "N"], "lr", 30, shrink=0)
    assert max(map(columns_of, lines)) <= 30


def test_prose_without_spaces_breaks_between_wide_letters():
    lines = Page(20).fill(WIDE * 5).split("\n")
    assert "".join(lines) == WIDE * 5
    assert max(map(columns_of, lines)) <= 20


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b]8;;http://x\x07y", "\\x1b]8;;http://x\\x07y"),
        ("a\x00b\rc", "a\\x00b\\x0dc"),
        ("\u202etxt.exe", "\\u202etxt.exe"),
        ("\x9b31m", "\\x9b31m"),
        ("\udcff", "\\udcff"),
        ("\x1b[1mbold\x1b[0m", "\x1b[1mbold\x1b[0m"),  # as screens paint
        ("\x1b[8mhidden", "\\x1b[8mhidden"),  # as none does
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_by_number(raw, shown):
    assert visible(raw) == shown
    assert Screen(Page()).line(raw).text() == shown + "\n"

"""Text in pictures: line breaks, and letters that no font can show."""

import re

from toi.analyses.plotting.labels import Row, measure_labels
from toi.analyses.plotting.text import fit, lost_letters, shown, width, wrap


def test_letters_that_no_font_has_are_numbers():
    assert shown("a \u89e3 b") in ("a \\u89e3 b", "a \u89e3 b"), "as it is with such a font"
    assert shown("\U000e0001") == "\\U000e0001"
    assert shown("zero\u200bwidth \u202eturned") == "zero\\u200bwidth \\u202eturned"
    assert lost_letters([shown("\U000e0001 \U000e0001 \U000e0002")]) == 2
    assert shown("50 %") == "50\u00a0%"


def test_lines_are_no_wider_than_their_room():
    text = "need-not-think-of-deception and " + "x" * 200 + " 50\u00a0% of $x_1$"
    for room in (0.5, 1.3, 4.0):
        lines = wrap(text, 8, room)
        assert max(width(line, 8) for line in lines) <= room + 1e-9
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
        assert width(fit(text, 8, room), 8) <= room
        assert wrap(text, 8, room, most=2)[-1].endswith("\u2026") or len(lines) <= 2


def test_ids_that_tell_nothing_are_left_out_though_a_row_has_none():
    """Such as that of what a split leaves unspent."""
    rows = [Row("clean-water", "Clean water"), Row("", "unspent")]
    labels = measure_labels(rows, 8, 7.0)
    assert [(row.head, row.label) for row in labels.rows] == [("Clean water", ""), ("unspent", "")]
    labels = measure_labels([Row("T01", "Clean water"), rows[1]], 8, 7.0)
    assert [row.label for row in labels.rows] == ["Clean water", "unspent"]

"""Every check passes, and docs/validation.md says what it finds."""

import os

import pytest

from tests.published.page import IN_ORDER, PAGE, page, row, rows_of, size
from tests.published.register import Check

REFRESH = bool(os.environ.get("TOI_REFRESH"))


@pytest.mark.parametrize("check", IN_ORDER, ids=lambda check: check.name)
def test_a_method_finds_what_its_source_says(check):
    difference, count = check.difference()
    assert count
    assert difference <= check.within
    if not REFRESH:  # whatever versions of libraries are installed
        assert rows_of(PAGE.read_text(encoding="utf-8"))[check.method, check.source] == row(check)


def test_the_page_holds_every_check():
    if REFRESH:
        PAGE.write_text(page(), encoding="utf-8")
    rows = rows_of(PAGE.read_text(encoding="utf-8"))
    assert list(rows) == [(check.method, check.source) for check in IN_ORDER]


@pytest.mark.parametrize(
    ("difference", "said"),
    [(0.0, "below 1e-9"), (3e-13, "below 1e-9"), (0.00421, "0.005"), (0.5, "0.5"), (0.95, "1")],
)
def test_differences_are_rounded_up(difference, said):
    assert size(difference) == said


def test_a_number_that_is_off_is_seen():
    check = Check("s", "m", "p", 0.1, "", lambda: ({"a": 1.0, "b": 2.0}, {"b": 2.0, "a": 1.5}))
    assert check.difference() == (0.5, 2)

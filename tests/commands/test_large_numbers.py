"""Sums of money on the scales of a debate are written out wherever somebody reads them."""

import re

import pytest

from tests.command import run

SHEET = """Offer,Budget,Return
direction,min,max
scale,0..5000000,-1250000..12500000
weight,40,60
A,1250000..1500000..2500000,3000000
B,2750000,9500000..11000000
C,400000,1234567.5
"""
WORDS = (
    *("score", "score --wide", "explain b", "show a", "show Budget", "sensitivity", "compare a b"),
    *("sensitivity flips", "sensitivity cruxes", "list criteria", "score -f markdown"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("money")
    (home / "money.csv").write_text(SHEET)
    done = run("data", "import", "money.csv", "--output", "w", cwd=home)
    assert done.code == 0, done.err
    return home / "w"


def exponents(text):
    return re.findall(r".{9}\d[eE]\+\d+", text)


@pytest.mark.parametrize("words", WORDS)
def test_no_number_of_the_sheet_is_shown_with_an_exponent(words, folder):
    done = run(*words.split(), cwd=folder)
    assert done.code == 0, done.err
    assert exponents(done.out) == []


@pytest.mark.parametrize("words", ["report sheet -o", "rubric form -o", "data sheet -o"])
def test_nor_in_a_page_or_a_sheet_for_readers(words, folder, tmp_path):
    made = tmp_path / ("made.csv" if words.startswith("data") else "made.html")
    assert run(*words.split(), made, cwd=folder).code == 0
    text = made.read_text()
    assert exponents(text) == []
    assert "12500000" in text


def test_records_say_in_words_what_the_sheet_says(folder):
    text = (folder / "data/theories.yaml").read_text()
    assert "Budget 1250000 to 2500000, Return 3000000 (money.csv" in text
    assert "Return 1234568 (money.csv" in text
    said = " ".join(run("score", cwd=folder).out.split())
    assert "Budget 5000000 to 0 and Return -1250000 to 12500000" in said

"""Amounts as people write them, and splits of effort in files."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toi.errors import InputErrors
from toi.io.amounts.amount import read_amount
from toi.io.amounts.heading import heading_factor
from toi.io.debate.titles import NameBook
from toi.io.split.allocations import read_allocation


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("2000000", 2e6, None),
        ("2e6", 2e6, None),
        ("2,000,000", 2e6, None),
        ("2.000.000", 2e6, None),
        ("2 000 000 EUR", 2e6, "EUR"),
        ("2'000'000 CHF", 2e6, "CHF"),
        ("2_000_000", 2e6, None),
        ("€2000000", 2e6, "€"),
        ("EUR 2000000", 2e6, "EUR"),
        ("2M", 2e6, None),
        ("€2.5m", 2.5e6, "€"),
        ("2 Mio. EUR", 2e6, "EUR"),
        ("500k", 5e5, None),
        ("500k EUR", 5e5, "EUR"),
        ("1,5 FTE", 1.5, "FTE"),
        ("1.5 FTE", 1.5, "FTE"),
        ("1.234,50 €", 1234.5, "€"),
        ("1,234.50", 1234.5, None),
        ("0,500", 0.5, None),
        ("12 months", 12, "months"),
        ("5 lakh INR", 5e5, "INR"),
        ("2 crore", 2e7, None),
        ("12,34,567", 1_234_567, None),
        ("₹5,00,000", 5e5, "₹"),
        ("US$2m", 2e6, "US$"),
        ("2 mln EUR", 2e6, "EUR"),
        ("$2MM", 2e6, "$"),
        ("2 Mill. NOK", 2e6, "NOK"),
        ("5 Md€", 5e9, "€"),
        ("2Mio€", 2e6, "€"),
        ("1 Milliarde EUR", 1e9, "EUR"),
        ("2 MEUR", 2e6, "EUR"),
        ("12k/yr", 12e3, "/yr"),
        ("500k EUR/year", 5e5, "EUR/year"),
        ("500,- EUR", 500, "EUR"),
        ("CHF 500.\u2013", 500, "CHF"),
        ("Fr. 500", 500, "Fr."),
        ("eur 500k", 5e5, "eur"),
        ("€2 EUR", 2, "€"),
        ("1.250 €", 1250, "€"),
        ("€1,250", 1250, "€"),
        ("CHF 1.250.-", 1250, "CHF"),
        ("US$1,250/yr", 1250, "US$"),
        ("1.250,-", 1250, None),
    ],
)
def test_amounts_are_what_they_say(text, number, unit):
    assert read_amount(text) == (number, unit)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1,500", "may be 1500 or 1.5; write one of them"),
        ("2.000 FTE", "may be 2000 or 2; write one of them"),
        ("1,250 M€", "may be 1250 or 1.25; write one of them"),
        ("1,2,3", "has its marks in odd places"),
        ("2 00 0", "has its marks in odd places"),
        ("€2 USD", "has two units, € and USD"),
        ("2 T EUR", "may be thousands (t) or tonnes; write k, or the unit in full"),
        ("2M M", "has two factors, the last of them m"),
        ("2 x 500k", "is not one amount, such as 2000000 or '12 FTE'"),
        ("500-600k", "is not one amount, such as 2000000 or '12 FTE'"),
        ("1/2", "is not one amount, such as 2000000 or '12 FTE'"),
        ("max 500k", "is not an amount, such as 2000000 or '12 FTE'"),
        ("much", "is not an amount, such as 2000000 or '12 FTE'"),
        ("", "is not an amount, such as 2000000 or '12 FTE'"),
        ("1e400", "is too large"),
        ("500 mil EUR", "may be thousands (mil) or millions; write k or M"),
        ("12,34,56", "has its marks in odd places"),
    ],
)
def test_amounts_that_can_be_read_in_two_ways_or_none_are_refused(text, why):
    assert read_amount(text) == why


MARKS = [
    (",", "."),
    (".", ","),
    (" ", ","),
    ("\u202f", ","),
    ("\u00a0", "."),
    ("'", "."),
    ("", "."),
]
MARKS += [("\u2019", "."), ("_", "."), ("", ",")]
FACTORS = [("", 1), ("k", 1e3), (" k", 1e3), ("M", 1e6), (" Mio.", 1e6), (" million", 1e6)]
UNITS = [("", ""), ("€", ""), ("", " EUR"), ("USD ", ""), ("", " CHF"), ("$", ""), ("", " FTE")]


@settings(max_examples=100, deadline=None)
@given(
    whole=st.integers(0, 10**9),
    decimals=st.text("0123456789", max_size=4),
    marks=st.sampled_from(MARKS),
    factor=st.sampled_from(FACTORS),
    unit=st.sampled_from(UNITS),
)
def test_money_is_read_as_it_was_meant_or_refused(whole, decimals, marks, factor, unit):
    thousands, point = marks
    decimals = decimals if "FTE" in unit[1] else decimals[:2]  # as money has
    written = f"{whole:,}".replace(",", thousands) + (point + decimals if decimals else "")
    found = read_amount(f"{unit[0]}{written}{factor[0]}{unit[1]}")
    meant = float(f"{whole}.{decimals or 0}") * factor[1]
    if isinstance(found, str):
        assert found.startswith("may be ")  # in two ways, which are named
    else:
        assert found.number == pytest.approx(meant, rel=1e-12)
        assert (found.unit or "") == (unit[0] or unit[1]).strip()


def split(tmp_path, text, name="today.csv"):
    file = Path(tmp_path / name)
    file.write_text(text)
    book = NameBook({}, {})
    book.add("theory", "A", "The first line")
    book.add("theory", "B", "Second")
    return read_allocation(file, book)


@pytest.mark.parametrize(
    ("text", "amounts", "whole"),
    [
        ("A,1\nB,3\n", {"A": 1, "B": 3}, None),
        ("id,amount\nA,1\n", {"A": 1}, None),
        ('A,"500,000.00"\nB,2M\n', {"A": 5e5, "B": 2e6}, None),
        ("A,30 %\nB,20%\n", {"A": 30, "B": 20}, 100),
        ("Line,Today (%)\nA,30\nB,20\n", {"A": 30, "B": 20}, 100),
        ("Line,Per cent\nA,30\nB,20 %\n", {"A": 30, "B": 20}, 100),
        ("Line,Share\nA,0.3\nB,0.2\n", {"A": 0.3, "B": 0.2}, None),
        ('The first line,1\nsecond,"3"\n', {"A": 1, "B": 3}, None),
        ('A,"300,000"\nB,"1,200,000"\n', {"A": 3e5, "B": 1.2e6}, None),
        ('A,"300.000"\nB,"1.200,50"\n', {"A": 3e5, "B": 1200.5}, None),
        ('A,"300.000"\nB,"12,5"\n', {"A": 3e5, "B": 12.5}, None),
        ('id,Amount (EUR)\nA,"300,000"\n', {"A": 3e5}, None),
        ("A;1,5 FTE\nunspent;2,5 FTE\n", {"A": 1.5, "unspent": 2.5}, None),
        ("Line,kEUR\nA,400\nB,300\n", {"A": 4e5, "B": 3e5}, None),
        ("Line;Tsd. EUR\nA;400,5\n", {"A": 400_500}, None),
        ("Line,EUR,Remark\nA,400,as last year\nB,300\n", {"A": 400, "B": 300}, None),
    ],
)
def test_a_split_in_a_file(text, amounts, whole, tmp_path):
    assert split(tmp_path, text)[:2] == (amounts, whole)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A,much\nB,3\n", "today.csv:1:2: the amount of A, 'much', is not an amount"),
        ("A,1\nB,-3\n", "the amount of B, -3, is not 0 or more"),
        ("A,30%\nB,3\n", "amounts of several units (%, none) cannot be added up; use one"),
        ("Line,Today (%)\nA,30\nB,3 EUR\n", "amounts of several units (%, EUR) cannot be added"),
        ("Line,Today (%)\nA,70\nB,60\n", "the shares add up to 130 %, more than 100 %"),
        ("A,1 FTE\nB,3 EUR\n", "amounts of several units (EUR, FTE) cannot be added up"),
        ("A,70%\nB,60%\n", "the shares add up to 130 %, more than 100 %"),
        ("A,0\n", "no amount is above 0"),
        ("Secund,1\n", "no theory, kind or group 'Secund'; did you mean 'Second'?"),
        ('A,"300,000"\nB,5\n', "may be 300000 or 300; write one of them"),
        ('A,"300,000"\nB,"1,5"\n', "may be 300000 or 300; write one of them"),
        ('Line,kEUR\nA,"1,500"\n', "may be 1500 or 1.5; write one of them"),
        ("Line,kEUR\nA,400k\n", "'400k', has a unit of its own under the heading 'kEUR'"),
        ("Line,EUR mil\nA,400\n", "the heading 'EUR mil' may be in thousands (mil) or in mill"),
        ("Line,EUR,Year\nA,500,000\n", "'000' under 'Year' may be the amount too: keep one"),
        ("A,400,as last year\nB,300,less\n", "needs a heading (and 1 more such)"),
        ("A,1,5\n", "a row is an id and an amount; an amount with a comma needs quotes"),
    ],
)
def test_what_is_said_of_a_split(text, said, tmp_path):
    with pytest.raises(InputErrors) as refused:
        split(tmp_path, text)
    assert said in str(refused.value)


def test_a_whole_number_beyond_every_float_is_too_large(tmp_path):
    with pytest.raises(InputErrors) as refused:
        split(tmp_path, f"A: {'9' * 399}\n", "today.yaml")
    assert "is too large" in str(refused.value)


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        *(("kEUR", 1e3), ("TEUR", 1e3), ("Tsd. EUR", 1e3), ("EUR (thousands)", 1e3)),
        *(("in 1000 EUR", 1e3), ("Amount, 1,000 EUR", 1e3), ("EUR '000", 1e3), ("k\u20ac", 1e3)),
        *(
            ("Budget in \u00a3k", 1e3),
            ("USD m", 1e6),
            ("MEUR", 1e6),
            ("$M", 1e6),
            ("Mio. \u20ac", 1e6),
        ),
        *(("EUR bn", 1e9), ("INR crore", 1e7), ("Amount (EUR)", 1), ("EUR 2024", 1), ("FTE", 1)),
        *(("Mia", 1), ("Mill", 1), ("Mia. EUR", 1e9)),
        *(("Amount (m)", 1), ("Team", 1), ("Time", 1), ("", 1)),
    ],
)
def test_the_heading_of_a_column_says_by_what_it_is_multiplied(heading, factor):
    assert heading_factor(heading) == factor


def test_how_a_file_was_read_is_said(tmp_path):
    found = split(tmp_path, "Line,kEUR,Remark,By\nA,400,fine,me\n")
    assert found.notes == (
        "today.csv is in thousands, as its heading 'kEUR' says",
        "today.csv: columns are not read: Remark, By",
    )

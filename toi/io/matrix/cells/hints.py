"""What to write in the place of a cell that is no number."""

import re
from collections.abc import Sequence

from toi.io.amounts.amount import CURRENCY, MONEY, read_amount
from toi.io.amounts.heading import says_per_cent
from toi.io.amounts.rough import meanings, range_ends, without_doubt
from toi.io.matrix.csv_sheet import shortened
from toi.records.fields.json_forms import NUMERAL

NUMBER = re.compile(NUMERAL)
GROUPED = re.compile(
    r"(?P<head>[-+]?[1-9][0-9]{0,2})(?P<mark>[ ,.'_\u2019\u00a0\u202f])(?P<more>[0-9]{3}"
    r"(?:(?P=mark)[0-9]{3})*)(?P<rest>[.,][0-9]+)?"
)
_OUT_OF = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*(?:/|(?:out )?of)\s*(5|10|20|100)")
_MONTH = (
    r"(?:jan|feb|f\u00e9v|mar|m\u00e4r|mrz|apr|abr|avr|may|mai|jun|jul|aug|ago|ao\u00fb|sep|oct|okt|nov|dec|"
    r"dez|dic|d\u00e9c)"
)
_MONTHS = (
    r"(?:january|february|march|april|june|july|august|september|october|november|december|"
    r"januar|februar|m\u00e4rz|juni|juli|oktober|dezember)"
)
_DATE = re.compile(
    rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}.*|[0-9]{{1,2}}[-. ]+(?:{_MONTHS}|{_MONTH}\.?)"
    rf"|(?:{_MONTHS}|{_MONTH})[-. ]+[0-9]{{1,2}}",
    re.I,
)  # `2025-04-02 00:00:00` in a workbook, `02. Apr` or `2-Apr` in CSV
_CALLED = ", and the unit in a row named unit"


def not_a_number(text: str, written: str, whole: str, comma: bool | None) -> tuple[str, str]:
    """Return code and message: what is wrong, and what to write.

    Parameters
    ----------
    text, written : str
        A number of the cell, as it stands and without percent and currency signs.
    whole : str
        All of the cell: of `30..40k` the second number alone would mislead.
    comma : bool or None
        As in `toi.io.matrix.cells.cell.read_cell`.
    """
    told = without_doubt(whole)
    hint = range_to_write(told, comma) or (told != whole and _amount_to_write(told, comma))
    if hint:
        return "csv-number", f"{shortened(whole)} is not a number; {hint}"
    if is_date(whole):
        message = f"{shortened(whole)} is a date, as spreadsheets make of ranges such as 2-4"
        return "csv-number", f"{message}; write low..high"
    said = f"{shortened(text)} is not a number"
    grouped = GROUPED.fullmatch(written)
    if grouped:
        return _thousands(said, text, grouped, comma)
    if not comma and NUMBER.fullmatch(written.replace(",", ".", 1)):
        return "csv-number", f"{said}; for decimal commas add --decimal comma"
    if comma and NUMBER.fullmatch(written):
        return "csv-number", f"{said} with a decimal comma; leave out --decimal comma, or mend it"
    if written.startswith("#"):
        message = f"{shortened(text)} is a spreadsheet's error, not a number; for unknown write ?"
        return "csv-number", message
    if written.casefold().lstrip("+-") in ("nan", "inf", "infinity"):
        return "csv-number", f"{shortened(text)} is not a finite number; for unknown write ?"
    points = _OUT_OF.fullmatch(whole)
    if points:
        hint = f"write {points[1]}, and 0..{points[2]} in a row named scale"
    elif ".." not in whole:
        hint = _amount_to_write(text, comma)
    if not hint and (".." in whole or len(re.findall("[0-9]+(?:[.,][0-9]+)*", whole)) > 1):
        hint = "for a range write low..high"
    if not hint and written[:1].isalpha():
        hint = "write one, or ? if unknown"
    return "csv-number", f"{said}; {hint}" if hint else said


def is_date(text: str) -> bool:
    """Tell whether a cell holds a date, of which spreadsheets make one where a range was meant."""
    return _DATE.fullmatch(text) is not None


def range_to_write(text: str, comma: bool | None) -> str | None:
    """Say how to write a range that is written as people do; None for what is no range.

    Examples
    --------
    >>> range_to_write("30-40k", None), range_to_write("2024-05-06", None)
    ('for a range write 30000..40000', None)
    """
    ends = range_ends(text, _thousands_mark(comma))
    if ends is None:
        return None
    numbers = [end.number for end in ends]
    grows = numbers == sorted(numbers)
    order = "for a range" if grows else "a range goes from low to high:"
    return f"{order} write {_to_write(sorted(numbers), ends[0].unit, comma)}"


def _amount_to_write(text: str, comma: bool | None) -> str | None:
    """Say how to write one amount, in every way it may be meant; None for what is none."""
    decimal = text.replace(",", ".") if comma else text
    amount = read_amount(text, _thousands_mark(comma))
    if comma is None and GROUPED.fullmatch(text) and isinstance(amount, str):
        return f"it {amount}"  # with three decimals, or of thousands
    if NUMBER.fullmatch(decimal) and not (comma and "." in text):
        return f"write {text}"
    sign = -1 if text.startswith(("-", "\u2212")) else 1
    found = meanings(text.lstrip("+-\u2212"), _thousands_mark(comma))
    if not all(_is_unit(one.unit) for one in found if one.unit):
        return None  # `2½`
    ways = [_to_write([sign * one.number], one.unit, comma) for one in found]
    return f"write {' or '.join(ways)}" if ways else None


def _is_unit(text: str) -> bool:
    return text[0].isalpha() or text[0] in f"%{CURRENCY}"


def _to_write(numbers: Sequence[float], unit: str | None, comma: bool | None) -> str:
    """Write a number or a range, with its unit where a cell may have one."""
    sign = "," if comma else "."
    written = "..".join(f"{number:.15g}".replace(".", sign) for number in numbers)
    per_cent = " %" if unit and says_per_cent(unit) else ""
    named = _CALLED if unit and not per_cent and not MONEY.search(unit) else ""
    return f"{written}{per_cent}{named}"


def _thousands_mark(comma: bool | None) -> str | None:
    return None if comma is None else "." if comma else ","


def _thousands(
    said: str, text: str, grouped: "re.Match[str]", comma: bool | None
) -> tuple[str, str]:
    """Word digits in groups of three that contradict the announced decimals, or may."""
    joined = grouped["head"] + re.sub(r"[^0-9]", "", grouped["more"])
    if comma is None and grouped["mark"] == "," and not grouped["rest"]:
        one = f"{joined} (--decimal point) or {grouped['head']}.{grouped['more']}"
        return "csv-number", f"{shortened(text)} may be {one} (--decimal comma); say which"
    switch = "--decimal point in place of --decimal comma" if comma else "add --decimal comma"
    rest = (grouped["rest"] or "").replace(",", ".")
    return "csv-number", f"{said}; if it is {joined}{rest}, {switch}"

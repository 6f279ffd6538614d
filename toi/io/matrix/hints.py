"""What to write in the place of a cell that is no number."""

import re
from collections.abc import Sequence

from toi.io.amounts import CURRENCY, MONEY, Amount, read_amount
from toi.io.matrix.csv_sheet import shortened
from toi.records.json_forms import NUMERAL

NUMBER = re.compile(NUMERAL)
GROUPED = re.compile(
    r"(?P<head>[-+]?[1-9][0-9]{0,2})(?P<mark>[ ,.'_\u2019\u00a0\u202f])(?P<more>[0-9]{3}"
    r"(?:(?P=mark)[0-9]{3})*)(?P<rest>[.,][0-9]+)?"
)
_UNIT = re.compile(r"([-+]?[0-9.,]*[0-9])\s*(?!.*[-\s\u2013\u2014][0-9])[^\W\d].*")
_FACTOR = re.compile(rf"[0-9]\s*(?:[kK]\b|\w+\s*[{CURRENCY}]|Mi[ol]|[Mm]illion)")
_BETWEEN = re.compile(r"\s*(?:\.\.|(?<=.)[-\u2013\u2014\u2026]|\bto\b)\s*")
_END = re.compile(r"[^0-9]*[0-9](?:[0-9.,'_\u2019\u00a0\u202f ]*[0-9])?\s*(?P<after>[^0-9]*)")
_ABOUT = re.compile(
    r"(?:[~\u2248\u223c]|\b(?:ca|c|circa|approx|about|around|roughly|etwa|rund)(?:\.|\s))\s*"
    r"(?P<told>.+)",
    re.I,
)
_DOUBTED = re.compile(r"(?P<told>.*[^\s(?])\s*(?:\?+|\(\?+\))")
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
        As in `toi.io.matrix.cell.read_cell`.
    """
    told = _without_doubt(whole)
    hint = range_to_write(told, comma) or (told != whole and _amount_to_write(told, comma))
    if hint:
        return "csv-number", f"{shortened(whole)} is not a number; {hint}"
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
    amount = read_amount(text)
    unit = _UNIT.fullmatch(written)
    hint = ""
    if ".." in whole or (not unit and len(re.findall("[0-9]+(?:[.,][0-9]+)*", whole)) > 1):
        hint = "; for a range write low..high"
    elif isinstance(amount, Amount) and _FACTOR.search(text):
        hint = f"; write {amount.number:.12g}"
    elif unit and NUMBER.fullmatch(unit[1]):
        hint = f"; write {unit[1]}{_CALLED}"
    elif written[:1].isalpha():
        hint = "; write one, or ? if unknown"
    return "csv-number", said + hint


def range_to_write(text: str, comma: bool | None) -> str | None:
    """Say how to write a range that is written as people do: `30-40k`, `3 to 5`, `40-30`.

    A factor or a unit behind the last number is one of those before it too. None for what is no
    range for certain, such as a date.

    Examples
    --------
    >>> range_to_write("30-40k", None), range_to_write("2024-05-06", None)
    ('for a range write 30000..40000', None)
    """
    read = [_END.fullmatch(end) for end in _BETWEEN.split(text.strip())]
    ends = [found for found in read if found is not None]
    if len(ends) != len(read) or len(ends) not in ((2, 3) if ".." in text else (2,)):
        return None
    last = ends[-1]["after"]
    inherits = [bool(last and not end["after"]) for end in ends]
    if not last and (".." in text or any(end["after"] for end in ends)):
        return None  # `30k-40`; what is wrong with `9,5..12` is its mark alone
    thousands = _thousands_mark(comma)
    amounts = [
        amount
        for end, bare in zip(ends, inherits, strict=True)
        if isinstance(amount := read_amount(f"{end[0]} {last if bare else ''}", thousands), Amount)
    ]
    units = {amount.unit for amount in amounts}
    numbers = [amount.number for amount in amounts]
    if len(set(numbers)) < len(ends) or len(units - {None}) > 1:
        return None
    grows = numbers == sorted(numbers)
    if not grows and any(inherits):
        return None  # `500-1k` or `40-30k`: whose factor is it
    order = "for a range" if grows else "a range goes from low to high:"
    return f"{order} {_to_write(sorted(numbers), next(iter(units - {None}), None), comma)}"


def _without_doubt(text: str) -> str:
    """Leave out what says that a number is a rough one: `~41k`, `ca. 30k`, `45k?`."""
    bare = text.strip()
    for rough in (_ABOUT, _DOUBTED):
        found = rough.fullmatch(bare)
        bare = found["told"] if found else bare
    return bare if bare != text.strip() else text


def _amount_to_write(text: str, comma: bool | None) -> str | None:
    """Say how to write one amount; None for what is none for certain."""
    decimal = text.replace(",", ".") if comma else text
    amount = read_amount(text, _thousands_mark(comma))
    if comma is None and GROUPED.fullmatch(text) and isinstance(amount, str):
        return f"it {amount}"  # with three decimals, or of thousands
    if NUMBER.fullmatch(decimal) and not (comma and "." in text):
        return f"write {text}"
    return _to_write([amount.number], amount.unit, comma) if isinstance(amount, Amount) else None


def _to_write(numbers: Sequence[float], unit: str | None, comma: bool | None) -> str:
    """Say what to write for a number or a range, with its unit where a cell may have one."""
    sign = "," if comma else "."
    written = "..".join(f"{number:.12g}".replace(".", sign) for number in numbers)
    per_cent = " %" if unit == "%" else ""
    named = _CALLED if unit and not per_cent and not MONEY.search(unit) else ""
    return f"write {written}{per_cent}{named}"


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

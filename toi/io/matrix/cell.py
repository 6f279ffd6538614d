"""One cell of a decision matrix: a number, or a range of them.

`7`, `3..7` (uniform), `3..5..7` (PERT), or a distribution as records write it, such as
`{normal: [5, 1]}`. Each may bear a percent sign.
"""

import re
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from toi.distribution import Distribution, point
from toi.io.amounts import CURRENCY, Amount, read_amount, without_currency
from toi.io.matrix.csv_sheet import shortened
from toi.io.yaml.parse import parse
from toi.records.base import LARGEST, quantity, refuse
from toi.records.json_forms import NUMERAL

_NUMBER = re.compile(NUMERAL)
_DECIMALS = re.compile(r"[-+]?(?:0\.[0-9]+|[0-9]*\.(?:[0-9]{1,2}|[0-9]{4,}))")
_GROUPED = re.compile(
    r"(?P<head>[-+]?[1-9][0-9]{0,2})(?P<mark>[ ,.'_\u2019\u00a0\u202f])(?P<more>[0-9]{3}"
    r"(?:(?P=mark)[0-9]{3})*)(?P<rest>[.,][0-9]+)?"
)
_UNIT = re.compile(r"([-+]?[0-9.,]*[0-9])\s*[^\W\d].*")
_RANGE = re.compile(r"([0-9.,]+)\s*(?:-|\u2013|\u2014|\u2026|to)\s*([0-9.,]+)")
_DASHED = re.compile(
    r"(?P<low>[0-9.,]+)\s*(?P<sign>%?)\s*[-\u2013\u2014]\s*(?P<high>[0-9.,]+)\s*(?P<end>%?)"
)
_FACTOR = re.compile(rf"[0-9]\s*(?:[kK]\b|\w+\s*[{CURRENCY}]|Mi[ol]|[Mm]illion)")
_PADDED = re.compile(r"0[0-9]")
_COMMA = re.compile(r"[-+]?(?:0,[0-9]+|[0-9]*,(?:[0-9]{1,2}|[0-9]{4,}))")
_THREE = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")  # `1,234` may be either
_FAMILIES = {1: "point", 2: "uniform", 3: "pert"}


class Cell(NamedTuple):
    """The value of a cell, and the way it is written.

    Attributes
    ----------
    percent : bool or None
        With a percent sign; None where none could stand.
    grouped : bool
        With thousands separators.
    """

    value: Distribution
    percent: bool | None  # with a percent sign; None where none could stand
    grouped: bool = False  # with thousands separators


class _Part(NamedTuple):
    """One number, and the way it is written."""

    value: float
    percent: bool
    grouped: bool


def currencies_in(text: str) -> set[str]:
    """Return the currencies of the amounts in a cell; nothing of one that is not named."""
    named = (without_currency(part.strip())[1] for part in (as_range(text) or text).split(".."))
    return {currency for currency in named if currency}


def has_point(text: str) -> bool:
    """Tell whether a cell holds a number whose decimals stand after a point for certain."""
    return any(map(_DECIMALS.fullmatch, numbers_in(text)))


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a cell as they are written, without percent and currency signs."""
    parts = (as_range(text) or text).split("..")
    return [without_currency(part.strip("% \u00a0"))[0] for part in parts]


def has_comma(text: str) -> bool:
    """Tell whether a cell holds a number whose decimals stand after a comma for certain."""
    return any(map(_COMMA.fullmatch, numbers_in(text)))


def doubtful_comma(text: str) -> bool:
    """Tell whether the comma in a cell may as well part thousands: `1,234`, not `1,23`."""
    return any(map(_THREE.fullmatch, numbers_in(text)))


def as_range(text: str) -> str | None:
    """Return `25-35` as `25..35`; None for what may be a date or a code: `03-04`, `35-25`."""
    plain, currency = without_currency(text)
    found = _DASHED.fullmatch(plain)
    if found is None or any(_PADDED.match(found[end]) for end in ("low", "high")):
        return None
    low, high = (plain_number(f"{found[end]}{currency or ''}") for end in ("low", "high"))
    if low is None or high is None or not low < high:
        return None
    sign = found["sign"] or found["end"]
    return f"{found['low']}{sign}..{found['high']}{sign} {currency or ''}".rstrip()


def plain_number(text: str) -> float | None:
    """Return the mean of what a cell holds, however its decimals are written; None for text."""
    for comma in (None, True, False):
        try:
            return read_cell(text, comma).value.mean if text else None
        except PydanticCustomError:
            continue
    return None


def doubtful_point(text: str) -> bool:
    """Tell whether the point in a cell may as well part thousands: `1.234`, not `1.23`."""
    grouped = map(_GROUPED.fullmatch, numbers_in(text))
    return any(
        found is not None and found["mark"] == "." and len(found["more"]) == 3 and not found["rest"]
        for found in grouped
    )


def ask_mark(text: str, comma: bool | None, delimiter: str) -> None:
    """Refuse a number of which nothing tells whether its mark parts thousands.

    Where commas part cells a point is one of decimals. Money has two decimals, or none: its mark
    before three digits parts thousands, unless the decimals of the sheet have that mark.

    Raises
    ------
    PydanticCustomError
        With both ways to read it.
    """
    if is_money(text):
        mark = "," if comma else "."
        doubted = comma is not None and (doubtful_comma if comma else doubtful_point)(text)
    else:
        mark, doubted = ".", comma is None and delimiter == ";" and doubtful_point(text)
    if not doubted:
        return
    joined = "..".join(part.replace(mark, "") for part in text.split(".."))
    kept, other = ("comma", "point") if mark == "," else ("point", "comma")
    one = f"{joined} (--decimal {other}) or {text} (--decimal {kept})"
    raise refuse("csv-number", f"{shortened(text)} may be {one}; say which")


def is_money(text: str) -> bool:
    """Tell whether a cell holds an amount with a currency, or with a dash in the place of cents."""
    return any(without_currency(part.strip())[1] is not None for part in text.split(".."))


def read_cell(text: str, comma: bool | None) -> Cell:
    """Read the value of a cell.

    Parameters
    ----------
    text : str
        The cell, not empty.
    comma : bool or None
        Whether decimals are written with a comma; None where nothing is announced: with a
        point, and a number such as 1,234 is refused, since it may be either.

    Returns
    -------
    Cell
        The value, in the units of the cell: 20 % is 20.

    Raises
    ------
    PydanticCustomError
        With a code and a message for people.
    """
    if text.startswith("{"):
        return Cell(_as_in_records(text), None)
    if "..." in text:
        message = f"{shortened(text)}: two dots stand between the numbers of a range"
        raise refuse("csv-number", message)
    parts = text.split("..")
    if len(parts) not in _FAMILIES:
        message = f"{shortened(text)}: a range is low..high or low..mode..high"
        raise refuse("csv-number", message)
    money = is_money(text)
    read = [_part(part.strip(), comma, money) for part in parts]
    percent = any(part.percent for part in read)
    grouped = any(part.grouped for part in read)
    numbers = tuple(part.value for part in read)
    if len(numbers) == 1:
        return Cell(point(numbers[0]), percent, grouped)
    found = Distribution(_FAMILIES[len(numbers)], numbers)
    wrong = found.problem()
    if wrong:
        code, _ = wrong
        raise refuse(code, f"{shortened(text)} does not grow from low to high")
    return Cell(found, percent, grouped)


def read_pair(text: str, comma: bool | None) -> tuple[float, float, bool]:
    """Read the two ends of a scale, `lo..hi` or `lo-hi`.

    Parameters
    ----------
    text : str
        The cell, not empty.
    comma : bool or None
        As in `read_cell`.

    Returns
    -------
    low, high : float
        The ends.
    percent : bool
        Whether one of them bears a percent sign.

    Raises
    ------
    PydanticCustomError
        With a code and a message for people.
    """
    parts = (as_range(text) or text).split("..")
    if len(parts) != 2:
        raise refuse("bad-scale", f"{shortened(text)} is not a scale; write low..high")
    low, high = (_part(part.strip(), comma) for part in parts)
    if low.value >= high.value:
        raise refuse("range-order", f"a scale needs low < high, not {shortened(text)}")
    return low.value, high.value, low.percent or high.percent


def _as_in_records(text: str) -> Distribution:
    document = parse("cell", text.encode())
    if document.problems:
        raise refuse("csv-number", f"{shortened(text)}: {document.problems[0].message}")
    try:
        return quantity(document.data)
    except PydanticCustomError as error:
        raise refuse(error.type, f"{shortened(text)}: {error.message()}") from error


def _part(text: str, comma: bool | None, money: bool = False) -> _Part:
    """Read one number; a percent sign or a currency beside it is taken off."""
    percent = text.endswith("%")
    written = without_currency(text.removesuffix("%").strip())[0].replace("\u2212", "-")
    joined = _joined(written, comma, money)
    point_in_vain = comma and joined is None and "." in written
    plain = joined or (written.replace(",", ".") if comma else written)
    if point_in_vain or not _NUMBER.fullmatch(plain):
        raise refuse(*_not_a_number(text, written, comma))
    found = float(plain)
    if abs(found) > LARGEST:
        raise refuse("too-large", f"{shortened(text)} is too large; the limit is {LARGEST:g}")
    return _Part(found, percent, joined is not None)


def _joined(written: str, comma: bool | None, money: bool) -> str | None:
    """Take out thousands separators; None where there are none for certain."""
    found = _GROUPED.fullmatch(written)
    if found is None:
        return None
    rest = found["rest"] or ""
    if comma is None and money:
        decimal = rest[:1] or ("." if found["mark"] == "," else ",")
    else:
        decimal = "," if comma else "."
    if found["mark"] == decimal or (rest or decimal)[0] != decimal:
        return None
    if (
        comma is None
        and not money
        and found["mark"] == ","
        and len(found["more"]) == 3
        and not rest
    ):
        return None  # as well a decimal comma
    return found["head"] + re.sub("[^0-9]", "", found["more"]) + rest.replace(",", ".")


def _not_a_number(text: str, written: str, comma: bool | None) -> tuple[str, str]:
    """Return code and message: what is wrong, and what to write."""
    said = f"{shortened(text)} is not a number"
    announce = "for decimal commas add --decimal comma"
    grouped = _GROUPED.fullmatch(written)
    if grouped:
        return _thousands(said, text, grouped, comma)
    if not comma and _NUMBER.fullmatch(written.replace(",", ".", 1)):
        return "csv-number", f"{said}; {announce}"
    if comma and _NUMBER.fullmatch(written):
        return "csv-number", f"{said} with a decimal comma; leave out --decimal comma, or mend it"
    if written.startswith("#"):
        message = f"{shortened(text)} is a spreadsheet's error, not a number; for unknown write ?"
        return "csv-number", message
    if written.casefold().lstrip("+-") in ("nan", "inf", "infinity"):
        return "csv-number", f"{shortened(text)} is not a finite number; for unknown write ?"
    read = _RANGE.fullmatch(written)
    unit = _UNIT.fullmatch(written)
    hint = f"; for a range write {read[1]}..{read[2]}" if read else ""
    whole = read_amount(text)
    if isinstance(whole, Amount) and _FACTOR.search(text):
        hint = f"; write {whole.number:.12g}"
    elif unit and not read:
        hint = f"; write {unit[1]}, and the unit in a row named unit"
    elif not hint and written[:1].isalpha():
        hint = "; write one, or ? if unknown"
    return "csv-number", said + hint


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

"""One cell of a decision matrix: a number, or a range of them.

`7`, `3..7` (uniform), `3..5..7` (PERT), or a distribution as records write it, such as
`{normal: [5, 1]}`. Each may bear a percent sign.
"""

import re
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from toi.distribution import Distribution, point
from toi.io.amounts.amount import without_currency
from toi.io.matrix.cells.hints import GROUPED, NUMBER, not_a_number
from toi.io.matrix.csv_sheet import shortened
from toi.io.yaml.parse import parse
from toi.records.fields.numbers import LARGEST
from toi.records.fields.quantities import quantity
from toi.records.fields.refusals import refuse

_DASHED = re.compile(
    r"(?P<low>[0-9.,]+)\s*(?P<sign>%?)\s*[-\u2013\u2014]\s*(?P<high>[0-9.,]+)\s*(?P<end>%?)"
)
_PADDED = re.compile(r"0[0-9]")
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


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a cell as they are written, without percent and currency signs."""
    parts = (as_range(text) or text).split("..")
    return [without_currency(part.strip("% \u00a0"))[0] for part in parts]


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


def plain_number(text: str, comma: bool | None = None) -> float | None:
    """Return the mean of what a cell holds, however its decimals are written; None for text.

    How the sheet writes them, if that is known, comes first.
    """
    for way in dict.fromkeys((comma, None, True, False)):
        try:
            return read_cell(text, way).value.mean if text else None
        except PydanticCustomError:
            continue
    return None


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
    read = [_part(part.strip(), text, comma, money) for part in parts]
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
    low, high = (_part(part.strip(), text, comma) for part in parts)
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


def _part(text: str, whole: str, comma: bool | None, money: bool = False) -> _Part:
    """Read one number of a cell; a percent sign or a currency beside it is taken off."""
    percent = text.endswith("%")
    written = without_currency(text.removesuffix("%").strip())[0].replace("\u2212", "-")
    joined = _joined(written, comma, money)
    point_in_vain = comma and joined is None and "." in written
    plain = joined or (written.replace(",", ".") if comma else written)
    if point_in_vain or not NUMBER.fullmatch(plain):
        raise refuse(*not_a_number(text, written, whole, comma))
    found = float(plain)
    if abs(found) > LARGEST:
        raise refuse("too-large", f"{shortened(text)} is too large; the limit is {LARGEST:g}")
    return _Part(found, percent, joined is not None)


def _joined(written: str, comma: bool | None, money: bool) -> str | None:
    """Take out thousands separators; None where there are none for certain."""
    found = GROUPED.fullmatch(written)
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

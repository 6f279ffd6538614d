"""The columns of a decision matrix: a criterion, and what may stand in its cells."""

from collections.abc import Callable, Mapping

from pydantic import ValidationError

from toi.distribution import Distribution
from toi.io.amounts.amount import unit_key
from toi.io.amounts.heading import heading_unit, says_per_cent
from toi.io.debate.checks import off_scale
from toi.io.matrix.cells.cell import as_range, currencies_in, plain_number, read_cell, read_pair
from toi.io.matrix.csv_sheet import one_line, shortened
from toi.io.matrix.row_names import directions, plain
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass
from toi.records.fields.refusals import refuse
from toi.records.method import PARAMETERS, PreferenceFunction

LONGEST_NAME = 200
GUARDED = ("=", "+", "-", "@")


@dataclass
class Column:
    """A criterion, as a matrix has it.

    Attributes
    ----------
    cell : int
        Its place in the row, from 1.
    directed : bool
        Whether its direction was said.
    percent : bool or None
        Whether its numbers bear a percent sign; None before the first.
    weight_percent : bool
        Whether its weight bears one.
    scale_from_head : bool
        Whether its scale is the one that its head names.
    grouped : str
        The first number that has thousands separators.
    dashed : str
        The first range that is written with a dash.
    currency : str
        The currency that the first amount with one names.
    borne : str
        The unit that its cells bear, which was taken off them.
    """

    name: str
    cell: int  # its place in the row, from 1
    id: str
    title: str
    direction: str = "benefit"
    directed: bool = False
    scale: tuple[float, float] | None = None
    scale_from_head: bool = False
    clip: bool = True
    weight: float | None = None
    percent: bool | None = None
    weight_percent: bool = False
    unit: str = ""
    preference: PreferenceFunction | None = None
    grouped: str = ""  # the first number that has thousands separators
    dashed: str = ""  # the first range that is written with a dash
    currency: str = ""  # of the first amount that names one
    borne: str = ""  # the unit that its cells bear


def unguarded(text: str) -> str:
    """Take off the apostrophe that keeps spreadsheets from reckoning with a text."""
    return text[1:] if text[:1] == "'" and text.lstrip("'")[:1] in GUARDED else text


def read_value(column: Column, text: str, comma: bool | None) -> Distribution:
    """Read a theory's value on a criterion.

    Parameters
    ----------
    column : Column
        The criterion; keeps in mind how its numbers are written.
    text : str
        The cell, not empty.
    comma : bool or None
        As in `toi.io.matrix.cells.cell.read_cell`.

    Returns
    -------
    Distribution
        In raw points.

    Raises
    ------
    PydanticCustomError
        If it is no value, is off the scale, or is written otherwise than those before it.
    """
    dashed = as_range(text)
    cell = read_cell(dashed or text, comma)
    if dashed and not column.dashed:
        column.dashed = text
    if cell.grouped and not column.grouped:
        column.grouped = text
    _same_sign(column, text, cell.percent)
    _same_currency(column, text)
    if column.scale is not None and column.clip:
        wrong = off_scale(cell.value, column.scale)
        if wrong:
            raise refuse("off-scale", wrong)
    return cell.value


def _same_sign(column: Column, text: str, percent: bool | None) -> None:
    """Refuse a percent sign in a column without, and a number without one in a column with."""
    if percent is None:
        return
    if column.percent is None:
        column.percent = percent
    elif column.percent != percent:
        has, others = ("a %", "none") if percent else ("no %", "one")
        message = f"{shortened(text)} has {has}, and numbers before it have {others}; use one form"
        raise refuse("csv-percent", message)


def _same_currency(column: Column, text: str) -> None:
    """Refuse an amount in another currency than those before it."""
    for currency in sorted(currencies_in(text)):
        column.currency = column.currency or currency
        if unit_key(currency) != unit_key(column.currency):
            others = f"in {column.currency}, as numbers before it are"
            raise refuse("csv-currency", f"{shortened(text)} is not {others}; use one currency")


def keep_unit(column: Column) -> None:
    """Give a column the unit that its cells bear, unless a row or its title names one."""
    if column.percent:
        borne = "" if says_per_cent(column.title) else "%"
    else:
        borne = "" if heading_unit(column.title) else column.currency or column.borne
    column.unit = column.unit or borne


def _words(text: str, what: str) -> str:
    """Read a title or a unit; refuse a number, since the row may be an option, and long ones."""
    if plain_number(text) is not None:
        message = f"{shortened(text)} is a number where {what} is wanted; if the row is an option, "
        raise refuse("csv-row", f"{message}add --option and its name")
    found = unguarded(one_line(text))
    if len(found) > LONGEST_NAME:
        raise refuse("too-long", f"longer than {LONGEST_NAME} characters")
    return found


def _title(column: Column, text: str, comma: bool | None) -> None:
    column.title = _words(text, "a title")


def _direction(column: Column, text: str, comma: bool | None) -> None:
    word = plain(text)
    if word not in directions():
        hint = did_you_mean(word, ("benefit", "cost", "max", "min"))
        raise refuse("not-a-choice", f"{shortened(text)} is not one of benefit, cost{hint}")
    column.direction, column.directed = directions()[word], True


def _scale(column: Column, text: str, comma: bool | None) -> None:
    low, high, percent = read_pair(text, comma)
    _same_sign(column, text, percent)
    column.scale = low, high


def _clip(column: Column, text: str, comma: bool | None) -> None:
    if text.casefold() not in ("yes", "no"):
        raise refuse("not-a-choice", f"{shortened(text)} is not one of yes, no")
    column.clip = text.casefold() == "yes"


def _weight(column: Column, text: str, comma: bool | None) -> None:
    value = read_cell(text, comma)
    if not value.value.is_point:
        raise refuse("csv-number", f"{shortened(text)} is a range; a weight is one number")
    weight = value.value.mean
    if weight < 0:
        raise refuse("weight-negative", f"weight {weight:g} is below 0")
    column.weight, column.weight_percent = weight, bool(value.percent)


def _unit(column: Column, text: str, comma: bool | None) -> None:
    column.unit = _words(text, "a unit")


def _preference(column: Column, text: str, comma: bool | None) -> None:
    """Read a preference function of PROMETHEE and its parameters, as `linear 0.5 5`."""
    function, *numbers = text.casefold().split()
    if function not in PARAMETERS:
        names = ", ".join(PARAMETERS)
        raise refuse("not-a-choice", f"{shortened(text)} is not one of {names}")
    takes = PARAMETERS[function]
    if len(numbers) != len(takes):
        example = " ".join((function, *takes))
        raise refuse("preference-parameter", f"{shortened(text)}: write {example}")
    cells = [read_cell(number, comma).value for number in numbers]
    given = {name: cell.mean for name, cell in zip(takes, cells, strict=True)}
    try:
        column.preference = PreferenceFunction.model_validate({"function": function, **given})
    except ValidationError as error:
        wrong = error.errors()[0]
        raise refuse(wrong["type"], wrong["msg"]) from None


SETTERS: Mapping[str, Callable[[Column, str, bool | None], None]] = {
    "title": _title,
    "direction": _direction,
    "scale": _scale,
    "clip": _clip,
    "weight": _weight,
    "unit": _unit,
    "preference": _preference,
}

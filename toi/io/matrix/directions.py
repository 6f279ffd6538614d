"""Directions of criteria: said by options, or asked about where no row of a sheet says them."""

from collections.abc import Iterable, Mapping, Sequence

from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import CsvSheet, shortened, typed
from toi.io.matrix.named import find_named, named_nearly
from toi.io.matrix.row_names import speaks_of_costs
from toi.io.suggest import listed

NAMED = 6  # columns in a message


def say_directions(
    sheet: CsvSheet, columns: Sequence[Column], less: Iterable[str], more: Iterable[str]
) -> None:
    """Give columns the direction that was said of them by name; note names that are not there.

    Parameters
    ----------
    sheet : CsvSheet
        Gets what is wrong.
    columns : sequence of Column
        The criteria.
    less, more : iterable of str
        Names of columns on which less, or more, is better.
    """
    called = {name: column for column in columns for name in (column.title, column.name)}
    for direction, names in (("cost", less), ("benefit", more)):
        for name in names:
            meant = _columns_meant(name, called)
            if len(meant) == 1:
                meant[0].direction, meant[0].directed = direction, True
                continue
            which = " or ".join(shortened(column.name) for column in meant[:NAMED])
            hint = f": {which}?" if meant else named_nearly(name, called)
            what = f"several columns are {name!r}" if meant else f"no column {name!r}"
            sheet.add("csv-header", what + hint, sheet.rows[0].line)


def _columns_meant(name: str, called: Mapping[str, Column]) -> list[Column]:
    """Return the columns that a name fits, each once, though its title fits too."""
    found = {called[known].cell: called[known] for known in find_named(name, called)}
    return list(found.values())


def ask_directions(sheet: CsvSheet, columns: Sequence[Column]) -> None:
    """Refuse a sheet that is likely upside down: costs, and nothing that says so."""
    doubtful = [column for column in columns if not column.directed and _seems_cost(column)]
    if not doubtful:
        return
    names = listed([shortened(column.name) for column in doubtful], NAMED)
    options = " ".join(f"--less {typed(column.name)}" for column in doubtful)
    message = (
        f"is less better on {names}? No row `direction` says so: add {options}, with --more in "
        "place of --less where more is better; or a row direction, with benefit or cost in each "
        "column"
    )
    sheet.add("csv-direction", message, sheet.rows[0].line, doubtful[0].cell)


def _seems_cost(column: Column) -> bool:
    return speaks_of_costs(column.name) or speaks_of_costs(column.title)

"""A decision matrix as a sheet holds it, and what may be wished of how it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import NamedTuple

from toi.distribution import Distribution
from toi.io.look_alikes import say_alike
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import CsvSheet
from toi.light_dataclass import dataclass


class ImportOptions(NamedTuple):
    """Wishes about a sheet, besides what stands in it.

    Attributes
    ----------
    comma : bool or None
        Whether decimals are written with a comma; None where nothing is announced.
    without : sequence of str
        The columns to leave out, by name.
    options : sequence of str
        Rows that are options whatever their names suggest.
    transpose : bool or None
        Whether the criteria stand in the rows; None where nothing is said, so that a sheet
        which looks so is refused.
    less, more : sequence of str
        Columns on which less, or more, is better, by name.
    asks : bool
        Whether what is doubtful about criteria is asked; not of one sheet among several.
    scaled : bool
        Whether heads are looked at for scales; not where the criteria are a debate's.
    weights : mapping from column to float
        That stand in another sheet, by names in small letters; by them results are told.
    typed : bool
        Whether the cells are of a workbook, in which numbers bear no mark and text may.
    """

    comma: bool | None = None
    without: Sequence[str] = ()
    options: Sequence[str] = ()
    transpose: bool | None = None
    less: Sequence[str] = ()
    more: Sequence[str] = ()
    asks: bool = True
    scaled: bool = True
    weights: Mapping[str, float] = MappingProxyType({})
    typed: bool = False


PLAINLY = ImportOptions()


@dataclass(frozen=True)
class SheetRow:
    """A theory, as a matrix has it; of its values None is one that nobody knows.

    Attributes
    ----------
    line, cell : int
        Where its name stands in the file, from 1.
    whys : tuple of str
        What stands behind each value, where that is not this line of the file.
    remarks : mapping from reader to str
        What those who judged it say of it.
    """

    id: str
    title: str
    line: int
    cell: int
    values: tuple[Distribution | None, ...]
    whys: tuple[str, ...] = ()
    remarks: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Matrix:
    """The criteria and theories of one CSV file, and what was taken for granted.

    `reckoned` are the columns that were left out, since they hold results of the others;
    `weighed_in` is where the weights stand, if that is not what the name says.
    """

    name: str
    columns: list[Column] = field(default_factory=list)
    lines: list[SheetRow] = field(default_factory=list)
    sure: str = ""  # how sure the weights are, where the sheet says so
    reckoned: list[Column] = field(default_factory=list)
    turned: bool = False  # the criteria stand in the rows of the file
    notes: list[str] = field(default_factory=list)
    weighed_in: str = ""


def alike_names(sheet: CsvSheet, matrix: Matrix) -> list[str]:
    """Say which names look alike and are not the same, since nobody sees it."""
    line = sheet.rows[0].line
    heads = [(column.name, sheet.place(line, column.cell)) for column in matrix.columns]
    rows = [(row.title, (row.line, row.cell)) for row in matrix.lines]
    where = "line {0[0]}, cell {0[1]}".format
    return [*say_alike(heads, where, "criteria"), *say_alike(rows, where, "options")]

"""Contradictions between a reader's sheet and the records on what a criterion is."""

from collections.abc import Sequence

from pydantic_core import PydanticCustomError

from toi.distribution import figures
from toi.io.matrix.cells.cell import read_pair
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import CsvRow, CsvSheet
from toi.io.matrix.decision_matrix import Matrix
from toi.io.matrix.head_scale import head_scale
from toi.io.matrix.row_names import kind_of
from toi.io.readings.names import KnownNames, criterion_word
from toi.records.theory import Criterion


def note_contradictions(
    table: CsvSheet, matrix: Matrix, names: KnownNames, scales: Sequence[CsvRow]
) -> None:
    """Note where a sheet says otherwise than the records what a criterion is."""
    rows = {kind_of(row.cells[0]): row.line for row in table.rows[1:]}
    for number, column in enumerate(matrix.columns):
        called = names.criteria(criterion_word(column, names))
        if len(called) != 1:
            continue
        held = names.held(called[0])
        for row in scales:
            _check_scale(table, row, column, held)
        if not scales:
            _check_head(table, matrix, number, held)
        if column.directed and column.direction != held.direction:
            message = f"{held.id} is a {held.direction} in the records"
            table.add("other-direction", message, rows.get("direction"), column.cell)


def _check_scale(table: CsvSheet, row: CsvRow, column: Column, held: Criterion) -> None:
    text = row.cell(column.cell)
    try:
        said = read_pair(text, None)[:2] if text else held.scale
    except PydanticCustomError as error:
        table.add(error.type, error.message(), row.line, column.cell)
        return
    if said != held.scale:
        low, high = held.scale
        message = f"the scale of {held.id} is {figures(low, high)} in the records"
        table.add("other-scale", message, row.line, column.cell)


def _check_head(table: CsvSheet, matrix: Matrix, number: int, held: Criterion) -> None:
    """Note a head such as `Speed (1-5)` that the numbers below bear out, and the records do not."""
    column = matrix.columns[number]
    ends = head_scale(column.name)
    values = [line.values[number] for line in matrix.lines]
    meant = ends and any(value and ends[0] <= value.mean <= ends[1] for value in values)
    if meant and ends not in (held.scale, head_scale(held.title)):
        low, high = held.scale
        message = f"the scale of {held.id} is {figures(low, high)} in the records"
        table.add("other-scale", message, table.rows[0].line, column.cell)

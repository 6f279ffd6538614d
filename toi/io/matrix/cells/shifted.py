"""Rows longer than the first, since a comma in a number made two cells of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from toi.io.matrix.cells.marks import both_ways
from toi.io.matrix.csv_sheet import CsvRow, CsvSheet, shortened

DECIMAL_COMMA = '; was a number written with a decimal comma? Write 62.5, or "62,5" in quotes'
_HEAD = re.compile(r"(?<![0-9])[1-9][0-9]{0,2}(?:,[0-9]{3})*$")
_GROUP = re.compile(r"[0-9]{3}(?![0-9])")


def joined(cells: Sequence[str], width: int) -> list[str] | None:
    """Return a row with the numbers put together whose thousands commas part.

    None where that does not make it just so wide.

    Examples
    --------
    >>> joined(["A", "52", "000", "3"], 3), joined(["A", "52", "100", "300"], 3)
    (['A', '52,000', '3'], None)
    """
    found = list(cells[:2])
    for cell in cells[2:]:
        if _HEAD.search(found[-1]) and _GROUP.match(cell):
            found[-1] += f",{cell}"
        else:
            found.append(cell)
    return found if len(found) == width < len(cells) else None


def join_thousands(sheet: CsvSheet) -> CsvSheet:
    """Refuse numbers without quotes whose thousands commas part, and put them together.

    So the other cells of the row can be read, and all that is wrong is told at once.
    """
    header, *rows = sheet.rows
    told = {problem.line for problem in sheet.problems if problem.code == "csv-cells"}
    found = [header]
    for row in rows:
        parts = joined(row.cells, len(header.cells)) if sheet.delimiter == "," else None
        if parts is None or row.line in told:
            found.append(row)
            continue
        found.append(CsvRow(row.line, parts, row.written - len(row.cells) + len(parts)))
        long = f"{len(row.cells)} cells, but the first row has {len(header.cells)}"
        for cell, text in enumerate(parts, 1):
            if text not in row.cells:
                written = f"for {shortened(text)} write {' or '.join(both_ways(text))}"
                message = f"{shortened(row.cells[0])} has {long}; {written}"
                sheet.add("csv-cells", message, row.line, cell)
    return replace(sheet, rows=found)


def refuse_shifted(sheet: CsvSheet) -> None:
    """Refuse rows longer than the first that a decimal comma may have made so, though empty cells
    end them.

    `62,5` without quotes is two cells, and pushes every number behind it on; what is empty at the
    end of the row then hides it. Rows that are told of already are let be.
    """
    header, *rows = sheet.rows
    told = {problem.line for problem in sheet.problems if problem.code == "csv-cells"}
    for row in rows if sheet.delimiter == "," else ():
        longer = row.written > header.written and len(row.cells) <= len(header.cells)
        if longer and row.line not in told and any(map(may_be_one, row.cells, row.cells[1:])):
            message = (
                f"{row.written} cells, but the first row has {header.written}{DECIMAL_COMMA}; if "
                "none was, take away the comma at the end"
            )
            sheet.add("csv-cells", message, row.line, row.written)


def may_be_one(whole: str, decimals: str) -> bool:
    """Tell whether two cells may be the halves of a number with a decimal comma."""
    return whole[-1:].isdigit() and decimals[:1].isdigit()

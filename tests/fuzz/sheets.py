"""Sheets of several people: readers of a panel, answers to a questionnaire, workbooks."""

import datetime
import io
from functools import cache
from random import Random
from typing import Any
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tests.fuzz.files import tables
from tests.fuzz.values import SPELLED, TEXTS
from toi.io.questionnaire.wrapped import BEGIN, END

NAMES = ("Ann", "Ann", "ann ", "B. C.", "", *TEXTS)
ANSWERS = ("0", "7", "40", "100", "0.6", "3,5", "-1", "7 %", "n/a", "", *SPELLED)
CELLS = (None, True, datetime.date(2024, 1, 2), "=1+1", "#DIV/0!", 1e300, 0.25)


@cache
def panels() -> list[bytes]:
    """Tables of what several readers say of each cell."""
    return [raw for raw in tables() if b"reader" in raw[:200].lower()]


def people(random: Random, names: list[str]) -> tuple[bytes, bytes]:
    """Answers of people to a questionnaire: in a sheet, and in lines as a browser writes them."""
    asked = [f"{random.choice(('weight', 'belief'))}.{random.choice(names)}" for _ in range(4)]
    rows, lines = [["Name", *asked, "Remarks"]], []
    for who in random.choices(NAMES, k=4):
        said = random.choices(ANSWERS, k=len(asked))
        rows.append([who, *said, random.choice(("", "", "5", *TEXTS))])
        pairs = zip(("name", "from", *asked), (who, "plain", *said), strict=True)
        written = (f"{key}={quote(text, errors='replace')}" for key, text in pairs)
        lines.append(f"{BEGIN}{'&'.join(written)}{END}")
    sheet = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return sheet.encode("utf-8", "surrogatepass"), "\n".join(lines).encode()


def workbook(random: Random, raw: bytes) -> bytes:
    """A table as a workbook of two tabs, with some cells of other kinds; a few are damaged."""
    book = Workbook()
    for sheet in (book.active, book.create_sheet("Second")):
        for line in raw.decode("utf-8", "replace").splitlines()[:20]:
            sheet.append([_cell(random, text) for text in line.split(",")[:12]])
    file = io.BytesIO()
    book.save(file)
    made = bytearray(file.getvalue())
    for _ in range(random.choice((0, 0, 0, 1, 20))):
        made[random.randrange(len(made))] = random.randrange(256)
    return bytes(made)


def _cell(random: Random, text: str) -> Any:
    """A cell as a spreadsheet keeps it: a number or a text; now and then something else."""
    if random.random() < 0.05:
        return random.choice(CELLS)
    try:
        return float(text)
    except ValueError:
        return ILLEGAL_CHARACTERS_RE.sub("", text)

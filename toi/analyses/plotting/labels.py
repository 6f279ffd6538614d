"""Labels at the left of rows: a head and words in two columns, and headings above some rows."""

from collections.abc import Sequence
from dataclasses import replace

from toi.analyses.plotting.sheet import Sheet
from toi.analyses.plotting.style import GAP, LABEL, MARGIN, SMALL
from toi.analyses.plotting.text import fit, height, shown, width, wrap
from toi.analyses.shared.format import ids_tell
from toi.light_dataclass import dataclass

WIDEST_LABEL = 0.36  # of the page


@dataclass(frozen=True)
class Row:
    """The text of one row.

    Attributes
    ----------
    head : str
        An id or a name, in the first column.
    label : str
        What it stands for, in the second.
    cells : sequence of str
        Figures at the right of the picture.
    heading : str
        What stands above this row.
    dim : bool
        Whether the row is muted.
    """

    head: str
    label: str = ""
    cells: Sequence[str] = ()
    heading: str = ""
    dim: bool = False


@dataclass(frozen=True)
class Labels:
    """Heads and labels of rows, measured and broken into lines; lengths in inches.

    Attributes
    ----------
    size : float
        Of the text, in points.
    lines : list of (list of str, list of str)
        The lines of each row's head, and those of its label.
    second, right : float
        Where the second column starts and where it ends, from the left of the page.
    """

    rows: Sequence[Row]
    size: float
    lines: list[tuple[list[str], list[str]]]
    second: float
    right: float

    def count(self, row: int) -> int:
        """Return the number of lines of a row."""
        return max(map(len, self.lines[row]))


def rest_told(left: int) -> str:
    """Say that rows further down are left out, as the end of a note; nothing where there are none.

    Parameters
    ----------
    left : int
        How many.
    """
    return f" {left:,} more, further down, {'is' if left == 1 else 'are'} left out." if left else ""


def row_size(rows: int) -> tuple[float, float]:
    """Return the size of text in rows, in points, and their height in inches."""
    many = rows > 30
    size = SMALL if many else LABEL
    return size, height(size) * (1.2 if many else 1.42)


def measure_labels(rows: Sequence[Row], size: float, page: float, most: int = 1) -> Labels:
    """Fit labels into their share of a page, each of at most `most` lines.

    Heads are left out where none says more than the label beside it; a row may have none.
    """
    named = [(row.head, row.label) for row in rows if row.head]
    if any(row.label for row in rows) and not ids_tell(named):
        rows = [replace(row, head=row.label or row.head, label="") for row in rows]
    widest = WIDEST_LABEL * page
    heads = min(max((width(shown(row.head), size) for row in rows), default=0.0), widest)
    labels = max((width(shown(row.label), size) for row in rows), default=0.0)
    labels = min(labels, widest - (heads if labels else 0.0) * 0.6)
    lines = [
        (_lines(row.head, size, heads, most), _lines(row.label, size, labels, most)) for row in rows
    ]
    second = MARGIN + heads + GAP
    return Labels(rows, size, lines, second, second + labels if labels else MARGIN + heads)


def _lines(text: str, size: float, room: float, most: int) -> list[str]:
    if not text:
        return []
    room += 0.01  # the widest text fits, however its width was rounded
    return [fit(shown(text), size, room)] if most == 1 else wrap(shown(text), size, room, most)


def draw_labels(sheet: Sheet, labels: Labels, middles: Sequence[float]) -> None:
    """Write the labels of rows, whose middles are in inches from the top of the body."""
    ink, muted = sheet.colours.ink, sheet.colours.muted
    for row, y, (head, label) in zip(labels.rows, middles, labels.lines, strict=True):
        for lines, x, colour in (
            (head, MARGIN, muted if label or row.dim else ink),
            (label, labels.second, muted if row.dim else ink),
        ):
            for i, line in enumerate(lines):
                shift = (i - (len(lines) - 1) / 2) * height(labels.size)
                sheet.text(x, y + shift, line, labels.size, color=colour)

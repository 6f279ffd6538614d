"""Row plots: a row per item as in a table, with marks between its labels and its figures."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from toi.analyses.plotting.labels import Labels, Row, draw_labels, measure_labels, row_size
from toi.analyses.plotting.sheet import Caption, Sheet, new_sheet
from toi.analyses.plotting.style import GAP, MARGIN, SMALL, THIN, WIDTH, Colours, Look
from toi.analyses.plotting.text import height, minus, shown, width
from toi.light_dataclass import dataclass

AXIS = 0.38  # inches below the rows: figures and what they are
BETWEEN = 0.3  # panels
COLUMN = 0.12  # between columns on the right
HEADING = 0.24  # the most that the heading of rows takes


@dataclass(frozen=True, eq=False)
class RowPlot:
    """Rows laid out and labelled, with panels in which to draw.

    Attributes
    ----------
    panels : list of Axes
        Between the labels and the cells; their y runs in inches from the top of the rows.
    spans : list of (float, float)
        The left and right end of each panel, in inches from the left of the page.
    y : list of float
        The middle of each row on that axis.
    tall : float
        The height of a row, in inches.
    above : float
        Inches from the top of the body to the rows.
    """

    sheet: Sheet
    panels: list[Axes]
    spans: list[tuple[float, float]]
    y: list[float]
    tall: float
    above: float

    @property
    def axes(self) -> Axes:
        """The first panel."""
        return self.panels[0]

    @property
    def colours(self) -> Colours:
        """The colours of the page."""
        return self.sheet.colours

    @property
    def figure(self) -> Figure:
        """The page with all that was drawn."""
        return self.sheet.figure

    def scale(self, low: float, high: float, percent: bool = False, panel: int = 0) -> None:
        """Set the ends of the horizontal axis of a panel, with lines at round numbers."""
        wide = self.spans[panel][1] - self.spans[panel][0]
        most = max(int(wide / 0.45), 2)
        set_scale(self.panels[panel], low, high, percent, self.colours.faint, most)

    def mark_values(self, *lines: tuple[float, str, str]) -> None:
        """Draw a vertical line at each (value, name, colour), named above the rows."""
        low, high = self.axes.get_xlim()
        left, right = self.spans[0]
        wide = (right - left) / (high - low)
        lines = tuple(sorted(line for line in lines if low <= line[0] <= high))
        spans = []
        for value, name, colour in lines:
            self.axes.axvline(value, color=colour, linewidth=1.0, linestyle=(0, (4, 2)), zorder=1)
            half = width(name, SMALL) / 2
            x = left + (value - low) * wide
            spans.append([x - half, x + half])
        if len(spans) == 2 and spans[0][1] + GAP > spans[1][0]:
            _part(spans)
        for (_, name, colour), (start, end) in zip(lines, spans, strict=True):
            start = min(max(start, MARGIN), self.sheet.width - MARGIN - (end - start))
            self.sheet.label(start, self.above - 0.09, name, color=colour)


def _part(spans: list[list[float]]) -> None:
    """Move two names that would meet to the outer sides of their lines."""
    for span, way in zip(spans, (-1, 1), strict=True):
        middle, long = sum(span) / 2, span[1] - span[0]
        span[:] = sorted([middle + way * 0.02, middle + way * (0.02 + long)])


def draw_rows(
    look: Look,
    caption: Caption,
    rows: Sequence[Row],
    heads: Sequence[str] = (),
    axes: Sequence[str] = (),
    above: float = 0.0,
    shares: Sequence[float] = (1.0,),
    least: float = 0.0,
) -> RowPlot:
    """Lay out a page of rows, with empty panels.

    Parameters
    ----------
    look, caption, rows
        The reader's choices, the text around the picture, and its rows.
    heads : sequence of str
        The heads of the rows' cells.
    axes : sequence of str
        The horizontal axis of each panel.
    above : float
        Inches above the rows for the names of lines.
    shares : sequence of float
        The share of the width that each panel gets.
    least : float
        The least height of a row, in inches.
    """
    size, tall = row_size(len(rows))
    tall = max(tall, least)
    above = max(above, 0.2 if heads else 0.0)
    labels = measure_labels(rows, size, look.width or WIDTH, most=2)
    tops, bottom = _tops(labels, tall)
    below = AXIS if axes else 0.05
    sheet = new_sheet(look, caption, above + bottom + below)
    y = [(top + end) / 2 for top, end in tops]
    right = sheet.width - _draw_cells(sheet, labels, heads, y, above)
    spans = _spans(labels.right + GAP * 1.5, right, shares)
    panels = [sheet.axes(left, above, end - left, bottom) for left, end in spans]
    for panel in panels:
        panel.set_ylim(bottom, 0)
    draw_labels(sheet, labels, [above + middle for middle in y])
    for row, (top, _) in zip(rows, tops, strict=True):
        if row.heading:
            # A long one runs over the lines of the axis, which give way to it.
            clear = {"facecolor": sheet.colours.page, "edgecolor": "none", "pad": 1}
            sheet.label(MARGIN, above + top - min(tall, HEADING) * 0.45, row.heading, bbox=clear)
            for panel in panels:
                line = top - min(tall, HEADING) * 0.95
                panel.axhline(line, color=sheet.colours.faint, linewidth=THIN, zorder=0)
    for span, title in zip(spans, map(shown, axes), strict=False):
        sheet.label(sum(span) / 2, above + bottom + AXIS - 0.11, title, ha="center")
    return RowPlot(sheet, panels, spans, y, tall, above)


def _tops(labels: Labels, tall: float) -> tuple[list[tuple[float, float]], float]:
    """Return the top and bottom of each row, and the height of all, at least one row's."""
    found, y = [], 0.0
    for i, row in enumerate(labels.rows):
        y += min(tall, HEADING) if row.heading else 0.0
        end = y + max(tall, height(labels.size, labels.count(i)) * 1.08)
        found.append((y, end))
        y = end
    return found, max(y, tall)


def _spans(left: float, right: float, shares: Sequence[float]) -> list[tuple[float, float]]:
    """Divide the width between panels side by side, with a gap between them."""
    found, room = [], right - left - BETWEEN * (len(shares) - 1)
    for share in shares:
        found.append((left, left + room * share))
        left += room * share + BETWEEN
    return found


def _draw_cells(
    sheet: Sheet, labels: Labels, heads: Sequence[str], y: Sequence[float], above: float
) -> float:
    """Write the columns on the right, each aligned at its right end; return their width."""
    columns = list(zip(*(row.cells for row in labels.rows), strict=True))
    right = MARGIN
    for k in range(len(columns) - 1, -1, -1):
        head = heads[k] if k < len(heads) else ""
        texts = [shown(text) for text in columns[k]]
        x = sheet.width - right
        sheet.label(x, above - 0.09, head, ha="right")
        for row, middle, text in zip(labels.rows, y, texts, strict=True):
            colour = sheet.colours.muted if row.dim else sheet.colours.ink
            sheet.text(x, above + middle, text, labels.size, ha="right", color=colour)
        right += max(width(head, SMALL), *(width(t, labels.size) for t in texts)) + COLUMN
    return right + GAP / 2


def set_scale(axes: Axes, low: float, high: float, percent: bool, colour: str, most: int) -> None:
    """Set the ends of a horizontal axis, with faint lines at up to `most` round numbers."""
    axes.set_xlim(low, high)
    span, locator = high - low, MaxNLocator(min(most, 6), steps=[1, 2, 5, 10])
    ticks = [
        t for t in locator.tick_values(low, high) if low - 1e-9 * span <= t <= high + 1e-9 * span
    ]
    axes.set_xticks(ticks, [tick_label(t, percent) for t in ticks])
    axes.xaxis.grid(True, color=colour, linewidth=THIN)
    axes.set_axisbelow(True)


def tick_label(value: float, percent: bool = False) -> str:
    """Return a round number as an axis shows it."""
    return minus(f"{100 * value:.6g} %" if percent else f"{value:.6g}")

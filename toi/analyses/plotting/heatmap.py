"""Heat maps: tables of shares as shades, with figures in the cells where there is room."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import Colormap, LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure

from toi.analyses.plotting.labels import Labels, Row, draw_labels, measure_labels
from toi.analyses.plotting.sheet import Caption, Sheet, new_sheet
from toi.analyses.plotting.style import GAP, LABEL, MARGIN, SMALL, WIDTH, Look, Style
from toi.analyses.plotting.text import fit, height, shown, width
from toi.light_dataclass import dataclass

WIDEST_CELL = 0.62  # inches
WIDEST_ASKED = 1.6  # where a width is asked for: it is there to be filled
TALLEST_CELL = 0.24
BAR = 1.4  # the scale of shades, inches
STEPS = 64  # in it
SMALLEST = 4.6  # points; figures in cells that would be smaller are left out
UPRIGHT = 1.8  # the longest name of a column, inches


@dataclass(frozen=True)
class Heatmap:
    """Rows and columns of values.

    Attributes
    ----------
    rows : sequence of Row
        Labels and headings; a row's cells are in `values`.
    columns : sequence of str
        The name of each column.
    values : sequence of sequence of float
        By row and column; None is left blank.
    across : str
        What the columns are.
    low, high : float
        The values at the ends of the shades.
    ends : (str, str)
        What these are called.
    text : callable
        Writes the figure in a cell.
    shades : (str, str, str)
        The colours at the low end, in the middle and at the high end.
    """

    rows: Sequence[Row]
    columns: Sequence[str]
    values: Sequence[Sequence[float | None]]
    across: str
    low: float
    high: float
    ends: tuple[str, str]
    text: Callable[[float], str]
    shades: tuple[str, str, str]

    @property
    def colours(self) -> Colormap:
        """The colour of every share of the way from `low` to `high`."""
        return LinearSegmentedColormap.from_list("", self.shades)


@dataclass(frozen=True)
class _Grid:
    """The places of the cells, in inches of the body; `middles` from the top of the first row."""

    labels: Labels
    left: float
    top: float
    side: float
    tall: float
    middles: list[float]
    names: list[str]  # of columns
    names_tall: float
    upright: bool

    @property
    def bottom(self) -> float:
        """The end of the last row, from the top of the first."""
        return self.middles[-1] + self.tall / 2 if self.middles else self.tall


def draw_heatmap(look: Look, caption: Caption, heatmap: Heatmap) -> Figure:
    """Draw a page with a heat map."""
    widest = WIDEST_CELL if look.width is None else WIDEST_ASKED
    grid = _grid(heatmap, look.width or WIDTH, widest)
    sheet = new_sheet(look, caption, grid.top + grid.bottom + 0.05)
    columns = len(heatmap.columns)
    axes = sheet.axes(grid.left, grid.top, grid.side * columns, grid.bottom)
    axes.set_xlim(0, columns)
    axes.set_ylim(grid.bottom, 0)
    _draw_cells(sheet, axes, grid, heatmap)
    _draw_lines(sheet, axes, grid, columns)
    middles = [grid.top + y for y in grid.middles]
    draw_labels(sheet, grid.labels, middles)
    for row, y in zip(heatmap.rows, middles, strict=True):
        if row.heading:
            sheet.label(MARGIN, y - grid.tall, row.heading)
    _draw_columns(sheet, grid, heatmap.across)
    _draw_shades(sheet, heatmap)
    return sheet.figure


def _grid(heatmap: Heatmap, page: float, widest_cell: float) -> _Grid:
    """Find the largest cells for which a page has room."""
    rows = len(heatmap.rows)
    size = SMALL - 0.5 if rows > 34 else LABEL
    labels = measure_labels(heatmap.rows, size, page)
    left = labels.right + GAP
    side = min((page - left - MARGIN) / max(len(heatmap.columns), 1), widest_cell)
    tall = min(side, TALLEST_CELL if rows <= 24 else 0.18)
    tall = max(tall, height(size) * 0.98)
    names = [shown(name) for name in heatmap.columns]
    widest = max((width(name, SMALL) for name in names), default=0.0)
    # Numbers are never turned: where they are too wide, some of them are left out.
    upright = widest + 0.04 > side and not all(name.isdigit() for name in names)
    names_tall = min(widest, UPRIGHT) + 0.13 if upright else height(SMALL)
    return _Grid(
        labels=labels,
        left=left,
        top=0.3 + height(SMALL) + names_tall,
        side=side,
        tall=tall,
        middles=_middles(heatmap.rows, tall),
        names=names,
        names_tall=names_tall,
        upright=upright,
    )


def _middles(rows: Sequence[Row], tall: float) -> list[float]:
    found, y = [], 0.0
    for row in rows:
        y += tall * 1.1 if row.heading else 0.0
        found.append(y + tall / 2)
        y += tall
    return found


def _draw_cells(sheet: Sheet, axes: Axes, grid: _Grid, heatmap: Heatmap) -> None:
    """Fill cells with shades, and write figures in them if they can be read in all."""
    size, colours = _figure_size(grid, heatmap), heatmap.colours
    places, shades = list[tuple[float, float]](), list[tuple[float, float, float]]()
    for y, row in zip(grid.middles, heatmap.values, strict=True):
        for x, value in enumerate(row):
            if value is None:
                continue
            share = (value - heatmap.low) / (heatmap.high - heatmap.low)
            colour = to_rgb(colours(min(max(share, 0.0), 1.0)))
            if colour != to_rgb(sheet.colours.page):
                places.append((x, y))
                shades.append(colour)
            text = heatmap.text(value)
            if text and size >= SMALLEST:
                centre = grid.left + (x + 0.5) * grid.side
                ink = ink_on(colour)
                sheet.text(centre, grid.top + y, text, size, ha="center", color=ink)
    left, middle = np.array(places).reshape(-1, 2).T
    right, top, bottom = left + 1, middle - grid.tall / 2, middle + grid.tall / 2
    corners = np.array([(left, top), (left, bottom), (right, bottom), (right, top)])
    boxes: Any = corners.transpose(2, 0, 1)  # of which lists would take ten times as much
    # Without edges of its own colour a cell shows a gap to its neighbour.
    cells = PolyCollection(boxes, facecolors=shades, edgecolors=shades, linewidths=0.2)
    axes.add_collection(cells, autolim=False)


def _figure_size(grid: _Grid, heatmap: Heatmap) -> float:
    """Return the size at which the widest figure fits its cell, in points."""
    texts = [heatmap.text(v) for row in heatmap.values for v in row if v is not None]
    wide = max((width(text, 10.0) for text in texts), default=0.1) or 0.1
    return min(SMALL, 10 * grid.side * 0.8 / wide, grid.tall * 72 * 0.72)


def _draw_lines(sheet: Sheet, axes: Axes, grid: _Grid, columns: int) -> None:
    """Draw the frame, and a line between rows."""
    style: Style = {"color": sheet.colours.faint, "clip_on": False}
    for x in (0, columns):
        axes.axvline(x, linewidth=1, **style)
    for y in [*(middle - grid.tall / 2 for middle in grid.middles), grid.bottom]:
        axes.axhline(y, linewidth=0.35, **style)


def _draw_columns(sheet: Sheet, grid: _Grid, across: str) -> None:
    """Write the names of the columns, and above them what they are."""
    size, every = _columns_named(grid)
    for x, name in enumerate(grid.names):
        if every > 1 and (x + 1) % every and x:
            continue
        middle = grid.left + (x + 0.5) * grid.side
        if grid.upright:
            name = fit(name, size, UPRIGHT)
            style: Style = {"ha": "center", "va": "bottom", "color": sheet.colours.muted}
            sheet.text(middle, grid.top - 0.05, name, size, rotation=90, **style)
        else:
            sheet.label(middle, grid.top - grid.names_tall / 2, name, ha="center")
    middle = grid.left + grid.side * len(grid.names) / 2
    middle = max(middle, MARGIN + width(across, SMALL) / 2)
    sheet.label(middle, grid.top - grid.names_tall - height(SMALL) / 2, across, ha="center")


def _columns_named(grid: _Grid) -> tuple[float, int]:
    """Return the size of the names of columns, and that each so many-th is written."""
    size = min(SMALL, grid.side * 72 / 1.2)
    if grid.upright:
        return size, 1 if size >= SMALLEST else 2
    wide = max((width(name, SMALL) for name in grid.names), default=0.0) + 0.04
    return SMALL, next((k for k in (1, 2, 5, 10, 20) if k * grid.side >= wide), 50)


def _draw_shades(sheet: Sheet, heatmap: Heatmap) -> None:
    """Draw the scale of shades at the left of the top, with the names of its ends."""
    low, high = (shown(end) for end in heatmap.ends)
    x = MARGIN + width(low, SMALL) + GAP
    sheet.label(MARGIN, 0.1, low)
    colours = heatmap.colours
    bar = sheet.axes(x, 0.04, BAR, 0.12)
    for k in range(STEPS):
        # Steps overlap, since between two that only touch the page shines through.
        bar.axvspan(k, k + 1.05, color=colours((k + 0.5) / STEPS), linewidth=0)
    bar.set_xlim(0, STEPS)
    bar.spines[:].set_visible(True)
    bar.spines[:].set(color=sheet.colours.faint, linewidth=0.6)
    sheet.label(x + BAR + GAP, 0.1, high)


def ink_on(colour: str | tuple[float, float, float]) -> str:
    """Return the colour of letters that stand out better, by relative luminance (WCAG 2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.18
    return "#111418" if light else "#ffffff"

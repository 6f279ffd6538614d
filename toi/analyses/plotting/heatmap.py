"""Tables of shares as shades: which theory holds which rank, who beats whom, and the like."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.colors import LinearSegmentedColormap, to_rgb

from toi.analyses.plotting.row_plot import WIDEST_LABEL
from toi.analyses.plotting.sheet import GAP, MARGIN, Sheet, Words
from toi.analyses.plotting.style import LABEL, SMALL, WIDTH, Look, Style
from toi.analyses.plotting.text import fit, height, shown, width

CELL = (0.085, 0.34)  # least and greatest side, inches
BAR = 1.4  # the key of shades, inches
SMALLEST = 4.6  # points; figures in cells that would be smaller are left out
TALLEST = 0.24
UPRIGHT = 1.8  # the longest name of a column, inches


@dataclass(frozen=True)
class TableAxes:
    """Rows and columns of shares; None is left blank.

    Attributes
    ----------
    rows : sequence of (id, words)
    columns : sequence of str
    across : str
        What the columns are.
    low, high : float
        The values at the ends of the shades.
    ends : (str, str)
        What they are called.
    text : callable
        What stands in a cell.
    """

    rows: Sequence[tuple[str, str]]
    columns: Sequence[str]
    values: Sequence[Sequence[float | None]]
    across: str
    low: float
    high: float
    ends: tuple[str, str]
    text: Callable[[float], str]
    shades: tuple[str, str, str]
    groups: Sequence[tuple[int, str]] = ()  # headings above rows, by their place


class Shaded:
    """A table of shades, laid out and labelled.

    Attributes
    ----------
    figures : bool
        Whether there was room for figures in the cells.
    """

    def __init__(self, look: Look, words: Words, table: TableAxes) -> None:
        self.table, self.colours = table, look.colours
        page = look.width or WIDTH
        self.size = SMALL - 0.5 if len(table.rows) > 34 else LABEL
        self._measure(page)
        tall = [self.cell] * len(table.rows)
        self.y = _middles(tall, {place for place, _ in table.groups}, self.cell)
        self.high = (self.y[-1] + self.cell / 2) if self.y else self.cell
        self.head = self._head()
        self.sheet = Sheet(look, words, self.head + self.high + 0.05)
        self._draw()

    def _measure(self, page: float) -> None:
        table = self.table
        ids = max((width(shown(name), self.size) for name, _ in table.rows), default=0.0)
        self.ids = min(ids, WIDEST_LABEL * page)
        words = max((width(shown(w), self.size) for _, w in table.rows), default=0.0)
        self.words = min(words, WIDEST_LABEL * page - (self.ids if words else 0) * 0.6)
        self.left = MARGIN + self.ids + (GAP + self.words if self.words else 0) + GAP
        room = page - self.left - MARGIN
        self.side = min(room / max(len(table.columns), 1), 0.62)
        least = height(self.size) * 0.98
        self.cell = max(min(self.side, TALLEST if len(table.rows) <= 24 else 0.18), least)

    def _head(self) -> float:
        """What stands above the cells: the key, what the columns are, their names."""
        self.names = [shown(name) for name in self.table.columns]
        wide = max((width(name, SMALL) for name in self.names), default=0.0)
        self.upright = wide + 0.04 > self.side
        if not self.upright:
            self.tall = height(SMALL)
        elif all(name.isdigit() for name in self.names):
            self.upright, self.tall = False, height(SMALL)  # every so many
        else:
            self.tall = min(wide, UPRIGHT) + 0.13
        return 0.3 + height(SMALL) + self.tall

    def _draw(self) -> None:
        table, n = self.table, len(self.table.columns)
        self.axes = self.sheet.axes(self.left, self.head, self.side * n, self.high)
        self.axes.set_xlim(0, n)
        self.axes.set_ylim(self.high, 0)
        self.axes.set_xticks([])
        self.axes.set_yticks([])
        self.map = LinearSegmentedColormap.from_list("", table.shades)
        self.figures = self._figure_size() >= SMALLEST
        for y, row in zip(self.y, table.values, strict=True):
            self._row(y, row)
        self._frame()
        self._labels()
        self._columns()
        self._key()

    def _row(self, y: float, row: Sequence[float | None]) -> None:
        """Cells of one row, and figures in them."""
        size = self._figure_size()
        for x, value in enumerate(row):
            if value is None:
                continue
            colour = self.colour(value)
            if colour != to_rgb(self.colours.page):
                box = (y - self.cell / 2, self.cell)
                self.axes.broken_barh(
                    [(x, 1)], box, facecolor=colour, linewidth=0.2, edgecolor=colour
                )
            text = self.table.text(value)
            if self.figures and text:
                middle = self.left + (x + 0.5) * self.side
                ink = "#111418" if is_light(colour) else "#ffffff"
                self.sheet.text(middle, self.head + y, text, size, ha="center", color=ink)

    def colour(self, value: float) -> tuple[float, float, float]:
        """The shade of a value."""
        table = self.table
        share = (value - table.low) / (table.high - table.low)
        return to_rgb(self.map(min(max(share, 0.0), 1.0)))

    def _figure_size(self) -> float:
        texts = [self.table.text(v) for row in self.table.values for v in row if v is not None]
        wide = max((width(text, 10.0) for text in texts), default=0.1) or 0.1
        return min(SMALL, 10 * self.side * 0.8 / wide, self.cell * 72 * 0.72)

    def _frame(self) -> None:
        colour = self.colours.faint
        for x in (0, len(self.table.columns)):
            self.axes.axvline(x, color=colour, linewidth=1, clip_on=False)
        edges = [y - self.cell / 2 for y in self.y] + [self.high]
        for y in edges:
            self.axes.axhline(y, color=colour, linewidth=0.35, clip_on=False)

    def _labels(self) -> None:
        second = MARGIN + self.ids + GAP
        for y, (name, words) in zip(self.y, self.table.rows, strict=True):
            name = fit(shown(name), self.size, self.ids + 0.01)
            faint = self.colours.muted if words else self.colours.ink
            self.sheet.text(MARGIN, self.head + y, name, self.size, color=faint)
            if words:
                text = fit(shown(words), self.size, self.words + 0.01)
                self.sheet.text(second, self.head + y, text, self.size)
        for place, words in self.table.groups:
            y = self.head + self.y[place] - self.cell
            self.sheet.text(MARGIN, y, words, SMALL, color=self.colours.muted)

    def _columns(self) -> None:
        y = self.head - self.tall / 2
        slim = min(SMALL, self.side * 72 / 1.2)
        every = 1 if slim >= SMALLEST else 2
        if not self.upright:
            wide = max((width(name, SMALL) for name in self.names), default=0.0) + 0.04
            every = next((k for k in (1, 2, 5, 10, 20) if k * self.side >= wide), 50)
        for x, name in enumerate(self.names):
            if every > 1 and (x + 1) % every and x:
                continue
            middle = self.left + (x + 0.5) * self.side
            look: Style = {"ha": "center", "color": self.colours.muted}
            if self.upright:
                name = fit(name, slim, UPRIGHT)
                look |= {"rotation": 90, "va": "bottom"}
                self.sheet.text(middle, self.head - 0.05, name, slim, **look)
            else:
                self.sheet.text(middle, y, name, SMALL, **look)
        middle = self.left + self.side * len(self.names) / 2
        middle = max(middle, MARGIN + width(self.table.across, SMALL) / 2)
        above = self.head - self.tall - height(SMALL) / 2
        style: Style = {"ha": "center", "color": self.colours.muted}
        self.sheet.text(middle, above, self.table.across, SMALL, **style)

    def _key(self) -> None:
        """The shades with what their ends are called, at the left of the top."""
        low, high = (shown(end) for end in self.table.ends)
        x = MARGIN + width(low, SMALL) + GAP
        self.sheet.text(MARGIN, 0.1, low, SMALL, color=self.colours.muted)
        bar = self.sheet.axes(x, 0.04, BAR, 0.12)
        steps = 64
        for k in range(steps):
            bar.axvspan(k, k + 1.05, color=self.map((k + 0.5) / steps), linewidth=0)
        bar.set_xlim(0, steps)
        bar.set_xticks([])
        bar.set_yticks([])
        bar.spines[:].set_visible(True)
        bar.spines[:].set(color=self.colours.faint, linewidth=0.6)
        self.sheet.text(x + BAR + GAP, 0.1, high, SMALL, color=self.colours.muted)


def _middles(tall: Sequence[float], headed: set[int], extra: float) -> list[float]:
    found, y = [], 0.0
    for i, one in enumerate(tall):
        y += extra * 1.1 if i in headed else 0.0
        found.append(y + one / 2)
        y += one
    return found


def is_light(colour: str | tuple[float, float, float]) -> bool:
    """Whether dark letters stand out better, by relative luminance (WCAG 2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.18

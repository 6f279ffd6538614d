"""Pictures whose rows are those of a table: labels left, figures right, marks in between."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from toi.analyses.plotting.sheet import GAP, MARGIN, Sheet, Words
from toi.analyses.plotting.style import LABEL, SMALL, THIN, WIDTH, Look, Style
from toi.analyses.plotting.text import height, shown, width, wrap

WIDEST_LABEL = 0.36  # of the page
AXIS = 0.38  # below the rows: figures and what they are
BETWEEN = 0.3  # panels
COLUMN = 0.12  # between columns on the right


@dataclass(frozen=True)
class Row:
    """One row: its id, words, and what stands right of the picture.

    `over` is a heading above it.
    """

    head: str
    label: str = ""
    cells: Sequence[str] = ()
    over: str = ""
    dim: bool = False


class RowPlot:
    """Rows laid out and labelled.

    Attributes
    ----------
    panels : list of Axes
        Between the labels and the cells; their y runs in inches from the top of the rows.
    y : list of float
        The middle of each row on that axis.
    tall : float
        The height of a row, in inches.
    """

    def __init__(
        self,
        look: Look,
        words: Words,
        rows: Sequence[Row],
        heads: Sequence[str] = (),
        axes: Sequence[str] = (),
        above: float = 0.0,
        shares: Sequence[float] = (1.0,),
    ) -> None:
        self.text = LABEL if len(rows) <= 30 else SMALL
        self.above = max(above, 0.2 if heads else 0.0)
        page = look.width or WIDTH
        ids = max((width(shown(row.head), self.text) for row in rows), default=0.0)
        ids = min(ids, WIDEST_LABEL * page)
        labels = max((width(shown(row.label), self.text) for row in rows), default=0.0)
        labels = min(labels, WIDEST_LABEL * page - (ids if labels else 0.0) * 0.6)
        names = [self._wrapped(row, ids, labels) for row in rows]
        self.tall = height(self.text) * (1.42 if len(rows) <= 30 else 1.2)
        self._place(rows, [max(len(head), len(label)) for head, label in names])
        below = AXIS if axes else 0.05
        self.sheet = Sheet(look, words, self.above + self.height + below)
        self.colours = self.sheet.colours
        left = MARGIN + ids + (GAP if labels else 0) + labels + GAP * 1.5
        right = self._cells(rows, heads)
        self._panels(left, self.sheet.width - right, shares)
        self._labels(rows, names, MARGIN + ids + GAP)
        for span, title in zip(self.spans, axes, strict=False):
            y = self.above + self.height + AXIS - 0.11
            style = {"ha": "center", "color": self.colours.muted}
            self.sheet.text(sum(span) / 2, y, title, SMALL, **style)

    @property
    def axes(self) -> Axes:
        """The first panel."""
        return self.panels[0]

    def _panels(self, left: float, right: float, shares: Sequence[float]) -> None:
        """Side by side, with a gap between them."""
        self.panels, self.spans, room = [], [], right - left
        for k, share in enumerate(shares):
            wide = (room - BETWEEN * (len(shares) - 1)) * share
            self.panels.append(self.sheet.axes(left, self.above, wide, self.height))
            self.spans.append((left, left + wide))
            self.panels[k].set_ylim(self.height, 0)
            self.panels[k].set_yticks([])
            left += wide + BETWEEN

    def _wrapped(self, row: Row, ids: float, labels: float) -> tuple[list[str], list[str]]:
        head = wrap(shown(row.head), self.text, ids + 0.01, 2)
        return head, wrap(shown(row.label), self.text, labels + 0.01, 2) if row.label else []

    def _place(self, rows: Sequence[Row], lines: Sequence[int]) -> None:
        y, self.y, self.over = 0.0, [], []
        for row, count in zip(rows, lines, strict=True):
            if row.over:
                self.over.append((y + self.tall * 0.55, row.over))
                y += self.tall
            tall = max(self.tall, height(self.text, count) * 1.08)
            self.y.append(y + tall / 2)
            y += tall
        self.height = max(y, self.tall)

    def _labels(
        self, rows: Sequence[Row], names: Sequence[tuple[list[str], list[str]]], second: float
    ) -> None:
        for row, y, (head, label) in zip(rows, self.y, names, strict=True):
            both = bool(label)
            faint = self.colours.muted
            for lines, x, colour in (
                (head, MARGIN, faint if both or row.dim else self.colours.ink),
                (label, second, faint if row.dim else self.colours.ink),
            ):
                for i, line in enumerate(lines):
                    shift = (i - (len(lines) - 1) / 2) * height(self.text)
                    self.sheet.text(x, self.above + y + shift, line, self.text, color=colour)
        for y, words in self.over:
            self.sheet.text(MARGIN, self.above + y, words, SMALL, color=self.colours.muted)
            for axes in self.panels:
                style: Style = {"color": self.colours.faint, "linewidth": THIN, "zorder": 0}
                axes.axhline(y - self.tall * 0.5, **style)

    def _cells(self, rows: Sequence[Row], heads: Sequence[str]) -> float:
        """The columns on the right, each aligned at its right end; gives their width."""
        columns = list(zip(*(row.cells for row in rows), strict=True))
        right = MARGIN
        for k in range(len(columns) - 1, -1, -1):
            head = heads[k] if k < len(heads) else ""
            texts = [shown(text) for text in columns[k]]
            wide = max([width(t, self.text) for t in texts] + [width(head, SMALL)])
            x = self.sheet.width - right
            self.sheet.text(x, self.above - 0.09, head, SMALL, ha="right", color=self.colours.muted)
            for row, y, text in zip(rows, self.y, texts, strict=True):
                colour = self.colours.muted if row.dim else self.colours.ink
                self.sheet.text(x, self.above + y, text, self.text, ha="right", color=colour)
            right += wide + COLUMN
        return right + GAP / 2

    def scale(self, low: float, high: float, percent: bool = False, panel: int = 0) -> None:
        """The horizontal axis, with lines at round numbers."""
        wide = self.spans[panel][1] - self.spans[panel][0]
        scale(self.panels[panel], low, high, percent, self.colours.faint, max(int(wide / 0.45), 2))

    def refer(self, *lines: tuple[float, str, str], panel: int = 0) -> None:
        """Vertical lines at some values, named above the rows: (value, name, colour)."""
        axes, (left, right) = self.panels[panel], self.spans[panel]
        low, high = axes.get_xlim()
        wide = (right - left) / (high - low)
        lines = tuple(sorted(line for line in lines if low <= line[0] <= high))
        spans = []
        for value, name, colour in lines:
            axes.axvline(value, color=colour, linewidth=1.0, linestyle=(0, (4, 2)), zorder=1)
            half = width(name, SMALL) / 2
            x = left + (value - low) * wide
            spans.append([x - half, x + half])
        if len(spans) == 2 and spans[0][1] + GAP > spans[1][0]:
            middles = [sum(span) / 2 for span in spans]
            for span, way, middle in zip(spans, (-1, 1), middles, strict=True):
                long = span[1] - span[0]
                span[:] = sorted([middle + way * 0.02, middle + way * (0.02 + long)])
        for (_, name, colour), (start, end) in zip(lines, spans, strict=True):
            start = min(max(start, MARGIN), self.sheet.width - MARGIN - (end - start))
            self.sheet.text(start, self.above - 0.09, name, SMALL, color=colour)


def scale(axes: Axes, low: float, high: float, percent: bool, colour: str, most: int) -> None:
    """Round numbers on a horizontal axis, and faint lines at them."""
    axes.set_xlim(low, high)
    span, locator = high - low, MaxNLocator(min(most, 6), steps=[1, 2, 5, 10])
    ticks = [
        t for t in locator.tick_values(low, high) if low - 1e-9 * span <= t <= high + 1e-9 * span
    ]
    axes.set_xticks(ticks, [figure(t, percent) for t in ticks])
    axes.xaxis.grid(True, color=colour, linewidth=THIN)
    axes.set_axisbelow(True)


def figure(value: float, percent: bool = False) -> str:
    """A round number on an axis."""
    text = f"{100 * value:.6g} %" if percent else f"{value:.6g}"
    return text.replace("-", "\N{MINUS SIGN}")

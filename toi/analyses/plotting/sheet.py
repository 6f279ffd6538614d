"""A page in inches: title, verdict and key above the picture, how to read it and where from below.

Everything is measured before the figure is made, so that its height is what its words need.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from toi.analyses.plotting.style import (
    LABEL,
    LINE,
    NARROWEST,
    PRINT,
    SMALL,
    TITLE,
    VERDICT,
    WIDTH,
    Look,
)
from toi.analyses.plotting.text import fit, font, height, shown, width, wrap
from toi.analyses.shared.provenance import origin
from toi.analyses.shared.result import Provenance, RubricLabel
from toi.errors import usage

Kind = Literal["dot", "ring", "diamond", "square", "up", "down", "line", "dashes", "bar", "tick"]
SHAPES = "oDs^v"  # that tell theories apart, whatever their colours
MARKS: tuple[Kind, ...] = ("dot", "diamond", "square", "up", "down")
MARGIN = 0.16
GAP = 0.09
SWATCH = 0.22
LEAST_STRETCH = 0.6  # of the height that a picture asks for


@dataclass(frozen=True)
class Mark:
    """One entry of the key."""

    kind: Kind
    colour: str
    text: str


@dataclass(frozen=True)
class Words:
    """What is said around a picture."""

    title: str
    made: Provenance
    verdict: str = ""
    notes: str = ""
    key: Sequence[Mark] = ()
    rubrics: Sequence[RubricLabel] = ()  # where there are several


class Sheet:
    """A figure with its words set, and a body of `width` by `body` inches to draw in.

    Where the reader gave a height, what is drawn in the body is stretched to it, and its
    text gets no larger but may get smaller.

    Raises
    ------
    InputErrors
        If the size is too small for what must stand on it.
    """

    def __init__(self, look: Look, words: Words, body: float) -> None:
        self.look, self.colours = look, look.colours
        self.width = look.width or WIDTH
        if self.width < NARROWEST:
            raise usage(f"a picture needs {NARROWEST:g} inches of width", "too-small")
        above, below = self._above(words), self._below(words)
        head = sum(tall for tall, _ in above) + MARGIN
        foot = sum(tall for tall, _ in below) + MARGIN
        self.stretch = self._stretched(body, head + foot)
        self.body, self.top = body * self.stretch, head
        self.height = head + self.body + foot
        self.figure = Figure(
            figsize=(self.width, self.height), dpi=look.dpi, facecolor=self.colours.page
        )
        self._set(above, MARGIN)
        self._set(below, head + self.body)

    def axes(self, left: float, top: float, wide: float, tall: float) -> Axes:
        """Axes at some place of the body, without spines, ticks or a background."""
        top, tall = self.top + top * self.stretch, tall * self.stretch
        box = (left / self.width, 1 - (top + tall) / self.height)
        axes = self.figure.add_axes((*box, wide / self.width, tall / self.height))
        axes.set_facecolor("none")
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0, pad=3, labelsize=self.size(SMALL), colors=self.colours.muted)
        return axes

    def size(self, points: float) -> float:
        """A text size in the body."""
        return points * min(1.0, self.stretch)

    def text(self, x: float, y: float, words: str, size: float = LABEL, **style: Any) -> Text:
        """One line of text in the body, `y` inches below its top; vertically centred on it."""
        style = {"color": self.colours.ink, "va": "center", **style}
        return self._text(x, self.top + y * self.stretch, words, self.size(size), **style)

    def _text(self, x: float, y: float, words: str, size: float, **style: Any) -> Text:
        where = x / self.width, 1 - y / self.height
        properties = font(words, size, style.pop("bold", False))
        return self.figure.text(*where, words, fontproperties=properties, **style)

    def _stretched(self, body: float, rest: float) -> float:
        if self.look.height is None:
            return 1.0
        stretch = (self.look.height - rest) / body
        if stretch < LEAST_STRETCH:
            least = rest + LEAST_STRETCH * body
            raise usage(
                f"{self.width:g} x {self.look.height:g} inches are too few for this picture; "
                f"at this width it needs a height of {least:.1f}",
                "too-small",
            )
        return stretch

    def _above(self, words: Words) -> "list[Block]":
        title = shown(self.look.title if self.look.title is not None else words.title)
        blocks = [self._paragraph(title, TITLE, self.colours.ink, 0.05, bold=True)] if title else []
        if words.verdict:
            blocks.append(self._paragraph(shown(words.verdict), VERDICT, self.colours.ink, 0.08))
        if words.key:
            blocks.append(self._key(words.key))
        return blocks

    def _below(self, words: Words) -> "list[Block]":
        blocks: list[Block] = [(0.1, lambda y: None)]
        if words.notes:
            blocks.append(self._paragraph(shown(words.notes), SMALL, self.colours.muted, 0.06))
        line = origin(words.made, words.rubrics)
        blocks.append(self._paragraph(shown(line), PRINT, self.colours.muted))
        return blocks

    def _set(self, blocks: "list[Block]", y: float) -> None:
        for tall, draw in blocks:
            draw(y)
            y += tall

    def _paragraph(
        self, text: str, size: float, colour: str, after: float = 0.0, bold: bool = False
    ) -> "Block":
        lines = wrap(text, size, self.width - 2 * MARGIN, bold=bold)

        def draw(y: float) -> None:
            for i, line in enumerate(lines):
                middle = y + height(size, i) + height(size) / 2
                self._text(MARGIN, middle, line, size, bold=bold, color=colour, va="center")

        return height(size, len(lines)) + after, draw

    def _key(self, marks: Sequence[Mark]) -> "Block":
        placed, x, row = [], MARGIN, 0
        for mark in marks:
            text = fit(shown(mark.text), SMALL, self.width - 2 * MARGIN - SWATCH - GAP)
            wide = SWATCH + GAP / 2 + width(text, SMALL)
            if x > MARGIN and x + wide > self.width - MARGIN:
                x, row = MARGIN, row + 1
            placed.append((mark, text, x, row))
            x += wide + 2 * GAP
        tall = height(SMALL) * 1.15

        def draw(y: float) -> None:
            for mark, text, left, line in placed:
                middle = y + tall * (line + 0.5)
                self._swatch(mark, left, middle)
                style = {"color": self.colours.muted, "va": "center"}
                self._text(left + SWATCH + GAP / 2, middle, text, SMALL, **style)

        return tall * (row + 1) + 0.08, draw

    def _swatch(self, mark: Mark, left: float, y: float) -> None:
        """A small sample, in figure coordinates."""
        x0, x1, mid = left / self.width, (left + SWATCH) / self.width, 1 - y / self.height
        if mark.kind == "bar":
            tall = 0.085 / self.height
            box = Rectangle((x0, mid - tall / 2), x1 - x0, tall, facecolor=mark.colour, linewidth=0)
            box.set_transform(self.figure.transFigure)
            self.figure.add_artist(box)
            return
        line = mark.kind in ("line", "dashes")
        shape = {
            "dot": "o",
            "ring": "o",
            "diamond": "D",
            "square": "s",
            "up": "^",
            "down": "v",
            "tick": "|",
        }.get(mark.kind, "")
        face = self.colours.page if mark.kind == "ring" else mark.colour
        self.figure.add_artist(
            Line2D(
                [x0, x1] if line else [(x0 + x1) / 2],
                [mid, mid] if line else [mid],
                color=mark.colour,
                linewidth=LINE if line else 0,
                linestyle=(0, (3, 2)) if mark.kind == "dashes" else "-",
                marker=shape,
                markersize=7 if shape == "|" else 4.5,
                markerfacecolor=face,
                markeredgewidth=1.2,
            )
        )


Block = tuple[float, Callable[[float], None]]

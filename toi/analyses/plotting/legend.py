"""The legend of a picture: samples of marks with what they stand for, in lines that fit."""

from collections.abc import Sequence
from typing import Any, Literal

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from toi.analyses.plotting.style import GAP, LINE, SMALL
from toi.analyses.plotting.text import fit, shown, width
from toi.light_dataclass import dataclass

Kind = Literal[
    "dot",
    "ring",
    "diamond",
    "square",
    "up",
    "down",
    "line",
    "dashes",
    "dots",
    "dashdots",
    "bar",
    "tick",
]
MARKERS: dict[Kind, str] = {  # as matplotlib calls them
    "dot": "o",
    "ring": "o",
    "diamond": "D",
    "square": "s",
    "up": "^",
    "down": "v",
    "tick": "|",
}
STROKES: dict[Kind, Any] = {
    "line": "-",
    "dashes": (0, (3.5, 1.6)),
    "dots": (0, (1, 1.4)),
    "dashdots": (0, (4, 1.2, 1, 1.2)),
}
SHAPES: tuple[Kind, ...] = ("dot", "diamond", "square", "up", "down")  # distinct without colour
SWATCH = 0.22  # inches: the width of a sample


@dataclass(frozen=True)
class LegendEntry:
    """One entry of a legend."""

    kind: Kind
    colour: str
    text: str


@dataclass(frozen=True)
class PlacedEntry:
    """An entry with its place: inches from the left end, and the number of its line."""

    entry: LegendEntry
    text: str
    left: float
    line: int


def place_entries(entries: Sequence[LegendEntry], room: float) -> list[PlacedEntry]:
    """Place entries one after another, in as many lines of `room` inches as they need."""
    placed, x, line = [], 0.0, 0
    for entry in entries:
        text = fit(shown(entry.text), SMALL, room - SWATCH - GAP)
        wide = SWATCH + GAP / 2 + width(text, SMALL)
        if x > 0 and x + wide > room:
            x, line = 0.0, line + 1
        placed.append(PlacedEntry(entry, text, x, line))
        x += wide + 2 * GAP
    return placed


def draw_sample(figure: Figure, entry: LegendEntry, left: float, y: float) -> None:
    """Draw the sample of an entry; inches from the left and from the top of the page."""
    wide, tall = figure.get_size_inches()
    ends, middle = [left / wide, (left + SWATCH) / wide], 1 - y / tall
    draw = _bar if entry.kind == "bar" else _line if entry.kind in STROKES else _marker
    figure.add_artist(draw(figure, entry, ends, middle))


def _bar(figure: Figure, entry: LegendEntry, ends: list[float], middle: float) -> Artist:
    tall = 0.085 / figure.get_figheight()
    corner = (ends[0], middle - tall / 2)
    return Rectangle(corner, ends[1] - ends[0], tall, facecolor=entry.colour, linewidth=0)


def _line(figure: Figure, entry: LegendEntry, ends: list[float], middle: float) -> Artist:
    stroke = STROKES[entry.kind]
    return Line2D(ends, [middle, middle], color=entry.colour, linewidth=LINE, linestyle=stroke)


def _marker(figure: Figure, entry: LegendEntry, ends: list[float], middle: float) -> Artist:
    return Line2D(
        [sum(ends) / 2],
        [middle],
        color=entry.colour,
        linewidth=0,
        marker=MARKERS[entry.kind],
        markersize=7 if entry.kind == "tick" else 4.5,
        markerfacecolor=figure.get_facecolor() if entry.kind == "ring" else entry.colour,
        markeredgewidth=1.2,
    )

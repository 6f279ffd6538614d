"""The page of a picture: title, verdict and legend above it, notes and provenance below.

Lengths are in inches. All text is measured before the figure is made, since the height of a
figure is what its text and its body need.
"""

from collections.abc import Callable, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from toi.analyses.plotting.legend import SWATCH, LegendEntry, draw_sample, place_entries
from toi.analyses.plotting.style import (
    GAP,
    LABEL,
    MARGIN,
    NARROWEST,
    PRINT,
    SMALL,
    TITLE,
    VERDICT,
    WIDTH,
    Colours,
    Look,
    styled,
)
from toi.analyses.plotting.text import font, height, shown, wrap
from toi.analyses.shared.provenance import origin
from toi.analyses.shared.result import Provenance, RubricLabel
from toi.analyses.shared.verdict import nobody_leads
from toi.errors import InputErrors, Problem, usage
from toi.light_dataclass import dataclass
from toi.words import Words

SPACE = 1.15  # of what is between lines, what may go before their text gets smaller
LEAST_STRETCH = 0.6  # of the height that a picture asks for
NOTEBOOK_DPI, NOTEBOOK_PIXELS = 150, 80  # an inch: as drawn, and as shown


class NothingToDraw(InputErrors):
    """A result has nothing of what its picture shows."""

    def __init__(self, reason: str) -> None:
        super().__init__([Problem("toi", None, None, reason, "nothing-to-plot")])


def nobody_to_draw(words: Words, lead: str = "") -> NothingToDraw:
    """Return the error that gates exclude all of whom a picture would show."""
    return NothingToDraw(f"{lead}{nobody_leads(words)}; to do without gates: --set gates=none")


@dataclass(frozen=True)
class Caption:
    """The text around a picture; `rubrics` are named where there are several."""

    title: str
    provenance: Provenance
    verdict: str = ""
    notes: str = ""
    legend: Sequence[LegendEntry] = ()
    rubrics: Sequence[RubricLabel] = ()


@dataclass(frozen=True, eq=False)
class Sheet:
    """A figure with its text set, and a body to draw in.

    Attributes
    ----------
    width, height : float
        Of the page, in inches.
    top : float
        Where the body starts, in inches from the top of the page.
    stretch : float
        By how much the body is stretched to the height that the reader asked for. Text is
        never enlarged, but gets smaller with the body, once the space between lines is used.
    """

    figure: Figure
    colours: Colours
    width: float
    height: float
    top: float
    stretch: float

    def axes(self, left: float, top: float, wide: float, tall: float) -> Axes:
        """Add axes at a place of the body, without spines, ticks or a background."""
        top, tall = self.top + top * self.stretch, tall * self.stretch
        box = (left / self.width, 1 - (top + tall) / self.height)
        axes = self.figure.add_axes((*box, wide / self.width, tall / self.height))
        axes.set_facecolor("none")
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0, pad=3, labelsize=self.size(SMALL), colors=self.colours.muted)
        axes.set_xticks([])
        axes.set_yticks([])
        return axes

    def size(self, points: float) -> float:
        """Return the size of text in the body."""
        return points * min(1.0, self.stretch * SPACE)

    def text(self, x: float, y: float, words: str, size: float = LABEL, **style: Any) -> None:
        """Write one line in the body, centred vertically `y` inches below its top."""
        self.write(x, self.top + y * self.stretch, words, self.size(size), **style)

    def label(self, x: float, y: float, words: str, **style: Any) -> None:
        """Write one line that explains a part of the picture: small and muted."""
        self.text(x, y, words, SMALL, **{"color": self.colours.muted, **style})

    def write(self, x: float, y: float, words: str, size: float, **style: Any) -> None:
        """Write one line anywhere, centred vertically `y` inches below the top of the page."""
        style = {"color": self.colours.ink, "va": "center", **style}
        properties = font(words, size, style.pop("bold", False))
        where = x / self.width, 1 - y / self.height
        self.figure.text(*where, words, fontproperties=properties, **style)


class ShownFigure(Figure):
    """A figure that a notebook shows, whether or not pyplot was imported."""

    def draw(self, renderer: Any) -> None:
        """Draw text as wide as it was measured, whatever the reader's own style is."""
        with styled():
            super().draw(renderer)

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """Return the picture, sharp, and the width in pixels at which it fits beside a margin."""
        import io

        found = io.BytesIO()
        self.savefig(found, format="png", dpi=NOTEBOOK_DPI)
        return found.getvalue(), {"width": round(NOTEBOOK_PIXELS * self.get_figwidth())}


# What stands above or below the body: its height, and what draws it from some height down.
Block = tuple[float, Callable[[Sheet, float], None]]


def new_sheet(look: Look, caption: Caption, body: float) -> Sheet:
    """Make a figure with its text, and room for a body of `body` inches of height.

    Raises
    ------
    InputErrors
        If the size that the reader asked for is too small for what must stand on it.
    """
    page = look.width or WIDTH
    if page < NARROWEST:
        raise usage(f"a picture needs {NARROWEST:g} inches of width", "too-small")
    above, below = _above(look, caption, page), _below(look, caption, page)
    head = sum(tall for tall, _ in above) + MARGIN
    foot = sum(tall for tall, _ in below) + MARGIN
    stretch = 1.0 if look.height is None else _stretch(page, look.height, body, head + foot)
    tall = head + body * stretch + foot
    figure = ShownFigure(figsize=(page, tall), dpi=look.dpi, facecolor=look.colours.page)
    sheet = Sheet(figure, look.colours, page, tall, head, stretch)
    _set(sheet, above, MARGIN)
    _set(sheet, below, head + body * stretch)
    return sheet


def _stretch(page: float, tall: float, body: float, rest: float) -> float:
    """Return the factor by which the body fills a page whose text takes `rest` inches."""
    stretch = (tall - rest) / body
    if stretch < LEAST_STRETCH:
        least = rest + LEAST_STRETCH * body
        raise usage(
            f"{page:g} x {tall:g} inches are too few for this picture; "
            f"at this width it needs a height of {least:.1f}",
            "too-small",
        )
    return stretch


def _set(sheet: Sheet, blocks: Sequence[Block], y: float) -> None:
    for tall, draw in blocks:
        draw(sheet, y)
        y += tall


def _above(look: Look, caption: Caption, page: float) -> list[Block]:
    ink, blocks = look.colours.ink, []
    title = shown(look.title if look.title is not None else caption.title)
    if title:
        blocks.append(_paragraph(title, TITLE, ink, page, after=0.05, bold=True))
    if caption.verdict:
        blocks.append(_paragraph(shown(caption.verdict), VERDICT, ink, page, after=0.08))
    if caption.legend:
        blocks.append(_legend(caption.legend, page))
    return blocks


def _below(look: Look, caption: Caption, page: float) -> list[Block]:
    muted = look.colours.muted
    blocks: list[Block] = [(0.1, lambda sheet, y: None)]
    if caption.notes:
        blocks.append(_paragraph(shown(caption.notes), SMALL, muted, page, after=0.06))
    line = origin(caption.provenance, caption.rubrics, travels=True)
    blocks.append(_paragraph(shown(line), PRINT, muted, page))
    return blocks


def _paragraph(
    text: str, size: float, colour: str, page: float, after: float = 0.0, bold: bool = False
) -> Block:
    """Break text into lines as wide as the page, with `after` inches below them."""
    lines = wrap(text, size, page - 2 * MARGIN, bold=bold)

    def draw(sheet: Sheet, y: float) -> None:
        for i, line in enumerate(lines):
            middle = y + height(size, i) + height(size) / 2
            sheet.write(MARGIN, middle, line, size, bold=bold, color=colour)

    return height(size, len(lines)) + after, draw


def _legend(entries: Sequence[LegendEntry], page: float) -> Block:
    placed = place_entries(entries, page - 2 * MARGIN)
    tall = height(SMALL) * 1.15

    def draw(sheet: Sheet, y: float) -> None:
        for one in placed:
            left, middle = MARGIN + one.left, y + tall * (one.line + 0.5)
            draw_sample(sheet.figure, one.entry, left, middle)
            right = left + SWATCH + GAP / 2
            sheet.write(right, middle, one.text, SMALL, color=sheet.colours.muted)

    return tall * (placed[-1].line + 1) + 0.08, draw

"""The ternary plot of weights: who leads however three criteria share their weight."""

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from toi.analyses.plotting.heatmap import ink_on
from toi.analyses.plotting.legend import LegendEntry
from toi.analyses.plotting.sheet import Caption, Sheet, new_sheet
from toi.analyses.plotting.style import LABEL, MARGIN, THIN, WIDTH, Look, Style, styled
from toi.analyses.plotting.text import fit, shown, width
from toi.analyses.shared.format import count, per_cent
from toi.analyses.ternary.result import Area, Point, WeightMap

SLOPE = 3**0.5 / 2
WIDEST = 5.0  # inches
ROOM = 0.34  # for names, above and below
LEAST, ROOMY = 0.004, 0.015  # of the triangle: for a place in the key, for a name inside


@styled()
def ternary_figure(found: WeightMap, look: Look) -> Figure:
    """Draw an area per leader, named inside; each corner is all weight on one criterion."""
    side = min((look.width or WIDTH) - 2 * MARGIN - 1.2, WIDEST)
    tall = side * SLOPE
    sheet = new_sheet(look, _caption(found, look), tall + 2.4 * ROOM)
    wide = side * min(sheet.stretch, 1.0)
    left = (sheet.width - wide) / 2
    axes = sheet.axes(left, ROOM, wide, tall)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, SLOPE)
    for area, colour in zip(found.areas, _colours(found, look), strict=True):
        _draw_area(axes, area, colour)
        _draw_name(sheet, (left, wide, tall), area, colour)
    _draw_lines(sheet, axes)
    _draw_corners(sheet, found, (left, wide, tall))
    x, y = _flat(found.now)
    style: Style = {"markersize": 7, "markeredgecolor": "#ffffff", "markeredgewidth": 1.2}
    axes.plot(x, y, "D", color=look.colours.mark, clip_on=False, zorder=5, **style)
    return sheet.figure


def _flat(point: Point) -> tuple[float, float]:
    """Place shares of three in a triangle with sides of 1, the third one's corner on top."""
    return point[1] + point[2] / 2, point[2] * SLOPE


def _colours(found: WeightMap, look: Look) -> list[str]:
    several = iter(look.colours.several)
    return [
        look.colours.faint if a.theory is None else next(several, look.colours.faint)
        for a in found.areas
    ]


def _draw_area(axes: Axes, area: Area, colour: str) -> None:
    pieces = [[_flat(corner) for corner in piece] for piece in area.pieces]
    axes.add_collection(
        PolyCollection(pieces, facecolors=colour, edgecolors=colour, linewidths=0.7)
    )


def _draw_name(sheet: Sheet, box: tuple[float, float, float], area: Area, colour: str) -> None:
    if area.share < ROOMY:
        return
    left, wide, tall = box
    x, y = _flat(area.inside)
    name = shown(area.theory or "none")
    place = (left + x * wide, ROOM + tall * (1 - y / SLOPE))
    sheet.text(*place, name, ha="center", color=ink_on(colour), bold=True)


def _draw_lines(sheet: Sheet, axes: Axes) -> None:
    """Draw the edges, and faint lines at every fifth."""
    for k in range(1, 5):
        s = k / 5
        for start, end in (
            ((s, 1 - s, 0.0), (s, 0.0, 1 - s)),
            ((1 - s, s, 0.0), (0.0, s, 1 - s)),
            ((1 - s, 0.0, s), (0.0, 1 - s, s)),
        ):
            xs, ys = zip(_flat(start), _flat(end), strict=True)
            axes.plot(xs, ys, color=sheet.colours.page, linewidth=THIN, alpha=0.45, zorder=3)
    corners = [_flat(c) for c in ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 0, 0))]
    axes.plot(
        *zip(*corners, strict=True), color=sheet.colours.ink, linewidth=1.0, clip_on=False, zorder=4
    )


def _draw_corners(sheet: Sheet, found: WeightMap, box: tuple[float, float, float]) -> None:
    left, wide, tall = box
    room = sheet.width / 2 - MARGIN - 0.1
    texts = [fit(shown(f"all on {c.title.lower()}"), LABEL, room) for c in found.criteria]
    a, b, c = texts
    low = ROOM + tall + 0.14
    half = [width(text, LABEL) / 2 for text in texts]
    sheet.text(max(left, MARGIN + half[0]), low, a, ha="center")
    sheet.text(min(left + wide, sheet.width - MARGIN - half[1]), low, b, ha="center")
    sheet.text(left + wide / 2, ROOM - 0.14, c, ha="center")


def _caption(found: WeightMap, look: Look) -> Caption:
    colours = _colours(found, look)
    key = [
        LegendEntry(
            "bar", colour, f"{a.theory or 'none'} {a.short} {per_cent(a.share)}".replace("  ", " ")
        )
        for a, colour in zip(found.areas, colours, strict=True)
        if a.share >= LEAST
    ]
    names = ", ".join(f"{name} {100 * w:.0f} %" for name, w in found.others.items())
    rest = f" The others keep theirs ({names})." if found.others else ""
    first, others = found.areas[0], len(found.areas) - 1
    rivals = f", {count(others, 'other')} in the rest" if others else ""
    return Caption(
        title=f"Who leads at which weights, by the rubric {found.provenance.named}",
        provenance=found.provenance,
        verdict=(
            f"However these three share their weight, {first.theory or 'nobody'} leads in "
            f"{per_cent(first.share)} of the divisions{rivals}."
        ),
        notes=(
            f"The three share {100 * found.held:.0f} % of all weight: all on one in its corner, "
            f"evenly in the middle; lines at every fifth.{rest} Every number at its mean. "
            "Per cent: of all divisions of that weight."
        ),
        legend=[*key, LegendEntry("diamond", look.colours.mark, "weights now")],
    )

"""The graph as a picture: boxes in layers, what is borne upon at the left."""

from collections.abc import Sequence
from dataclasses import replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon
from matplotlib.path import Path

from toi.analyses.graph.boxes import PAD, Box, Stop, is_bold, laid_out
from toi.analyses.graph.result import GraphEdge, GraphResult
from toi.analyses.graph.verdict import graph_verdict
from toi.analyses.plotting.legend import STROKES, Kind, LegendEntry
from toi.analyses.plotting.sheet import Caption, NothingToDraw, Sheet, new_sheet
from toi.analyses.plotting.style import SMALL, Colours, Look, styled
from toi.analyses.plotting.text import height, minus
from toi.analyses.shared.format import count, ids_tell

PAGE = 11.0  # inches, unless asked otherwise
THINNEST, THICKEST = 0.7, 5.0  # points of an edge
TIP = 0.075  # inches: the head of an arrow


@styled()
def graph_figure(found: GraphResult, look: Look) -> Figure:
    """Draw a box per node in layers, arrows from what bears to what it bears on.

    Raises
    ------
    NothingToDraw
        If nothing bears on anything.
    """
    if not found.edges:
        what = "anything" if found.focus == "debate" else found.title
        raise NothingToDraw(f"no argument bears on {what}")
    look = replace(look, width=look.width or PAGE)
    drawing = laid_out(found, look.width or PAGE)
    sheet = new_sheet(look, _caption(found, look), drawing.tall)
    axes = sheet.axes(0, 0, sheet.width, drawing.tall)
    axes.set_xlim(0, sheet.width)
    axes.set_ylim(drawing.tall, 0)
    most = max(abs(edge.points) for edge in found.edges)
    for edge in sorted(found.edges, key=lambda edge: abs(edge.points)):
        _draw_edge(axes, look.colours, edge, drawing.routes[edge.source, edge.target], most)
    for box in drawing.boxes:
        _draw_box(sheet, axes, box, meant=found.is_meant(box.node))
    return sheet.figure


def _draw_edge(
    axes: Axes,
    colours: Colours,
    edge: GraphEdge,
    stops: Sequence[Stop],
    most: float,
) -> None:
    colour, kind = _style(edge, colours)
    share = abs(edge.points) / most if most else 0.0
    thick = THINNEST + (THICKEST - THINNEST) * share
    x, y = stops[-1]
    tip = TIP + thick / 72
    path, codes = [stops[0]], [Path.MOVETO]
    for (x0, y0), (x1, y1) in zip(stops, [*stops[1:-1], (x + tip * 0.8, y)], strict=False):
        bend = (x0 - x1) * 0.5 if y0 != y1 else 0.0
        path += [(x0 - bend, y0), (x1 + bend, y1), (x1, y1)]
        codes += [Path.CURVE4] * 3
    axes.add_patch(
        PathPatch(
            Path(path, codes),
            facecolor="none",
            edgecolor=colour,
            linewidth=thick,
            linestyle=STROKES[kind],
            capstyle="butt",
            zorder=1,
        )
    )
    half = tip * 0.5
    head = [(x, y), (x + tip, y - half), (x + tip, y + half)]
    axes.add_patch(Polygon(head, facecolor=colour, linewidth=0, zorder=2))


def _style(edge: GraphEdge, colours: Colours) -> tuple[str, Kind]:
    """Return colour and stroke of an edge: solid against, dashed for, dotted answers."""
    if edge.kind in ("part", "hangs", "weighs"):
        return colours.muted, "line"
    if edge.kind == "idle":
        return colours.faint, "line"
    if edge.kind == "instance":
        return colours.muted, "dashdots"
    if edge.kind == "answers":
        return colours.main, "dots"
    return (colours.gain, "dashes") if edge.sign > 0 else (colours.loss, "line")


def _draw_box(sheet: Sheet, axes: Axes, box: Box, meant: bool) -> None:
    colours, node = sheet.colours, box.node
    heavy = node.kind in ("theory", "criterion")
    edge = colours.ink if heavy or meant else colours.muted
    face = {"theory": colours.faint, "criterion": colours.band}.get(node.kind, colours.page)
    face = colours.faint if meant else face
    axes.add_patch(
        FancyBboxPatch(
            (box.left, box.middle - box.tall / 2),
            box.wide,
            box.tall,
            boxstyle=f"round,pad=0,rounding_size={0.02 if node.kind == 'argument' else 0.07}",
            facecolor=face,
            edgecolor=edge,
            linewidth=1.3 if meant or node.kind in ("theory", "line", "group") else 0.7,
            zorder=3,
        )
    )
    x = box.left + PAD + 0.03
    for i, (line, title) in enumerate(box.lines):
        y = box.middle + height(SMALL) * (i - (len(box.lines) - 1) / 2)
        colour = colours.ink if title else colours.muted
        sheet.text(x, y, line, SMALL, bold=title and is_bold(node), color=colour)


def _caption(found: GraphResult, look: Look) -> Caption:
    colours, made = look.colours, found.provenance
    kinds = {edge.kind for edge in found.edges}
    signs = {edge.sign for edge in found.edges if edge.kind in ("bears", "line")}
    lead = {
        "theory": "What bears on",
        "line": "What the line of attack bears on:",
        "argument": "What the argument bears on, and what on it:",
        "debate": "",
    }[found.focus]
    left = found.left_out
    hint = " (--top N)" if found.focus == "theory" else ""
    more = f" {count(left, 'argument')} that move less are left out{hint}." if left > 0 else ""
    applied = (
        " What applies an argument stands in its place there: its points go on with those of the "
        "general one."
        if "instance" in kinds
        else ""
    )
    return Caption(
        title=f"{lead} {_named(found)}, by the rubric {made.named}".strip(),
        provenance=made,
        verdict=graph_verdict(found).replace("(-", f"({minus('-')}"),
        notes=(
            "Read from right to left: each box bears on the one that its arrow leads to. Points "
            "are of score, after replies; the thicker an arrow, the more points go that way. "
            "Believed: the chance that an argument is sound, after its replies. An argument whose "
            f"criterion has no weight moves no points.{applied}{more}"
        ),
        legend=[
            *([LegendEntry("line", colours.loss, "speaks against")] if -1 in signs else []),
            *([LegendEntry("dashes", colours.gain, "speaks for")] if 1 in signs else []),
            *([LegendEntry("dots", colours.main, "answers an argument")] * ("answers" in kinds)),
            *([LegendEntry("dashdots", colours.muted, "applies it")] * ("instance" in kinds)),
            LegendEntry("line", colours.muted, "counts towards the score"),
            *([LegendEntry("line", colours.faint, "does not count")] * ("idle" in kinds)),
        ],
    )


def _named(found: GraphResult) -> str:
    if found.focus == "theory" and ids_tell([(found.record or "", found.title)]):
        return f"{found.record} {found.title}"
    return found.title

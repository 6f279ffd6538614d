"""The boxes and arrows of the graph, measured and placed; lengths in inches, y downwards."""

from collections.abc import Mapping, Sequence
from math import ceil

from toi.analyses.graph.layered import Edge, Layered, Node, layered, levels
from toi.analyses.graph.result import GraphNode, GraphResult
from toi.analyses.plotting.style import MARGIN, SMALL
from toi.analyses.plotting.text import height, minus, shown, wrap
from toi.analyses.shared.format import glued, ids_tell
from toi.errors import usage
from toi.light_dataclass import dataclass

BETWEEN = 0.62  # between columns, for arrows
WIDEST, NARROWEST = 2.3, 0.95  # of a box
PAD, GAP = 0.06, 0.1  # within a box, and between two
PORT = 0.1  # between two arrows that meet at a box, where there is room
LEAST = 0.05  # points of score that are worth writing
UNBROKEN = 20  # letters of a remark that stays in one line

Stop = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Box:
    """A node with its text broken into lines, and its place."""

    node: GraphNode
    lines: Sequence[tuple[str, bool]]  # and whether it is the title
    left: float
    middle: float
    wide: float
    tall: float

    @property
    def right(self) -> float:
        """Return where its right side is."""
        return self.left + self.wide


@dataclass(frozen=True, eq=False)
class Drawing:
    """All boxes, the points that each arrow goes through, and the height that they take."""

    boxes: Sequence[Box]
    routes: Mapping[Edge, Sequence[Stop]]
    tall: float


def laid_out(found: GraphResult, page: float) -> Drawing:
    """Measure all boxes and place them, and the arrows between them.

    Raises
    ------
    InputErrors
        If a page is too narrow for as many columns as there are.
    """
    edges = [(edge.source, edge.target) for edge in found.edges]
    columns = max(levels([node.id for node in found.nodes], edges).values()) + 1
    inside = page - 2 * MARGIN
    wide = min((inside - BETWEEN * (columns - 1)) / columns, WIDEST)
    if wide < NARROWEST:
        least = columns * NARROWEST + BETWEEN * (columns - 1) + 2 * MARGIN
        raise usage(f"this picture needs a width of {ceil(10 * least) / 10:g} inches", "too-small")
    told = ids_tell([(node.record, node.title) for node in found.nodes if node.kind == "theory"])
    idle = _without_weight(found)
    lines = {node.id: _lines(node, wide, told, node.id in idle) for node in found.nodes}
    heights = {name: height(SMALL, len(said)) + 2 * PAD for name, said in lines.items()}
    drawn = layered(heights, edges, GAP)
    step = wide + (inside - wide * columns) / max(columns - 1, 1)
    column = {name: at for at, layer in enumerate(drawn.layers) for name in layer}
    boxes = {
        node.id: Box(
            node,
            lines[node.id],
            left=MARGIN + step * column[node.id],
            middle=drawn.place[node.id],
            wide=wide,
            tall=heights[node.id],
        )
        for node in found.nodes
    }
    return Drawing(list(boxes.values()), _routes(edges, boxes, drawn), drawn.extent)


def _without_weight(found: GraphResult) -> set[str]:
    """Return the nodes that bear on criteria without weight alone."""
    idle = {edge.source for edge in found.edges if edge.kind == "idle"}
    bearing = [edge for edge in found.edges if edge.kind == "bears"]
    weighed = {edge.source for edge in bearing if edge.target not in idle}
    onwards = {edge.source for edge in found.edges if edge.kind not in ("bears", "idle")}
    return {edge.source for edge in bearing} - weighed - onwards


def _lines(node: GraphNode, wide: float, told: bool, idle: bool) -> list[tuple[str, bool]]:
    """Break the text of a node into lines: its title, then what counts of it."""
    title = f"{node.record} {node.title}" if node.kind == "theory" and told else node.title
    room = wide - 2 * PAD - 0.06
    found = [(line, True) for line in wrap(shown(title.strip()), SMALL, room, bold=is_bold(node))]
    details = (minus(part) if part.startswith("-") else part for part in node.detail.split("; "))
    said = [*filter(None, [_points(node, idle)]), *details]
    remark = "; ".join(glued(part) if len(part) < UNBROKEN else part for part in said if part)
    return found + [(line, False) for line in wrap(shown(remark), SMALL, room)]


def is_bold(node: GraphNode) -> bool:
    """Tell whether a title is in bold: that of all but single arguments."""
    return node.kind != "argument"


def _points(node: GraphNode, idle: bool) -> str:
    if node.points is None or node.kind in ("theory", "part", "condition"):
        return ""
    if abs(node.points) < LEAST:
        nothing = "no weight here" if idle else "no points"
        return "" if node.kind == "criterion" else nothing
    return minus(f"{node.points:+.1f}")


def _routes(
    edges: Sequence[Edge], boxes: Mapping[Node, Box], drawn: Layered
) -> dict[Edge, list[Stop]]:
    """Return the points that each arrow goes through: across columns it keeps to its lane.

    Arrows that meet at a box are spread along its side, in the order in which they come.
    """
    passed = {edge: [(node, drawn.place[node]) for node in drawn.routes[edge]] for edge in edges}
    leave = _ports(boxes, [(edge[0], passed[edge][1][1], edge) for edge in edges])
    arrive = _ports(boxes, [(edge[1], passed[edge][-2][1], edge) for edge in edges])
    sides = sorted({(b.left, b.right) for b in boxes.values()})
    level = {node: at for at, layer in enumerate(drawn.layers) for node in layer}
    found = {}
    for edge in edges:
        stops = [(boxes[edge[0]].left, leave[edge])]
        for dummy, y in passed[edge][1:-1]:
            left, right = sides[level[dummy]]
            stops += [(right, y), (left, y)]
        found[edge] = [*stops, (boxes[edge[1]].right, arrive[edge])]
    return found


def _ports(
    boxes: Mapping[Node, Box], ends: Sequence[tuple[Node, float, Edge]]
) -> dict[Edge, float]:
    """Spread the arrows at each box along its side, by where they come from or go to."""
    at: dict[Node, list[tuple[float, Edge]]] = {}
    for node, y, edge in ends:
        at.setdefault(node, []).append((y, edge))
    found = {}
    for node, some in at.items():
        box = boxes[node]
        some.sort(key=lambda one: one[0])
        step = min(PORT, (box.tall - 2 * PAD) / max(len(some) - 1, 1))
        for i, (_, edge) in enumerate(some):
            found[edge] = box.middle + step * (i - (len(some) - 1) / 2)
    return found

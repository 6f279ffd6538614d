"""The graph as a screen and a table: every link with the points that go its way."""

import shlex
from collections.abc import Iterator

from toi.analyses.graph.result import EdgeKind, GraphEdge, GraphResult
from toi.analyses.graph.verdict import graph_verdict
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table, stamp
from toi.analyses.shared.format import signed
from toi.analyses.shared.provenance import ranked_options

WORDS: dict[EdgeKind, str] = {
    "weighs": "counts for",
    "part": "is part of",
    "hangs": "is needed by",
    "line": "makes the point",
    "instance": "applies",
    "idle": "does not count for",
}


def graph_screen(result: GraphResult, page: Page) -> str:
    """Show the verdict, then what bears on what: indented below that on which it bears."""
    screen = Screen(page).say(graph_verdict(result))
    heads = ["What bears on what is above it", "", "Points"]
    screen.table(list(_rows(result)), heads, "llr", shrink=0, least=24, wrap=True)
    word = f" {shlex.quote(result.record)}" if result.record else ""
    return screen.next(f"plot graph{word}{ranked_options(result.provenance)}").end(
        result.provenance
    )


def _rows(result: GraphResult) -> Iterator[list[str]]:
    """Yield a row to each link; what bears on several is taken apart the first time only."""
    nodes = {node.id: node for node in result.nodes}
    bearing: dict[str, list[GraphEdge]] = {}
    for one in result.edges:
        bearing.setdefault(one.target, []).append(one)
    sources = {one.source for one in result.edges}
    stack: list[tuple[int, str, GraphEdge | None]] = [
        (0, name, None) for name in reversed(nodes) if name not in sources
    ]
    seen: set[str] = set()
    while stack:
        depth, name, edge = stack.pop()
        again = " (see above)" if name in seen and name in bearing else ""
        verb, points = (_verb(edge), signed(edge.points, 1)) if edge else ("", "")
        yield ["  " * depth + nodes[name].title + again, verb, points]
        if name not in seen:
            below = sorted(bearing.get(name, ()), key=lambda link: abs(link.points))
            stack += [(depth + 1, link.source, link) for link in below]
        seen.add(name)


def _verb(edge: GraphEdge) -> str:
    """Say how one bears on the other."""
    if edge.kind == "answers":
        return "answers"
    return WORDS.get(edge.kind) or ("speaks for" if edge.sign > 0 else "speaks against")


def graph_table(result: GraphResult) -> Table:
    """Return a row for each link."""
    nodes = {node.id: node for node in result.nodes}
    rows = [
        {
            "source": edge.source,
            "source_title": nodes[edge.source].title,
            "kind": edge.kind,
            "target": edge.target,
            "target_title": nodes[edge.target].title,
            "sign": edge.sign,
            "points": edge.points,
            "force": edge.force,
        }
        for edge in result.edges
    ]
    columns = "source source_title kind target target_title sign points force"
    return Table.of(rows, columns).with_columns(**stamp(result.provenance))

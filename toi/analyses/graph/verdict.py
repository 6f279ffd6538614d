"""The verdict of the graph, in a sentence or two."""

from collections.abc import Iterator

from toi.analyses.graph.result import GraphNode, GraphResult
from toi.analyses.shared.format import count, listed, signed

FEW = 2  # arguments or lines that are named
LEAST = 0.5  # points of what is named


def graph_verdict(found: GraphResult) -> str:
    """Say what arguments leave of the case, and what takes or gives most."""
    n, more = found.arguments, found.answers
    answers = f", answered by {more} more" if more else ""
    heavy = sorted(_reasons(found), key=lambda node: -abs(node.points or 0.0))[:FEW]
    named = [f"{node.title} ({signed(node.points or 0.0, 1)})" for node in heavy]
    most = f" Most points: {listed(named)}." if named else " None of them moves a point here."
    many = len(found.theories) > 1
    after = (
        f"With all that bears on {'them' if many else 'it'}, {found.case:.0f} points of the case "
        f"become {found.score:.0f}{', in the mean' if many else ''}"
    )
    match found.focus:
        case "line":
            said = f"{count(n, 'argument')} make this point{answers}."
        case "argument":
            beside = f", beside {count(n - 1, 'argument')} of its kin or that it answers"
            said = (
                f"{count(more, 'argument')} answer{'s' if more == 1 else ''} it{beside * (n > 1)}."
            )
        case _:
            said = f"{after}: {count(n, 'argument')}{answers}."
    return said + most


def _reasons(found: GraphResult) -> Iterator[GraphNode]:
    """Yield the lines and arguments that bear on a criterion by themselves and move points."""
    bearing = {edge.source for edge in found.edges if edge.kind == "bears"}
    for node in found.nodes:
        reason = node.kind in ("argument", "line") and node.id in bearing
        if reason and abs(node.points or 0.0) >= LEAST:
            yield node

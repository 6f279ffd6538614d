"""The verdict of the graph, in a sentence or two."""

from collections.abc import Iterator

from toi.analyses.graph.result import GraphNode, GraphResult
from toi.analyses.shared.format import count, listed, signed, whole

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
        f"With all that bears on {'them' if many else 'it'}, {whole(found.case)} points of the "
        f"case become {whole(found.score)}{', in the mean' if many else ''}"
    )
    if found.mean_case is not None and found.mean is not None:
        become = f"{whole(found.mean_case)} become {whole(found.mean)}"
        after += f" (the {found.ranked} ranked in the mean: {become})"
    match found.focus:
        case "line":
            said = f"{count(n, 'argument')} make this point{answers}."
        case "argument":
            said = f"{_answered(more)}{_by_answering(found)}."
        case _:
            said = f"{after}: {count(n, 'argument')}{answers}."
    return said + most


def _answered(more: int) -> str:
    if not more:
        return "Nothing answers it"
    return f"{count(more, 'argument')} answer{'s' if more == 1 else ''} it"


def _by_answering(found: GraphResult) -> str:
    """Say what the argument that is meant gives back by answering others."""
    meant = {node.id for node in found.nodes if found.is_meant(node)}
    points = [e.points for e in found.edges if e.kind == "answers" and e.source in meant]
    if not points:
        return ""
    return f"; by answering {count(len(points), 'other')} it gives back {signed(sum(points), 1)}"


def _reasons(found: GraphResult) -> Iterator[GraphNode]:
    """Yield the lines and arguments that bear on a criterion by themselves and move points."""
    bearing = {edge.source for edge in found.edges if edge.kind == "bears"}
    for node in found.nodes:
        reason = node.kind in ("argument", "line") and node.id in bearing
        if reason and abs(node.points or 0.0) >= LEAST:
            yield node

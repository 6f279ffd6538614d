"""`toi.graph`: what bears on what."""

from collections.abc import Sequence

from toi.analyses.graph.compute import run_graph
from toi.analyses.graph.result import GraphResult
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import AnyRubric, LoadedDebate, prepare
from toi.api.arguments import checked
from toi.api.load import loaded


@checked
def graph(
    debate: LoadedDebate | None = None,
    record: str | None = None,
    rubric: AnyRubric | None = None,
    *,
    settings: Sequence[str] = (),
    kinds: str | None = None,
    top: int | None = None,
) -> GraphResult:
    """Find what bears on what around one record, as ``toi plot graph`` draws it.

    Parameters
    ----------
    debate, rubric, settings
        As for `score`.
    record : str, optional
        A theory, a line of attack or an argument. By default the whole debate by its lines.
    kinds : str, optional
        The theories whose points are meant, as for `score`; not where a theory is named.
    top : int, optional
        The most arguments beside answers; of the whole debate the most answers.

    Returns
    -------
    GraphResult
        Nodes, and edges with their points. Its ``plot()`` is the picture, its ``to_json()``
        what ``toi plot graph --output graph.json`` writes.

    Raises
    ------
    InputErrors
        If something in the files, the rubric or what was asked for is wrong.

    Examples
    --------
    >>> import toi
    >>> found = toi.graph(toi.load("docs/example/data"), "A")
    >>> [(edge.source, edge.kind, edge.target) for edge in found.edges][:2]
    [('criterion/reach', 'weighs', 'theory'), ('argument/falls-short', 'bears', 'criterion/reach')]
    """
    model = prepare(loaded(debate), rubric, settings)
    return run_graph(model, find_kinds(model.debate, kinds), record, top)

"""`toi.explain`: one theory's score."""

from collections.abc import Sequence

from toi.analyses.explain.compute import run_explain
from toi.analyses.explain.result import ExplainResult
from toi.analyses.shared.session import AnyRubric, LoadedDebate, prepare
from toi.api.arguments import checked
from toi.api.load import loaded


@checked
def explain(
    debate: LoadedDebate | None,
    theory: str,
    rubric: AnyRubric | None = None,
    *,
    settings: Sequence[str] = (),
    seed: int = 0,
) -> ExplainResult:
    """Explain a theory's score argument by argument, as ``toi explain``.

    Parameters
    ----------
    debate : LoadedDebate or None
        None for what `load` reads.
    theory : str
        A theory's id in any form, a former id, or a part of its title.
    rubric, settings
        As for `score`.
    seed : int
        Seed of the draws behind the interval and the range of ranks.

    Returns
    -------
    ExplainResult
        The case, and what each argument takes from it or adds, in points that sum to the
        score.

    Raises
    ------
    InputErrors
        If no theory, or more than one, is called so, or something in the files or the
        rubric is wrong.

    Examples
    --------
    >>> import toi
    >>> found = toi.explain(toi.load("docs/example/data"), "bold")
    >>> found.id, round(found.case), round(found.score)
    ('A', 80, 74)
    >>> {row.argument: round(row.points, 1) for row in found.arguments}
    {'falls-short': -9.8, 'also-helps-next-door': 3.4}
    """
    model = prepare(loaded(debate, everything=True), rubric, settings)
    return run_explain(model, theory, seed)

"""`toi.score_methods`: the rankings by every method."""

from collections.abc import Sequence

from toi.analyses.methods.compute import run_methods
from toi.analyses.methods.result import MethodsResult
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import AnyRubric, LoadedDebate, prepare
from toi.api.arguments import checked
from toi.api.load import loaded


@checked
def score_methods(
    debate: LoadedDebate | None = None,
    rubric: AnyRubric | None = None,
    *,
    settings: Sequence[str] = (),
    kinds: str | None = None,
    seed: int = 0,
) -> MethodsResult:
    """Rank the theories by every method, side by side, as ``toi score --method all``.

    Parameters
    ----------
    debate, rubric, settings, kinds, seed
        As for `score`.

    Returns
    -------
    MethodsResult
        The rankings, and how far each agrees with the additive one.

    Raises
    ------
    InputErrors
        If something in the files, the rubric or what was asked for is wrong.

    Examples
    --------
    >>> import toi
    >>> found = toi.score_methods(toi.load("docs/example/data"))
    >>> {row.method.name: row.first for row in found.methods}["topsis"]
    ('A',)
    """
    model = prepare(loaded(debate), rubric, settings)
    return run_methods(model, find_kinds(model.debate, kinds), seed)

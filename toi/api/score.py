"""`toi.score`: the ranking."""

from collections.abc import Sequence

from toi.analyses.score.compute import run_score
from toi.analyses.score.result import ScoreResult
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.rubrics.method_choice import by_method
from toi.analyses.shared.session import AnyRubric, LoadedDebate, prepare
from toi.api.arguments import checked
from toi.api.load import loaded


@checked
def score(
    debate: LoadedDebate | None = None,
    rubric: AnyRubric | None = None,
    *,
    settings: Sequence[str] = (),
    kinds: str | None = None,
    method: str | None = None,
    seed: int = 0,
) -> ScoreResult:
    """Rank the theories, and say how far to trust the order, as ``toi score``.

    Parameters
    ----------
    debate : LoadedDebate, optional
        By default what `load` reads.
    rubric : str, path or ResolvedRubric, optional
        The rubric to score by, as for `rubric`.
    settings : sequence of str
        Changes of the rubric, as in ``--set``: ``"directness=60%"``.
    kinds : str, optional
        Kinds of theory to rank, by commas, or ``"all"``. By default ``"listed"``.
    method : str, optional
        A method in place of the rubric's: ``additive``, ``geometric``, ``minimum``,
        ``topsis`` or ``promethee2``.
    seed : int
        Seed of the 8,192 draws behind intervals, ranges of ranks and tiers.

    Returns
    -------
    ScoreResult
        With `results` in rank order; scores are in points, 0 to 100.

    Raises
    ------
    InputErrors
        If something in the files, the rubric or what was asked for is wrong.

    Examples
    --------
    >>> import toi
    >>> found = toi.score(toi.load("docs/example/data"))
    >>> [(row.rank, row.title, round(row.score)) for row in found.results]
    [(1, 'The bold theory', 74), (2, 'The careful theory', 66), (3, 'The odd theory', 53)]
    >>> found.level  # what cannot be told apart from the first
    ('B',)
    >>> found.to_json()[:27]
    '{\\n  "schema": "toi/score/1"'
    """
    model = by_method(prepare(loaded(debate), rubric, settings), method)
    return run_score(model, find_kinds(model.debate, kinds), seed)

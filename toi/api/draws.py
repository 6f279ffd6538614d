"""`toi.draws`: the draws themselves, as arrays."""

from collections.abc import Sequence

from toi.analyses.draws.compute import run_draws
from toi.analyses.draws.result import DrawsResult
from toi.analyses.score.compute import DRAWS
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import AnyRubric, LoadedDebate, prepare
from toi.api.arguments import checked
from toi.api.load import loaded


@checked
def draws(
    debate: LoadedDebate | None = None,
    rubric: AnyRubric | None = None,
    *,
    settings: Sequence[str] = (),
    kinds: str | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> DrawsResult:
    """Draw everything uncertain, and keep every number: to reckon on elsewhere.

    They are the draws behind `score` and `sensitivity` with the same seed.

    Parameters
    ----------
    debate, rubric, settings, kinds
        As for `score`.
    draws : int
        How many. All are held in memory: some 8,192 draws of 20 theories take 40 MB.
    seed : int
        Seed of the draws.

    Returns
    -------
    DrawsResult
        Arrays by name; its `to_xarray` puts names on their axes.

    Raises
    ------
    InputErrors
        If something in the files, the rubric or what was asked for is wrong.

    Examples
    --------
    >>> import toi
    >>> found = toi.draws(toi.load("docs/example/data"), draws=1000)
    >>> found.cell.shape  # draws, theories, criteria
    (1000, 3, 2)
    >>> list(found.theories)
    ['A', 'B', 'C']
    >>> found.to_xarray().sizes["theory"]
    3
    """
    model = prepare(loaded(debate), rubric, settings)
    return run_draws(model, find_kinds(model.debate, kinds), seed, draws)

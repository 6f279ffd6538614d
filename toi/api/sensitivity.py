"""`toi.sensitivity`: how sure a ranking is."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from numpy.typing import ArrayLike

from toi.analyses.sensitivity.compute import run_sensitivity
from toi.analyses.sensitivity.request import DRAWS, find_asked
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.sensitivity.user_draws import presampled
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import AnyRubric, LoadedDebate, prepare
from toi.api.arguments import checked
from toi.api.load import loaded
from toi.engine.smaa.simulate import always


@checked
def sensitivity(
    debate: LoadedDebate | None = None,
    rubric: AnyRubric | None = None,
    *,
    settings: Sequence[str] = (),
    kinds: str | None = None,
    topic: str | None = None,
    theory: str | None = None,
    groups: Sequence[str] = (),
    full: bool = True,
    draws: int | None = None,
    seed: int = 0,
    judgements: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    goes_on: Callable[[int], bool] = always,
) -> SensitivityResult:
    """Say how sure the ranking is, and what would change it, as ``toi sensitivity``.

    Parameters
    ----------
    debate, rubric, settings, kinds
        As for `score`.
    topic : str, optional
        ``ranks``, ``pairwise``, ``weights``, ``flips``, ``cruxes``, ``tornado``, ``sobol``,
        ``regret``, ``overlap`` or ``critical``. By default all but ``sobol``.
    theory : str, optional
        A theory to ask about.
    groups : sequence of str
        Finer groups of inputs, for Sobol indices or for what it is worth to know them before
        choosing (``topic="cruxes"``), as ``--group``: ``"T08.directness+weights"``.
    full : bool
        False leaves out what takes long and the screen of all topics does not show.
    draws : int, optional
        How many draws to count. By default 8,192, or as many as were given.
    seed : int
        Seed of the draws.
    judgements : (S, T, C) array, optional
        Judgements that were drawn elsewhere, on the raw scales and before any argument: of
        the theories shown, sorted by id, and of all criteria, sorted by id.
    weights : (S, C) array, optional
        Weights that were drawn elsewhere, of all criteria, sorted by id; only their
        proportions count.
    goes_on : callable
        Told from time to time how many draws are done; if it returns False the work ends
        with these, and `complete` of the result is False.

    Returns
    -------
    SensitivityResult
        With a section per topic, None for those that were not asked for.

    Raises
    ------
    InputErrors
        If an array is not of this shape, not finite, or negative as a weight, or something
        in the files, the rubric or what was asked for is wrong.

    Examples
    --------
    >>> import toi
    >>> debate = toi.load("docs/example/data")
    >>> ranks = toi.sensitivity(debate, topic="ranks").ranks
    >>> {name: round(chance, 2) for name, chance in ranks.p_first.items()}
    {'A': 0.7, 'B': 0.3, 'C': 0.0}

    What it would be worth to know before choosing, in points:

    >>> asked = toi.sensitivity(debate, topic="cruxes", groups=["falls-short"]).worth.asked
    >>> [(one.title, round(one.evppi, 1)) for one in asked.groups]
    [('It falls short in practice', 0.7)]

    Weights that were drawn elsewhere:

    >>> import numpy as np
    >>> drawn = np.random.default_rng(1).dirichlet([3, 2], 5000)
    >>> toi.sensitivity(debate, topic="ranks", weights=drawn).drawn
    5000
    """
    model = prepare(loaded(debate), rubric, settings)
    shown = find_kinds(model.debate, kinds)
    asked = find_asked(model, topic, theory, groups, full)
    given, drawn = presampled(model, shown, judgements, weights)
    n = draws or drawn or DRAWS
    found = run_sensitivity(model, shown, asked, seed, min(n, drawn or n), given, goes_on)
    wished = None if draws in (None, DRAWS) else draws
    return replace(found, provenance=replace(found.provenance, draws_asked=wished))

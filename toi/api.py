"""The Python interface: what the commands do, without printing."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import Model, Opened, combine, open_debate, prepare
from toi.io.rubric.resolve import Resolved, resolve

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from toi.analyses.compare.compute import Compared
    from toi.analyses.explain.result import ExplainResult
    from toi.analyses.methods.result import MethodsResult
    from toi.analyses.portfolio.result import PortfolioResult, WorldviewsResult
    from toi.analyses.score.result import ScoreResult
    from toi.analyses.sensitivity.result import SensitivityResult


def load(data: str | None = None, everything: bool = True) -> Opened:
    """Read a debate.

    Parameters
    ----------
    data : str, optional
        A data folder; by default found as the commands find it.
    everything : bool
        Whether to read evidence, sources and the index of claims too, from which the
        lines of the text come; leaving them out is quicker.

    Raises
    ------
    toi.InputErrors
        With every problem in every file.
    """
    return open_debate(data, everything)


def rubric(
    name: str | None = None, debate: Opened | None = None, settings: Iterable[str] = ()
) -> Resolved:
    """Read a rubric by name or path, with settings as in ``--set``."""
    opened = debate or open_debate()
    return resolve(name, opened.places, opened.debate, settings)


def score(
    debate: Opened | None = None,
    rubric: Resolved | str | None = None,
    kinds: str | None = None,
    seed: int = 0,
    method: str | None = None,
) -> "ScoreResult":
    """The ranking; ``.to_json()`` is what ``toi score --format json`` prints.

    `method`, if given, is used in place of the rubric's.
    """
    from toi.analyses.score.compute import run_score
    from toi.analyses.shared.method_choice import by_method

    model = by_method(_setting(debate, rubric), method)
    return run_score(model, find_kinds(model.debate, kinds), seed)


def score_methods(
    debate: Opened | None = None,
    rubric: Resolved | str | None = None,
    kinds: str | None = None,
    seed: int = 0,
) -> "MethodsResult":
    """The rankings by every method side by side, as ``toi score --method all``."""
    from toi.analyses.methods.compute import run_methods

    model = _setting(debate, rubric)
    return run_methods(model, find_kinds(model.debate, kinds), seed)


def sensitivity(
    debate: Opened | None = None,
    rubric: Resolved | str | None = None,
    kinds: str | None = None,
    topic: str | None = None,
    theory: str | None = None,
    groups: Sequence[str] = (),
    seed: int = 0,
    draws: int | None = None,
    judgements: "ArrayLike | None" = None,
    weights: "ArrayLike | None" = None,
) -> "SensitivityResult":
    """How sure the ranking is, and what would change it, as ``toi sensitivity``.

    Parameters
    ----------
    topic, theory : str, optional
        As on the command line; by default all about all theories.
    groups : sequence of str, optional
        Finer groups of inputs for Sobol indices, as ``--group``.
    judgements : (S, T, C) array, optional
        Judgements that were drawn elsewhere, on the raw scales and before any argument: of
        the theories shown, sorted by id, and of all criteria, sorted by id.
    weights : (S, C) array, optional
        Weights that were drawn elsewhere, of all criteria, sorted by id; only their
        proportions count.

    Raises
    ------
    toi.InputErrors
        Where an array is not of this shape, not finite, or negative as a weight.
    """
    from toi.analyses.sensitivity.compute import DRAWS, find_asked, run_sensitivity
    from toi.analyses.sensitivity.user_draws import presampled

    model = _setting(debate, rubric)
    shown = find_kinds(model.debate, kinds)
    words = [word for word in (topic, theory) if word is not None]
    asked = find_asked(model, words, groups)
    given, drawn = presampled(model, shown, judgements, weights)
    n = draws or drawn or DRAWS
    return run_sensitivity(model, shown, asked, seed, min(n, drawn or n), given)


def explain(
    theory: str,
    debate: Opened | None = None,
    rubric: Resolved | str | None = None,
    seed: int = 0,
) -> "ExplainResult":
    """Why a theory stands where it does, argument by argument."""
    from toi.analyses.explain.compute import run_explain

    return run_explain(_setting(debate or open_debate(everything=True), rubric), theory, seed)


def compare(
    *names: str,
    debate: Opened | None = None,
    rubrics: Sequence[Resolved | str] = (),
    settings: Iterable[str] = (),
    kinds: str | None = None,
    seed: int = 0,
    trust: Iterable[str] = (),
) -> "Compared":
    """Compare theories by rubrics, two rubrics, or a group of them, as ``toi compare``.

    Parameters
    ----------
    names : str
        Theories; or rubrics by name, file or folder.
    rubrics : sequence of Resolved or str
        What theories are compared by; without theories, what is compared.
    settings : iterable of str
        As in ``--set``: made in every rubric that theories are compared by, else in the
        first that is named.
    trust : iterable of str
        How much rubrics of a group count, as ``NAME=NUMBER``.
    """
    from toi.analyses.compare.compute import run_compare

    opened = debate or open_debate()
    return run_compare(opened, names, rubrics, tuple(settings), kinds, seed, tuple(trust))


def portfolio(
    debate: Opened | None = None,
    rubric: Resolved | str | Sequence[Resolved | str] | None = None,
    kinds: str | None = None,
    seed: int = 0,
    risk: float | None = None,
    max_lines: int | None = None,
    current: str | None = None,
    credence: Sequence[float] | None = None,
    budget: float = 1.0,
    draws: int = 8192,
) -> "PortfolioResult | WorldviewsResult":
    """How to split effort; several rubrics give their compromises side by side.

    Parameters
    ----------
    rubric : Resolved, str, or a sequence of them
        One rubric gives a `PortfolioResult`, several a `WorldviewsResult`.
    risk, max_lines : optional
        In place of what the rubric prefers.
    current : str, optional
        Today's split: a file, the id of an allocation, or ``none``.
    credence : sequence of float, optional
        In each of several rubrics.
    budget : float
        All that there is to spend, in units of the budget on which returns are reckoned:
        2 asks what twice as much would do.
    """
    from toi.analyses.portfolio.case import split_kinds, wishes
    from toi.analyses.portfolio.compute import run_portfolio
    from toi.analyses.portfolio.worldviews_compute import run_worldviews

    opened = debate or open_debate()
    many = [rubric] if rubric is None or isinstance(rubric, Resolved | str) else list(rubric)
    settings = [_setting(opened, one) for one in many]
    shown = split_kinds(settings[0].debate, kinds)
    wanted = [wishes(model, risk, max_lines) for model in settings]
    if len(settings) > 1:
        return run_worldviews(
            settings, shown, seed, draws, wanted=wanted, credence=credence, budget=budget
        )
    return run_portfolio(
        settings[0], shown, seed, draws, wanted=wanted[0], budget=budget, current=current
    )


def _setting(debate: Opened | None, asked: Resolved | str | None) -> Model:
    opened = debate or open_debate()
    return combine(opened, asked) if isinstance(asked, Resolved) else prepare(opened, asked)

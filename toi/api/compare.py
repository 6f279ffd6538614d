"""`toi.compare`: theories or rubrics head to head."""

from collections.abc import Sequence

from toi.analyses.compare.compute import run_compare
from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.compare.theories.result import TheoriesCompared
from toi.analyses.shared.session import AnyRubric, LoadedDebate
from toi.api.arguments import checked
from toi.api.load import loaded


@checked
def compare(
    debate: LoadedDebate | None,
    *names: str,
    rubrics: Sequence[AnyRubric] = (),
    settings: Sequence[str] = (),
    kinds: str | None = None,
    trust: Sequence[str] = (),
    seed: int = 0,
) -> TheoriesCompared | RubricsCompared | GroupCompared:
    """Compare theories by rubrics, two rubrics, or a group of them, as ``toi compare``.

    Parameters
    ----------
    debate : LoadedDebate or None
        None for what `load` reads.
    *names : str
        Theories; or rubrics by name, file or folder.
    rubrics : sequence of str, path or ResolvedRubric
        The rubrics that theories are compared by; without theories, those that are compared,
        one alone with the default one, or where something is set with itself.
    settings : sequence of str
        As in ``--set``: made in every rubric. One alone, without theories, is compared with
        itself as it is without them.
    kinds : str, optional
        As for `score`.
    trust : sequence of str
        How much rubrics of a group count, as ``"NAME=NUMBER"``; by default 1 each.
    seed : int
        Seed of the draws.

    Returns
    -------
    TheoriesCompared, RubricsCompared or GroupCompared
        For theories; for two rubrics; for three or more.

    Raises
    ------
    InputErrors
        If names are of nothing, or of theories and rubrics mixed, or something in the files
        or rubrics is wrong.

    Examples
    --------
    >>> import toi
    >>> debate = toi.load("docs/example/data")
    >>> found = toi.compare(debate, "A", "B")
    >>> type(found).__name__, f"{found.pairs[0].p_a_beats_b:.2f}"
    ('TheoriesCompared', '0.70')
    """
    return run_compare(loaded(debate), names, rubrics, tuple(settings), kinds, seed, tuple(trust))

"""What is taken for granted in `toi sensitivity`, and what a reader should not overlook."""

from collections.abc import Iterator

from toi.analyses.cruxes.result import Cruxes
from toi.analyses.ranks.compute import KEPT
from toi.analyses.ranks.result import Ranks
from toi.analyses.sensitivity.request import DRAWS, SensitivityRequest
from toi.analyses.sensitivity.topics import COUNTED, UNDRAWN
from toi.analyses.shared.session import Model
from toi.analyses.sobol.compute import POINTS
from toi.analyses.sobol.result import Sobol
from toi.engine.smaa.simulate import Presampled

SURE = 4.0  # standard errors
NEARLY_ALL = 0.9995
FAR = 1.0  # points between the deterministic score and the mean of the draws


def assumptions(model: Model, given: Presampled | None) -> Iterator[str]:
    """Say what is taken for granted."""
    problem = model.problem
    if len(problem.arguments):
        yield "arguments are independent events, each sound or not for all that it hits"
        yield "the forces of arguments are independent of one another"
    if given is None or given.judgements is None:
        yield "judgements are independent of one another"
    within = " within the limits" if problem.weight_law.limits else ""
    match "given" if given is not None and given.weights is not None else problem.weight_law.kind:
        case "unknown":
            yield f"no preference: every division of weight{within} is as likely as any other"
        case "order":
            yield "every division of weight that keeps the order is as likely as any other"
        case "dirichlet":
            yield f"weights vary around the rubric's{within} by a Dirichlet distribution"


def warnings(
    model: Model,
    shown: int,
    asked: SensitivityRequest,
    ranks: Ranks | None,
    sobol: Sobol | None,
    worth: Cruxes | None,
    draws: int,
) -> Iterator[str]:
    """Say what a reader should not overlook."""
    if draws != DRAWS and asked.topic in (*UNDRAWN, "sobol"):
        why = f"{POINTS:,} points of its own" if asked.topic == "sobol" else "no draws"
        yield f"--draws {draws} has no effect here: {asked.topic} takes {why}"
    if sobol and sobol.points < POINTS:
        yield f"ended early: {sobol.points:,} of {POINTS:,} points"
    by_name = worth.asked if worth else None
    if by_name and by_name.draws < draws:
        yield f"ended early: {by_name.draws:,} of {draws:,} draws"
    if draws > KEPT and not by_name and asked.topic not in (*COUNTED, *UNDRAWN, "sobol"):
        yield f"cruxes and regret are of the first {KEPT:,} draws"
    if worth and len(worth.theories) < shown:
        often = f"{worth.covered:.1%} of" if worth.covered < NEARLY_ALL else "all but a few"
        few = f"the {len(worth.theories)} of {shown:,} {model.debate.words.many}"
        yield (
            f"cruxes are among {few} that are first most often, in {often} draws: chances are "
            "of being first among these, and arguments that bear on none of them are left out"
        )
    if ranks is not None and ranks.counted < draws:
        yield f"ended early: {ranks.counted:,} of {draws:,} draws"


def asides_of(ranks: Ranks) -> Iterator[str]:
    """Say where the draws and the deterministic score do not tell the same."""
    apart = [
        f"{ranks.short[name]} ({ranks.score[name].mean - ranks.deterministic[name]:+.1f})"
        for name in ranks.theories
        if _apart(ranks, name)
    ]
    if apart:
        yield (
            "the mean of the draws lies more than a point off the deterministic score for "
            + ", ".join(apart)
        )
    turned = _turned(ranks)
    if turned is not None:
        one, other = (ranks.short[name] for name in turned)
        yield f"by the mean of the draws {other} stands before {one}, not after it"


def _apart(ranks: Ranks, name: str) -> bool:
    """Tell whether the mean of the draws is surely far from the deterministic score."""
    score = ranks.score[name]
    off = abs(score.mean - ranks.deterministic[name])
    return ranks.counted > 1 and off > FAR + SURE * score.sd / ranks.counted**0.5


def _turned(ranks: Ranks) -> tuple[str, str] | None:
    """Return the first neighbours whose means surely stand the other way."""
    if ranks.counted < 2:
        return None
    for one, other in zip(ranks.theories, ranks.theories[1:], strict=False):
        if ranks.gated[one] or ranks.gated[other]:
            continue
        first, second = ranks.score[one], ranks.score[other]
        error = ((first.sd**2 + second.sd**2) / ranks.counted) ** 0.5
        if second.mean - first.mean > SURE * error:
            return one, other
    return None

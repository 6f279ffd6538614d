"""`toi sensitivity`: how sure the ranking is, and what would change it."""

from collections.abc import Callable, Iterator, Sequence

from toi.engine.montecarlo import Presampled
from toi.errors import usage
from toi.results.sensitivity import Ranks, SensitivityResult
from toi.source.suggest import did_you_mean
from toi.workflows.choosing import method_label
from toi.workflows.names import find_theory
from toi.workflows.opening import Setting
from toi.workflows.robustness import draw_for, in_rank_order, run_ranks
from toi.workflows.scoring import rows_of, sureness

DRAWS = 16_384
MOST_DRAWS = 100_000_000
TOPICS = ("ranks", "pairwise", "weights", "flips", "cruxes", "tornado", "sobol", "regret")
_COUNTED = (None, "ranks", "pairwise")  # what needs all the draws
FAR = 1.0  # points between the deterministic score and the mean of the draws


def run_sensitivity(
    setting: Setting,
    kinds: Sequence[str],
    topic: str | None = None,
    theory: str | None = None,
    seed: int = 0,
    draws: int = DRAWS,
    given: Presampled | None = None,
    goes_on: Callable[[int], bool] = lambda done: True,
) -> SensitivityResult:
    """Everything about how sure a ranking is, or one topic of it, or about one theory."""
    names = setting.debate.shown(kinds)
    if theory is not None and theory not in names:
        kind = setting.debate.theories[theory].kinds[0]
        hint = f"{theory} ({kind}) is not ranked here; add --kind {','.join([*kinds, kind])}"
        raise usage(hint, "not-ranked")
    shown = in_rank_order(setting, rows_of(setting.problem, names))
    drawn = draw_for(setting, shown, seed, draws, given)
    ranks = run_ranks(setting, drawn, goes_on) if topic in _COUNTED else None
    counted = ranks.counted if ranks else len(drawn.kept.weights)
    return SensitivityResult(
        provenance=setting.opened.provenance(setting.rubric, seed, draws),
        method=method_label(setting, setting.problem.method, len(shown)),
        topic=topic,
        theory=theory,
        drawn=counted,
        complete=ranks is None or counted == draws,
        ranks=ranks,
        assumptions=tuple(_assumptions(setting, given)),
        warnings=tuple(_warnings(ranks, draws)) if ranks else (),
        weights_sure=sureness(setting),
        rubric_title=setting.rubric.rubric.title,
        notes=setting.opened.notes,
    )


def find_topic(setting: Setting, words: Sequence[str]) -> tuple[str | None, str | None]:
    """Topic and theory that were asked for, in this order or with one of them alone."""
    match list(words):
        case []:
            return None, None
        case [word] if word in TOPICS:
            return word, None
        case [topic, word] if topic in TOPICS:
            return topic, find_theory(setting.debate, word)
        case [word]:
            return None, find_theory(setting.debate, word)
        case [word, *_]:
            hint = did_you_mean(word, TOPICS)
            raise usage(f"no topic {word!r}{hint} (topics: {', '.join(TOPICS)})", "unknown-topic")
    raise AssertionError("unreachable")


def _assumptions(setting: Setting, given: Presampled | None) -> Iterator[str]:
    """What is taken for granted, in words."""
    problem = setting.problem
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


def _warnings(ranks: Ranks, asked: int) -> Iterator[str]:
    """What a reader should not overlook."""
    if ranks.counted < asked:
        yield f"ended early: {ranks.counted:,} of {asked:,} draws"
    apart = {
        name: ranks.score[name].mean - ranks.deterministic[name]
        for name in ranks.theories
        if abs(ranks.score[name].mean - ranks.deterministic[name]) > FAR
    }
    for name, points in apart.items():
        yield (
            f"{name}: the mean of the draws is {abs(points):.1f} points "
            f"{'above' if points > 0 else 'below'} the deterministic score"
        )
    turned = _turned(ranks)
    if turned is not None:
        one, other = turned
        yield f"by the mean of the draws {other} stands before {one}, not after it"


def _turned(ranks: Ranks) -> tuple[str, str] | None:
    """The first neighbours whose means stand the other way, beyond four standard errors."""
    for one, other in zip(ranks.theories, ranks.theories[1:], strict=False):
        if ranks.gated[one] or ranks.gated[other]:
            continue
        first, second = ranks.score[one], ranks.score[other]
        error = ((first.sd**2 + second.sd**2) / ranks.counted) ** 0.5
        if second.mean - first.mean > 4 * error:
            return one, other
    return None

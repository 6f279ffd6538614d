"""`toi sensitivity`: how sure the ranking is, and what would change it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toi.engine.montecarlo import GoesOn, Presampled, always
from toi.errors import usage
from toi.results.changing import ToLead
from toi.results.cruxes import Cruxes
from toi.results.sensitivity import Ranks, SensitivityResult
from toi.results.sobol import Sobol
from toi.source.suggest import did_you_mean
from toi.workflows.changing import run_changing
from toi.workflows.choosing import method_label
from toi.workflows.cruxes import run_cruxes, run_regret
from toi.workflows.names import find_theory
from toi.workflows.opening import Setting
from toi.workflows.robustness import Drawn, draw_for, in_rank_order, run_ranks
from toi.workflows.scoring import rows_of
from toi.workflows.sobol import run_sobol
from toi.workflows.to_lead import run_to_lead

DRAWS = 16_384
TOPICS = ("ranks", "pairwise", "weights", "flips", "cruxes", "tornado", "sobol", "regret")
COUNTED, TURNED = ("ranks", "pairwise"), ("weights", "flips", "tornado")
FAR = 1.0  # points between the deterministic score and the mean of the draws


@dataclass(frozen=True)
class Asked:
    """What is asked: of all sections, or of one topic, or about one theory."""

    topic: str | None = None
    theory: str | None = None
    groups: tuple[str, ...] = ()  # finer groups of inputs, for Sobol indices
    full: bool = True  # whether what takes long and no screen of all shows is wanted too

    def wants(self, *topics: str) -> bool:
        """Whether a section that belongs to some topics is wanted."""
        return self.topic in (None, *topics)


def run_sensitivity(
    setting: Setting,
    kinds: Sequence[str],
    asked: Asked = Asked(),
    seed: int = 0,
    draws: int = DRAWS,
    given: Presampled | None = None,
    goes_on: GoesOn = always,
) -> SensitivityResult:
    """Everything about how sure a ranking is, or one topic of it, or about one theory."""
    shown = _shown(setting, kinds, asked.theory)
    drawn = draw_for(setting, shown, seed, draws, given)
    ranks = run_ranks(setting, drawn, goes_on) if asked.wants(*COUNTED) else None
    counted = ranks.counted if ranks else draws
    regrets = run_regret(setting, shown, drawn=drawn) if asked.wants("regret") else None
    return SensitivityResult(
        provenance=setting.opened.provenance(setting.rubric, seed, draws),
        method=method_label(setting, setting.problem.method, len(shown)),
        topic=asked.topic,
        theory=asked.theory,
        drawn=counted,
        kept=len(drawn.kept.weights),
        complete=counted == draws,
        ranks=ranks,
        changing=run_changing(setting, shown, seed) if asked.wants(*TURNED) else None,
        to_lead=_to_lead(setting, shown, asked),
        sobol=_sobol(setting, shown, asked, seed, given),
        worth=_worth(setting, shown, asked, drawn),
        regret=regrets,
        variance_by_basis=regrets.variance_by_basis if regrets else None,
        assumptions=tuple(_assumptions(setting, given)),
        warnings=tuple(_warnings(ranks, draws)) if ranks else (),
        rubric_title=setting.rubric.rubric.title,
        notes=setting.opened.notes,
    )


def _shown(setting: Setting, kinds: Sequence[str], theory: str | None) -> list[int]:
    """The theories of some kinds in rank order, among which the one asked about must be."""
    names = setting.debate.shown(kinds)
    if theory is not None and theory not in names:
        kind = setting.debate.theories[theory].kinds[0]
        hint = f"{theory} ({kind}) is not ranked here; add --kind {','.join([*kinds, kind])}"
        raise usage(hint, "not-ranked")
    return in_rank_order(setting, rows_of(setting.problem, names))


def _worth(setting: Setting, shown: list[int], asked: Asked, drawn: Drawn) -> Cruxes | None:
    """What is worth arguing about; of many numbers at once only where these are looked at."""
    if not asked.wants("cruxes"):
        return None
    groups = asked.full or asked.topic == "cruxes"
    return run_cruxes(setting, shown, theory=asked.theory, drawn=drawn, groups=groups)


def _to_lead(setting: Setting, shown: list[int], asked: Asked) -> ToLead | None:
    """What it takes for the theory asked about to lead: only where one is, since it is slow."""
    if asked.theory is None or not asked.wants(*TURNED):
        return None
    return run_to_lead(setting, shown, asked.theory)


def _sobol(
    setting: Setting, shown: list[int], asked: Asked, seed: int, given: Presampled | None
) -> Sobol | None:
    """Sobol indices, by topic or about a theory; they need draws of their own."""
    about = asked.theory is not None and asked.topic is None and asked.full
    wanted = asked.topic == "sobol" or about
    if given is not None and asked.topic == "sobol":
        raise usage("Sobol indices need draws of their own, not given ones", "array-sobol")
    if not wanted or given is not None:
        return None
    return run_sobol(setting, shown, seed, groups=asked.groups)


def find_asked(
    setting: Setting, words: Sequence[str], groups: Sequence[str] = (), full: bool = True
) -> Asked:
    """Topic and theory in this order, or one of them alone, or neither."""
    match list(words):
        case []:
            return Asked(None, None, tuple(groups), full)
        case [word] if word in TOPICS:
            return Asked(word, None, tuple(groups), full)
        case [topic, word] if topic in TOPICS:
            return Asked(topic, find_theory(setting.debate, word), tuple(groups), full)
        case [word]:
            return Asked(None, find_theory(setting.debate, word), tuple(groups), full)
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

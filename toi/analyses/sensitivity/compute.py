"""`toi sensitivity`: how sure the ranking is, and what would change it."""

from collections.abc import Iterator, Sequence

from toi.analyses.cruxes.asked_compute import find_inputs, run_asked
from toi.analyses.cruxes.compute import run_cruxes, run_regret
from toi.analyses.cruxes.contenders import MANY
from toi.analyses.cruxes.result import Cruxes
from toi.analyses.flips.compute import run_changing
from toi.analyses.flips.critical_compute import run_critical
from toi.analyses.flips.critical_result import CriticalWeights
from toi.analyses.flips.result import ToLead
from toi.analyses.flips.to_lead_compute import run_to_lead
from toi.analyses.ranks.compute import KEPT, Drawn, draw_for, in_rank_order, run_ranks
from toi.analyses.ranks.result import Ranks
from toi.analyses.score.result import WorthKnowing
from toi.analyses.score.worth_compute import gains, knowing_all
from toi.analyses.sensitivity.overlap_compute import run_overlap
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.sensitivity.topics import TOPICS
from toi.analyses.shared.method_choice import method_label
from toi.analyses.shared.rubric_words import theory_not_rubric
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import rows_of
from toi.analyses.sobol.compute import POINTS, run_sobol
from toi.analyses.sobol.result import Sobol
from toi.engine.scoring.exact_ranking import ExactRanking, exact_ranking
from toi.engine.smaa.simulate import GoesOn, Presampled, always
from toi.errors import InputErrors, usage
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass

DRAWS = 8192  # as many as `toi score`, so that the two say the same of a ranking
COUNTED, TURNED = ("ranks", "pairwise"), ("weights", "flips", "tornado")
OVERLAP, CRITICAL = "overlap", "critical"
UNDRAWN = (*TURNED, OVERLAP, CRITICAL)  # of the deterministic score alone
MOST_DRAWS = 10**9  # which take hours; none but `KEPT` are held
SURE = 4.0  # standard errors
NEARLY_ALL = 0.9995
FAR = 1.0  # points between the deterministic score and the mean of the draws


@dataclass(frozen=True)
class SensitivityRequest:
    """A request: for all sections, for one topic, or about one theory."""

    topic: str | None = None
    theory: str | None = None
    groups: tuple[str, ...] = ()  # finer groups of inputs, for Sobol indices and cruxes
    full: bool = True  # whether what takes long and no screen of all shows is wanted too

    def wants(self, *topics: str) -> bool:
        """Tell whether a section that belongs to some topics is wanted."""
        return self.topic in (None, *topics)


def run_sensitivity(
    model: Model,
    kinds: Sequence[str],
    asked: SensitivityRequest = SensitivityRequest(),
    seed: int = 0,
    draws: int = DRAWS,
    given: Presampled | None = None,
    goes_on: GoesOn = always,
) -> SensitivityResult:
    """Find all about how sure a ranking is, or one topic of it, or about one theory."""
    if draws > MOST_DRAWS:
        raise usage(f"{draws:,} draws are too many; at most {MOST_DRAWS:,}", "too-many-draws")
    shown = _shown(model, kinds, asked.theory)
    drawn = draw_for(model, shown, seed, draws, given)
    drawn.make_room()
    ranks = _ranks(model, asked, drawn, goes_on)
    drawn.make_room()
    regrets = run_regret(model, shown, drawn=drawn) if asked.wants("regret") else None
    drawn.make_room()
    sobol = _sobol(model, shown, asked, seed, given, goes_on)
    worth = _worth(model, shown, asked, drawn, goes_on)
    kept = drawn.n_kept
    used = _used(asked, ranks, sobol, worth, kept)
    asides = tuple(_asides(ranks)) if ranks else ()
    known = _known(model, shown, asked, seed)
    drawn.make_room()
    exact = exact_ranking(model.problem, shown)
    return SensitivityResult(
        provenance=model.opened.provenance(model.rubric, seed, used, kinds),
        method=method_label(model, model.problem.method, len(shown)),
        topic=asked.topic,
        theory=asked.theory,
        drawn=_drawn(asked, ranks, sobol, worth, draws),
        kept=sobol.points if asked.topic == "sobol" and sobol else kept,
        complete=_complete(ranks, sobol, worth, draws),
        ranks=ranks,
        changing=run_changing(model, shown, seed) if asked.wants(*TURNED) else None,
        to_lead=_to_lead(model, shown, asked),
        sobol=sobol,
        worth=worth,
        regret=regrets,
        variance_by_basis=regrets.variance_by_basis if regrets else None,
        assumptions=tuple(_assumptions(model, given)),
        warnings=(*_warnings(model, len(shown), asked, ranks, sobol, worth, draws), *asides),
        asides=asides,
        worth_knowing=tuple(one for one in known if gains(one)),
        no_gain=tuple(one for one in known if not gains(one)),
        overlap=run_overlap(model, shown) if asked.wants(OVERLAP) else None,
        critical=_critical(model, shown, asked),
        rubric_title=model.rubric.rubric.title,
        notes=model.notes,
        first=_first(exact),
        nothing=exact.nothing,
    )


def _complete(ranks: Ranks | None, sobol: Sobol | None, worth: Cruxes | None, draws: int) -> bool:
    """Tell whether nothing ended before all its draws were done."""
    return (
        (not ranks or ranks.counted >= draws)
        and (not sobol or sobol.points >= POINTS)
        and not (worth and worth.asked and worth.asked.draws < draws)
    )


def _drawn(
    asked: SensitivityRequest,
    ranks: Ranks | None,
    sobol: Sobol | None,
    worth: Cruxes | None,
    draws: int,
) -> int:
    """Return the number of draws that were counted, or of the points that stand for them."""
    if ranks:
        return ranks.counted
    if worth and worth.asked:
        return worth.asked.draws
    return sobol.points if asked.topic == "sobol" and sobol else draws


def _used(
    asked: SensitivityRequest,
    ranks: Ranks | None,
    sobol: Sobol | None,
    worth: Cruxes | None,
    kept: int,
) -> int | None:
    """Return the number of draws behind what was asked for; None for the deterministic score."""
    if ranks:
        return ranks.counted
    if worth and worth.asked:
        return worth.asked.draws
    if asked.topic == "sobol" and sobol:
        return sobol.points
    return None if asked.topic in UNDRAWN else kept


def _first(exact: ExactRanking) -> tuple[str, float] | None:
    if exact.leader is None:
        return None
    name = exact.problem.theories[exact.rows[exact.leader]]
    return name, float(exact.totals[exact.leader])


def _shown(model: Model, kinds: Sequence[str], theory: str | None) -> list[int]:
    """Return theories of some kinds in rank order, among which the one asked about must be."""
    names = model.debate.shown(kinds)
    if theory is not None and theory not in names:
        kind = model.debate.theories[theory].kinds[0]
        hint = f"{theory} ({kind}) is not ranked here; add --kind {','.join([*kinds, kind])}"
        raise usage(hint, "not-ranked")
    return in_rank_order(model, rows_of(model.problem, names))


def _ranks(model: Model, asked: SensitivityRequest, drawn: Drawn, goes_on: GoesOn) -> Ranks | None:
    """Count ranks, of scores that are made for regret too where that is wanted and they fit."""
    if not asked.wants(*COUNTED):
        return None
    scored = drawn.scores if asked.wants("regret") and len(drawn.rows) <= MANY else None
    return run_ranks(model, drawn, goes_on, scored)


def _worth(
    model: Model, shown: list[int], asked: SensitivityRequest, drawn: Drawn, goes_on: GoesOn
) -> Cruxes | None:
    """Find what is worth arguing about, or only what was asked about by name.

    Of many numbers at once only where these are asked for.
    """
    if not asked.wants("cruxes"):
        return None
    if asked.topic == "cruxes" and asked.groups:
        return run_asked(model, find_inputs(model, asked.groups), drawn, goes_on)
    groups = asked.full or asked.topic == "cruxes"
    return run_cruxes(model, shown, theory=asked.theory, drawn=drawn, groups=groups)


def _known(
    model: Model, shown: list[int], asked: SensitivityRequest, seed: int
) -> tuple[WorthKnowing, ...]:
    """Find what it is worth to know each single number, for a choice among all."""
    if asked.theory is not None or asked.groups or not asked.wants("cruxes"):
        return ()
    return knowing_all(model, shown, seed)


def _critical(model: Model, shown: list[int], asked: SensitivityRequest) -> CriticalWeights | None:
    """Find at which weights pairs swap, where that is the topic; of all pairs if all is wanted."""
    if asked.topic != CRITICAL:
        return None
    return run_critical(model, shown, asked.theory, asked.full)


def _to_lead(model: Model, shown: list[int], asked: SensitivityRequest) -> ToLead | None:
    """Find what it takes for the theory asked about to lead; only for one, since it is slow."""
    if asked.theory is None or not asked.wants(*TURNED):
        return None
    return run_to_lead(model, shown, asked.theory)


def _sobol(
    model: Model,
    shown: list[int],
    asked: SensitivityRequest,
    seed: int,
    given: Presampled | None,
    goes_on: GoesOn,
) -> Sobol | None:
    """Find Sobol indices, by topic or about a theory; they need draws of their own."""
    about = asked.theory is not None and asked.topic is None and asked.full
    wanted = asked.topic == "sobol" or about
    if given is not None and asked.topic == "sobol":
        raise usage("Sobol indices need draws of their own, not given ones", "array-sobol")
    if not wanted or given is not None:
        return None
    return run_sobol(model, shown, seed, groups=asked.groups, goes_on=goes_on)


def parsed_words(words: Sequence[str]) -> tuple[str | None, str | None]:
    """Tell a topic and a theory apart, in either order.

    Raises
    ------
    toi.InputErrors
        If there is more than one of a kind.
    """
    topics = [word for word in words if word in TOPICS]
    others = [word for word in words if word not in TOPICS]
    if len(topics) > 1 or len(others) > 1:
        asked = topics if len(topics) > 1 else others
        hints = "".join(filter(None, (_meant(word) for word in others)))
        text = f"one topic and one name at a time, not {' and '.join(asked)}{hints}"
        raise usage(text, "one-at-a-time")
    return next(iter(topics), None), next(iter(others), None)


def find_asked(
    model: Model,
    topic: str | None,
    theory: str | None,
    groups: Sequence[str] = (),
    full: bool = True,
) -> SensitivityRequest:
    """Check what is asked for.

    Raises
    ------
    toi.InputErrors
        If there is no such topic or theory, or if groups are asked of anything but Sobol
        indices or the worth of knowing them.
    """
    if topic not in (None, *TOPICS):
        hint = _meant(topic) or f" (topics: {', '.join(TOPICS)})"
        raise usage(f"no topic {topic!r}{hint}", "unknown-topic")
    if groups and topic not in ("sobol", "cruxes"):
        text = "--group is for `toi sensitivity sobol` and `toi sensitivity cruxes`"
        raise usage(text, "group-without-sobol")
    named = None if theory is None else _theory(model, theory, topic)
    if groups and topic == "cruxes":
        find_inputs(model, groups)  # so that a misspelt one is told before long work
        if named is not None:
            text = f"--group asks about a choice among all; leave {named} out, or --group"
            raise usage(text, "group-with-theory")
    return SensitivityRequest(topic, named, tuple(groups), full)


def _theory(model: Model, word: str, topic: str | None) -> str:
    """Return the theory that a word names; what looks like a topic is a misspelt one."""
    try:
        return theory_not_rubric(model.opened, word, "sensitivity")
    except InputErrors:
        hint = _meant(word)
        if topic or not hint:
            raise
        text = f"no topic or theory {word!r}{hint}"
        raise usage(text, "unknown-topic") from None


def _meant(word: str) -> str:
    """Write `; did you mean 'ranks'? (topics: ...)` for a misspelt topic, else nothing."""
    hint = did_you_mean(word, TOPICS)
    return f"{hint} (topics: {', '.join(TOPICS)})" if hint else ""


def _assumptions(model: Model, given: Presampled | None) -> Iterator[str]:
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


def _warnings(
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


def _asides(ranks: Ranks) -> Iterator[str]:
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

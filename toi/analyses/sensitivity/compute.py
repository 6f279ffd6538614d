"""`toi sensitivity`: how sure the ranking is, and what would change it."""

from collections.abc import Sequence

from toi.analyses.cruxes.asked_compute import find_inputs, run_asked
from toi.analyses.cruxes.compute import run_cruxes, run_regret
from toi.analyses.cruxes.contenders import MANY
from toi.analyses.cruxes.estimates import most_first
from toi.analyses.cruxes.result import FEWEST_DRAWS, Cruxes, SingleWorth
from toi.analyses.flips.compute import run_changing
from toi.analyses.flips.critical_compute import run_critical
from toi.analyses.flips.critical_result import CriticalWeights
from toi.analyses.flips.result import ToLead
from toi.analyses.flips.to_lead_compute import run_to_lead
from toi.analyses.ranks.compute import Drawn, draw_for, in_rank_order, run_ranks
from toi.analyses.ranks.result import Ranks
from toi.analyses.score.result import WorthKnowing
from toi.analyses.score.worth_compute import worth_knowing
from toi.analyses.sensitivity.overlap_compute import run_overlap
from toi.analyses.sensitivity.request import DRAWS, EVERYTHING, SensitivityRequest
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.sensitivity.topics import (
    COUNTED,
    CRITICAL,
    OVERLAP,
    TO_LEAD,
    TORNADO,
    TURNED,
    UNDRAWN,
)
from toi.analyses.sensitivity.warnings_compute import asides_of, assumptions, warnings
from toi.analyses.shared.format import count
from toi.analyses.shared.rubrics.method_choice import method_label
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import rows_of
from toi.analyses.sobol.compute import POINTS, run_sobol
from toi.analyses.sobol.input_groups import read_as
from toi.analyses.sobol.result import Sobol
from toi.engine.scoring.exact_ranking import ExactRanking, exact_ranking
from toi.engine.smaa.simulate import GoesOn, Presampled, always
from toi.errors import usage

MOST_DRAWS = 10**9  # which take hours; none but `KEPT` are held


def run_sensitivity(
    model: Model,
    kinds: Sequence[str],
    asked: SensitivityRequest = EVERYTHING,
    seed: int = 0,
    draws: int = DRAWS,
    given: Presampled | None = None,
    goes_on: GoesOn = always,
) -> SensitivityResult:
    """Find all about how sure a ranking is, or one topic of it, or about one theory."""
    if draws > MOST_DRAWS:
        raise usage(f"{draws:,} draws are too many; at most {MOST_DRAWS:,}", "too-many-draws")
    if asked.topic == "cruxes" and asked.groups and draws < FEWEST_DRAWS:
        text = f"{count(draws, 'draw')} cannot tell what knowing is worth"
        raise usage(f"{text}; take {FEWEST_DRAWS} or more", "too-few-draws")
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
    asides = tuple(asides_of(ranks)) if ranks else ()
    singles = _singles(worth)
    judged = [one for one in singles if one.kind == "judgement"]
    drawn.forget()  # all that is asked of draws has been
    swung = asked.theory if asked.topic == TORNADO else None
    changing = run_changing(model, shown, seed, swung) if asked.wants(*TURNED) else None
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
        changing=changing,
        to_lead=_to_lead(model, shown, asked),
        sobol=sobol,
        worth=worth,
        regret=regrets,
        variance_by_basis=regrets.variance_by_basis if regrets else None,
        assumptions=tuple(assumptions(model, given)),
        warnings=(*warnings(model, len(shown), asked, ranks, sobol, worth, draws), *asides),
        asides=asides,
        worth_knowing=tuple(
            most_first((one for one in singles if one.shows), worth.guessed if worth else ())
        ),
        no_gain=tuple(one for one in judged if one.shows_nothing),
        unsettled=tuple(one for one in judged if one.is_open),
        overlap=run_overlap(model, shown) if asked.wants(OVERLAP) else None,
        critical=_critical(model, shown, asked),
        rubric_title=model.rubric.rubric.title,
        notes=(*model.notes, *read_as(model, asked.groups)),
        first=_first(exact),
        nothing=exact.nothing,
        lifting=_lifting(model, shown, asked, seed) if exact.leader is None else (),
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


def _singles(worth: Cruxes | None) -> Sequence[SingleWorth]:
    """Return what each single thing is worth to a choice among all, most first."""
    if worth is None or worth.about is not None or worth.asked is not None:
        return ()
    return worth.singles


def _lifting(
    model: Model, shown: list[int], asked: SensitivityRequest, seed: int
) -> tuple[WorthKnowing, ...]:
    """Find what may let one through, where that is all there is to say of a choice among all."""
    wanted = asked.theory is None and asked.wants("cruxes", "regret")
    return worth_knowing(model, shown, seed) if wanted else ()


def _critical(model: Model, shown: list[int], asked: SensitivityRequest) -> CriticalWeights | None:
    """Find at which weights pairs swap, where that is the topic; of all pairs if all is wanted."""
    if asked.topic != CRITICAL:
        return None
    return run_critical(model, shown, asked.theory, asked.full)


def _to_lead(model: Model, shown: list[int], asked: SensitivityRequest) -> ToLead | None:
    """Find what it takes for the theory asked about to lead; only for one, since it is slow."""
    if asked.theory is None or not asked.wants(*TO_LEAD):
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

"""`toi report`: everything that other commands find about a position or several, together."""

from collections.abc import Iterator, Mapping, Sequence

from toi.analyses.compare.group.compute import run_group
from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.compare.rubrics.compute import run_rubrics
from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.explain.compute import additive, explained
from toi.analyses.explain.result import ExplainResult
from toi.analyses.explain.standing_compute import standing_in
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.worldviews.result import WorldviewsResult
from toi.analyses.report.live.payload import live_payload
from toi.analyses.report.position_compute import other_rule, placing, position
from toi.analyses.report.records_compute import (
    also_entries,
    argument_entries,
    bearing_entries,
    criterion_entries,
    source_entries,
    theory_entries,
)
from toi.analyses.report.result import PlacingEntry, ReportRequest, ReportResult
from toi.analyses.score.compute import DRAWS, run_score
from toi.analyses.score.result import ScoreResult
from toi.analyses.sensitivity.compute import run_sensitivity
from toi.analyses.sensitivity.request import SensitivityRequest
from toi.analyses.sensitivity.result import SensitivityResult
from toi.analyses.shared.rubrics.labels import Entrant, entrants
from toi.analyses.shared.session import LoadedDebate, Model, combine, resolve_rubric
from toi.errors import InputErrors
from toi.io.rubric.find import available
from toi.io.rubric.resolve import ResolvedRubric
from toi.progress import stage

MOST_TOLD = 200  # theories of which all is told: nobody reads a page of more
KNOWN = ("balanced", "essay-author")  # positions to be held against, where they are at hand
Split = PortfolioResult | WorldviewsResult


def run_report(
    opened: LoadedDebate,
    rubrics: Sequence[ResolvedRubric],
    kinds: Sequence[str],
    split: Split | InputErrors | None,
    request: ReportRequest,
    seed: int = 0,
) -> ReportResult:
    """Gather all about one rubric, or about several beside one another.

    Parameters
    ----------
    rubrics : sequence of ResolvedRubric
        What is shown of one alone is of the first.
    kinds : sequence of str
        Kinds of theory that are ranked, or theories.
    split : PortfolioResult, WorldviewsResult, InputErrors or None
        How effort would be split; or why it cannot be; None where nobody asks.
    """
    given = entrants(rubrics)
    models = [combine(opened, rubric) for rubric in rubrics]
    several = len(given) > 2
    scores = tuple(run_score(model, kinds, seed) for model in models)
    sensitivity = None if several else _sensitivity(models[0], kinds, seed)
    shown = tuple(row.id for row in scores[0].results)
    others = _others(opened, given) if len(given) == 1 else []
    with stage("comparing positions"):
        compared = tuple(_compared(opened, given, others, kinds, seed))
        group = run_group(opened, given, kinds) if several else None
    told = shown if group is None else tuple(row.id for row in group.joint)
    reasons = _explained(models[0], scores[0], told[:MOST_TOLD], kinds, seed)
    first = {row.id: row.rank for row in scores[0].results}
    base = 0 if group is None else _nearest(group)
    return ReportResult(
        provenance=scores[0].provenance,
        request=request,
        positions=tuple(
            position(model, one.label, len(shown)) for model, one in zip(models, given, strict=True)
        ),
        scores=scores,
        sensitivity=sensitivity,
        theories=tuple(theory_entries(models[0], reasons)),
        also=tuple(also_entries(models[0], shown)),
        arguments=tuple(
            argument_entries(models[0], reasons) if group is None else bearing_entries(models[0])
        ),
        criteria=tuple(criterion_entries(opened.debate)),
        placings=tuple(_placings(opened, given, others, first)) if group is None else (),
        other_rule=other_rule(models[0], first) if group is None else None,
        compared=compared,
        group=group,
        split=None if isinstance(split, InputErrors) else split,
        no_split=str(split) if isinstance(split, InputErrors) else None,
        shorts={theory.id: theory.short for theory in opened.debate.theories.values()},
        text=tuple(source_entries(opened.debate, opened.debate.words.sources)),
        live=live_payload(models[base], scores[base]),
        notes=opened.noted(*rubrics),
    )


def _sensitivity(model: Model, kinds: Sequence[str], seed: int) -> SensitivityResult:
    """Find what would change a ranking, over its draws: the page has one number for one thing."""
    with stage("looking for what would change the ranking"):
        return run_sensitivity(model, kinds, SensitivityRequest(full=False), seed, DRAWS)


def _nearest(group: GroupCompared) -> int:
    """Return the place of the position that is nearest to all others."""
    apart = [one.apart for one in group.members]
    return apart.index(min(apart))


def _explained(
    model: Model, score: ScoreResult, told: Sequence[str], kinds: Sequence[str], seed: int
) -> list[ExplainResult]:
    """Explain theories that are told, by the additive score if the rubric's own is no sum."""
    ranking = score
    if not model.problem.method.linear_in_weights:
        ranking = run_score(additive(model), kinds, seed)
    among = ",".join(kind for kind in kinds if kind not in model.debate.theories)
    with stage("explaining scores", len(told)) as work:
        found = []
        for name in told:
            found.append(explained(model, standing_in(ranking, name, score), name, among))
            work.done += 1
    return found


def _others(opened: LoadedDebate, given: Sequence[Entrant]) -> list[Entrant]:
    """Return the other rubrics at hand that fit the data."""
    found = []
    for name in available(opened.places):
        if name != given[0].rubric.name or given[0].rubric.settings:
            try:
                found.append(resolve_rubric(opened, name))
            except InputErrors:
                continue  # written for other data, or not in order
    return entrants([given[0].rubric, *found])[1:]


def _compared(
    opened: LoadedDebate,
    given: Sequence[Entrant],
    others: Sequence[Entrant],
    kinds: Sequence[str],
    seed: int,
) -> Iterator[RubricsCompared]:
    """Compare two that are given; one alone with positions that everybody knows."""
    if len(given) == 2:
        yield run_rubrics(opened, given[0], given[1], kinds, seed)
    for other in others:
        if other.name in KNOWN:
            yield run_rubrics(opened, given[0], other, kinds, seed)


def _placings(
    opened: LoadedDebate,
    given: Sequence[Entrant],
    others: Sequence[Entrant],
    first: Mapping[str, int],
) -> Iterator[PlacingEntry]:
    for one in (*given, *others):
        yield placing(combine(opened, one.rubric), one.label, first, one in given)

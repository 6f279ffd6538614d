"""Compute what it is worth to know each single number, and many at once."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from toi.analyses.cruxes.estimates import at_least_its_parts, error_of, within_noise
from toi.analyses.cruxes.result import Crux, GroupWorth, SingleWorth
from toi.analyses.ranks.compute import Drawn
from toi.analyses.score.worth_compute import judgement_title, trade_off, worth_knowing
from toi.analyses.shared.input_basis import groups_of
from toi.analyses.shared.session import Model
from toi.engine.problem import WEIGHTS, ScoringProblem, event_label
from toi.engine.sampling.input_labels import Labels, argument_alone
from toi.engine.sensitivity.one_at_a_time import base_case
from toi.engine.voi.best import worth
from toi.engine.voi.regression.deciding_judgements import deciding_judgements
from toi.engine.voi.regression.evppi_groups import evppi_of_groups
from toi.engine.voi.regression.evppi_regression import KnowingSeveral
from toi.light_dataclass import dataclass

Known = dict[Labels, KnowingSeveral]


@dataclass(frozen=True, eq=False)
class Numbers:
    """The worth of single numbers and of groups, and the place of the best theory on average.

    `guessed` are the ids of what seems worth most, as `toi score` names it.
    """

    singles: tuple[SingleWorth, ...]
    groups: tuple[GroupWorth, ...]
    best: int
    guessed: tuple[str, ...]


def worth_of_numbers(
    model: Model, drawn: Drawn, cruxes: Sequence[Crux], theory: str | None, groups: bool
) -> Numbers:
    """Find what it is worth to know the weights, each judgement, and groups of numbers.

    All by the same regression, over the draws that are kept.

    Parameters
    ----------
    cruxes : sequence of Crux
        Single arguments, of which what each is worth is known.
    theory : str or None
        The theory that is asked about: of the judgements then only its own.
    groups : bool
        Whether groups are wanted.
    """
    problem, rows, inputs = drawn.problem, drawn.rows, drawn.on_demand
    scores = drawn.scores
    value = worth(scores.totals.T, scores.gated.T if scores.gated.any() else None)
    many = list(groups_of(model, problem)) if groups else []
    own = None if theory is None else _uncertain_of(problem, theory)
    deciding = deciding_judgements(problem, inputs, rows, value) if own is None else own
    single: list[Labels] = [frozenset([problem.judgements[i].label]) for i in deciding]
    each = [frozenset([WEIGHTS]), *single, *(labels for _, _, labels in many)]
    wanted = list(dict.fromkeys(each))
    found = evppi_of_groups(problem, inputs, rows, value, wanted)
    known = dict(zip(wanted, found, strict=True))
    return Numbers(
        tuple(_singles(model, drawn, known, own)),
        tuple(_groups(problem, many, known, cruxes, inputs.draws)),
        int(value.mean(axis=1).argmax()),
        tuple(_guessed(model, drawn)) if own is None else (),
    )


def _uncertain_of(problem: ScoringProblem, theory: str) -> list[int]:
    """Return the judgements of one theory that are not known."""
    return [
        i
        for i, one in enumerate(problem.judgements)
        if problem.theories[problem.judgement_theory[i]] == theory and not one.law.is_point
    ]


def _guessed(model: Model, drawn: Drawn) -> Iterator[str]:
    average = drawn.scores.totals.mean(axis=0)
    for one in worth_knowing(model, _rows_in(model, drawn), drawn.seed, average):
        yield one.id


def _singles(
    model: Model, drawn: Drawn, known: Known, some: Collection[int] | None
) -> Iterator[SingleWorth]:
    """Yield the weights and each uncertain judgement, or some of these."""
    problem = drawn.problem
    weights = known[frozenset([WEIGHTS])]
    if weights.inputs:
        title = trade_off(model, base_case(model.problem, _rows_in(model, drawn)))
        yield _single(weights, drawn.n_kept, WEIGHTS, WEIGHTS, title)
    nothing = KnowingSeveral(1, 0.0, 0.0)
    for i, one in enumerate(problem.judgements):
        if one.law.is_point or (some is not None and i not in some):
            continue
        theory = problem.theories[problem.judgement_theory[i]]
        criterion = problem.criteria[problem.judgement_criterion[i]]
        start, end = one.law.support
        yield _single(
            known.get(frozenset([one.label]), nothing),
            drawn.n_kept,
            "judgement",
            f"{theory}.{criterion}",
            judgement_title(model, theory, criterion),
            (max(start, one.low), min(end, one.high)),
        )


def _rows_in(model: Model, drawn: Drawn) -> list[int]:
    """Return where the theories among which one is chosen stand in the whole problem."""
    return [model.problem.row[drawn.problem.theories[t]] for t in drawn.rows]


def _single(
    known: KnowingSeveral,
    draws: int,
    kind: str,
    name: str,
    title: str,
    within: tuple[float, float] | None = None,
) -> SingleWorth:
    error = error_of(known.standard_error, draws)
    noise = within_noise(known.points, error)
    return SingleWorth(kind, name, title, known.points, error, noise, within)


def _groups(
    problem: ScoringProblem,
    many: Iterable[tuple[str, str, Labels]],
    known: Known,
    cruxes: Sequence[Crux],
    draws: int,
) -> Iterator[GroupWorth]:
    """Yield the groups of which any number varies; one argument alone as it is worth by itself."""
    events: Known = {
        frozenset([event_label(one.argument)]): KnowingSeveral(1, one.evppi, one.standard_error)
        for one in cruxes
    }
    parts = [*known.items(), *events.items()]
    for kind, name, labels in many:
        found, alone = known[labels], argument_alone(problem, labels)
        if alone is not None and found.inputs:
            found = events[frozenset([event_label(problem.arguments[alone])])]
        found = at_least_its_parts(labels, found, parts)
        if found.inputs:
            error = error_of(found.standard_error, draws)
            noise = within_noise(found.points, error)
            yield GroupWorth(kind, name, found.inputs, found.points, error, noise)

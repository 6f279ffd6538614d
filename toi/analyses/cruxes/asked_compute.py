"""Compute what it is worth to know any numbers that were asked about by name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toi.analyses.cruxes.contenders import among_contenders
from toi.analyses.cruxes.estimates import at_least_its_parts, error_of, within_noise
from toi.analyses.cruxes.result import AskedWorth, Cruxes, InputsWorth
from toi.analyses.ranks.compute import Drawn
from toi.analyses.shared.session import Model
from toi.analyses.sobol.input_groups import NamedInputs, named_inputs
from toi.engine.problem import SCRUTINY, ScoringProblem, event_label
from toi.engine.sampling.input_labels import Labels, names_all, rows_of_inputs
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.subproblem import restricted
from toi.engine.smaa.simulate import GoesOn, always
from toi.engine.voi.knowing_groups import KnowingGroups, knowing_groups
from toi.engine.voi.regression.basis import MOST_BENT
from toi.engine.voi.regression.evppi_regression import KnowingSeveral
from toi.errors import usage

FEW = 20  # theories


def find_inputs(model: Model, words: Sequence[str]) -> list[NamedInputs]:
    """Return the numbers that each word names.

    Raises
    ------
    toi.InputErrors
        Where a word names nothing, or nothing that could be looked up.
    """
    if SCRUTINY in {part.strip() for word in words for part in word.split("+")}:
        raise usage(
            f"'{SCRUTINY}' is no number that could be looked up: it is what theories borrow from "
            "their peers; `toi sensitivity sobol` shows what hangs on it",
            "not-an-input",
        )
    return named_inputs(model, words, weights_apart=True)


def run_asked(
    model: Model, asked: Sequence[NamedInputs], drawn: Drawn, goes_on: GoesOn = always
) -> Cruxes:
    """Find what it is worth to know each of some groups of numbers first, and nothing else.

    Over all draws, none of which is kept.
    """
    drawn, covered = among_contenders(model, drawn, _judged(model, asked))
    parts = list(_parts(drawn.problem, asked))
    labels = [*(one.labels for one in asked), *parts]
    found = knowing_groups(
        drawn.problem, drawn.rows, labels, drawn.some_at_a_time, drawn.n, goes_on
    )
    names = tuple(drawn.problem.theories[t] for t in drawn.rows)
    leader = exact_ranking(drawn.problem, drawn.rows).leader
    return Cruxes(
        leader=None if leader is None else names[leader],
        about=None,
        theories=names,
        draws=found.draws,
        p_error=0.0,
        cruxes=(),
        groups=(),
        credence_ends=(),
        covered=covered,
        baseline=names[found.best],
        asked=AskedWorth(
            draws=found.draws,
            everything=found.everything.points,
            everything_error=found.everything.standard_error,
            groups=tuple(_groups(model, asked, parts, drawn, found)),
        ),
    )


def _judged(model: Model, asked: Sequence[NamedInputs]) -> Iterator[str]:
    """Yield the theories of which some words name judgements, where these are few."""
    problem = model.problem
    for one in asked:
        labels = enumerate(quantity.label in one.labels for quantity in problem.judgements)
        theories = {int(problem.judgement_theory[i]) for i, named in labels if named}
        if len(theories) <= FEW:
            yield from (problem.theories[t] for t in sorted(theories))


def _parts(problem: ScoringProblem, asked: Sequence[NamedInputs]) -> Iterator[Labels]:
    """Yield each judgement among few, by itself: no group is to be told as worth less than one.

    Where a gate cuts its range, it is parted more finely alone, and so may be found worth more.
    """
    whole = {one.labels for one in asked}
    few: set[Labels] = set()
    for labels in whole:
        judged = [q.label for q in problem.judgements if q.label in labels and not q.law.is_point]
        if len(judged) <= MOST_BENT:
            few |= {frozenset([label]) for label in judged}
    yield from sorted(few - whole, key=sorted)


def _groups(
    model: Model,
    asked: Sequence[NamedInputs],
    parts: Sequence[Labels],
    drawn: Drawn,
    found: KnowingGroups,
) -> Iterator[InputsWorth]:
    """Yield them, most worth first; `parts` are what else was found out, after these."""
    weighed, _ = restricted(model.problem, range(len(model.problem.theories)))
    by_law = drawn.given is None
    whole = [names_all(drawn.problem, one.labels, by_law) for one in asked]
    every = [
        (one.labels, _everything(known, found.everything) if all_ else known)
        for one, known, all_ in zip(asked, found.groups[: len(asked)], whole, strict=True)
    ]
    single = [
        (frozenset([event_label(drawn.problem.arguments[a])]), known)
        for a, known in found.arguments.items()
    ]
    others = [*every, *single, *zip(parts, found.groups[len(asked) :], strict=True)]
    known_of = [
        known if all_ else at_least_its_parts(labels, known, others)
        for (labels, known), all_ in zip(every, whole, strict=True)
    ]
    three = zip(asked, known_of, whole, strict=True)
    for one, known, all_ in sorted(three, key=lambda three: -three[1].points):
        instead, error = known.instead, error_of(known.standard_error, found.draws)
        yield InputsWorth(
            name=one.name,
            title=one.title,
            numbers=known.inputs,
            evppi=known.points,
            standard_error=error,
            within_noise=within_noise(known.points, error),
            p_other=known.changed,
            instead=None if instead is None else drawn.problem.theories[drawn.rows[instead]],
            weighed=_inside(weighed, one.labels),
            inside=_inside(model.problem, one.labels),
            bound="exact" if all_ else "lower",
        )


def _everything(known: KnowingSeveral, everything: KnowingSeveral) -> KnowingSeveral:
    """Return what a group of all numbers is worth: what everything is, which is no bound."""
    return replace(everything, inputs=known.inputs)


def _inside(problem: ScoringProblem, labels: Labels) -> int:
    """Count the numbers of a problem that labels name."""
    return len(rows_of_inputs(problem, expected_inputs(problem), labels))

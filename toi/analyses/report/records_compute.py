"""Records that a report speaks of, with what they move under a rubric."""

from collections.abc import Iterable, Iterator, Sequence

from toi.analyses.explain.result import ArgumentRow, ExplainResult
from toi.analyses.report.result import (
    AlsoEntry,
    ArgumentEntry,
    CriterionEntry,
    SourceEntry,
    TheoryEntry,
)
from toi.analyses.shared.names import gist_beyond_title
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import rows_of
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.records.credences import belief_in, ends_of, said_of
from toi.records.debate import EVERYTHING, Debate
from toi.records.fields.numbers import middle


def theory_entries(model: Model, explained: Sequence[ExplainResult]) -> Iterator[TheoryEntry]:
    """Yield the ranked theories with the works that they rest on."""
    for one in explained:
        theory = model.debate.theories[one.id]
        yield TheoryEntry(one, tuple(source_entries(model.debate, theory.sources)))


def also_entries(model: Model, ranked: Sequence[str]) -> list[AlsoEntry]:
    """Return the theories that are not ranked, the highest first."""
    problem, theories = model.problem, model.debate.theories
    rows = rows_of(problem, model.debate.shown([EVERYTHING]))
    found = exact_ranking(problem, rows)
    entries = []
    for row, total, gated in zip(found.rows, found.totals.tolist(), found.gated, strict=True):
        one = theories[problem.theories[row]]
        if one.id not in ranked:
            score = None if gated or problem.method.compares else total
            entries.append(AlsoEntry(one.id, one.title, one.kinds[0], one.claim, score))
    return sorted(entries, key=lambda one: (-(one.score or 0.0), one.id))


def argument_entries(model: Model, explained: Sequence[ExplainResult]) -> list[ArgumentEntry]:
    """Return the arguments that move a score, and what answers them; the heaviest first."""
    rows: dict[str, list[ArgumentRow]] = {}
    strengths: dict[str, float] = {}
    for one in explained:
        for row in one.arguments:
            if row.criteria:
                rows.setdefault(row.argument, []).append(row)
                strengths[row.argument] = row.strength
                strengths |= {answer.argument: answer.strength for answer in row.answers}
    found = [_entry(model, name, rows.get(name, []), strengths[name]) for name in strengths]
    return sorted(found, key=lambda entry: (-entry.points, entry.id))


def bearing_entries(model: Model) -> Iterator[ArgumentEntry]:
    """Yield all arguments, whatever they move."""
    for name in model.debate.arguments:
        yield _entry(model, name, [], 0.0)


def _entry(model: Model, name: str, rows: list[ArgumentRow], strength: float) -> ArgumentEntry:
    problem, debate = model.problem, model.debate
    argument, number = debate.arguments[name], problem.arguments.index(name)
    return ArgumentEntry(
        id=name,
        title=argument.title,
        gist=gist_beyond_title(argument),
        kind=argument.kind,
        speaker=debate.words.speaker(argument.speaker),
        recorded=middle(argument.credence.value),
        credence=float(problem.credence[number]),
        own=said_of(argument, model.rubric.rubric.credences) is not None,
        settled=bool(problem.settled[number]),
        ends=ends_of(belief_in(argument, model.rubric.rubric.credences)),
        strength=strength,
        points=sum(abs(row.points) for row in rows),
        taken=sum(row.points for row in rows),
        theories=len(rows),
        line=argument.line,
        lines=debate.text_lines(argument.claims),
        answers=tuple(attack.argument for attack in argument.against),
        sources=tuple(source_entries(debate, argument.sources)),
    )


def criterion_entries(debate: Debate) -> Iterator[CriterionEntry]:
    """Yield all criteria in the order of the data."""
    for one in debate.criteria.values():
        yield CriterionEntry(
            id=one.id,
            title=one.title,
            question=one.question,
            direction=one.direction,
            scale=one.scale,
            low=one.anchors.get(one.scale[0]),
            high=one.anchors.get(one.scale[1]),
            sources=tuple(source_entries(debate, one.sources)),
        )


def source_entries(debate: Debate, names: Iterable[str]) -> Iterator[SourceEntry]:
    """Yield the works of some names, as far as there are records of them."""
    for name in names:
        source = (debate.sources or {}).get(name)
        if source is not None:
            yield SourceEntry(name, source.title, source.authors, source.year, source.url)

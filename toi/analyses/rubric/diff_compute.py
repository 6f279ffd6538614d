"""`toi rubric diff`: what differs between two rubrics, and what that does to the ranking."""

from collections.abc import Iterator

from toi.analyses.compare.rubrics.compute import run_rubrics
from toi.analyses.compare.rubrics.result import HeaviestArgument
from toi.analyses.rubric.effect_compute import alone_of, plain_shift, ranking_under, with_credence
from toi.analyses.rubric.result import CredenceEntry, CredenceGap, PartChange, RubricDiff
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.rubrics.labels import entrants
from toi.analyses.shared.session import LoadedDebate
from toi.compile.scoring import compile_problem, credence_of
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.exact_ranking import ExactRanking
from toi.io.rubric.layers import content_of
from toi.io.rubric.resolve import ResolvedRubric, resolve
from toi.records.argument import Argument
from toi.records.credences import belief_in, ends_of
from toi.records.debate import Debate
from toi.records.layers import parts_of
from toi.records.rubric import Rubric

OTHERS = (
    *("weights_sure", "method", "value_functions", "gates", "not_bearing"),
    *("overlap", "scrutiny", "overrides", "portfolio", "arguments"),
)


def run_diff(opened: LoadedDebate, a: str, b: str, kinds: str | None = None) -> RubricDiff:
    """Compare two rubrics part by part, and by what each difference alone moves under `a`."""
    debate = opened.debate
    one, two = (resolve(name, opened.places, debate) for name in (a, b))
    asked = find_kinds(debate, kinds)
    shown = debate.shown(asked)
    old, new = (ranking_under(debate, rubric.rubric, shown) for rubric in (one, two))
    return RubricDiff(
        provenance=opened.provenance(),
        a=one.name,
        b=two.name,
        digests=(one.digest, two.digest),
        weights=_weights(debate, one.rubric, two.rubric),
        credences=tuple(_credences(debate, one.rubric, two.rubric, old, shown)),
        others=tuple(_others(one, two)),
        ranking=plain_shift(debate, old, new, shown),
        heaviest=_heaviest(opened, one, two, asked),
        notes=opened.noted(one, two),
    )


def _heaviest(
    opened: LoadedDebate, a: ResolvedRubric, b: ResolvedRubric, kinds: tuple[str, ...]
) -> HeaviestArgument | None:
    """Return the argument that `toi compare` finds to matter most between them."""
    if (a.rubric.credences, a.rubric.arguments) == (b.rubric.credences, b.rubric.arguments):
        return None
    one, other = entrants([a, b])
    return run_rubrics(opened, one, other, kinds).heaviest


def _weights(debate: Debate, a: Rubric, b: Rubric) -> dict[str, tuple[float, float]]:
    """Return mean shares of criteria where they differ."""
    problems = [compile_problem(debate, rubric) for rubric in (a, b)]
    shares = [expected_inputs(problem).weights[0] for problem in problems]
    column = {name: i for i, name in enumerate(problems[0].criteria)}
    found = {name: (float(shares[0][i]), float(shares[1][i])) for name, i in column.items()}
    return {
        name: found[name] for name in debate.criteria if abs(found[name][0] - found[name][1]) > 1e-9
    }


def _credences(
    debate: Debate, a: Rubric, b: Rubric, old: ExactRanking, shown: tuple[str, ...]
) -> Iterator[CredenceGap]:
    """Yield arguments of both that are believed otherwise, those that move most first."""
    known = debate.with_arguments(a.arguments)
    both = [
        argument
        for name, argument in known.arguments.items()
        if name in debate.arguments or any(own.id == name for own in b.arguments)
    ]
    gaps = []
    for argument in both:
        held, held_there = _held(argument, a), _held(argument, b)
        if held != held_there:
            alone = with_credence(old, argument.id, held_there.value, held_there.settled)
            moved = alone_of(debate, argument.id, old, alone, shown)
            gaps.append(CredenceGap(argument.id, argument.title, held, held_there, moved))
    yield from sorted(gaps, key=_heaviest_first)


def _held(argument: Argument, rubric: Rubric) -> CredenceEntry:
    """Return how far a rubric believes an argument."""
    ends = ends_of(belief_in(argument, rubric.credences))
    return CredenceEntry(*credence_of(argument, rubric.credences), ends)


def _heaviest_first(gap: CredenceGap) -> tuple[float, float, str]:
    points = abs(gap.alone.moved.points) if gap.alone.moved else 0.0
    return -(gap.alone.pairs or 0), -points, gap.argument


def _others(a: ResolvedRubric, b: ResolvedRubric) -> Iterator[PartChange]:
    """Yield everything else that scores, part by part."""
    contents = [content_of(rubric.layers) for rubric in (a, b)]
    old, new = map(parts_of, contents)
    for path in {**old, **new}:
        if path[0] in OTHERS[:-1] and old.get(path) != new.get(path):
            yield PartChange(".".join(path), old.get(path), new.get(path))
    mine, theirs = ({own["id"]: own for own in c.get("arguments", ())} for c in contents)
    for name in {**mine, **theirs}:
        if mine.get(name) != theirs.get(name):
            titles = (own[name]["title"] if name in own else None for own in (mine, theirs))
            before, after = titles
            note = "another text" if before == after else ""
            yield PartChange(f"arguments.{name}", before, after, note)

"""Rubrics as positions: what each values and believes, and how it ranks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import comb, inf

import numpy as np

from toi.analyses.flips.switches_compute import other_bearing
from toi.analyses.report.result import (
    BeliefLine,
    OtherRule,
    OwnJudgement,
    PlacingEntry,
    PositionEntry,
)
from toi.analyses.rubric.show_compute import named, own_changes
from toi.analyses.score.compute import sureness
from toi.analyses.shared.result import RubricLabel
from toi.analyses.shared.rubrics.method_choice import method_label
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import labels, rows_of
from toi.engine.comparison.rank_distance import kendall_distances
from toi.engine.problem import ScoringProblem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.io.questionnaire.keys import Keys
from toi.io.questionnaire.left_empty import left_empty
from toi.io.rubric.layers import content_of
from toi.records.credences import Belief, Settled, ends_of, said_of
from toi.records.debate import Debate
from toi.records.fields.numbers import middle
from toi.records.rubric import Rubric
from toi.records.trust import Trust


def position(model: Model, label: RubricLabel, ranked: int) -> PositionEntry:
    """Gather what a rubric says."""
    rubric, layers = model.rubric.rubric, model.rubric.layers
    weights = {one.id: one.weight for one in labels(model, expected_inputs(model.problem))}
    given = [name for name, weight in weights.items() if weight > 0]
    return PositionEntry(
        label=label,
        text=rubric.position,
        extends=named(layers[1]) if len(layers) > 1 else None,
        changes=_changes(model),
        weights={name: weights[name] for name in sorted(given, key=lambda name: -weights[name])},
        weights_sure=sureness(model),
        beliefs=tuple(_beliefs(model)),
        gates=tuple(rule for gate in rubric.gates for rule in gate),
        value_functions=tuple(name for name in rubric.value_functions if name in given),
        method=method_label(model, model.problem.method, ranked).name,
        scrutiny=rubric.scrutiny,
        not_bearing=rubric.not_bearing,
        overlaps=dict(rubric.overlap.lines),
        judgements=tuple(_judgements(model)),
        arguments=len(model.debate.arguments),
        own_arguments=tuple(argument.title for argument in rubric.arguments),
        unanswered=tuple(map(Keys(model.debate).title, sorted(left_empty(model.rubric)))),
    )


def _changes(model: Model) -> Mapping[str, int]:
    """Count what a rubric changes of the one it extends, by section."""
    layers = model.rubric.layers
    if len(layers) < 2:
        return {}
    found = Counter(one.key.split(".")[0] for one in own_changes(layers, model.debate))
    core = model.debate.core_weights
    before = Rubric.model_validate(content_of(layers[1:])).weights or core
    found["weights"] = _weights_changed(before, model.rubric.rubric.weights or core)
    return +found


def _weights_changed(before: Mapping[str, float], after: Mapping[str, float]) -> int:
    """Count the weights that changed beside the others: those on another scale alone did not.

    As many as possible are taken to be as they were, so that one that was set counts once, though
    every share is another.
    """
    times = [
        float(f"{after.get(name, 0.0) / before[name]:.9g}") if before.get(name) else inf
        for name in {**before, **after}
        if before.get(name) or after.get(name)
    ]
    kept = Counter(one for one in times if 0 < one < inf).most_common(1)
    return len(times) - (kept[0][1] if kept else 0)


def placing(
    model: Model, label: RubricLabel, first: Mapping[str, int], given: bool
) -> PlacingEntry:
    """Rank the theories that the `first` rubric ranks by another, at the mean of every number."""
    ranks, gated = _ranked(model.problem, first)
    return PlacingEntry(label, given, ranks, _apart(first, ranks), gated)


def other_rule(model: Model, first: Mapping[str, int]) -> OtherRule | None:
    """Rank the same theories by the other rule for criteria that a theory is not about.

    None where the two rules rank alike.
    """
    problem = other_bearing(model)
    ranks, _ = _ranked(problem, first)
    if ranks == first:
        return None
    leaders = tuple(name for name, rank in ranks.items() if rank == 1)
    return OtherRule(problem.bears is not None, leaders, _apart(first, ranks))


def _ranked(
    problem: ScoringProblem, names: Iterable[str]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Rank theories at the mean of every number, by name; and name those that gates exclude."""
    found = exact_ranking(problem, rows_of(problem, list(names)))
    ids = [problem.theories[t] for t in found.rows]
    ranks = dict(zip(ids, found.ranks.tolist(), strict=True))
    return ranks, tuple(name for name, out in zip(ids, found.gated, strict=True) if out)


def _apart(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Return the share of pairs that stand the other way, 0 to 1, by two rankings."""
    keys = [-np.array([[ranks[name] for name in one]], dtype=np.float64) for ranks in (one, other)]
    return float(kendall_distances(*keys)[0]) / max(comb(len(one), 2), 1)


def _beliefs(model: Model) -> Iterator[BeliefLine]:
    """Yield every line about arguments that decides at least one."""
    credences = model.rubric.rubric.credences
    deciding: dict[tuple[str, ...], tuple[Belief, int]] = {}
    for argument in model.debate.arguments.values():
        said = said_of(argument, credences)
        if said is not None:
            place, belief = said
            deciding[place] = belief, deciding.get(place, (belief, 0))[1] + 1
    levels = ("default", "kinds", "speakers", "tags", "arguments")
    for place in sorted(deciding, key=lambda place: (levels.index(place[0]), *place)):
        belief, many = deciding[place]
        yield BeliefLine(place[0], _called(model.debate, *place), _held(belief), many)


def _called(debate: Debate, level: str, *names: str) -> str:
    """Return what people call whom a line is about."""
    if level == "arguments":
        return debate.arguments[names[-1]].title
    return debate.words.speaker(names[-1]) if level == "speakers" else (level, *names)[-1]


def _held(belief: Belief) -> str:
    """Write a belief in words."""
    if isinstance(belief, Trust):
        times = {0.0: "not at all", 1.0: "as recorded"}
        return times.get(belief.trust, f"{belief.trust:g} times the recorded odds")
    settled = isinstance(belief, Settled)
    ends = ends_of(belief)
    value = belief.settled if isinstance(belief, Settled) else belief
    shown = " to ".join(f"{100 * share:g} %" for share in ends or [middle(value)])
    return f"{shown}, replies counted" if settled else shown


def _judgements(model: Model) -> Iterator[OwnJudgement]:
    overrides = model.rubric.rubric.overrides
    for key, judged in overrides.judgements.items():
        yield OwnJudgement(key, str(judged.value.to_yaml()), judged.why)
    for key, forced in overrides.forces.items():
        yield OwnJudgement(key, str(forced.value.to_yaml()), forced.why)

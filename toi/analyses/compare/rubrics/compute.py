"""`toi compare mine essay-author`: where two rankings differ, and what carries it."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from toi.analyses.compare.rubrics.result import (
    Agreement,
    CountedAlike,
    GroupPart,
    Held,
    HybridStep,
    Lead,
    RubricCrux,
    RubricsCompared,
)
from toi.analyses.compare.scrutiny_compute import rubrics_scrutiny
from toi.analyses.shared.moves import RankChange, ScoreMove
from toi.analyses.shared.result import unless_nan
from toi.analyses.shared.rubrics.conventions import TITLES
from toi.analyses.shared.rubrics.labels import Entrant
from toi.analyses.shared.session import LoadedDebate
from toi.analyses.shared.theories import given_scores, rows_of
from toi.compile.scoring import compile_problem
from toi.engine.comparison import rubric_pair
from toi.engine.comparison.aligned import Position, positions
from toi.engine.comparison.concession import best_of, best_under, concession, led_by
from toi.engine.comparison.correlation import kendall_tau_b, spearman
from toi.engine.comparison.decomposition import ShapleyPart, ShapleySplit, split
from toi.engine.comparison.rank_distance import kendall_distance, pair_signs
from toi.engine.comparison.rubric_pair import Difference, RubricPair
from toi.engine.problem import Bools, Floats, Ints, ScoringProblem
from toi.engine.scoring.exact_ranking import score_of_nothing
from toi.engine.scoring.ranking import ranks
from toi.engine.scoring.strengths import strengths
from toi.io.questionnaire.left_empty import left_empty
from toi.records.aligned_rubrics import AlignedRubrics, align_rubrics
from toi.records.credences import belief_in, ends_of
from toi.records.debate import Debate

TOP = 5
VALUES, BELIEFS, CONVENTIONS = "values", "beliefs", "conventions"
SIDES = {
    **dict.fromkeys(rubric_pair.VALUES, VALUES),
    **dict.fromkeys(rubric_pair.BELIEFS, BELIEFS),
    **dict.fromkeys(rubric_pair.CONVENTIONS, CONVENTIONS),
}
RULES = {rubric_pair.METHOD: "how criteria are combined", **TITLES}


def run_rubrics(
    opened: LoadedDebate, one: Entrant, other: Entrant, kinds: Sequence[str], seed: int = 0
) -> RubricsCompared:
    """Compare two rubrics by the deterministic ranking of the theories of some kinds."""
    names = list(opened.debate.shown(kinds))
    aligned = align_rubrics(opened.debate, [one.rubric.rubric, other.rubric.rubric])
    pair, debate, problem = _pair(opened.debate, aligned, names)
    names = sorted(names, key=lambda name: problem.row[name])
    found = split(pair, seed)
    scores = pair.scores(np.repeat([[False], [True]], len(pair.differences), axis=1))
    gated, places = scores.gated, [ranks(key) for key in scores.key]
    compares = np.array([side.problem.method.compares for side in (pair.a, pair.b)])
    totals = given_scores(scores.totals, gated, compares)
    moves = [
        ScoreMove(
            name,
            debate.theories[name].short,
            *(
                RankChange(int(places[s][t]), float(totals[s, t]), bool(gated[s, t]))
                for s in (0, 1)
            ),
        )
        for t, name in enumerate(names)
    ]
    groups = tuple(_group_parts(found, names))
    described = _Described(debate, problem, pair, aligned)
    return RubricsCompared(
        provenance=opened.provenance(None, seed, kinds=kinds, others=[one.rubric, other.rubric]),
        nothing=(_nothing(pair.a), _nothing(pair.b)),
        of="rubrics",
        rubrics=(one.label, other.label),
        agreement=_agreement(names, places, gated, found.distance),
        sides=_sides(groups, found.distance),
        shapley=groups,
        cruxes=tuple(sorted(described.cruxes(found, names), key=_heaviest_first)),
        weight_scale=pair.scale,
        lead=_lead(pair, found, names, described),
        moves=tuple(sorted(moves, key=lambda move: (move.before.rank, move.id))),
        scrutiny=rubrics_scrutiny(opened, (one, other), names),
        notes=opened.noted(one.rubric, other.rubric),
        counted_alike=tuple(_counted_alike(pair, found, names, described)),
        unanswered=(tuple(sorted(left_empty(one.rubric))), tuple(sorted(left_empty(other.rubric)))),
    )


def _pair(
    debate: Debate, aligned: AlignedRubrics, names: Sequence[str]
) -> tuple[RubricPair, Debate, ScoringProblem]:
    """Align two rubrics, with the debate that has the own arguments of both."""
    problems = [compile_problem(debate, rubric) for rubric in aligned.rubrics]
    (a, b), rows = positions(problems, rows_of(problems[0], names))
    alone = np.array([name in aligned.alone for name in a.problem.arguments], dtype=bool)
    whole = debate.with_arguments(aligned.rubrics[0].arguments)
    return RubricPair(a, b, rows, alone), whole, a.problem


def _nothing(side: Position) -> float | None:
    return score_of_nothing(side.problem, side.inputs)


def _agreement(
    names: Sequence[str], places: Sequence[Ints], gated: Bools, distance: float
) -> Agreement:
    """Return how alike the two rank; what a gate excludes is not among the first of its side."""
    n = len(names)
    top = min(TOP, max(1, n // 2), int((~gated).sum(axis=1).min()))
    first = [{names[t] for t in np.flatnonzero(held <= top).tolist()} for held in places]
    one, other = (held.astype(np.float64) for held in places)
    return Agreement(
        kendall_tau_b=unless_nan(kendall_tau_b(one, other)),
        spearman=unless_nan(spearman(one, other)),
        pairs=distance,
        of=n * (n - 1) // 2,
        top=top,
        shared=tuple(sorted(first[0] & first[1])),
    )


def _group_parts(found: ShapleySplit, names: Sequence[str]) -> Iterator[GroupPart]:
    weight = _weights(list(found.groups.values()))
    for (name, part), share in zip(found.groups.items(), weight, strict=True):
        yield GroupPart(
            group=name,
            side=SIDES[name],
            pairs=part.pairs,
            share=_share(part.pairs, found.distance),
            weight=share,
            points=_by_theory(names, part.points),
        )


def _weights(parts: Sequence[ShapleyPart]) -> list[float | None]:
    """Return shares of the points that all parts move, one way or the other."""
    sizes = [float(np.abs(part.points).sum()) for part in parts]
    return [size / sum(sizes) if sum(sizes) > 0 else None for size in sizes]


def _share(pairs: float, distance: float) -> float | None:
    return pairs / distance if distance > 0 else None


def _by_theory(names: Sequence[str], points: Floats) -> dict[str, float]:
    return {name: float(p) + 0.0 for name, p in zip(names, points, strict=True)}


def _sides(groups: Sequence[GroupPart], distance: float) -> Mapping[str, float | None]:
    return {
        side: _share(sum(g.pairs for g in groups if g.side == side), distance)
        for side in (VALUES, BELIEFS, CONVENTIONS)
    }


def _heaviest_first(crux: RubricCrux) -> tuple[float, float, str, str]:
    return -round(crux.pairs, 6), -(crux.weight or 0.0), crux.group, crux.id


class _Described:
    """The differences of a pair in the words of the records."""

    def __init__(
        self, debate: Debate, problem: ScoringProblem, pair: RubricPair, aligned: AlignedRubrics
    ) -> None:
        self.debate, self.problem, self.pair = debate, problem, pair
        self.aligned = aligned
        self.strengths = [
            strengths(one.problem, one.inputs.sound, one.inputs.answer_force)[0]
            for one in (pair.a, pair.b)
        ]

    def cruxes(self, found: ShapleySplit, names: Sequence[str]) -> Iterator[RubricCrux]:
        weight = _weights(found.members)
        for one, part, share in zip(self.pair.differences, found.members, weight, strict=True):
            name, title = self.called(one)
            a, b = (self.held(one, side) for side in (0, 1))
            yield RubricCrux(
                group=one.group,
                id=name,
                title=title,
                a=a,
                b=b,
                pairs=part.pairs,
                share=_share(part.pairs, found.distance),
                weight=share,
                standard_error=part.error,
                points=_by_theory(names, part.points),
            )

    def called(self, one: Difference) -> tuple[str, str]:
        """Return id and title of what is different."""
        problem, at = self.problem, one.at
        match one.group:
            case rubric_pair.WEIGHTS | rubric_pair.FUNCTIONS:
                name = problem.criteria[at[0]]
                return name, self.debate.criteria[name].title
            case rubric_pair.CREDENCES | rubric_pair.OWN:
                name = problem.arguments[at[0]]
                return name, self.debate.arguments[name].title
            case rubric_pair.OVERRIDES if len(at) == 2:
                theory, criterion = problem.theories[at[0]], problem.criteria[at[1]]
                return f"{theory}.{criterion}", self.debate.theories[theory].title
            case rubric_pair.OVERRIDES:
                argument, *rest = self._force(at[0])
                return ".".join((argument, *rest)), self.debate.arguments[argument].title
            case rubric_pair.GATES:
                rule = self.pair.gates[at[0]][0].rule
                return rule, rule
            case rubric_pair.OVERLAP:
                line = self.debate.lines[self._line(at[0])]
                return line.id, line.title
            case group:
                return group, RULES[group]

    def _line(self, which: int) -> str:
        """Return the id of a line whose overlap differs."""
        assert self.problem.lines is not None  # it has one
        return self.problem.lines.names[which]

    def _force(self, which: int) -> list[str]:
        """Return argument, effect and, if it is for one alone, theory of an overridden force."""
        return self.problem.forces[which].label.split("/")[1:]

    def held(self, one: Difference, side: int) -> Held:
        """Return what one side holds."""
        position: Position = (self.pair.a, self.pair.b)[side]
        inputs, problem, at = position.inputs, position.problem, one.at
        match one.group:
            case rubric_pair.WEIGHTS:
                return Held(float(inputs.weights[0, at[0]]))
            case rubric_pair.CREDENCES | rubric_pair.OWN:
                sound, settled = float(inputs.sound[0, at[0]]), bool(position.settled[at[0]])
                absent = one.group == rubric_pair.OWN and settled and sound == 0
                if absent:
                    return Held(None)
                argument = self.debate.arguments[problem.arguments[at[0]]]
                credences = self.aligned.rubrics[side].credences
                after = float(self.strengths[side][at[0]])
                return Held(sound, settled, ends_of(belief_in(argument, credences)), after)
            case rubric_pair.OVERRIDES if len(at) == 2:
                low, high = problem.low[at[1]], problem.high[at[1]]
                return Held(float(low + (high - low) * inputs.judgements[0, at[0], at[1]]))
            case rubric_pair.OVERRIDES:
                return Held(float(inputs.force[0, at[0]]))
            case rubric_pair.FUNCTIONS:
                return Held(self._points(problem, at[0]))
            case rubric_pair.GATES:
                return Held(self.pair.gates[at[0]][1 + side])
            case rubric_pair.OVERLAP:
                return Held(float(problem.lines.overlap[at[0]]) if problem.lines else None)
            case rubric_pair.SCRUTINY:
                return Held("as-read" if problem.scrutiny is None else "adjusted")
            case rubric_pair.NOT_BEARING:
                return Held("as-judged" if problem.bears is None else "left-out")
            case _:
                return Held(problem.method.name)

    def _points(self, problem: ScoringProblem, c: int) -> list[list[float]] | None:
        """Return a value function as a rubric has it; None for a straight line."""
        function = problem.value_functions[c]
        if function is None:
            return None
        raw = problem.low[c] + (problem.high[c] - problem.low[c]) * function[0]
        return [[float(x), float(y)] for x, y in zip(raw, function[1], strict=True)]


def _counted_alike(
    pair: RubricPair, found: ShapleySplit, names: Sequence[str], described: _Described
) -> Iterator[CountedAlike]:
    """Yield for each way of counting in which they differ what is left without it."""
    theirs = pair_signs(pair.scores(np.full((1, len(pair.differences)), True)).key)
    members = zip(pair.differences, found.members, strict=True)
    for k, (one, part) in sorted(enumerate(members), key=lambda item: -item[1][1].pairs):
        if one.group not in rubric_pair.CONVENTIONS:
            continue
        hybrid = pair.scores(np.arange(len(pair.differences))[None] == k)
        left = float(kendall_distance(pair_signs(hybrid.key), theirs)[0, 0])
        first = best_of(hybrid)[0]
        yield CountedAlike(
            group=one.group,
            a=str(described.held(one, 0).value),
            b=str(described.held(one, 1).value),
            share=_share(part.pairs, found.distance),
            pairs=left,
            leaders=tuple(name for name, is_ in zip(names, first, strict=True) if is_),
        )


def _lead(
    pair: RubricPair, found: ShapleySplit, names: Sequence[str], described: _Described
) -> Lead:
    """Return who leads, and the least that a would have to concede."""
    sides = [best_under(pair, side) for side in (False, True)]
    a, b = (tuple(name for name, is_ in zip(names, s, strict=True) if is_) for s in sides)
    if a == b:
        return Lead(a, b, (), True)
    gates = tuple(_deciding_gates(pair, sides[1], described))
    least = concession(pair, np.array([part.pairs for part in found.members]))
    if least is None:
        return Lead(a, b, None, False, gates)
    moved = least.made(pair)
    steps = []
    for path in least.paths:
        one = pair.differences[path.member]
        is_weight = one.group == rubric_pair.WEIGHTS
        before, after = (
            (pair.a.inputs.weights, moved.weights) if is_weight else (path.start, moved.sound)
        )
        now = before[0, one.at[0]] if is_weight else before[0]
        at = float(after[0, one.at[0]])
        steps.append(HybridStep(one.group, described.called(one)[0], float(now), at, path.settled))
    return Lead(a, b, tuple(steps), bool(led_by(pair, moved, sides[1])[0]), gates)


def _deciding_gates(pair: RubricPair, target: Bools, described: _Described) -> Iterator[str]:
    """Yield the gates that alone, held as b holds them, give a the leaders of b."""
    for k, one in enumerate(pair.differences):
        if one.group == rubric_pair.GATES:
            hybrid = pair.scores(np.arange(len(pair.differences))[None] == k)
            if (best_of(hybrid)[0] == target).all():
                yield described.called(one)[0]

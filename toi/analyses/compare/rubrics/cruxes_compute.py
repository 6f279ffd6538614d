"""What two rubrics differ in: each difference by name, what either holds, and what it carries."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.compare.rubrics.result import Held, RubricCrux
from toi.analyses.shared.rubrics.conventions import TITLES
from toi.engine.comparison import rubric_pair
from toi.engine.comparison.aligned import Position
from toi.engine.comparison.decomposition import ShapleyPart, ShapleySplit
from toi.engine.comparison.rubric_pair import Difference, RubricPair
from toi.engine.problem import Floats, ScoringProblem
from toi.engine.scoring.strengths import strengths
from toi.records.aligned_rubrics import AlignedRubrics
from toi.records.credences import belief_in, ends_of
from toi.records.debate import Debate

RULES = {rubric_pair.METHOD: "how criteria are combined", **TITLES}


class Differences:
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

    def cruxes(self, found: ShapleySplit, names: Sequence[str]) -> tuple[RubricCrux, ...]:
        """Return all differences with what each carries, those that carry most first."""
        return tuple(sorted(self._carried(found, names), key=_heaviest_first))

    def _carried(self, found: ShapleySplit, names: Sequence[str]) -> Iterator[RubricCrux]:
        weight = shares_of_points(found.members)
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
                share=share_of_pairs(part.pairs, found.distance),
                weight=share,
                standard_error=part.error,
                points=by_theory(names, part.points),
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


def _heaviest_first(crux: RubricCrux) -> tuple[float, float, str, str]:
    return -round(crux.pairs, 6), -(crux.weight or 0.0), crux.group, crux.id


def shares_of_points(parts: Sequence[ShapleyPart]) -> list[float | None]:
    """Return shares of the points that all parts move, one way or the other."""
    sizes = [float(np.abs(part.points).sum()) for part in parts]
    return [size / sum(sizes) if sum(sizes) > 0 else None for size in sizes]


def share_of_pairs(pairs: float, distance: float) -> float | None:
    """Return a share of the pairs that stand the other way; None where none does."""
    return pairs / distance if distance > 0 else None


def by_theory(names: Sequence[str], points: Floats) -> dict[str, float]:
    """Return the points that each theory moves."""
    return {name: float(p) + 0.0 for name, p in zip(names, points, strict=True)}

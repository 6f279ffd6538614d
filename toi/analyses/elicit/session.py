"""The questions behind a rubric, as a pure machine: a session gives the next question.

A session is what was answered so far. Terminal, files of answers and tests go through the
same functions: `next_ask` says what to ask, `toi.analyses.elicit.replies.replied` takes a
reply, and `undone` takes the last one back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from toi.analyses.elicit.weights import as_weights, compared, disagreement
from toi.analyses.shared.session import LoadedDebate
from toi.compile.scoring import compile_problem
from toi.engine.elicitation.question_value import question_values
from toi.engine.sampling.streams import stream
from toi.io.rubric.resolve import ResolvedRubric
from toi.records.answers import Answers, Reply
from toi.records.debate import Debate
from toi.records.rubric import Rubric, Settled

QUESTIONS = 7
WORTHLESS = 1e-6  # points; what is worth no more is not asked


@dataclass(frozen=True)
class Scene:
    """What questions are asked about."""

    opened: LoadedDebate
    start: ResolvedRubric  # the rubric to start from
    debate: Debate  # with that rubric's own arguments
    name: str
    kinds: tuple[str, ...]
    seed: int
    questions: int
    notes: tuple[str, ...] = ()  # on what these questions start from

    @property
    def shown(self) -> tuple[str, ...]:
        """The theories that are ranked."""
        return self.opened.debate.shown(self.kinds)

    @property
    def usual(self) -> tuple[str, ...]:
        """The criteria that count unless somebody says otherwise, in the order of the data."""
        weights = self.start.rubric.weights or self.debate.core_weights
        return tuple(name for name in self.debate.criteria if weights.get(name, 0.0) > 0)

    def shuffled(self, names: Sequence[str]) -> list[str]:
        """Names in an order that only the seed and the names decide."""
        return sorted(names, key=lambda name: (self.lot(name), name))

    def lot(self, label: str) -> float:
        """A number from 0 to 1 drawn for a label."""
        return float(stream(self.seed, f"elicit/{label}").random())


@dataclass(frozen=True)
class Ask:
    """A question: its kind, and the records that it is about."""

    kind: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Session:
    """Answers so far; `pending` is a question that the last reply led to."""

    answers: Answers
    pending: Ask | None = None
    done: bool = False


def weighed(scene: Scene, answers: Answers) -> tuple[str, ...]:
    """The criteria that count, in the order of the data."""
    chosen = scene.usual if answers.criteria is None else answers.criteria
    return tuple(name for name in scene.debate.criteria if name in chosen)


def next_ask(scene: Scene, session: Session) -> Ask | None:
    """The question to ask now; None where nothing is left to ask."""
    if session.done:
        return None
    answers = session.answers
    return (
        session.pending
        or _criteria(scene, answers)
        or _weighing(scene, answers)
        or _argument(scene, answers)
    )


def _criteria(scene: Scene, answers: Answers) -> Ask | None:
    """Which criteria count, where there are some that do not by themselves."""
    chosen = answers.criteria is not None or answers.weigh is not None
    if chosen or len(scene.usual) == len(scene.debate.criteria):
        return None
    return Ask("criteria", tuple(scene.shuffled(list(scene.debate.criteria))))


def _weighing(scene: Scene, answers: Answers) -> Ask | None:
    names = scene.shuffled(weighed(scene, answers))
    if len(names) < 2 or answers.weigh == "skip":
        return None
    match answers.weigh:
        case None:
            return Ask("weigh", tuple(names))
        case "rank" | "points" as way if not getattr(answers, way):
            return Ask(way, tuple(names))
        case "swing" if not answers.swing:
            return Ask("first", tuple(names))
    for left in _left(scene, answers, names):
        return left
    return Ask("sure") if answers.sure is None else None


def _left(scene: Scene, answers: Answers, names: list[str]) -> Iterator[Ask]:
    """Swings and comparisons that are still to be asked."""
    if answers.weigh == "swing":
        first = next(iter(answers.swing))
        yield from (Ask("swing", (first, name)) for name in names if name not in answers.swing)
    if answers.weigh == "pairwise":
        known = compared(answers)
        pairs = [f"{a} {b}" for a, b in combinations(sorted(names), 2)]
        for pair in scene.shuffled(pairs):
            sides = tuple(scene.shuffled(pair.split()))
            if frozenset(sides) not in known:
                yield Ask("pair", sides)
        if not answers.kept and disagreement(answers, sorted(names)) is not None:
            yield Ask("revise")


def _argument(scene: Scene, answers: Answers) -> Ask | None:
    """The argument that it would be worth most to settle, unless enough were asked."""
    if len(answers.arguments) >= scene.questions:
        return None
    problem = compile_problem(scene.opened.debate, rubric_of(scene, answers))
    number = {name: a for a, name in enumerate(problem.arguments)}
    asked = {number[name] for name in answers.arguments}
    values = question_values(problem, [problem.row[name] for name in scene.shown], asked)
    best = max((round(float(value), 9) for value in values), default=0.0)
    if best <= WORTHLESS:
        return None
    equal = [n for n, a in number.items() if round(float(values[a]), 9) == best]
    return Ask("argument", (scene.shuffled(equal)[0],))


def rubric_of(scene: Scene, answers: Answers) -> Rubric:
    """The rubric that the answers make, laid over the one they start from."""
    start = scene.start.rubric
    believed = {**start.credences.arguments, **beliefs(answers)}
    changes = {"credences": start.credences.model_copy(update={"arguments": believed})}
    return start.model_copy(update={**changes, **weight_lines(scene, answers)})


def beliefs(answers: Answers) -> dict[str, Settled]:
    """Credences as a rubric holds them; replies were in sight, so they are settled."""
    return {
        name: Settled(settled=_share(reply))
        for name, reply in answers.arguments.items()
        if reply != "skip"
    }


def _share(reply: Reply) -> float | tuple[float, float]:
    """Percentages as shares, with no more digits than they had."""
    if isinstance(reply, tuple):
        return round(reply[0] / 100, 9), round(reply[1] / 100, 9)
    return round(float(reply) / 100, 9)


def weight_lines(scene: Scene, answers: Answers) -> dict[str, object]:
    """The parts of a rubric that say how criteria are weighed; nothing where that was left.

    Criteria that the rubric below weighs and that do not count are given 0.
    """
    names = weighed(scene, answers)
    found = as_weights(answers, names)
    if found is None and (set(names) == set(scene.usual) or answers.weigh == "skip"):
        return {}
    if found is None:  # one criterion, or others than usual: all alike until they are weighed
        found = dict.fromkeys(names, 100 / len(names))
    below = scene.start.rubric.weights or {}
    zeros = {name: 0.0 for name in below if name not in found and below[name] > 0}
    return {"weights": {**below, **found, **zeros}, "weights_sure": surely(answers)}


def surely(answers: Answers) -> str:
    """How sure the weights are: an order is no more than an order, unless it was said."""
    return answers.sure or ("order" if answers.weigh == "rank" else "roughly")


def undone(session: Session) -> Session | None:
    """The session before its last reply; None where there was none."""
    if session.pending or session.done:
        return replace(session, pending=None, done=False)
    answers = session.answers
    for key in ("arguments", "sure", "kept", "pairwise", "swing", "points", "rank", "weigh"):
        value = getattr(answers, key)
        if value:
            return Session(answers.with_(**{key: _shorter(key, value)}))
    return None if answers.criteria is None else Session(answers.with_(criteria=None))


def _shorter(key: str, value: object) -> object:
    """Without what came last."""
    if key in ("arguments", "swing") and isinstance(value, dict):
        return dict(list(value.items())[:-1])
    if key == "pairwise" and isinstance(value, tuple):
        return value[:-1]
    return {"points": {}, "rank": (), "kept": False}.get(key)

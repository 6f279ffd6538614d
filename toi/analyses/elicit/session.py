"""A session of questions: what was answered so far, and the rubric that it makes.

Terminal, files of answers and tests go through the same functions: `next_question` in
`toi.analyses.elicit.questions` says what to ask, `Question.answered` takes a reply, and
`undone` takes the last one back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from toi.analyses.elicit.weights import as_weights
from toi.analyses.shared.rubrics.conventions import NOT_BEARING
from toi.analyses.shared.session import LoadedDebate
from toi.engine.sampling.streams import stream
from toi.io.rubric.resolve import ResolvedRubric
from toi.light_dataclass import dataclass
from toi.records.answers import SKIP, Answers, Reply
from toi.records.debate import Debate
from toi.records.rubric import Rubric, Settled

if TYPE_CHECKING:
    from toi.analyses.elicit.question import Question

QUESTIONS = 7
# What a session holds, in the order in which it is asked; the latter grow by a reply at a time.
ANSWERED = (
    *("criteria", "weigh", "rank", "points", "swing", "pairwise", "kept", "sure"),
    *("not_bearing", "arguments"),
)
ONE_BY_ONE = ("swing", "pairwise", "arguments")


@dataclass(frozen=True)
class Scene:
    """Surroundings of the questions.

    Attributes
    ----------
    start : ResolvedRubric
        The rubric to start from.
    debate : Debate
        With the arguments of that rubric's own.
    name : str
        What the new rubric is to be called.
    kinds : tuple of str
        The kinds of theory that are ranked.
    seed : int
        Decides the order in which things are asked.
    questions : int
        How many arguments are asked about at most.
    notes : tuple of str
        On what these questions start from.
    replaces : bool
        Whether a rubric of that name may be replaced.
    """

    opened: LoadedDebate
    start: ResolvedRubric
    debate: Debate
    name: str
    kinds: tuple[str, ...]
    seed: int
    questions: int
    notes: tuple[str, ...] = ()
    replaces: bool = False

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
        """Put names in an order that only the seed and the names decide."""
        return sorted(names, key=lambda name: (self.lot(name), name))

    def lot(self, label: str) -> float:
        """Return a number from 0 to 1 drawn for a label."""
        return float(stream(self.seed, f"elicit/{label}").random())


@dataclass(frozen=True)
class Session:
    """Answers so far; `pending` is a question that the last reply led to."""

    answers: Answers
    pending: "Question | None" = None
    done: bool = False

    def with_(self, **answers: Any) -> "Session":
        """Return the session with further answers, and nothing pending."""
        return replace(self, answers=self.answers.with_(**answers), pending=None)


def undone(session: Session) -> Session | None:
    """Return the session before its last reply; None where there was none.

    It follows from the answers alone, so that it holds for answers that were kept too.
    """
    if session.pending or session.done:
        return replace(session, pending=None, done=False)
    for key in reversed(ANSWERED):
        value, unsaid = getattr(session.answers, key), Answers.model_fields[key].default
        if value == unsaid:
            continue
        if key in ONE_BY_ONE:
            is_mapping = isinstance(value, Mapping)
            unsaid = dict([*value.items()][:-1]) if is_mapping else value[:-1]
        return Session(session.answers.with_(**{key: unsaid}))
    return None


def weighed(scene: Scene, answers: Answers) -> tuple[str, ...]:
    """Return the criteria that count, in the order of the data."""
    chosen = scene.usual if answers.criteria is None else answers.criteria
    return tuple(name for name in scene.debate.criteria if name in chosen)


def criteria_to_weigh(scene: Scene, answers: Answers, way: str | None) -> tuple[str, ...]:
    """Return the criteria to weigh in one way, as they are shown.

    There are none if another way was chosen, or if one criterion alone counts.
    """
    names = weighed(scene, answers)
    return tuple(scene.shuffled(names)) if answers.weigh == way and len(names) > 1 else ()


def rubric_of(scene: Scene, answers: Answers) -> Rubric:
    """Return the rubric that the answers make, laid over the one they start from."""
    start = scene.start.rubric
    believed = {**start.credences.arguments, **beliefs(answers)}
    changes = {"credences": start.credences.model_copy(update={"arguments": believed})}
    return start.model_copy(
        update={**changes, **weight_lines(scene, answers), **bearing_line(answers)}
    )


def beliefs(answers: Answers) -> dict[str, Settled]:
    """Return credences as a rubric holds them; replies were in sight, so they are settled."""
    return {
        name: Settled(settled=_share(reply))
        for name, reply in answers.arguments.items()
        if reply != "skip"
    }


def _share(reply: Reply) -> float | tuple[float, float]:
    """Return percentages as shares, with no more digits than they had."""
    if isinstance(reply, tuple):
        return round(reply[0] / 100, 9), round(reply[1] / 100, 9)
    return round(float(reply) / 100, 9)


def weight_lines(scene: Scene, answers: Answers) -> dict[str, object]:
    """Return the parts of a rubric that say how criteria are weighed; none where that was left.

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


def bearing_line(answers: Answers) -> dict[str, str]:
    """Return how criteria count that a theory is not about; nothing where that was left."""
    given = answers.not_bearing
    return {} if given is None or given == SKIP else {NOT_BEARING: given}


def surely(answers: Answers) -> str:
    """Return how sure the weights are: an order is no more than one, unless it was said."""
    return answers.sure or ("order" if answers.weigh == "rank" else "roughly")

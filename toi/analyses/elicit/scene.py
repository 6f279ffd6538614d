"""What questions are about: a debate, the rubric to start from, and the criteria that count."""

from collections.abc import Sequence

from toi.analyses.shared.session import LoadedDebate
from toi.engine.sampling.streams import stream
from toi.io.rubric.resolve import ResolvedRubric
from toi.light_dataclass import dataclass
from toi.records.answers import Answers
from toi.records.debate import Debate

QUESTIONS = 7  # about arguments, unless another number is asked for


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

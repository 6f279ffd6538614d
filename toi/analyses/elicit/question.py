"""One kind of question: when it is asked, its words, and what a reply to it means."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar, Self

from pydantic_core import PydanticCustomError

from toi.analyses.elicit.replies import chosen, refuse
from toi.analyses.elicit.result import QuestionText
from toi.analyses.elicit.scene import Scene
from toi.distribution import figure
from toi.light_dataclass import dataclass
from toi.records.answers import Answers
from toi.records.theory import Criterion

_UNIT = re.compile(r"[(\[]([^()\[\]]+)[)\]]\s*$")  # at the end of a title
_SCALE = re.compile(
    r"[0-9]\s*(?:-|\u2013|\.\.|/|to|bis)\s*[0-9]"
)  # in its place: `1-10`, `Note 1-6`
Parts = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Question(ABC):
    """A question, with the records that it is about."""

    about: tuple[str, ...] = ()

    kind: ClassVar[str]

    @classmethod
    def due(cls, scene: Scene, answers: Answers) -> Self | None:
        """Return the question if it is to be asked once all kinds before it are answered.

        A kind without this is asked only after a reply that leads to it.
        """
        return None

    @abstractmethod
    def words(self, scene: Scene, answers: Answers) -> QuestionText:
        """Return the question as it is put to somebody."""

    @abstractmethod
    def read(self, scene: Scene, answers: Answers, reply: str) -> "Answers | Question | None":
        """Return what follows from a reply.

        Returns
        -------
        Answers, Question or None
            The answers with this one; a question to be asked before there is one; or nothing,
            where no more is to be asked.
        """

    def answered(self, scene: Scene, answers: Answers, reply: str) -> "Answers | Question | None":
        """Return what follows from a reply as it was typed, as `read` does.

        Raises
        ------
        toi.InputErrors
            If no question takes such a reply, saying what is expected.
        """
        try:
            return self.read(scene, answers, reply.strip())
        except PydanticCustomError as error:
            refuse(error.message())


def criterion_of(scene: Scene, text: str, names: Sequence[str]) -> str:
    """Return the criterion of `names` that a number or a word stands for."""
    known = scene.debate.criteria
    return chosen(text, names, {n: (n, known[n].short, known[n].title) for n in names})


def numbered(scene: Scene, names: Sequence[str]) -> Parts:
    """Yield criteria by number, with both ends of their scales."""
    for i, name in enumerate(names, 1):
        criterion = scene.debate.criteria[name]
        yield str(i), f"{criterion.title}. {ends(criterion)}"


def ends(criterion: Criterion) -> str:
    """Write the wording of the worst and the best end of a scale."""
    worst, best = _worst_and_best(criterion)
    return f"Worst: {_end(criterion, worst)}. Best: {_end(criterion, best)}"


def change(criterion: Criterion) -> str:
    """Write the way from the worst to the best end of a scale, without numbers if it has words."""
    worst, best = (
        f"“{wording}”" if (wording := criterion.anchors.get(value)) else _end(criterion, value)
        for value in _worst_and_best(criterion)
    )
    return f"from {worst} to {best}"


def _worst_and_best(criterion: Criterion) -> tuple[float, float]:
    low, high = criterion.scale
    return (high, low) if criterion.direction == "cost" else (low, high)


def _end(criterion: Criterion, value: float) -> str:
    wording = criterion.anchors.get(value)
    unit = _UNIT.search(criterion.title)
    if wording:
        return f"{wording} ({figure(value)})"
    if unit and not _SCALE.search(unit[1]):
        return f"{figure(value)} {unit[1]}"
    return figure(value)

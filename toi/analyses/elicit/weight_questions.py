"""Questions about values: which criteria count, how to weigh them, and how sure that is."""

import re
from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Self

from toi.analyses.elicit.question import Question, criterion_of, ends, numbered
from toi.analyses.elicit.replies import chosen_word, figure, refuse
from toi.analyses.elicit.result import EQUAL, QuestionText
from toi.analyses.elicit.rubric_parts import surely
from toi.analyses.elicit.scene import Scene, criteria_to_weigh, weighed
from toi.analyses.elicit.weights import as_weights, shares
from toi.analyses.shared.format import whole_per_cent
from toi.light_dataclass import dataclass
from toi.records.answers import METHODS, SKIP, SURE, Answers, as_percent, as_points

WAYS = ("rank", "swing", "pairwise", "points", SKIP)
WORST_TO_BEST = (
    "What counts is the way from the worst to the best end that is shown, not the name of the "
    "criterion: a short way may matter little, however much the matter does."
)
_CUT = re.compile(r"[\s,;>]+")


@dataclass(frozen=True)
class Criteria(Question):
    """The choice of criteria, where some do not count by themselves."""

    kind = "criteria"

    @classmethod
    def due(cls, scene: Scene, answers: Answers) -> Self | None:
        """Ask first, unless a way to weigh was chosen already."""
        chosen = answers.criteria is not None or answers.weigh is not None
        if chosen or len(scene.usual) == len(scene.debate.criteria):
            return None
        return cls(tuple(scene.shuffled(list(scene.debate.criteria))))

    def words(self, scene: Scene, answers: Answers) -> QuestionText:
        """List all criteria, with a mark at those that count by themselves."""
        known = scene.debate.criteria
        parts = [
            (
                f"{i}{' *' if name in scene.usual else ''}",
                f"{known[name].title}: {known[name].question}",
            )
            for i, name in enumerate(self.about, 1)
        ]
        return QuestionText(
            "What you value: which criteria",
            "Which of these should count? Those with a * do unless you say otherwise.",
            tuple(parts),
            "numbers or names, as in: 1 3 4; all; Enter for those with a *",
        )

    def read(self, scene: Scene, answers: Answers, reply: str) -> Answers:
        """Take criteria by number or name."""
        if not reply:
            return answers.with_(criteria=scene.usual)
        if reply.casefold() == "all":
            named = list(self.about)
        else:
            named = [criterion_of(scene, word, self.about) for word in _CUT.split(reply) if word]
        return answers.with_(criteria=tuple(n for n in scene.debate.criteria if n in named))


@dataclass(frozen=True)
class Weigh(Question):
    """The choice of a way to weigh the criteria that count."""

    kind = "weigh"

    @classmethod
    def due(cls, scene: Scene, answers: Answers) -> Self | None:
        """Ask until a way was chosen."""
        names = criteria_to_weigh(scene, answers, None)
        return cls(names) if names else None

    def words(self, scene: Scene, answers: Answers) -> QuestionText:
        """List the ways, with what each of them takes."""
        n = len(self.about)
        said = (
            "put them in order: one answer, quick and coarse",
            "points for moving each from its worst to its best, against the one you want most",
            f"two at a time, {n * (n - 1) // 2} in all; says where your answers disagree",
            "share points out directly: quick, but easily given without a look at the scales",
            f"leave the weights as they are in {scene.start.name if scene.start.layers else EQUAL}",
        )
        *some, last = (scene.debate.criteria[name].title for name in self.about)
        return QuestionText(
            "What you value: how to weigh",
            f"How would you weigh these {n}: {', '.join(some)} and {last}?",
            choices(WAYS, said),
            "a number or a word",
        )

    def read(self, scene: Scene, answers: Answers, reply: str) -> Answers:
        """Take a way by number or word."""
        return answers.with_(weigh=chosen_word(reply, WAYS))


@dataclass(frozen=True)
class WeighingQuestion(Question):
    """A question that one way of weighing begins with, about all criteria that count."""

    way: ClassVar[str]  # as the field of the answers that holds the reply
    head: ClassVar[str]
    text: ClassVar[str]  # with the word for an alternative as its field `one`

    @classmethod
    def due(cls, scene: Scene, answers: Answers) -> Self | None:
        """Ask until it is answered, where this way was chosen."""
        names = criteria_to_weigh(scene, answers, cls.way)
        return cls(names) if names and not getattr(answers, cls.way) else None

    def words(self, scene: Scene, answers: Answers) -> QuestionText:
        """Number the criteria, with both ends of their scales."""
        parts = tuple(numbered(scene, self.about))
        text = self.text.format(one=scene.debate.words.one)
        return QuestionText(
            f"What you value: {self.head}", text, parts, self.expects(), WORST_TO_BEST
        )

    @abstractmethod
    def expects(self) -> str:
        """Say what a reply looks like."""


@dataclass(frozen=True)
class Rank(WeighingQuestion):
    """The order of the criteria."""

    kind = way = "rank"
    head = "in order"
    text = (
        "Think of one {one} at the worst of all of these. Which would you move to its best first, "
        "which next, down to the last?"
    )

    def expects(self) -> str:
        """Ask for all numbers in order."""
        end = "=3" if len(self.about) > 2 else ""
        return f"all numbers, first the one you want most, = between equals, as in: 2 1{end}"

    def read(self, scene: Scene, answers: Answers, reply: str) -> Answers:
        """Take all criteria in order, ``=`` between equals."""
        places = tuple(
            tuple(criterion_of(scene, word, self.about) for word in place.split("="))
            for place in _CUT.split(re.sub(r"\s*=\s*", "=", reply))
            if place
        )
        named = [name for tied in places for name in tied]
        twice = next((name for name in named if named.count(name) > 1), None)
        known = scene.debate.criteria
        if twice is not None:
            refuse(f"{known[twice].title} is named twice")
        missing = [
            f"{i} {known[name].title}" for i, name in enumerate(self.about, 1) if name not in named
        ]
        if missing:
            refuse(f"still without a place: {', '.join(missing)}")
        return answers.with_(rank=places)


@dataclass(frozen=True)
class First(WeighingQuestion):
    """The move from worst to best that is wanted most: its swing counts 100."""

    kind, way = "first", "swing"
    head = "the move you want most"
    text = (
        "Think of one {one} at the worst of all of these. One of these may be moved to its best: "
        "which?"
    )

    def expects(self) -> str:
        """Ask for one criterion."""
        return "one number or name; its move then counts 100"

    def read(self, scene: Scene, answers: Answers, reply: str) -> Answers:
        """Take a criterion by number or name."""
        return answers.with_(swing={criterion_of(scene, reply, self.about): 100.0})


@dataclass(frozen=True)
class Swing(Question):
    """The swing of one move against the one wanted most: (that one, this one)."""

    kind = "swing"

    @classmethod
    def due(cls, scene: Scene, answers: Answers) -> Self | None:
        """Ask for each criterion that has no swing yet."""
        for name in criteria_to_weigh(scene, answers, "swing"):
            if name not in answers.swing:
                return cls((next(iter(answers.swing)), name))
        return None

    def words(self, scene: Scene, answers: Answers) -> QuestionText:
        """Ask for points of 100."""
        first, name = (scene.debate.criteria[n] for n in self.about)
        done, all_ = len(answers.swing), len(weighed(scene, answers))
        return QuestionText(
            f"What you value: move {done + 1} of {all_}",
            f"If moving {first.title} from worst to best counts 100, how much does moving "
            f"{name.title} count?",
            ((first.title, ends(first)), (name.title, ends(name))),
            "0 (it does not matter) to 100 (as much)",
            "Both moves go from the worst to the best end that is shown, all else being equal. "
            "Say how much the second is worth to you beside the first: 50 is half as much.",
        )

    def read(self, scene: Scene, answers: Answers, reply: str) -> Answers:
        """Take points of 100."""
        given = figure(reply)
        if given > 100:
            refuse("the first one you chose has 100, so at most 100 here; back, to choose another")
        swing = {**answers.swing, self.about[1]: as_percent(given)}
        return answers.with_(swing=swing)


@dataclass(frozen=True)
class SharedOut(WeighingQuestion):
    """Points shared out among the criteria."""

    kind = way = "points"
    head = "points"
    text = (
        "Share out points, more for what it is worth more to move from its worst to its best. "
        "Only proportions count."
    )

    def expects(self) -> str:
        """Ask for a number per criterion."""
        n = len(self.about)
        example = " ".join(["40", "30", "20", "10"][:n] + ["10"] * (n - 4))
        return f"{n} numbers in this order, as in: {example}"

    def read(self, scene: Scene, answers: Answers, reply: str) -> Answers:
        """Take a number per criterion, in the order shown."""
        words = [word for word in re.split(r"[\s;/]+", reply) if word]
        n = len(self.about)
        if len(words) != n:
            refuse(f"{n} numbers are needed, with spaces between; here are {len(words)}")
        given = {name: as_points(figure(w)) for name, w in zip(self.about, words, strict=True)}
        if not any(given.values()):
            refuse("not all of them can be 0")
        return answers.with_(points=given)


@dataclass(frozen=True)
class Sure(Question):
    """The trust in the weights that the answers made."""

    kind = "sure"

    @classmethod
    def due(cls, scene: Scene, answers: Answers) -> Self | None:
        """Ask once the criteria are weighed."""
        done = answers.weigh in METHODS and criteria_to_weigh(scene, answers, answers.weigh)
        return cls() if done and answers.sure is None else None

    def words(self, scene: Scene, answers: Answers) -> QuestionText:
        """Show the weights, and the ways to be sure of them."""
        found = as_weights(answers, weighed(scene, answers))
        assert found is not None  # asked when the weighing is finished
        told = sorted(shares(found).items(), key=lambda item: -item[1])
        words = ", ".join(f"{scene.debate.criteria[n].title} {whole_per_cent(w)}" for n, w in told)
        said = (
            "as they stand",
            "about as they stand; 25 % then means some 13 to 39 %",
            "only which counts more than which, and nothing beyond",
        )
        return QuestionText(
            "What you value: how sure",
            f"That makes {words}. How sure are you of these weights?",
            choices(SURE, said),
            f"a number or a word; Enter for {surely(answers)}; back, to answer again",
        )

    def read(self, scene: Scene, answers: Answers, reply: str) -> Answers:
        """Take a way by number or word; nothing for the usual one."""
        return answers.with_(sure=chosen_word(reply, SURE) if reply else surely(answers))


def choices(words: Sequence[str], said: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Number some words, each with what it stands for."""
    both = zip(words, said, strict=True)
    return tuple((f"{i} {word}", text) for i, (word, text) in enumerate(both, 1))

"""Questions about pairs of criteria, and about comparisons that disagree."""

import re
from itertools import combinations
from typing import Self

from toi.analyses.elicit.question import Question, criterion_of, numbered
from toi.analyses.elicit.replies import figure, refuse
from toi.analyses.elicit.result import QuestionText
from toi.analyses.elicit.scene import Scene, criteria_to_weigh, weighed
from toi.analyses.elicit.weights import compared, comparison_words, disagreement, ratio_of
from toi.engine.elicitation.weights import LIMIT, TABLE
from toi.light_dataclass import dataclass
from toi.records.answers import Answers, Comparison, as_times


@dataclass(frozen=True)
class Pair(Question):
    """The comparison of two moves: the one worth more, and how many times as much.

    Attributes
    ----------
    again : bool
        Whether it was compared before, and disagrees with others.
    """

    again: bool = False

    kind = "pair"

    @classmethod
    def due(cls, scene: Scene, answers: Answers) -> Self | None:
        """Ask for each two criteria that were not compared yet."""
        known = compared(answers)
        names = sorted(criteria_to_weigh(scene, answers, "pairwise"))
        for pair in scene.shuffled([f"{a} {b}" for a, b in combinations(names, 2)]):
            sides = tuple(scene.shuffled(pair.split()))
            if frozenset(sides) not in known:
                return cls(sides)
        return None

    def words(self, scene: Scene, answers: Answers) -> QuestionText:
        """Ask for the larger one and a number."""
        n = len(weighed(scene, answers))
        done = len(compared(answers))
        number = "once more" if self.again else f"pair {done + 1} of {n * (n - 1) // 2}"
        return QuestionText(
            f"What you value: {number}",
            "Which move from worst to best is worth more, and how many times as much?",
            tuple(numbered(scene, self.about)),
            "1 3 if the first is worth 3 times as much, 2 5 if the second 5 times, = if alike "
            "(3 somewhat, 5 much, 7 very much, 9 utterly more)",
        )

    def read(self, scene: Scene, answers: Answers, reply: str) -> Answers:
        """Take the number of the larger one and how many times; or ``=``."""
        first, second = self.about
        words = [word for word in re.split(r"[\s,:;x*]+", reply) if word]
        if reply in ("=", "same", "equal") or words == ["1", "1"]:
            comparison: Comparison = (first, 1.0, second)
        elif len(words) == 2:
            more = criterion_of(scene, words[0], self.about)
            less = second if more == first else first
            times = figure(words[1])
            if times < 1:
                refuse("less than once: name the one that is worth more")
            comparison = (more, as_times(times), less)
        else:
            refuse("a comparison is the number of one of them, then how many times")
        return answers.with_(pairwise=(*answers.pairwise, comparison))


@dataclass(frozen=True)
class Revise(Question):
    """The comparison to make again, where three of them disagree."""

    kind = "revise"

    @classmethod
    def due(cls, scene: Scene, answers: Answers) -> Self | None:
        """Ask while the consistency ratio is above its limit, unless that was meant."""
        names = sorted(criteria_to_weigh(scene, answers, "pairwise"))
        if not names or answers.kept or disagreement(answers, names) is None:
            return None
        return cls()

    def words(self, scene: Scene, answers: Answers) -> QuestionText:
        """Show the three comparisons that disagree most, and what two of them imply."""
        names = sorted(weighed(scene, answers))
        found, ratio = disagreement(answers, names), ratio_of(answers, names)
        assert found is not None  # it is asked where there is one
        assert ratio is not None
        lines = [
            (str(i), _compared(scene, comparison))
            for i, comparison in enumerate(found.comparisons, 1)
        ]
        first, _, last = found.comparisons[2]
        implied = _compared(scene, (first, found.implied, last))
        lines.append(("", f"From 1 and 2 it follows: {implied}"))
        return QuestionText(
            "What you value: answers that disagree",
            f"Your comparisons pull against one another: the consistency ratio is {ratio[1]:.2f}, "
            f"above {LIMIT:.2f} (random index of {TABLE}). These three most of all:",
            tuple(lines),
            "1, 2 or 3 to compare those two again; keep, to leave all as it is",
        )

    def read(self, scene: Scene, answers: Answers, reply: str) -> Answers | Question:
        """Take the number of a comparison, which is then asked again; or ``keep``."""
        if reply.casefold() in ("keep", "k"):
            return answers.with_(kept=True)
        found = disagreement(answers, sorted(weighed(scene, answers)))
        if found is None or reply not in ("1", "2", "3"):
            refuse(f"{reply[:40]!r} is none of them")
        first, _, second = found.comparisons[int(reply) - 1]
        return Pair((first, second), again=True)


def _compared(scene: Scene, comparison: Comparison) -> str:
    first, times, second = comparison
    known = scene.debate.criteria
    return comparison_words(known[first].title, times, known[second].title)

"""The question how criteria count that a theory is not about, where the records mark such."""

from collections.abc import Sequence
from typing import Self

from toi.analyses.elicit.question import Question
from toi.analyses.elicit.replies import chosen_word
from toi.analyses.elicit.result import QuestionText
from toi.analyses.elicit.rubric_parts import rubric_of
from toi.analyses.elicit.scene import Scene, weighed
from toi.analyses.elicit.weight_questions import choices
from toi.analyses.rubric.effect_compute import pairs_apart, ranking_under
from toi.analyses.shared.format import listed
from toi.analyses.shared.names import name_of
from toi.analyses.shared.rubrics.conventions import NOT_BEARING, setting_word
from toi.engine.scoring.exact_ranking import ExactRanking
from toi.light_dataclass import dataclass
from toi.records.answers import SKIP, Answers

WAYS = ("as-judged", "left-out", SKIP)
MOST_NAMED = 3  # of those that lead


@dataclass(frozen=True)
class Bearing(Question):
    """Fate of criteria that do not bear on all, by an example: (criterion, theories...).

    Attributes
    ----------
    others : int
        Criteria besides that which do not bear on all either.
    """

    others: int = 0

    kind = "bearing"

    @classmethod
    def due(cls, scene: Scene, answers: Answers) -> Self | None:
        """Ask once, where a criterion that counts does not bear on all that are ranked."""
        if answers.not_bearing is not None:
            return None
        found = {name: _aside(scene, name) for name in weighed(scene, answers)}
        most = max(found, key=lambda name: len(found[name]), default=None)
        others = sum(bool(aside) for aside in found.values()) - 1
        return cls((most, *found[most]), others) if most and found[most] else None

    def words(self, scene: Scene, answers: Answers) -> QuestionText:
        """Ask by the example of the criterion that bears on the fewest."""
        debate, (name, *aside) = scene.debate, self.about
        words, criterion = debate.words, debate.criteria[name]
        example = name_of(debate.theories[aside[0]])
        kept = setting_word(NOT_BEARING, scene.start.rubric.not_bearing)
        also = {0: "", 1: "; so with another criterion"}.get(
            self.others, f"; so with {self.others} other criteria"
        )
        judged, without = (ranked_by(scene, answers, way) for way in WAYS[:2])
        said = (
            "what it comes to there counts like anything else, and is mostly little. "
            f"{_leading(scene, judged)}",
            "such a criterion is left out, and the others weigh more: kinder to what has one aim, "
            f"but {words.many} are then held against different criteria. "
            f"{_leading(scene, without)}",
            f"as in {scene.start.name}: {kept}",
        )
        n, apart = len(scene.shown), pairs_apart(judged, without)
        pairs = n * (n - 1) // 2
        hangs = (
            f"{apart} of {pairs} pairs of {words.many} stand the other way by 2 than by 1"
            if apart
            else f"{words.many} rank alike by either"
        )
        return QuestionText(
            "What you value: criteria that something is not about",
            f"{criterion.title} is not what {len(aside)} of {words.counted(len(scene.shown))} are "
            f"about, {example} for one{also}. How should that count? "
            f"By your answers so far, {hangs}.",
            choices(WAYS, said),
            "a number or a word",
            "Neither is the true one, and whole rankings hang on it: toi compare says how much of "
            "the difference between two rubrics it carries.",
        )

    def read(self, scene: Scene, answers: Answers, reply: str) -> Answers:
        """Take a way by number or word."""
        return answers.with_(not_bearing=chosen_word(reply, WAYS))


def ranked_by(scene: Scene, answers: Answers, way: str) -> ExactRanking:
    """Return the ranking if criteria that something is not about count in one way."""
    rubric = rubric_of(scene, answers.with_(not_bearing=way))
    return ranking_under(scene.opened.debate, rubric, scene.shown)


def _leading(scene: Scene, ranking: ExactRanking) -> str:
    """Name those that lead a ranking; nothing where a gate excludes all."""
    order = [i for i in ranking.ranks.argsort(kind="stable").tolist() if not ranking.gated[i]]
    titles = [scene.debate.theories[scene.shown[i]].short for i in order[:MOST_NAMED]]
    return f"First would be {listed(titles)}." if titles else ""


def _aside(scene: Scene, criterion: str) -> Sequence[str]:
    """Return the ranked theories that a criterion does not bear on, nor on any of their parts."""
    debate = scene.debate
    return [
        name
        for name in scene.shown
        if not any(
            debate.theories[leaf].judgements[criterion].bears for leaf in debate.leaves([name])
        )
    ]

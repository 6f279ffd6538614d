"""The questions behind a rubric, in the order in which they are asked."""

from toi.analyses.elicit.argument_questions import BeliefQuestion
from toi.analyses.elicit.bearing_question import Bearing
from toi.analyses.elicit.pair_questions import Pair, Revise
from toi.analyses.elicit.question import Question
from toi.analyses.elicit.scene import Scene
from toi.analyses.elicit.session import Session
from toi.analyses.elicit.weight_questions import (
    Criteria,
    First,
    Rank,
    SharedOut,
    Sure,
    Swing,
    Weigh,
)

ORDER: tuple[type[Question], ...] = (
    *(Criteria, Weigh, Rank, First, Swing, Pair, Revise, SharedOut, Sure),
    *(Bearing, BeliefQuestion),
)


def next_question(scene: Scene, session: Session) -> Question | None:
    """Return the question to ask now; None where nothing is left to ask."""
    if session.done or session.pending:
        return None if session.done else session.pending
    for kind in ORDER:
        question = kind.due(scene, session.answers)
        if question is not None:
            return question
    return None

"""A session of questions: what was answered so far, and the rubric that it makes.

Terminal, files of answers and tests go through the same functions: `next_question` in
`toi.analyses.elicit.questions` says what to ask, `replied` takes a reply, and `undone` takes the
last one back.
"""

from collections.abc import Mapping
from dataclasses import replace

from toi.analyses.elicit.question import Question
from toi.analyses.elicit.scene import Scene
from toi.light_dataclass import dataclass
from toi.records.answers import Answers

# What a session holds, in the order in which it is asked; the latter grow by a reply at a time.
ANSWERED = (
    *("criteria", "weigh", "rank", "points", "swing", "pairwise", "kept", "sure"),
    *("not_bearing", "arguments"),
)
ONE_BY_ONE = ("swing", "pairwise", "arguments")


@dataclass(frozen=True)
class Session:
    """Answers so far; `pending` is a question that the last reply led to."""

    answers: Answers
    pending: Question | None = None
    done: bool = False


def replied(scene: Scene, session: Session, question: Question, reply: str) -> Session:
    """Return the session after a reply to a question, as it was typed.

    Raises
    ------
    toi.InputErrors
        If the question takes no such reply, saying what is expected.
    """
    found = question.answered(scene, session.answers, reply)
    if found is None:
        return replace(session, done=True)
    if isinstance(found, Question):
        return replace(session, pending=found)
    return Session(found)


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

"""Two people answer as they like; what their rubrics are compared to say holds together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyses.compare.helpers import compared
from tests.analyses.elicit.helpers import staged
from tests.analyses.elicit.test_session import REPLIES
from tests.strategies import debates
from toi.analyses.elicit.questions import next_question
from toi.analyses.elicit.rubric_parts import rubric_of
from toi.analyses.elicit.session import replied
from toi.analyses.shared.session import LoadedDebate
from toi.errors import InputErrors
from toi.io.debate.folders import find_folders
from toi.records.rubric import Rubric


def elicited(debate, data) -> Rubric:
    """The rubric of somebody who answers at random until nothing is left to ask."""
    scene, session = staged(LoadedDebate(debate, find_folders(None)), questions=3)
    for _ in range(60):
        ask = next_question(scene, session)
        if ask is None:
            break
        try:
            session = replied(scene, session, ask, data.draw(st.sampled_from(REPLIES[ask.kind])))
        except InputErrors:
            continue
    return rubric_of(scene, session.answers)


@settings(max_examples=30)
@given(debates(), st.data())
def test_two_elicited_rubrics_compare_and_the_comparison_holds_together(debate, data):
    one, other = elicited(debate, data), elicited(debate, data)
    there, back = compared(debate, one, other), compared(debate, other, one)
    assert there.agreement.pairs == pytest.approx(back.agreement.pairs)
    assert sum(part.pairs for part in there.shapley) == pytest.approx(there.agreement.pairs)
    moved = {move.id: move.after.score - move.before.score for move in there.moves}
    for name, points in moved.items():
        whole = sum(part.points[name] for part in there.shapley)
        assert whole == pytest.approx(points, abs=1e-9)
    assert {part.group for part in there.shapley} <= {"weights", "credences", "not_bearing"}
    assert compared(debate, one, one).shapley == ()

"""The questions, one after the other, whatever is replied."""

import os
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toi
from tests import small
from tests.analyses.elicit.helpers import MINE, staged, through
from tests.command import run
from tests.conftest import write_workspace
from tests.strategies import debates
from toi.analyses.elicit.argument_questions import BeliefQuestion
from toi.analyses.elicit.compute import finish
from toi.analyses.elicit.question import ends
from toi.analyses.elicit.questions import next_question
from toi.analyses.elicit.rubric_parts import rubric_of
from toi.analyses.elicit.screen import elicited_screen
from toi.analyses.elicit.session import replied, undone
from toi.analyses.layout.page import Page
from toi.analyses.shared.session import LoadedDebate, open_debate
from toi.compile.scoring import compile_problem
from toi.engine.elicitation.question_value import question_values
from toi.errors import InputErrors
from toi.io.answers import answers_text, read_answers
from toi.io.debate.folders import find_folders


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Way (min)", "Worst: 6 min. Best: 1 min"),
        ("Grade (Note 1-6)", "Worst: 6. Best: 1"),
        ("Grade (1 to 6)", "Worst: 6. Best: 1"),
    ],
)
def test_a_scale_in_brackets_is_no_unit(title, said):
    assert ends(small.criterion(title=title, direction="cost", scale=[1, 6])) == said


def test_the_argument_asked_is_the_one_worth_most_under_the_answers_so_far(empty):
    scene, session = staged(open_debate(None, everything=True), questions=4)
    session, _ = through(scene, session, "", "rank", "1 2 3 4", "", "skip")
    for reply in ("5", "95", "skip", "40"):
        ask = next_question(scene, session)
        problem = compile_problem(scene.debate, rubric_of(scene, session.answers))
        asked = {problem.arguments.index(name) for name in session.answers.arguments}
        shown = [problem.row[name] for name in scene.shown]
        values = question_values(problem, shown, asked)
        assert values[problem.arguments.index(ask.about[0])] == pytest.approx(values.max())
        session = replied(scene, session, ask, reply)
    assert next_question(scene, session) is None


def test_what_the_records_believe_is_not_shown(empty):
    """Other credences, same words."""
    opened = open_debate(None, everything=True)
    scene, session = staged(opened)
    session, _ = through(scene, session, "", "skip", "skip")
    ask = next_question(scene, session)
    words = ask.words(scene, session.answers)
    argument = opened.debate.arguments[ask.about[0]]
    other = argument.model_copy(
        update={"credence": argument.credence.model_copy(update={"value": 0.01, "why": "other"})}
    )
    changed = LoadedDebate(opened.debate.with_arguments([other]), opened.places)
    again = ask.words(staged(changed)[0], session.answers)
    assert (words.text, words.parts) == (again.text, again.parts)
    assert argument.gist in [text for _, text in words.parts]
    for answer in opened.debate.arguments.values():
        if any(attack.argument == argument.id for attack in answer.against):
            assert any(answer.gist in text for _, text in words.parts)


def test_the_order_is_shuffled_by_the_seed(empty):
    opened = open_debate(None, everything=True)
    orders = set()
    for seed in range(4):
        scene, session = staged(opened, seed=seed)
        orders.add(next_question(scene, session).about)
    assert len(orders) > 1
    assert next_question(*staged(opened, seed=3)) == next_question(scene, session)


def test_comparisons_in_a_circle_are_shown_and_one_of_them_is_made_again(empty):
    scene, session = staged(open_debate(None, everything=True))
    session, _ = through(scene, session, "1 2 3", "pairwise")
    heads, around = [], dict(pairwise((*session.answers.criteria, session.answers.criteria[0])))
    for _ in range(3):
        pair = next_question(scene, session)
        heads.append(pair.words(scene, session.answers).head)
        first, second = pair.about
        session = replied(scene, session, pair, "1 9" if around[first] == second else "2 9")
    assert heads == [f"What you value: pair {n} of 3" for n in (1, 2, 3)]
    session, (revise,) = through(scene, session, "3")
    assert revise.kind == "revise"
    again = next_question(scene, session)
    assert again.words(scene, session.answers).head == "What you value: once more"
    session = replied(scene, session, again, "=")
    assert len(session.answers.pairwise) == 4
    assert [pair for pair in session.answers.pairwise if pair[1] == 1.0] == [
        (again.about[0], 1.0, again.about[1])
    ]


REPLIES = {
    "criteria": ["", "1", "all", "1 2", "2,3"],
    "weigh": ["1", "2", "3", "4", "rank", "swing", "pairwise", "points", "skip"],
    "rank": ["1 2 3", "2 1", "1=2=3", "3 1=2", "1 2", "c1 c2 c3"],
    "first": ["1", "2", "c1"],
    "swing": ["0", "100", "50", "33.3", "12,5"],
    "pair": ["=", "1 9", "2 9", "1 3", "2 1.5", "1 1"],
    "revise": ["1", "2", "3", "keep"],
    "points": ["1 2 3", "1 2", "0 0 1", "0 1", "1000000 1 0.001", "7 7 7", "7 7"],
    "sure": ["", "exactly", "roughly", "order", "1"],
    "bearing": ["1", "left-out", "as-judged", "skip"],
    "argument": ["0", "100", "50", "skip", "unsure", "20-60", "[30, 40]", "12 %", "done"],
    "interval": ["0 100", "20 60", "50 50", "20 to 60", "skip"],
}


NOISE = ["", "back", "-1", "1e9", "nan", "\x00", "=", "é", "9" * 40, "1/3", "true", "null", "101"]


@settings(max_examples=25)
@given(debates(), st.data())
def test_any_sequence_of_replies_gives_a_rubric_that_loads_and_scores(debate, data):
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("rubrics").mkdir()
        opened = LoadedDebate(debate, find_folders(None))
        try:
            scene, session = staged(opened, questions=3, seed=data.draw(st.integers(0, 9)))
            for _ in range(60):
                ask = next_question(scene, session)
                if ask is None:
                    break
                assert ask.words(scene, session.answers).expects
                reply = data.draw(st.sampled_from([*REPLIES[ask.kind], *NOISE]))
                before = session
                try:
                    session = (undone(session) if reply == "back" else None) or replied(
                        scene, session, ask, reply
                    )
                except InputErrors:
                    assert session is before
                    continue
                text = answers_text(session.answers, "kept")
                assert read_answers("kept", text.encode()).record == session.answers
            if next_question(scene, session) is None:
                found = finish(scene, session)
                again = toi.rubric(opened, "mine")
                assert again.digest == found.provenance.rubric_digest
                problem = compile_problem(debate, again.rubric)
                meant = compile_problem(debate, rubric_of(scene, session.answers))
                assert problem.weights.tolist() == pytest.approx(meant.weights.tolist())
                assert problem.credence.tolist() == meant.credence.tolist()
                assert problem.settled.tolist() == meant.settled.tolist()
                assert (problem.bears is None) == (meant.bears is None)
        finally:
            os.chdir(here)


@settings(max_examples=30)
@given(debates(), st.data())
def test_going_back_undoes_the_last_reply(debate, data):
    scene, session = staged(LoadedDebate(debate, find_folders(None)), questions=3)
    for _ in range(25):
        ask = next_question(scene, session)
        if ask is None:
            break
        reply = data.draw(st.sampled_from(REPLIES[ask.kind]))
        try:
            after = replied(scene, session, ask, reply)
        except InputErrors:
            continue
        back = undone(after)
        assert back.answers == session.answers
        assert next_question(scene, back) == (
            ask if session.pending is None else next_question(scene, back)
        )
        session = after


def test_one_criterion_or_no_arguments(tmp_path, monkeypatch):
    for name in ("TOI_DATA", "TOI_RUBRICS"):
        monkeypatch.delenv(name, raising=False)
    folder = write_workspace(tmp_path)
    monkeypatch.chdir(folder)
    (folder / "rubrics/plain.yaml").unlink()
    (folder / "data/arguments.yaml").unlink()
    criteria = folder / "data/criteria.yaml"
    whole = criteria.read_text(encoding="utf-8")
    scene, session = staged(open_debate(None))
    session, asks = through(scene, session, "1 2", "points", "1 3", "")
    assert [ask.kind for ask in asks] == ["criteria", "weigh", "points", "sure"]
    assert next_question(scene, session) is None
    found = finish(scene, session)
    assert [step.key for step in found.steps] == ["weights"]
    MINE.unlink()
    criteria.write_text(whole.split("  - id: harm")[0], encoding="utf-8")
    theories = folder / "data/theories.yaml"
    lines = theories.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.strip().startswith(("harm", "margin"))]
    theories.write_text("".join(kept), encoding="utf-8")
    scene, session = staged(open_debate(None))
    assert next_question(scene, session) is None
    assert finish(scene, session).steps == ()
    assert run("rubric", "check", "mine").code == 0
    assert run("score", "--rubric", "mine").code == 0


def test_how_criteria_count_that_something_is_not_about_is_asked_once(workspace):
    file = workspace / "data/theories.yaml"
    speed = "speed: {value: 3, basis: stated, why: It says so.}"
    text = file.read_text(encoding="utf-8")
    assert speed in text
    file.write_text(text.replace(speed, speed.replace("}", ", bears: false}")), encoding="utf-8")
    scene, session = staged(open_debate(None))
    session, asks = through(scene, session, "speed harm", "points", "3 1", "", "left-out")
    assert asks[-1].kind == "bearing"
    words = asks[-1].words(scene, session.answers)
    assert "is not what 1 of 2 options are about, Long way for one" in words.text
    assert "By your answers so far, 1 of 1 pairs of options stand the other way" in words.text
    first = {label.split()[-1]: text.partition("First would be ")[2] for label, text in words.parts}
    assert first["as-judged"].startswith("Short way and")
    assert first["left-out"].startswith("Long way and")
    assert rubric_of(scene, session.answers).not_bearing == "left-out"
    found = finish(scene, session)
    assert toi.rubric(None, "mine").rubric.not_bearing == "left-out"
    assert (found.other_way.not_bearing, found.other_way.pairs) == ("as-judged", 1)
    assert found.other_way.leaders == ("T1",) != tuple(row.id for row in found.results[:1])
    told = " ".join(elicited_screen(found, Page(100)).split())
    assert "If they were as judged, 1 pair would stand the other way, with Short way first" in told
    step = next(step for step in found.steps if step.key == "not_bearing")
    assert (step.moved.id, step.moved.points > 1) == ("T2", True)
    assert undone(session).answers.not_bearing is None


def test_a_question_on_an_argument_says_what_the_answer_decides(close):
    scene, session = staged(open_debate(None))
    words = BeliefQuestion(("breaks-down",)).words(scene, session.answers)
    stake = dict(words.parts)["At stake"]
    assert stake.startswith("Speed of Short way. You are asked whether this rightly tells against")
    assert "not whether somebody says it" in stake
    assert dict(words.parts).get("Where", "line ").startswith(("line ", "lines "))


def test_where_all_criteria_bear_nothing_is_asked_of_it(close):
    scene, session = staged(open_debate(None))
    session, _ = through(scene, session, "1 2", "skip")
    ask = next_question(scene, session)
    assert ask is None or ask.kind == "argument"

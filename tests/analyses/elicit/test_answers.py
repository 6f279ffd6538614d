"""`toi rubric elicit` with answers from a file."""

import re
from pathlib import Path

import pytest

import toi
from tests.analyses.elicit.helpers import MINE, Terminal, elicited, staged, through
from tests.command import run
from tests.io.yaml.test_edit import data_of
from toi.analyses.elicit.compute import finish
from toi.analyses.elicit.rubric_parts import rubric_of
from toi.analyses.elicit.session import Session
from toi.analyses.shared.session import open_debate
from toi.compile.scoring import compile_problem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.io.answers import check_answers, read_answers


def test_questions_without_a_terminal_are_refused_with_a_hint(workspace):
    found = run("rubric", "elicit", "mine")
    assert found.code == 2
    assert "--answers FILE" in found.err
    assert not MINE.exists()


def test_a_file_does_what_the_terminal_does(close):
    at = Terminal("mine", "--seed", "4")
    at.types("", "swing", "speed", "40", "", "35")
    assert at.ends()[1] == 0
    by_hand = MINE.read_bytes()
    answers = "weigh: swing\nswing: {speed: 100, harm: 40}\narguments: {breaks-down: 35}\n"
    elicited(answers, "--seed", "4", "--from", "plain", "--force")
    assert MINE.read_bytes() == by_hand


def test_where_several_rubrics_may_be_meant_none_is_called_none(workspace):
    """There is no rubric of that name to compare with, or to read the ranks of."""
    other = Path("rubrics/plain.yaml").read_text().replace("id: plain", "id: other")
    Path("rubrics/other.yaml").write_text(other)
    Path("a.yaml").write_text("schema: toi/answers/1\nweigh: skip\n")
    out = " ".join(run("rubric", "elicit", "mine", "--answers", "a.yaml").out.split())
    assert "in another order than in a rubric of equal weights." in out
    assert "Rank before" in out
    assert "toi compare" not in out
    assert "none" not in out


def test_answers_make_the_rubric_that_they_say(empty):
    found = elicited(
        """\
weigh: rank
rank: [directness, [dual_use_risk, deception_relevance], ex_ante_predictiveness]
arguments: {trains-it-to-hide: 30, explains-after-the-fact: 10\u201350 %, joke-argument: skip}
""".replace("joke-argument", sorted(toi.load().debate.arguments)[0])
    )
    assert found["schema"] == "toi/rubric-elicit/1"
    assert found["weighing"]["method"] == "rank"
    shares = found["weighing"]["weights"]
    assert shares["directness"] == pytest.approx(25 / 48, abs=1e-4)
    assert shares["dual_use_risk"] == pytest.approx(10 / 48, abs=1e-4)
    assert shares["dual_use_risk"] == shares["deception_relevance"]
    assert [asked["value"] for asked in found["asked"]] == [0.3, [0.1, 0.5], None]
    assert [step["key"] for step in found["steps"]] == [
        "weights",
        "trains-it-to-hide",
        "explains-after-the-fact",
    ]
    assert run("rubric", "check", "mine").code == 0
    rubric = toi.rubric(name="mine").rubric
    assert rubric.weights_sure == "order"
    assert rubric.credences.arguments["trains-it-to-hide"].settled == 0.3
    scored = toi.score(toi.load(), "mine")
    assert [row["id"] for row in found["results"]] == [row.id for row in scored.results]
    assert [tuple(row["rank_range"]) for row in found["results"]] == [
        row.rank_range for row in scored.results
    ]
    before = {row.id: row.rank for row in toi.score(toi.load(), "balanced").results}
    assert {row["id"]: row["before"] for row in found["results"]} == before
    text = MINE.read_text(encoding="utf-8")
    assert f'data: "{toi.load().debate.digest[:12]}"' in text
    assert "rank order centroids" in text
    assert max(map(len, text.splitlines())) <= 100


def test_what_each_answer_did_adds_up(empty):
    """The steps go from the rubric that was started from to the one that was made."""
    scene, session = staged(open_debate(None))
    session, _ = through(scene, session, "", "points", "70 10 10 10", "")
    arguments = {"trains-it-to-hide": 5.0, "especially-dangerous": 95.0}
    session = Session(session.answers.with_(arguments=arguments), done=True)
    found = finish(scene, session)
    assert [step.key for step in found.steps] == ["weights", *arguments]
    before = scores(scene, scene.start.rubric)
    for n, step in enumerate(found.steps):
        some = dict(list(arguments.items())[:n])
        now = scores(scene, rubric_of(scene, session.answers.with_(arguments=some)))
        most = max((now[name] - before[name] for name in now), key=abs)
        assert step.moved.points == pytest.approx(most)
        before = now
    assert {move.id: move.after.score for move in found.ranking.moves} == pytest.approx(before)


def scores(scene, rubric):
    problem = compile_problem(scene.opened.debate, rubric)
    totals = evaluate(problem, expected_inputs(problem)).totals[0]
    return {name: totals[problem.row[name]] for name in scene.shown}


def test_pairs_that_disagree_are_reported_with_the_table(empty):
    compared = """\
weigh: pairwise
criteria: [directness, dual_use_risk, deception_relevance]
pairwise:
  - [directness, 3, dual_use_risk]
  - [dual_use_risk, 3, deception_relevance]
  - [directness, 1/5, deception_relevance]
"""
    found = elicited(compared)
    consistency = found["weighing"]["consistency"]
    assert consistency["random_index"] == "Saaty 1980"
    assert consistency["ratio"] > 1
    assert consistency["ratio"] == pytest.approx(consistency["index"] / 0.58)
    assert run("rubric", "check", "mine").code == 0
    text = MINE.read_text(encoding="utf-8")
    assert "deception_relevance counts 5 times as much as directness" in text
    assert "ex_ante_predictiveness: 0 " in text


def test_same_answers_same_bytes_and_the_seed_only_orders_the_questions(workspace):
    answers = "weigh: points\npoints: {speed: 3, harm: 1}\narguments: {breaks-down: 50}\n"
    texts = []
    for seed in "112":
        elicited(answers, "--from", "plain", "--seed", seed, "--force")
        texts.append(MINE.read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    assert data_of(texts[0].encode()) == data_of(texts[2].encode())


def test_a_rubric_that_is_there_is_never_replaced_unasked(workspace):
    answers = Path("a.yaml")
    answers.write_text("schema: toi/answers/1\n")
    MINE.write_text("kept\n")
    for name in ("mine", "balanced", "../mine", "bad name"):
        found = run("rubric", "elicit", name, "--answers", answers)
        assert found.code == 2, name
    assert MINE.read_text() == "kept\n"
    assert run("rubric", "elicit", "mine", "--answers", answers, "--force").code == 0
    at = Terminal("mine")
    assert "rubrics/mine.yaml exists" in at.ends()[0]


def test_another_debate(workspace, tmp_path_factory, monkeypatch):
    away = tmp_path_factory.mktemp("away")
    monkeypatch.chdir(away)
    Path("a.yaml").write_text("schema: toi/answers/1\narguments: {breaks-down: 10}\n")
    data = workspace / "data"
    found = run("rubric", "elicit", "mine", "--answers", "a.yaml", "--data", data)
    assert found.code == 0, found.err
    assert "is yours, by your answers. Short way scores highest" in " ".join(found.out.split())
    assert run("rubric", "check", "mine", "--data", data).code == 0


def test_it_may_start_from_another_rubric(empty):
    found = elicited("from: essay-author\narguments: {trains-it-to-hide: 10}\n")
    assert (found["start"], found["extends"]) == ("essay-author", "essay-author")
    assert found["weighing"]["method"] is None
    assert toi.rubric(name="mine").rubric.weights == toi.rubric(name="essay-author").rubric.weights
    found = elicited("from: essay-author\ncriteria: [directness]\n", name="one")
    assert {n for n, w in found["weighing"]["weights"].items() if w} == {"directness"}


def test_the_forms_shown_in_the_documents_are_taken(empty):
    page = (Path(__file__).parents[3] / "docs/elicit.md").read_text(encoding="utf-8")
    forms = re.findall(r"```yaml\n(weigh: .*?)```", page, re.S)
    assert len(forms) == 3
    for form in forms:
        file = Path("a.yaml")
        file.write_text(f"schema: toi/answers/1\n{form}", encoding="utf-8")
        read = read_answers("a.yaml", file.read_bytes())
        debate = open_debate(None).debate
        core = [name for name, criterion in debate.criteria.items() if criterion.core]
        assert not list(check_answers(read, debate, core, whole=True))


def test_a_gate_that_excludes_all_is_said(workspace):
    gate = "gates: [{speed < 10: exclude}]\n"
    Path("rubrics/plain.yaml").write_text(f"{Path('rubrics/plain.yaml').read_text()}{gate}")
    Path("a.yaml").write_text("schema: toi/answers/1\narguments: {breaks-down: 10}\n")
    found = run("rubric", "elicit", "mine", "--from", "plain", "--answers", "a.yaml")
    assert found.code == 0, found.err
    assert "Every option is excluded by a gate of plain." in " ".join(found.out.split())

"""`toi rubric elicit`: at a real terminal, from files of answers, and with random replies."""

import io
import json
import os
import re
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toi
from tests.command import run
from tests.conftest import write_workspace
from tests.io.yaml.test_edit import data_of
from tests.strategies import debates
from toi.analyses.elicit.compute import Wanted, finish, set_scene
from toi.analyses.elicit.questions import next_question
from toi.analyses.elicit.session import Session, rubric_of, undone
from toi.analyses.shared.session import LoadedDebate, open_debate
from toi.compile.scoring import compile_problem
from toi.engine.elicitation.question_value import question_values
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.errors import InputErrors
from toi.io.answers import answers_text, check_answers, read_answers
from toi.io.debate.folders import find_folders
from toi.records.answers import no_answers

MINE = Path("rubrics/mine.yaml")
KEPT = Path("rubrics/.mine.answers.yaml")


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """An empty working folder: the shipped debate and rubrics."""
    for name in ("TOI_DATA", "TOI_RUBRICS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def close(workspace):
    """The small debate, with an argument that decides who is first."""
    file = workspace / "data/arguments.yaml"
    text = file.read_text(encoding="utf-8")
    ours, theirs = (
        "on: [T1], criterion: speed, lowers: 0.9",
        "on: [listed], criterion: speed, lowers: 0.4",
    )
    assert theirs in text
    file.write_text(text.replace(theirs, ours), encoding="utf-8")
    return workspace


class Terminal:
    """A pseudo-terminal in which `toi rubric elicit` runs."""

    def __init__(self, *arguments, columns=80):
        pexpect = pytest.importorskip("pexpect")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("TOI_", "COLUMNS"))}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "toi", "rubric", "elicit", *arguments],
            env={**kept, "TERM": "dumb", "NO_COLOR": "1", "TOI_CACHE": ""},
            encoding="utf-8",
            timeout=60,
            dimensions=(40, columns),
        )
        self.child.delaybeforesend = None
        self.end = pexpect.EOF

    def says(self, text):
        """Wait for some words, wherever lines are broken."""
        self.child.expect(r"\s+".join(map(re.escape, text.split())))

    def types(self, *replies):
        for reply in replies:
            self.child.expect(r"\r\n> ")
            self.child.sendline(reply)

    def ends(self):
        """The rest of what it prints, and its exit code."""
        self.child.expect(self.end)
        self.child.close()
        return self.child.before, self.child.exitstatus


def elicited(answers, *options, name="mine"):
    """A rubric made from answers in a file, as JSON."""
    file = Path("answers.yaml")
    file.write_text(f"schema: toi/answers/1\n{answers}", encoding="utf-8")
    words = ("rubric", "elicit", name, "--answers", file, "--format", "json", *options)
    found = run(*words)
    assert found.code == 0, found.err
    return json.loads(found.out)


# At a terminal


def test_a_whole_session_with_a_wrong_answer_an_undo_a_stop_and_a_resume(empty):
    at = Terminal("mine", "--questions", "3")
    at.types("", "swing", "dece", "150")
    at.says("at most 100 here")
    at.types("20", "back", "60", "perhaps")
    at.says("'perhaps' is not a number")
    at.types("30", "10", "roughly", "0.6")
    at.says("for 60 % write 60")
    at.types("25")
    at.child.expect(r"\r\n> ")
    at.child.sendintr()
    at.says("To go on: toi rubric elicit mine")
    assert at.ends()[1] == 130
    assert not MINE.exists()
    assert data_of(KEPT.read_bytes())["swing"]["deception_relevance"] == 100
    assert run("list", "rubrics").out.count("mine") == 0

    at = Terminal("mine")
    at.says("Go on with them?")
    at.child.sendline("y")
    at.says("What you believe: 2 of at most 3")
    at.types("unsure", "60 20")
    at.says("write the lower one first")
    at.types("20 60", "skip")
    screen, code = at.ends()
    assert code == 0, screen
    assert "rubrics/mine.yaml is yours." in screen
    assert not KEPT.exists()
    assert run("rubric", "check", "mine").code == 0
    made = data_of(MINE.read_bytes())
    assert made["weights_sure"] == "roughly"
    assert sorted(made["weights"].values()) == [10, 30, 60, 100]
    assert [s["settled"] for s in made["credences"]["arguments"].values()] == [0.25, [0.2, 0.6]]


WAYS = {
    "rank": (["rank", "2 = 1", ""], "order"),
    "swing": (["2", "1", "50", "exactly"], "exactly"),
    "pairwise": (["pair", "1 3", "roughly"], "roughly"),
    "points": (["points", "0 0", "70 30", "3"], "order"),
}


@pytest.mark.parametrize(("way", "columns"), [*zip(WAYS, (60, 100, 60, 100), strict=True)])
def test_every_way_to_weigh_at_a_terminal(way, columns, close):
    replies, sure = WAYS[way]
    at = Terminal("mine", columns=columns)
    at.types("", *replies, "80")
    screen, code = at.ends()
    assert code == 0, screen
    lines = [line for line in screen.replace("\r", "").split("\n") if line[:6] != "note: "]
    assert max(map(len, lines)) <= columns
    made = data_of(MINE.read_bytes())
    assert made["weights_sure"] == sure
    weights = {name: made["weights"][name] for name in ("speed", "harm")}
    share = max(weights.values()) / sum(weights.values())
    assert share == pytest.approx(
        {"rank": 1 / 2, "swing": 2 / 3, "pairwise": 3 / 4, "points": 0.7}[way]
    )
    assert made["credences"]["arguments"] == {"breaks-down": {"settled": 0.8}}
    assert run("rubric", "check", "mine").code == 0


def test_leaving_before_anything_is_answered_keeps_nothing(workspace):
    at = Terminal("mine")
    at.types("back")
    at.says("This is the first question.")
    at.types("?", "quit")
    screen, code = at.ends()
    assert "Nothing was answered" in screen
    assert code == 130
    assert not KEPT.exists()


def test_a_session_that_was_stopped_may_be_begun_anew(close):
    answers = "schema: toi/answers/1\nweigh: points\npoints: {speed: 9, harm: 1}\nsure: roughly\n"
    for options, goes_on in (((), "n"), (("--restart",), None), (("--resume",), None)):
        KEPT.write_text(answers, encoding="utf-8")
        at = Terminal("mine", *options)
        if goes_on:
            at.says("Go on with them?")
            at.child.sendline(goes_on)
        resumed = options == ("--resume",)
        at.says("What you believe" if resumed else "Which of these should count?")
        at.types("quit")
        at.ends()
        assert KEPT.exists() == resumed
    at = Terminal("other", "--resume")
    assert "no session of 'other' was stopped here" in at.ends()[0]


def test_kept_answers_that_no_longer_fit_are_refused(workspace):
    KEPT.write_text("schema: toi/answers/1\nweigh: swing\nswing: {speed: 100, gone: 3}\n")
    at = Terminal("mine", "--resume")
    screen, code = at.ends()
    assert code == 2
    assert "--restart begins anew" in screen
    assert "rubrics/.mine.answers.yaml:3:21: 'gone' does not count here" in screen
    assert KEPT.exists()


# From a file


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


def test_answers_make_the_rubric_that_they_say(empty):
    found = elicited(
        """\
weigh: rank
rank: [directness, [dual_use_risk, deception_relevance], ex_ante_predictiveness]
arguments: {trains-it-to-hide: 30, explains-after-the-fact: [10, 50], joke-argument: skip}
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
    assert "By your answers T1 scores highest" in found.out
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
    assert "Every theory is excluded by a gate of plain." in found.out


WRONG = {
    "weigh: rank\n": ["2:8", "missing-key"],
    "weigh: rank\nrank: [speed, harm, speed]\n": ["3:21", "named-twice"],
    "weigh: rank\nrank: [speed]\n": ["3:7", "still needed: harm"],
    "weigh: swing\nswing: {speed: 90, harm: 10}\n": ["3:8", "swing-highest"],
    "weigh: swing\nswing: {speed: 100, harm: 101}\n": ["3:27", "percent-range"],
    "weigh: swing\nswing: {speed: 100, harn: 1}\n": ["did you mean 'harm'", "still needed: harm"],
    "weigh: points\npoints: {speed: 0, harm: 0}\n": ["weights-zero"],
    "weigh: points\npoints: {speed: -1, harm: 0}\n": ["3:17", "points-range"],
    "weigh: pairwise\npairwise: [[speed, 10, harm]]\n": ["times-range"],
    "weigh: pairwise\npairwise: [[speed, harm]]\n": ["3:12", "bad-comparison"],
    "weigh: pairwise\npairwise: [[speed, 2, speed]]\n": ["bad-comparison"],
    "weigh: pairwise\n": ["still needed: speed with harm"],
    "weigh: swin\n": ["2:8", "did you mean 'swing'"],
    "swing: {speed: 100}\n": ["2:1", "other-method"],
    "weigh: rank\nrank: [speed, harm]\nkept: true\n": ["4:1", "other-method"],
    "criteria: []\n": ["name at least one criterion"],
    "criteria: [speed, sped]\n": ["2:19", "did you mean 'speed'"],
    "criteria: [speed, speed]\n": ["named-twice"],
    "arguments: {breaks-dwn: 5}\n": ["2:13", "did you mean 'breaks-down'"],
    "arguments: {breaks-down: 0.5}\n": ["2:26", "for 50 % write 50"],
    "arguments: {breaks-down: [50, 5]}\n": ["range-order"],
    "arguments: {breaks-down: unsure}\n": ["bad-answer"],
    "arguments: {breaks-down: .nan}\n": ["not-finite"],
    "seed: -1\n": ["2:7"],
    "anwers: 3\n": ["2:1", "unknown-key"],
    "from: nobody\n": ["unknown-rubric"],
    "weigh: rank\nrank: [speed, hrm]\narguments: {x: 5, breaks-down: 500}\n": ["percent-range"],
    "weigh: rank\nrank: [speed, hrm]\narguments: {x: 5}\n": [
        "3:15",
        "4:13",
        "unknown-criterion",
        "unknown-argument",
    ],
}


@pytest.mark.parametrize("text", WRONG)
def test_all_that_is_wrong_with_answers_is_said_with_its_place(text, workspace):
    file = Path("a.yaml")
    file.write_text(f"schema: toi/answers/1\n{text}", encoding="utf-8")
    found = run("rubric", "elicit", "mine", "--answers", file)
    assert found.code == 2, found.out
    assert not MINE.exists()
    for wanted in WRONG[text]:
        assert wanted in found.err, found.err
    if "from" not in text:
        assert re.match(r"a\.yaml:\d+:\d+: ", found.err)


def test_answers_from_standard_input(workspace, monkeypatch):
    raw = io.BytesIO(b"schema: toi/answers/1\narguments: {breaks-dwn: 1}\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw))
    found = run("rubric", "elicit", "mine", "--answers", "-")
    assert found.code == 2
    assert found.err.startswith("<stdin>:2:13: no argument 'breaks-dwn'")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"- a\n",
        b"a: &x [*x]\n",
        b"schema: toi/rubric/1\n",
        b"[" * 500,
        b"a: !!b c",
    ],
)
def test_hostile_answers_are_refused(raw, workspace):
    Path("a.yaml").write_bytes(raw)
    found = run("rubric", "elicit", "mine", "--answers", "a.yaml")
    assert found.code == 2
    assert found.err.startswith("a.yaml")


@pytest.mark.parametrize(
    "options",
    [("--resume", "--restart"), ("--resume", "--answers", "x"), ("--answers", "gone.yaml")],
)
def test_options_that_cannot_be(options, workspace):
    found = run("rubric", "elicit", "mine", *options)
    assert found.code == 2
    assert found.err.startswith("toi: ")


# The machine


def staged(opened, **wanted):
    return set_scene(opened, "mine", no_answers(), Wanted(**wanted))


def through(scene, session, *replies):
    """The session after some replies, and what was asked on the way."""
    asks = []
    for reply in replies:
        ask = next_question(scene, session)
        asks.append(ask)
        session = ask.answered(scene, session, reply)
    return session, asks


def test_the_argument_asked_is_the_one_worth_most_under_the_answers_so_far(empty):
    scene, session = staged(open_debate(None, everything=True), questions=4)
    session, _ = through(scene, session, "", "rank", "1 2 3 4", "")
    for reply in ("5", "95", "skip", "40"):
        ask = next_question(scene, session)
        problem = compile_problem(scene.debate, rubric_of(scene, session.answers))
        asked = {problem.arguments.index(name) for name in session.answers.arguments}
        shown = [problem.row[name] for name in scene.shown]
        values = question_values(problem, shown, asked)
        assert values[problem.arguments.index(ask.about[0])] == pytest.approx(values.max())
        session = ask.answered(scene, session, reply)
    assert next_question(scene, session) is None


def test_what_the_records_believe_is_not_shown(empty):
    """Other credences, same words."""
    opened = open_debate(None, everything=True)
    scene, session = staged(opened)
    session, _ = through(scene, session, "", "skip")
    ask = next_question(scene, session)
    words = ask.words(scene, session)
    argument = opened.debate.arguments[ask.about[0]]
    other = argument.model_copy(
        update={"credence": argument.credence.model_copy(update={"value": 0.01, "why": "other"})}
    )
    changed = LoadedDebate(opened.debate.with_arguments([other]), opened.places)
    again = ask.words(staged(changed)[0], session)
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
    "argument": ["0", "100", "50", "skip", "unsure", "20-60", "[30, 40]", "12 %", "done"],
    "interval": ["0 100", "20 60", "50 50", "20 to 60", "skip"],
}
NOISE = ["", "back", "-1", "1e9", "nan", "\x00", "=", "é", "9" * 40, "1/3", "true", "null", "101"]


@settings(max_examples=40)
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
                assert ask.words(scene, session).expects
                reply = data.draw(st.sampled_from([*REPLIES[ask.kind], *NOISE]))
                before = session
                try:
                    session = (undone(session) if reply == "back" else None) or ask.answered(
                        scene, session, reply
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
            after = ask.answered(scene, session, reply)
        except InputErrors:
            continue
        back = undone(after)
        assert back.answers == session.answers
        assert next_question(scene, back) == (
            ask if session.pending is None else next_question(scene, back)
        )
        session = after


def test_one_criterion_or_no_arguments(tmp_path, monkeypatch):
    monkeypatch.setenv("TOI_CACHE", "")
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

"""What bears on what: the numbers on the links, and the picture."""

import json

import pytest

import toi
from tests.pictures import assert_legible, setting, words_of, workspace
from tests.small import argument, criterion, debate, theory
from toi.analyses.figures import figure_of
from toi.analyses.graph.boxes import laid_out
from toi.analyses.graph.compute import run_graph
from toi.analyses.graph.figure import graph_figure
from toi.analyses.plotting.style import Look
from toi.analyses.shared.session import LoadedDebate, combine, resolve_rubric
from toi.errors import InputErrors
from toi.io.debate.folders import find_folders


@pytest.fixture(scope="module")
def shipped():
    return toi.load()


@pytest.fixture(scope="module")
def auditing(shipped):
    return toi.graph(shipped, "T04")


@pytest.fixture(scope="module")
def everything(shipped):
    return toi.graph(shipped, "T04", top=200)


def links(found, kind):
    return {(e.source, e.target): e for e in found.edges if e.kind == kind}


def test_the_points_are_those_that_explain_shows(shipped, auditing):
    rows = {row.argument: row for row in toi.explain(shipped, "T04").arguments}
    nodes = {node.record: node for node in auditing.nodes if node.kind == "argument"}
    assert len(nodes) > 20
    for name, node in nodes.items():
        if name in rows:
            assert node.points == pytest.approx(rows[name].points, abs=1e-9)
            assert node.strength == pytest.approx(rows[name].strength)
    for (answer, answered), edge in links(auditing, "answers").items():
        row = rows.get(answered.removeprefix("argument/"))
        if row is not None:  # else an answer to an answer
            back = {f"argument/{one.argument}": one.points for one in row.answers}
            assert edge.points == pytest.approx(back[answer], abs=1e-9)


def test_a_criterion_has_the_points_of_all_that_bear_on_it(everything):
    assert everything.left_out == 0
    for (criterion_, _), edge in links(everything, "weighs").items():
        bears = links(everything, "bears").items()
        points = sum(one.points for (_, target), one in bears if target == criterion_)
        assert edge.points == pytest.approx(points, abs=1e-9)


def test_a_line_stands_between_its_arguments_and_the_criteria(everything):
    members = {s for (s, t) in links(everything, "line") if t == "line/not-foretold"}
    assert members == {"argument/explains-after-the-fact", "argument/starts-from-known-prompts"}
    assert ("line/not-foretold", "criterion/ex_ante_predictiveness") in links(everything, "bears")
    assert ("argument/other-routes-to-deception", "argument/better-without-interp") in links(
        everything, "instance"
    )


def test_the_points_of_what_applies_an_argument_go_on_through_it(everything):
    nodes = {node.id: node for node in everything.nodes}
    general = "argument/better-without-interp"
    applying = [e for (_, t), e in links(everything, "instance").items() if t == general]
    [on] = [e for (s, _), e in links(everything, "line").items() if s == general]
    own = nodes[general].points
    assert abs(on.points) > abs(own) > 0
    assert on.points == pytest.approx(own + sum(e.points for e in applying), abs=1e-9)
    assert f"{on.points:+.1f} with {len(applying)} that appl" in nodes[general].detail
    for line in (node for node in everything.nodes if node.kind == "line"):
        into = [e.points for (_, t), e in links(everything, "line").items() if t == line.id]
        assert line.points == pytest.approx(sum(into), abs=1e-9)


def test_a_theory_stands_against_the_mean_of_the_ranked(shipped, auditing):
    rows = toi.score(shipped).results
    assert auditing.mean == pytest.approx(sum(row.score for row in rows) / len(rows))
    become = f"{auditing.mean_case:.0f} become {auditing.mean:.0f}"
    assert f"the {len(rows)} ranked in the mean: {become}" in auditing.screen(120)


def test_the_mean_of_the_ranked_tells_a_poor_start_from_much_against_it():
    """A loses what the others lose; it began lower."""
    model = made(
        [criterion("good")],
        [theory("A", {"good": 2}), theory("B", {"good": 8})],
        [argument("first", 0.5, [(["A", "B"], "good", "lowers", 0.5)])],
    )
    found = run_graph(model, ["listed"], "A")
    assert (found.case, found.score) == pytest.approx((20, 15))
    assert (found.ranked, found.mean_case, found.mean) == pytest.approx((2, 50, 37.5))


def test_what_an_argument_gives_back_is_said_beside_its_own_points():
    model = made(
        [criterion("good"), criterion("idle", core=False)],
        [theory("A", {"good": 5, "idle": 5})],
        [
            argument("first", 0.5, [(["A"], "good", "lowers", 0.5)]),
            argument("second", 0.5, [(["A"], "idle", "lowers", 0.5)], against=[("first", 0.5)]),
        ],
    )
    found = run_graph(model, ["listed"], "second")
    [answer] = links(found, "answers").values()
    node = next(node for node in found.nodes if node.record == "second")
    assert node.points == 0
    assert node.detail.endswith(f"gives back {answer.points:+.1f}")
    assert f"by answering 1 other it gives back {answer.points:+.1f}" in found.screen()
    assert ("criterion/idle", "theory") in links(found, "idle")


def test_the_picture_says_where_nothing_has_a_weight():
    model = made(
        [criterion("good"), criterion("idle", core=False)],
        [theory("A", {"good": 5, "idle": 5})],
        [
            argument("first", 0.5, [(["A"], "idle", "lowers", 0.5)]),
            argument("second", 0.5, [(["A"], "good", "lowers", 0.5)]),
            argument("doubted", 0, [(["A"], "good", "lowers", 0.5)]),
        ],
    )
    boxes = laid_out(run_graph(model, ["listed"], "A", top=9), 11.0).boxes
    said = {box.node.record: " ".join(line for line, _ in box.lines) for box in boxes}
    assert "no weight here" in said["first"].replace("\u00a0", " ")
    assert "no weight" not in said["second"].replace("\u00a0", " ")
    assert "no points" in said["doubted"].replace("\u00a0", " ")


def test_around_a_line_an_argument_and_the_whole_debate(shipped):
    found = toi.graph(shipped, "dual-use")
    assert found.focus == "line"
    assert {"line/dual-use", "theory"} <= {node.id for node in found.nodes}
    found = toi.graph(shipped, "best-bet-for-understanding")
    assert found.focus == "argument"
    answered = {t for (s, t) in links(found, "answers") if s.endswith("best-bet-for-understanding")}
    assert answered == {"argument/nearly-all-criticised", "argument/opportunity-costs"}
    found = toi.graph(shipped)
    assert found.focus == "debate"
    lines = {a.line for a in shipped.debate.arguments.values() if a.line}
    drawn = {node.record for node in found.nodes if node.kind == "line"}
    assert drawn == lines - {"every-method"}, "which bears on none of the theories on the list"


@pytest.mark.parametrize(("word", "said"), [("S023", "claims"), ("directness", "criteria")])
def test_other_records_have_no_graph(shipped, word, said):
    with pytest.raises(InputErrors, match=rf"{said}; a graph is drawn of .*no-graph"):
        toi.graph(shipped, word)


def made(criteria, theories, arguments):
    opened = LoadedDebate(debate(criteria, theories, arguments), find_folders(None))
    return combine(opened, resolve_rubric(opened, None))


def test_signs_follow_what_is_better():
    criteria = [
        criterion("good"),
        criterion("bad", direction="cost"),
        criterion("idle", direction="cost", core=False),
    ]
    model = made(
        criteria,
        [theory("A", {"good": 5, "bad": 5, "idle": 5})],
        [
            argument("up", 0.5, [(["A"], "good", "raises", 0.5), (["A"], "bad", "raises", 0.5)]),
            argument("down", 0.5, [(["A"], "bad", "lowers", 0.5), (["A"], "idle", "raises", 0.5)]),
        ],
    )
    bears = links(run_graph(model, ["listed"], "A"), "bears")
    assert {key: edge.sign for key, edge in bears.items()} == {
        ("argument/up", "criterion/good"): 1,
        ("argument/up", "criterion/bad"): -1,
        ("argument/down", "criterion/bad"): 1,
        ("argument/down", "criterion/idle"): -1,
    }
    idle = bears.pop(("argument/down", "criterion/idle"))
    assert idle.points == 0, "since the criterion has no weight"
    assert all(edge.points * edge.sign > 0 for edge in bears.values())


def test_numbers_for_programs(auditing):
    content = json.loads(auditing.to_json())
    ids = {node["id"] for node in content["nodes"]}
    assert content["schema"] == "toi/graph/1"
    assert all({edge["source"], edge["target"]} <= ids for edge in content["edges"])
    assert "Auditing for deception" in auditing._repr_html_()


def test_the_pictures_are_legible(shipped):
    figure = figure_of(toi.graph(shipped, "T04", top=9), Look(dpi=60))
    assert_legible(figure)
    words = " ".join(words_of(figure))
    assert "What bears on T04 Auditing for deception" in words
    assert "speaks against" in words
    assert "believed .55" in words
    assert_legible(graph_figure(toi.graph(shipped, "dual-use"), Look(dpi=60, dark=True)))


def test_odd_titles_and_a_page_that_is_too_narrow(tmp_path, auditing):
    model = setting(workspace(tmp_path, 8))
    for word in ("T01", None):
        assert_legible(graph_figure(run_graph(model, ["listed"], word), Look(dpi=60)))
    with pytest.raises(InputErrors, match=r"needs a width of .* inches"):
        graph_figure(auditing, Look(width=5))

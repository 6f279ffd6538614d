"""Explanations: every way of adding up comes to the score, and says so in words."""

import csv
import io
import re
from dataclasses import replace
from itertools import accumulate, takewhile

import pytest

import toi
from tests.command import run
from toi.analyses.explain.criteria_screen import by_weight, points_in_tenths
from toi.analyses.explain.figure import criteria_steps, waterfall
from toi.analyses.explain.reasons_screen import SMALL, reasons
from toi.analyses.explain.screen import explain_screen, explain_table
from toi.analyses.explain.verdict_screen import explain_verdict
from toi.analyses.layout.page import Page

ADJUSTED = ("scrutiny=adjusted",)


@pytest.mark.parametrize("theory", ["T01", "T09", "T18"])
@pytest.mark.parametrize("settings", [(), ADJUSTED, ("not_bearing=left-out",)])
def test_criteria_and_reasons_both_add_up_to_the_score(theory, settings):
    found = toi.explain(None, theory, "essay-author", settings=settings)
    assert sum(row.points for row in found.by_criterion) == pytest.approx(found.score, abs=1e-9)
    moved = sum(row.points for row in found.arguments)
    assert found.case + moved + found.scrutiny + found.conditions == pytest.approx(found.score)
    for row in found.by_criterion:
        assert row.points == pytest.approx(100 * row.weight * row.value, abs=1e-9)
        parts = row.case + row.arguments + row.scrutiny + row.conditions
        assert row.points == pytest.approx(parts, abs=1e-9)
    assert sum(row.mean for row in found.by_criterion) == pytest.approx(found.mean)
    assert sum(row.points for row in found.peers) == pytest.approx(found.scrutiny, abs=1e-9)


def test_a_line_of_attack_rests_on_no_better_basis_than_its_arguments():
    """That they make one point may be stated while what each of them does is inferred."""
    [line] = [one for one in toi.explain(None, "A09").lines if one.line == "every-method"]
    assert line.basis == "stated"
    shown = run("explain", "A09").out.splitlines()
    row = next(n for n, text in enumerate(shown) if "It holds of every way" in text)
    assert shown[row].split()[-1] == "i"


def test_a_line_is_the_sum_of_its_arguments():
    found = toi.explain(None, "T09")
    points = {row.argument: row.points for row in found.arguments}
    assert found.lines
    for line in found.lines:
        assert line.points == pytest.approx(sum(points[name] for name in line.arguments))
        assert all(
            row.line == line.line for row in found.arguments if row.argument in line.arguments
        )


@pytest.mark.parametrize("theory", ["T04", "T09", "T18"])
def test_steps_on_the_screen_add_up_from_the_case_to_the_score(theory):
    found = toi.explain(None, theory, settings=ADJUSTED)
    text = explain_screen(found, Page(120))
    table = text.split("Points Total")[1].split("Before, After")[0].splitlines()[1:]
    (_, case), *rows = [
        (line[:6].strip(), line[6:12].strip()) for line in table if "." in line[6:12]
    ]
    assert len(rows) >= 5
    assert float(case) == pytest.approx(found.case, abs=0.1)
    heaviest = [one.points for one in reasons(found) if abs(one.points) >= SMALL]
    for (step, _), exact in zip(rows, heaviest, strict=False):
        assert float(step) == pytest.approx(exact, abs=0.1)
    reached = accumulate((float(step) for step, _ in rows), initial=float(case))
    assert [case, *(total for _, total in rows)] == [f"{total:.1f}" for total in reached]
    assert rows[-1][1] == f"{found.score:.1f}"


@pytest.mark.parametrize("theory", ["T02", "T04", "T09", "T11", "T16"])
def test_what_a_step_is_made_of_adds_up_to_it(theory):
    found = toi.explain(None, theory, settings=ADJUSTED)
    table = explain_screen(found, Page(120)).split("Points Total")[1].split("Before, After")[0]
    _, _, *lines = table.splitlines()
    several = 0
    while lines:
        step, *lines = lines
        rows = list(takewhile(lambda line: not line[6:12].strip(), lines))
        lines = lines[len(rows) :]
        inside = [float(row.split()[0]) for row in rows if row.split()[0][0] in "+-"]
        several += len(inside) > 1
        assert not inside or sum(inside) == pytest.approx(float(step.split()[0]))
    assert several > 1


def test_the_share_of_an_argument_is_told_apart_from_what_refuting_it_brings(request):
    told = "its share of what all move, not what refuting it alone brings"
    assert told in " ".join(explain_screen(toi.explain(None, "T09"), Page(80)).split())
    request.getfixturevalue("workspace")
    out = " ".join(run("explain", "T2", "-r", "plain").out.split())
    assert "Believed" in out
    assert told not in out  # by one argument, which is all


def test_the_picture_adds_up_as_the_screen_does():
    found = toi.explain(None, "T09")
    case, *steps, score = waterfall(found, 15)
    total = case.written
    for step in steps:
        total += step.written
        assert f"{step.reached:.1f}" == f"{total:.1f}"
        assert step.written == pytest.approx(step.points, abs=0.1)
    assert f"{total:.1f}" == f"{score.reached:.1f}" == f"{found.score:.1f}"
    *_, last = criteria_steps(found)
    assert f"{last.reached:.1f}" == f"{found.score:.1f}"


def test_every_form_of_an_explanation_shows_the_same_points():
    found = toi.explain(None, "T11")
    drawn = [(step.name, step.written) for step in criteria_steps(found)]
    rows = explain_screen(found, Page(80)).split("= Points")[1].split("score")[0].splitlines()[1:]
    assert [row.split("  ")[0].strip()[:-2] for row in rows] == [name for name, _ in drawn]
    for row, (_, points) in zip(rows, drawn, strict=True):
        assert f"{points:.1f}" in row.split()


def test_criteria_that_it_is_not_about_are_named_where_they_count():
    counted, left_out = (
        explain_screen(toi.explain(None, "T11", settings=settings), Page(200))
        for settings in ((), ("not_bearing=left-out",))
    )
    assert "It is not about Ex-ante predictiveness and Deception relevance" in counted
    assert "It is not about" not in left_out
    assert "It is not about" not in explain_screen(toi.explain(None, "T18"), Page(200))


def test_the_words_of_the_verdict_say_how_far_it_is_from_the_mean():
    found = toi.explain(None, "T11")
    apart = {row.criterion: row.points - row.mean for row in found.by_criterion}
    highest, lowest = max(apart.values()), min(apart.values())
    said = explain_screen(found, Page(200)).split("By criterion")[0].replace("\n", " ")
    assert f"({highest:+.1f})" in said
    assert f"({lowest:+.1f})" in said


def test_a_criterion_that_is_left_out_is_told_of_where_it_costs_most_against_the_mean():
    found = toi.explain(None, "T02", settings=("not_bearing=left-out",))
    lowest = min(found.by_criterion, key=lambda row: row.points - row.mean)
    assert not lowest.bears
    said = explain_verdict(found)
    assert f"which is left out ({lowest.points - lowest.mean:+.1f})" in said


def test_arguments_are_told_in_words_and_by_id_only_when_asked():
    plain, every = run("explain", "T09").out, run("explain", "T09", "--all").out
    heaviest = toi.explain(None, "T09").arguments[0].argument
    reasons = plain.split("Points Total")[1].split("Disagree?")[0]
    assert heaviest not in reasons
    assert f"[{heaviest}]" in every.replace("\n", "").replace(" ", "")


def test_a_whole_says_of_what_parts_it_has_the_mean():
    whole = toi.explain(None, "T06")
    assert [(one.id, one.share) for one in whole.parts] == [("T06a", 0.5), ("T06b", 0.5)]
    parts = [toi.explain(None, one.id) for one in whole.parts]
    for row, *others in zip(whole.judgements, *(one.judgements for one in parts), strict=True):
        assert row.after == pytest.approx(sum(one.after for one in others) / 2)
    said = " ".join(run("explain", "T06").out.split())
    made = "50 % Work on threat models (T06a) and 50 % Coordinating a slowdown (T06b)."
    assert f"It is judged by its parts: {made}" in said
    assert "its parts" not in run("explain", "T09").out


def test_a_reply_that_is_answered_too_is_shown_before_and_after_that():
    [answer] = {
        (one.credence, one.strength)
        for row in toi.explain(None, "T20").arguments
        for one in row.answers
        if one.argument == "tinkering-drives-progress"
    }
    assert answer == (0.4, pytest.approx(0.352))
    rows = run("explain", "T20", "--all").out.split("\n")
    told = [row for row in rows if re.search(r"back: Capability", row)]
    assert told
    assert all(".40>.35 " in row for row in told)


@pytest.mark.parametrize(
    ("setting", "form"),
    [("0.7", "=0.2"), ("{settled: 0.7}", "={settled: 0.2}"), ("[0.5, 0.9]", "=[0.1, 0.3]")],
)
def test_the_command_to_disagree_keeps_the_form_of_the_credence(setting, form):
    name = toi.explain(None, "T09").arguments[0].argument
    said = run("explain", "T09", "--set", f"{name}={setting}").out
    assert f"{name}{form}" in said.replace(" \\\n", " ").replace("\n", " ")


def test_without_arguments_criteria_explain_the_score():
    found = toi.explain(toi.load("docs/example/data"), "B")
    assert not found.acting
    said = explain_screen(found, Page())
    assert "No argument acts on it" in said.replace("\n", " ")
    assert "= Points" in said
    assert "By line of attack" not in said


@pytest.mark.parametrize(("theory", "data"), [("B", "docs/example/data"), ("T09", None)])
def test_the_rows_of_csv_make_up_the_score(theory, data):
    """Of a table of one's own, without arguments, as of the shipped records."""
    found = toi.explain(toi.load(data), theory)
    rows = list(csv.DictReader(io.StringIO(explain_table(found).to_csv())))
    assert sum(float(row["points"]) for row in rows) == pytest.approx(found.score, abs=1e-4)
    cases = [row for row in rows if row["kind"] == "case"]
    assert [row["criteria"] for row in cases] == [row.criterion for row in by_weight(found)]
    for row in cases:
        figures = {name: float(row[name]) for name in ("weight", "judged", "worst", "best")}
        way = (figures["judged"] - figures["worst"]) / (figures["best"] - figures["worst"])
        assert float(row["points"]) == pytest.approx(100 * figures["weight"] * way, abs=1e-3)
        assert float(row["low"]) <= figures["judged"] <= float(row["high"])
        assert row["why"]
    after = sum(float(row["points_after"]) for row in cases)
    assert after == pytest.approx(found.score, abs=1e-4)


def test_the_whole_of_a_case_without_arguments_says_what_was_judged_and_no_more():
    found = toi.explain(toi.load("docs/example/data"), "B")
    first, *others = found.judgements
    ranging = replace(first, low=first.value - 1, high=first.value + 1)
    told = explain_screen(replace(found, judgements=(ranging, *others)), Page(), everything=True)
    told = " ".join(told.split())
    assert "after the arguments" not in told
    assert f" [{ranging.low:g}-{ranging.high:g}], {first.basis}. {first.why}" in told
    assert all(f", {case.basis}. {case.why}" in told for case in others)
    assert told.count(" [") == 2  # of the score, and of the one that ranges


@pytest.mark.parametrize("word", ["startup", "START UP NOVA", "startupnova"])
def test_a_name_is_found_whatever_its_hyphens_and_spaces(tmp_path, word):
    (tmp_path / "jobs.csv").write_text("Offer,Pay\nStart-up Nova,7\nCity,5\nUni,3\n")
    assert run("data", "import", "jobs.csv", "--output", "w", cwd=tmp_path).code == 0
    done = run("explain", word, cwd=tmp_path / "w")
    assert done.out.startswith("Start-up Nova"), done.err


def test_a_name_that_two_have_but_for_hyphens_is_asked_about(tmp_path):
    (tmp_path / "jobs.csv").write_text("Offer,Pay\nStart-up Nova,7\nStart up Vega,5\n")
    assert run("data", "import", "jobs.csv", "--output", "w", cwd=tmp_path).code == 0
    assert "write one of them" in run("explain", "startup", cwd=tmp_path / "w").err


@pytest.mark.parametrize("settings", [[], ["oversight-without-interp=0"], ["directness=0"]])
def test_every_argument_is_counted_and_those_apart_that_move_nothing(settings):
    """One that is set aside, or acts on a criterion that is left out, takes nothing."""
    found = toi.explain(toi.load(), "T07", "essay-author", settings=settings)
    acting = sum(bool(row.criteria) for row in found.arguments)
    said = explain_verdict(found)
    assert f"; {acting} arguments (" in said
    assert acting < found.acting
    inside = re.search(r" arguments \((.*?)\)", said).group(1)
    apart = sum(map(int, re.findall(r"(\d+) more", inside)))
    assert acting + apart == len(found.arguments)
    rows = list(csv.DictReader(io.StringIO(explain_table(found).to_csv())))
    others = [row for row in rows if row["kind"] in ("case", "scrutiny", "conditions")]
    assert len(rows) - len(others) == len(found.arguments)


def test_points_by_criterion_add_up_to_the_score_as_it_is_shown():
    found = toi.explain(toi.load(), "T07", "essay-author")
    shown = points_in_tenths(found)
    assert f"{sum(shown.values()):.1f}" == f"{found.score:.1f}"
    for row in found.by_criterion:
        assert abs(shown[row.criterion] - row.points) < 0.1
    assert sum(round(row.points, 1) for row in found.by_criterion) < found.score - 0.05


@pytest.mark.parametrize("theory", ["T01", "T06", "T08", "T14"])
def test_what_takes_and_what_adds_are_told_apart_and_come_to_what_the_table_says(theory):
    found = toi.explain(toi.load(), theory)
    points = [row.points for row in found.arguments if row.criteria]
    told = re.search(
        r"(\d+) arguments .*? take ([\d.]+) in all "
        r"\((\d+) takes? ([\d.]+), (\d+) adds? ([\d.]+)\)",
        explain_verdict(found),
    )
    acting, net, takers, taken, adders, added = map(float, told.groups())
    assert (takers, adders) == (sum(p < 0 for p in points), sum(p > 0 for p in points))
    assert acting == takers + adders
    assert taken - added == pytest.approx(net)
    assert added == pytest.approx(sum(p for p in points if p > 0), abs=0.1)
    case, *steps, score = waterfall(found, 99)
    by_arguments = [step.written for step in steps if not step.name.startswith("what it hangs on")]
    assert sum(by_arguments) == pytest.approx(-net)
    assert sum(step.written for step in steps) == pytest.approx(score.written - case.written)


def test_where_all_arguments_take_nothing_is_told_apart():
    found = toi.explain(toi.load(), "T09")
    assert all(row.points <= 0 for row in found.arguments)
    assert " in all" not in explain_verdict(found)


def _of(text, pattern):
    """Return the one place of a text that a pattern finds."""
    [found] = re.findall(pattern, text)
    return found


@pytest.mark.parametrize("theory", ["T01", "T03", "T09", "T14"])
def test_words_and_table_write_a_number_alike_and_the_table_adds_up_both_ways(theory):
    found = toi.explain(toi.load(), theory)
    said = explain_verdict(found)
    screen = explain_screen(found, Page(100))
    *rows, total = [
        [float(part) for part in re.findall(r"[-+]?\d+\.\d|\b0$", line)[-3:]]
        for line in screen.partition("By criterion")[2].partition("\nscore")[0].splitlines()[1:]
    ] + [[float(x) for x in _of(screen, r"\nscore +([\d.]+) +([\d.]+) +([-+][\d.]+)\n")]]
    assert total[:2] == [
        float(_of(said, r"([\d.]+) points \[")),
        float(_of(said, r"whose mean is ([\d.]+)\.")),
    ]
    case = _of(screen, r"([\d.]+) its case, as its proponent puts it")
    assert f"it would have {case};" in said
    for points, mean, differs in [*rows, total]:
        assert points - mean == pytest.approx(differs)
    for column, whole in zip(zip(*rows, strict=True), total, strict=True):
        assert sum(column) == pytest.approx(whole)

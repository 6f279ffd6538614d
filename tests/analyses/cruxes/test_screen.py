"""Cruxes and regret as a user meets them: from files to results, JSON and screens."""

import json

import numpy as np
import pytest

import toi
from tests.command import run
from tests.json_text import as_json
from tests.screens import added
from toi.analyses.cruxes.compute import run_cruxes, run_regret
from toi.analyses.cruxes.figure import _cells, cruxes_figure
from toi.analyses.cruxes.regret_screen import regret_screen, regret_table
from toi.analyses.cruxes.screen import add_cruxes, cruxes_screen, cruxes_table
from toi.analyses.cruxes.verdict_screen import worth_text
from toi.analyses.layout.page import Page
from toi.analyses.plotting.style import Look
from toi.analyses.ranks.compute import draw_for
from toi.analyses.shared.input_basis import BASES, shares_by_basis
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import open_debate, prepare
from toi.analyses.shared.theories import rows_of
from toi.engine.sampling.input_labels import labels_by_kind
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.scoring.score import score
from toi.engine.scoring.subproblem import restricted

RUBRICS = (
    *("affordances", "balanced", "basic-science", "better-work"),
    *("equal-weights", "essay-author", "proponent", "top-down"),
)
DRAWS = 2048


def opened(rubric="balanced", *settings, data=None):
    setting = prepare(open_debate(data), rubric, settings)
    return setting, rows_of(setting.problem, setting.debate.shown(find_kinds(setting.debate, None)))


@pytest.fixture(scope="module")
def shipped():
    setting, rows = opened()
    return (
        setting,
        rows,
        run_cruxes(setting, rows, draws=DRAWS),
        run_regret(setting, rows, draws=DRAWS),
    )


@pytest.mark.parametrize("rubric", RUBRICS)
def test_every_number_has_one_basis(rubric):
    setting, rows = opened(rubric)
    problem, _ = restricted(setting.problem, rows)
    shares = shares_by_basis(setting)
    assert list(shares) == ["weights", *BASES]
    for label in frozenset().union(*labels_by_kind(problem).values()):
        assert sum(label in labels for labels in shares.values()) == 1


def test_what_a_rubric_gives_is_its_own(workspace):
    setting, rows = opened(
        "plain", "breaks-down=0.2", "overrides.judgements.T1.harm=5", data=str(workspace / "data")
    )
    problem, _ = restricted(setting.problem, rows)
    known = frozenset().union(*labels_by_kind(problem).values())
    yours = shares_by_basis(setting)["yours"] & known
    assert yours == {"event/breaks-down", "judgement/T1/harm"}


def test_both_ends_of_a_credence_are_what_setting_it_gives():
    name = "need-not-think-of-deception"
    line = f"credences.arguments.{name}"
    setting, rows = opened("balanced", f"{line}=[0.2, 0.9]")
    (ends,) = run_cruxes(setting, rows, draws=8192, groups=False).credence_ends
    assert (ends.argument, ends.low, ends.high) == (name, 0.2, 0.9)
    for credence, found in ((0.2, ends.p_first_at_low), (0.9, ends.p_first_at_high)):
        other, _ = opened("balanced", f"{line}={credence}")
        choices = run_regret(other, rows, seed=1, draws=8192).choices
        for choice in choices:
            allowed = 4 * np.sqrt(2 * max(choice.p_best * (1 - choice.p_best), 1e-3) / 8192)
            assert abs(found[choice.id] - choice.p_best) <= allowed
    assert len(choices) == len(rows)


def test_given_draws_are_used_and_make_no_difference(shipped):
    setting, rows, found, regret = shipped
    drawn = draw_for(setting, rows, 0, DRAWS)
    again = run_cruxes(setting, rows, seed=7, drawn=drawn)
    assert as_json(again) == as_json(found)
    assert as_json(run_regret(setting, rows, seed=7, drawn=drawn)) == as_json(regret)
    other = run_cruxes(setting, rows, seed=7, draws=DRAWS, groups=False)
    assert as_json(other.cruxes) != as_json(found.cruxes)


def test_results_keep_the_contract(shipped):
    _, _, found, regret = shipped
    for crux in json.loads(as_json(found.cruxes)):
        assert {
            *("argument", "evppi", "standard_error", "first_order", "total"),
            *("p_first_if_accepted", "p_first_if_rejected"),
        } <= set(crux)
        for world in ("p_first_if_accepted", "p_first_if_rejected"):
            assert sum(crux[world].values()) == pytest.approx(1.0)
        assert -1e-9 <= crux["first_order"] <= crux["total"] <= 1.0
    names = [crux.argument for crux in found.cruxes]
    assert len(set(names)) == len(names)
    shares = json.loads(as_json(regret.variance_by_basis))
    assert sum(one["share"] for one in shares.values()) == pytest.approx(1.0)
    assert [one.regret for one in regret.choices] == sorted(one.regret for one in regret.choices)


def test_about_one_theory_the_shares_are_of_its_score(shipped):
    setting, rows, found, _ = shipped
    name = found.theories[-1]
    about = run_cruxes(setting, rows, draws=DRAWS, theory=name, groups=False)
    assert about.watched == name
    assert [c.total for c in about.cruxes] == sorted((c.total for c in about.cruxes), reverse=True)
    worth = {c.argument: c.evppi for c in found.cruxes}
    assert all(c.evppi == worth[c.argument] for c in about.cruxes)
    made = setting.opened.provenance(setting.rubric, 0, DRAWS)
    said = f'what moves {made.names.theory(name)} most is "{about.cruxes[0].title}"'
    assert said in " ".join(cruxes_screen(about, made, Page()).split())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_screens_fit_and_say_what_is_noise(shipped, width):
    setting, _, found, regret = shipped
    made, page = setting.opened.provenance(setting.rubric, 0, DRAWS), Page(width=width)
    block = added(add_cruxes, found, made, width=width)
    screen = cruxes_screen(found, made, page)
    lines = [*block, *screen.split("\n")]
    lines += regret_screen(regret, made, page).split("\n")
    assert max(map(len, lines)) <= width
    assert 4 <= len(block) <= 6
    for crux in found.cruxes[:10]:
        # Titles are cut, some share their first words.
        cells = {x: x.split("  ")[0].removesuffix("...") for x in screen.split("\n")}
        line = next(x for x, cell in cells.items() if cell and crux.title.startswith(cell))
        if crux.gains_nothing:
            assert line.endswith("noise" if crux.within_noise else " 0")
        else:
            assert "+-" in line
            assert not line.endswith("noise")
    granted = "Taken for granted: arguments are independent events."
    assert granted not in screen
    assert granted in cruxes_screen(found, made, page, granted=granted)
    assert "winner's curse" in " ".join(lines).lower()


def test_groups_stand_by_their_worth(shipped):
    _, _, found, _ = shipped
    gains = [group.evppi for group in found.groups if not group.gains_nothing]
    assert len(gains) > 3
    assert gains == sorted(gains, reverse=True)
    assert all(group.gains_nothing for group in found.groups[len(gains) :])


def test_tables_have_every_row(shipped):
    _, _, found, regret = shipped
    deciding = [n for n in found.numbers if n.kind == "judgement" and not n.same_choice]
    assert 0 < len(deciding) < len(found.numbers) - 1
    rows = len(found.cruxes) + len(deciding) + len(found.groups)
    assert len(cruxes_table(found).rows) == rows
    assert len(regret_table(regret).rows) == len(regret.choices)
    for table in (cruxes_table(found), regret_table(regret)):
        assert {len(row) for row in table.rows} == {len(table.headers)}


def test_a_debate_without_arguments(workspace):
    file = workspace / "data" / "arguments.yaml"
    file.write_text("schema: toi/arguments/1\narguments: []\n", encoding="utf-8")
    setting, rows = opened("plain", data=str(workspace / "data"))
    found, regret = run_cruxes(setting, rows, draws=256), run_regret(setting, rows, draws=256)
    assert found.cruxes == ()
    made, page = setting.opened.provenance(setting.rubric, 0, 256), Page()
    assert "No argument bears" in cruxes_screen(found, made, page)
    assert not added(add_cruxes, found, made)
    assert regret_screen(regret, made, page).startswith("Picking Short way now")


def test_one_theory_alone(shipped):
    setting, rows, _, _ = shipped
    found = run_cruxes(setting, rows[:1], draws=256)
    regret = run_regret(setting, rows[:1], draws=256)
    assert found.cruxes
    assert all(crux.same_choice for crux in found.cruxes)
    assert regret.choices[0].regret == 0.0
    made, page = setting.opened.provenance(), Page()
    said = " ".join(cruxes_screen(found, made, page).split())
    assert f"To settle no single one of the {len(found.cruxes)} arguments would gain any" in said
    assert "the lead does not vary" in regret_screen(regret, made, page)


@pytest.mark.parametrize("method", ["geometric", "topsis"])
def test_by_other_methods_a_choice_loses_what_its_scores_by_that_method_say(method):
    setting, rows = opened("balanced", f"method={method}")
    totals = score(setting.problem, sampled_inputs(setting.problem, 0, 256), rows).totals
    lost = (totals.max(axis=1, keepdims=True) - totals).mean(axis=0)
    names = [setting.problem.theories[row] for row in rows]
    found = {one.id: one.regret for one in run_regret(setting, rows, draws=256).choices}
    assert found == pytest.approx(dict(zip(names, lost.tolist(), strict=True)))
    cruxes = run_cruxes(setting, rows, draws=256, groups=False).cruxes
    assert {one.argument for one in cruxes} <= set(setting.problem.arguments)
    assert max(one.evppi for one in cruxes) > 0


def test_worths_read_alike_in_table_and_picture(shipped):
    """What cannot be told from nothing is `0` or `noise` in both, never a number below 0."""
    _, _, found, _ = shipped
    texts = {worth_text(row) for row in (*found.cruxes, *found.groups) if row.within_noise}
    assert texts == {"noise"}
    assert all(_cells(row, found)[-1] == worth_text(row).replace("+-", "±") for row in found.cruxes)
    assert all(row.total <= 1 and row.first_order <= 1 for row in found.cruxes)


def test_without_arguments_too_few_draws_are_told_too(workspace):
    file = workspace / "data" / "arguments.yaml"
    file.write_text("schema: toi/arguments/1\narguments: []\n", encoding="utf-8")
    setting, rows = opened("plain", data=str(workspace / "data"))
    made = setting.opened.provenance(setting.rubric, 0, 2)
    for draws, few in ((2, True), (256, False)):
        text = cruxes_screen(run_cruxes(setting, rows, draws=draws), made, Page())
        assert ("cannot tell what it is worth" in " ".join(text.split())) == few


def test_a_picture_of_what_gains_nothing_has_an_axis_that_says_so(tmp_path):
    assert run("data", "init", "cycling", cwd=tmp_path).code == 0
    debate = toi.load(tmp_path / "cycling" / "data")
    found = toi.sensitivity(debate, "mine", topic="cruxes", draws=512)
    assert not any(one.evppi for one in found.worth.cruxes)
    figure = cruxes_figure(found.worth, found.provenance, Look())
    assert figure.axes[1].get_xlim()[1] >= 0.1

"""Pictures: what stands on them, that it can be read, and that it is the same every time."""

import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import matplotlib
import numpy as np
import pytest

from tests.pictures import assert_legible, opened, setting, words_of, workspace
from toi.analyses import catalogue
from toi.analyses.catalogue import PICTURES, PictureRequest
from toi.analyses.plotting.save import to_bytes
from toi.analyses.plotting.style import Look
from toi.analyses.plotting.text import fit, lost_letters, shown, width, wrap
from toi.analyses.shared.session import open_debate
from toi.errors import InputErrors

RUBRICS = ("affordances", "balanced", "basic-science", "equal-weights", "essay-author", "proponent")
QUICK = ("ranking", "ranks", "pairwise", "weights", "tornado", "cruxes", "map")
FEW = 256
SMALL = Look(dpi=72)


def draw(*asked):
    figure, _ = catalogue.draw(*asked)
    return figure


@pytest.fixture(scope="module")
def shipped():
    return open_debate(None, everything=True)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return {n: workspace(tmp_path_factory.mktemp(f"debate{n}"), n) for n in (1, 2, 20, 60)}


def asked_of(folder, **more):
    return PictureRequest(
        opened(folder), rubrics=(str(folder / "rubrics/odd.yaml"),), draws=FEW, **more
    )


@pytest.mark.parametrize("rubric", RUBRICS)
def test_every_picture_of_every_shipped_rubric_is_legible(shipped, rubric):
    turn = RUBRICS.index(rubric) % 2  # every other picture for every other rubric
    for name in ("ranking", *QUICK[1 + turn :: 2]):
        look = Look(dpi=72, dark=rubric == "balanced")
        figure = draw(name, PictureRequest(shipped, rubrics=(rubric,), draws=FEW), look)
        assert_legible(figure)
        words = " ".join(words_of(figure))
        assert f"rubric {rubric}" in words
        assert "data shipped" in words, "small print"


@pytest.mark.parametrize("n", [1, 2, 20, 60])
def test_few_and_many_theories_with_odd_titles(folders, n):
    for name in QUICK:
        asked = asked_of(folders[n])
        if n == 1 and name == "tornado":  # no lead over anybody
            with pytest.raises(InputErrors, match="nothing-to-plot"):
                draw(name, asked, SMALL)
            continue
        figure = draw(name, asked, SMALL)
        assert_legible(figure)
        assert to_bytes(figure, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("ranking", {"stacked": True}),
        ("explain", {"words": ("T01",)}),
        ("weights", {"criteria": ("a_b_c", "harm", "reach")}),
        ("compare", {"words": ("T01", "T02")}),
        ("compare", {"words": ("T01", "T02", "T04")}),
        ("cruxes", {"words": ("T02",)}),
        ("sobol", {"words": ("T02",)}),
    ],
)
def test_the_other_pictures_with_odd_titles(folders, name, more):
    figure = draw(name, asked_of(folders[20], **more), SMALL)
    assert_legible(figure)


@pytest.mark.parametrize("rubrics", [("essay-author",), ("balanced", "essay-author", "proponent")])
def test_comparisons_of_rubrics(shipped, rubrics):
    figure = draw("compare", PictureRequest(shipped, rubrics), SMALL)
    assert_legible(figure)
    assert "essay-author" in words_of(figure)


def test_splits(shipped):
    few = {"draws": 200, "kind": "outreach"}
    figure = draw("portfolio", PictureRequest(shipped, **few), SMALL)
    assert_legible(figure)
    assert figure.axes[0].get_xlim()[0] == 0
    bars = figure.axes[0].patches
    assert all(bar.get_x() == 0 for bar in bars)
    assert sum(bar.get_width() for bar in bars) == pytest.approx(1.0, abs=0.02)
    many = PictureRequest(shipped, rubrics=("proponent", "essay-author"), **few)
    assert_legible(draw("portfolio", many, SMALL))
    frontier = draw("frontier", PictureRequest(shipped, **few), SMALL)
    assert_legible(frontier)
    assert "this split" in words_of(frontier)
    with pytest.raises(InputErrors, match="one rubric"):
        draw("frontier", many, SMALL)


def test_markup_is_text_in_every_form(folders):
    figure = draw("ranking", asked_of(folders[20]), SMALL)
    words = {word.rstrip("~") for word in words_of(figure)}
    assert "<script>alert(1)</script>" in words
    assert "costs $x_1$ & 50 % of a_b" in words
    svg = to_bytes(figure, "svg")
    tags = {element.tag.rsplit("}")[-1] for element in ElementTree.fromstring(svg).iter()}
    assert "script" not in tags
    assert "path" in tags, "letters are outlines, the same in every viewer"
    assert b"/FontFile2" in to_bytes(figure, "pdf"), "fonts are embedded as TrueType"


def test_letters_that_no_font_has_are_numbers():
    assert shown("a \u89e3 b") == "a \\u89e3 b" or lost_letters([shown("\u89e3")]) == 0
    assert shown("\U000e0001") == "\\U000e0001"
    assert shown("zero\u200bwidth \u202eturned") == "zero\\u200bwidth \\u202eturned"
    assert lost_letters([shown("\U000e0001 \U000e0001 \U000e0002")]) == 2
    assert shown("50 %") == "50\u00a0%"


def test_lines_are_no_wider_than_their_room():
    text = "need-not-think-of-deception and " + "x" * 200 + " 50\u00a0% of $x_1$"
    for room in (0.5, 1.3, 4.0):
        lines = wrap(text, 8, room)
        assert max(width(line, 8) for line in lines) <= room + 1e-9
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
        assert width(fit(text, 8, room), 8) <= room
        assert wrap(text, 8, room, most=2)[-1].endswith("\u2026") or len(lines) <= 2


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_same_inputs_same_bytes_and_no_state_of_matplotlib(folders, form):
    asked = asked_of(folders[2])
    first = to_bytes(draw("ranking", asked, SMALL), form)
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.hashsalt": None}):
        before = dict(matplotlib.rcParams)
        second = to_bytes(draw("ranking", asked, SMALL), form)
        assert dict(matplotlib.rcParams) == before
    assert first == second
    assert b"CreationDate" not in first
    assert b"dc:date" not in first


def dots(axes):
    return [line for line in axes.lines if line.get_marker() == "o" and len(line.get_xdata()) == 1]


def test_ranking_shows_scores_in_the_order_of_the_table(shipped):
    from toi.analyses.score.compute import run_score
    from toi.analyses.shared.session import prepare

    result = run_score(prepare(shipped, "balanced"), ["listed"])
    figure = draw("ranking", PictureRequest(shipped), SMALL)
    axes = figure.axes[0]
    marks = sorted(dots(axes), key=lambda line: line.get_ydata()[0])
    assert [m.get_xdata()[0] for m in marks] == [row.score for row in result.results]
    spans = [s for c in axes.collections for s in c.get_segments() if s[0][1] == s[1][1]]
    spans = sorted((s[0][1], s[0][0], s[1][0]) for s in spans)
    shown_spans = [(low, high) for _, low, high in spans]
    assert shown_spans == [(r.interval.p05, r.interval.p95) for r in result.results]
    words = words_of(figure)
    ids = [w for w in words if re.fullmatch(r"T\d\d", w)]
    assert ids == [row.id for row in result.results]
    assert [w for w in words if w.startswith("tier ")] == ["tier 1", "tier 2", "tier 3"]
    nothing = [line.get_xdata()[0] for line in axes.lines if line.get_linestyle() == "--"]
    assert nothing == [result.nothing]
    assert "doing nothing" in words


def test_bars_of_sums_start_at_nothing_and_end_where_the_sums_do(shipped):
    from toi.analyses.explain.compute import run_explain
    from toi.analyses.shared.session import prepare

    result = run_explain(prepare(shipped, "balanced"), "T09")
    axes = draw("explain", PictureRequest(shipped, words=("t9",)), SMALL).axes[0]
    bars = sorted(axes.patches, key=lambda bar: bar.get_y())
    assert axes.get_xlim()[0] <= 0
    assert bars[0].get_x() == 0
    assert bars[0].get_width() == pytest.approx(result.case)
    assert bars[-1].get_width() == pytest.approx(result.score)
    steps = sum(bar.get_width() for bar in bars[1:-1])
    assert steps == pytest.approx(result.score - result.case)
    for one, other in pairwise(bars[1:-1]):
        assert one.get_x() + one.get_width() == pytest.approx(other.get_x()), "each from the last"
    stacked = draw("ranking", PictureRequest(shipped, stacked=True), SMALL).axes[0]
    assert stacked.get_xlim()[0] == 0


def test_shades_and_figures_of_ranks_are_those_of_the_result(shipped):
    from toi.analyses.sensitivity.compute import SensitivityRequest as About
    from toi.analyses.sensitivity.compute import run_sensitivity
    from toi.analyses.shared.session import prepare

    setting = prepare(shipped, "balanced")
    ranks = run_sensitivity(setting, ["listed"], About("ranks"), draws=4096).ranks
    figure = draw("ranks", PictureRequest(shipped, draws=4096), SMALL)
    expected = [f"{100 * v:.0f}" for row in ranks.rank_acceptability for v in row if v >= 0.005]
    words = words_of(figure)
    start = next(i for i, w in enumerate(words) if w == expected[0])
    numbers = [w for w in words if w.isdigit()]
    assert numbers[: len(expected)] == expected or start >= 0
    cells = {}
    for patch in figure.axes[0].collections:
        x, y = patch.get_paths()[0].vertices.mean(axis=0)
        cells[round(y, 2), int(x)] = np.sum(patch.get_facecolor()[0][:3])
    rows = sorted({y for y, _ in cells})
    for i, y in enumerate(rows):
        shades = [cells.get((y, k), 3.0) for k in range(20)]
        order = np.argsort(ranks.rank_acceptability[i])
        assert np.all(np.diff(np.array(shades)[order]) <= 1e-9), "the darker the likelier"


def test_a_map_of_weights_says_who_leads_where(folders):
    from toi.analyses.shared.theories import rows_of
    from toi.analyses.ternary.compute import run_weight_map
    from toi.engine.sensitivity.one_at_a_time import base_case

    here = setting(folders[20])
    shown_rows = rows_of(here.problem, here.debate.shown(["listed"]))
    found = run_weight_map(here, shown_rows, ("a_b_c", "harm", "reach"), steps=12)
    assert sum(area.share for area in found.areas) == pytest.approx(1.0)
    assert sum(found.now) == pytest.approx(1.0)
    whole = base_case(here.problem, shown_rows, True)
    names = [whole.problem.theories[t] for t in whole.rows]
    columns = [whole.problem.criteria.index(c) for c in ("a_b_c", "harm", "reach")]
    rng = np.random.default_rng(0)
    for area in found.areas:
        for piece in area.pieces:
            inner = rng.dirichlet(np.ones(len(piece))) @ np.array(piece)
            weights = whole.inputs.weights.copy()
            weights[0, columns] = inner
            at = type(whole.inputs)(**{**vars(whole.inputs), "weights": weights})
            scores = whole.score(at)[0][0]
            assert scores[names.index(area.theory)] >= scores.max() - 1e-9


def test_the_map_of_hits_holds_the_contributions(shipped):
    from toi.analyses.hit_map.compute import LEAST, run_hit_map
    from toi.analyses.score.compute import run_score
    from toi.analyses.shared.session import prepare

    here = prepare(shipped, "balanced")
    found = run_hit_map(here, ["listed"])
    rows = {row.id: row.contributions.arguments for row in run_score(here, ["listed"]).results}
    for name, points in zip(found.arguments, found.points, strict=True):
        assert max(abs(p or 0) for p in points) >= LEAST
        for theory, value in zip(found.theories, points, strict=True):
            assert value == pytest.approx(rows[theory].get(name)) if value else True
    touched = [sum(p is not None for p in row) for row in found.points]
    half = len(found.theories) / 2
    assert all(n >= half for n in touched[: found.shared])
    assert all(n < half for n in touched[found.shared :])
    pairs = {frozenset(p) for p in zip(found.theories, found.theories[1:], strict=False)}
    assert frozenset(("T12", "T13")) in pairs, "the two cultural shifts share their critics"


def test_size_title_and_dots(shipped):
    figure = draw(
        "ranking", PictureRequest(shipped), Look(width=6, height=7, dpi=50, title="Mine $x$")
    )
    assert figure.get_size_inches() == pytest.approx([6, 7])
    assert words_of(figure)[0] == "Mine $x$"
    assert_legible(draw("ranking", PictureRequest(shipped), Look(width=6, height=7, dpi=100)))
    assert_legible(draw("map", PictureRequest(shipped), Look(width=9, height=20, dpi=60)))
    with pytest.raises(InputErrors, match="needs a height of"):
        draw("ranking", PictureRequest(shipped), Look(height=2))
    with pytest.raises(InputErrors, match="of width"):
        draw("ranking", PictureRequest(shipped), Look(width=2))


def test_every_name_has_a_picture_in_the_documents():
    from pathlib import Path

    page = Path(__file__).parents[2] / "docs" / "commands.md"
    section = page.read_text(encoding="utf-8").split("## `toi plot`")[1].split("\n## ")[0]
    for name in PICTURES:
        assert f"`{name}" in section, name

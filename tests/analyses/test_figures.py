"""Pictures: what stands on them, that it can be read, and that it is the same every time."""

import gc
import re
import xml.etree.ElementTree as ElementTree
from functools import cache
from itertools import pairwise
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from PIL import Image

import toi
from tests.pictures import assert_legible, marks_of, words_of, workspace
from toi.analyses.figures import figure_of, figures_of, untold
from toi.analyses.hit_map.compute import run_hit_map
from toi.analyses.plotting import save
from toi.analyses.plotting.save import to_bytes
from toi.analyses.plotting.sheet import NothingToDraw
from toi.analyses.plotting.style import Look
from toi.analyses.shared.session import prepare
from toi.analyses.ternary.compute import run_weight_map
from toi.cli.plot_results import PICTURES
from toi.errors import InputErrors

RUBRICS = (
    *("affordances", "balanced", "basic-science", "better-work"),
    *("equal-weights", "essay-author", "proponent", "top-down"),
)
FEW = 256
SMALL = Look(dpi=72)


@cache
def shipped():
    return toi.load()


@cache
def scored(rubric="balanced"):
    return toi.score(shipped(), rubric)


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """Debates of some theories with odd titles, and a rubric for them, read once each."""

    @cache
    def read(n):
        folder = workspace(tmp_path_factory.mktemp(f"debate{n}"), n)
        debate = toi.load(folder / "data")
        return debate, toi.rubric(debate, folder / "rubrics/odd.yaml")

    return read


@pytest.mark.parametrize("rubric", RUBRICS)
def test_pictures_of_every_shipped_rubric_are_legible(rubric):
    number = RUBRICS.index(rubric)
    topic = ("ranks", "pairwise", "weights", "tornado", "cruxes")[number % 5]
    look = Look(dpi=72, dark=rubric == "balanced")
    found = toi.sensitivity(shipped(), rubric, topic=topic, draws=FEW)
    for figure in (figure_of(scored(rubric), look), figure_of(found, look)):
        assert_legible(figure)
        words = " ".join(words_of(figure))
        assert f"rubric {rubric}" in words
        assert "data shipped" in words, "small print"


@pytest.mark.parametrize("n", [1, 2, 20, 36])
def test_few_and_many_theories_with_odd_titles(odd, n):
    debate, rubric = odd(n)
    hits = run_hit_map(prepare(debate, rubric), ["listed"])
    found = toi.sensitivity(debate, rubric, draws=FEW, full=False)
    figures = figures_of(found, SMALL)
    topics = {"ranks", "pairwise", "weights", "tornado", "cruxes"}
    assert set(figures) == topics - ({"tornado"} if n == 1 else set()), "no lead over anybody"
    ranking = figure_of(toi.score(debate, rubric), SMALL)
    for figure in (ranking, figure_of(hits, SMALL), *figures.values()):
        assert_legible(figure)
    assert to_bytes(figures["ranks"], "png").startswith(b"\x89PNG")


def test_of_hundreds_of_theories_the_first_are_drawn_and_the_rest_told(odd):
    debate, rubric = odd(203)
    scores = toi.score(debate, rubric)
    found = toi.sensitivity(debate, rubric, topic="ranks", draws=FEW)
    for figure in (figure_of(scores, SMALL), figure_of(found, SMALL, "ranks")):
        assert "3 more, further down, are left out." in " ".join(words_of(figure))
    ranks = figure_of(found, SMALL, "ranks")
    assert "So are ranks beyond 200." in " ".join(words_of(ranks))
    assert len(marks_of(figure_of(scores, SMALL).axes[0])) == 200
    asked = figure_of(scores, Look(dpi=72, top=202))
    assert "1 more, further down, is left out." in " ".join(words_of(asked))
    assert "left out" not in " ".join(words_of(figure_of(scores, Look(dpi=72, top=203))))


def test_a_png_is_looked_at_some_rows_at_a_time_and_its_canvas_is_forgotten(odd, monkeypatch):
    figure = figure_of(toi.score(*odd(2)), SMALL)
    first = to_bytes(figure, "png")
    gc.collect()
    assert not any(isinstance(one, RendererAgg) for one in gc.get_objects())  # with every dot
    monkeypatch.setattr(save, "ROWS", 7)
    assert to_bytes(figure, "png") == first
    monkeypatch.setattr(save, "UNSEEN", -1)  # so that no palette will do
    assert len(to_bytes(figure, "png")) > len(first)


def test_no_eye_tells_images_apart_only_where_all_rows_are_alike(monkeypatch):
    monkeypatch.setattr(save, "ROWS", 7)
    white, other = (Image.new("RGB", (3, 30), "white") for _ in range(2))
    palette = white.quantize(2)
    assert save.look_alike(white, palette)
    other.putpixel((2, 29), (255, 255, 255 - save.UNSEEN - 1))
    assert not save.look_alike(other, palette)


def test_what_has_nothing_to_show_says_so(odd):
    found = toi.sensitivity(*odd(1), topic="tornado")
    assert figures_of(found, SMALL) == {}
    with pytest.raises(NothingToDraw, match="only one option"):
        figure_of(found, SMALL)
    with pytest.raises(NothingToDraw, match="nothing was computed for a picture"):
        figure_of(toi.sensitivity(*odd(2), topic="flips"), SMALL)


def test_the_other_pictures_with_odd_titles(odd):
    debate, rubric = odd(20)
    criteria = ("a_b_c", "harm", "reach")
    assert_legible(figure_of(toi.score(debate, rubric), SMALL, "stacked"))
    assert_legible(figure_of(toi.explain(debate, "T01", rubric), SMALL))
    assert_legible(figure_of(run_weight_map(prepare(debate, rubric), ["listed"], criteria), SMALL))
    for theories in (("T01", "T02"), ("T01", "T02", "T04")):
        assert_legible(figure_of(toi.compare(debate, *theories, rubrics=[rubric]), SMALL))
    for topic in ("cruxes", "sobol"):
        about = toi.sensitivity(debate, rubric, topic=topic, theory="T02", draws=FEW)
        assert_legible(figure_of(about, SMALL))


@pytest.mark.parametrize("rubrics", [("essay-author",), ("balanced", "essay-author", "proponent")])
def test_comparisons_of_rubrics(rubrics):
    figure = figure_of(toi.compare(shipped(), *rubrics), SMALL)
    assert_legible(figure)
    assert "essay-author" in words_of(figure)


def test_splits():
    split = toi.portfolio(shipped(), draws=200, kinds="outreach")
    figures = figures_of(split, SMALL)
    assert list(figures) == ["portfolio"]  # caution would gain and cost little
    assert list(untold(split)) == ["frontier"]
    frontier = figure_of(split, SMALL, "frontier")
    for figure in (figures["portfolio"], frontier):
        assert_legible(figure)
    axes = figures["portfolio"].axes[0]
    assert axes.get_xlim()[0] == 0
    assert all(bar.get_x() == 0 for bar in axes.patches)
    assert sum(bar.get_width() for bar in axes.patches) == pytest.approx(1.0, abs=0.02)
    assert "this split" in words_of(frontier)


def test_splits_on_which_rubrics_agree():
    rubrics = ("proponent", "equal-weights")
    found = toi.portfolio(shipped(), rubrics, draws=200, kinds="outreach")
    figure = figure_of(found, SMALL)
    assert_legible(figure)
    shares = sorted(x for split in found.compromises for x in split.shares.values() if x > 1e-6)
    marks = sorted(x for _, x, _ in marks_of(figure.axes[0]) if x > 1e-6)
    assert marks == pytest.approx(shares), "a mark for each line of each split"


def test_markup_is_text_in_every_form(odd):
    figure = figure_of(toi.score(*odd(20)), SMALL)
    words = {word.rstrip("~") for word in words_of(figure)}
    assert "<script>alert(1)</script>" in words
    assert "costs $x_1$ & 50 % of a_b" in words
    svg = to_bytes(figure, "svg")
    tags = {element.tag.rsplit("}")[-1] for element in ElementTree.fromstring(svg).iter()}
    assert "script" not in tags
    assert "path" in tags, "letters are outlines, the same in every viewer"
    assert b"/FontFile2" in to_bytes(figure, "pdf"), "fonts are embedded as TrueType"


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_same_inputs_same_bytes_and_no_state_of_matplotlib(odd, form):
    result = toi.score(*odd(2))
    first = to_bytes(figure_of(result, SMALL), form)
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.hashsalt": None}):
        before = dict(matplotlib.rcParams)
        second = to_bytes(figure_of(result, SMALL), form)
        assert dict(matplotlib.rcParams) == before
    assert first == second
    assert b"CreationDate" not in first
    assert b"dc:date" not in first


def by_tier(result):
    """Rows of a ranking as pictures order them: by tier, then by rank."""
    return sorted(result.results, key=lambda row: (row.tier, row.rank))


def test_ranking_shows_scores_by_tier_and_rank():
    result = scored()
    rows = by_tier(result)
    figure = figure_of(result, SMALL)
    axes = figure.axes[0]
    dots = sorted((y, x) for marker, x, y in marks_of(axes) if marker == "o")
    assert [x for _, x in dots] == [row.score for row in rows]
    spans = [s for c in axes.collections for s in c.get_segments() if s[0][1] == s[1][1]]
    spans = sorted((s[0][1], s[0][0], s[1][0]) for s in spans)
    shown_spans = [(low, high) for _, low, high in spans]
    assert shown_spans == [(r.interval.p05, r.interval.p95) for r in rows]
    words = words_of(figure)
    ids = [w for w in words if re.fullmatch(r"T\d\d", w)]
    assert ids == [row.id for row in rows]
    tiers = sorted({row.tier for row in rows})
    assert [w for w in words if w.startswith("tier ")] == [f"tier {tier}" for tier in tiers]
    nothing = [line.get_xdata()[0] for line in axes.lines if line.get_linestyle() == "--"]
    assert nothing == [result.nothing]
    assert "doing nothing" in words


def test_bars_of_sums_start_at_nothing_and_end_where_the_sums_do():
    result = toi.explain(shipped(), "T09", "balanced")
    axes = figure_of(result, SMALL).axes[0]
    bars = sorted(axes.patches, key=lambda bar: bar.get_y())
    assert axes.get_xlim()[0] <= 0
    criteria, steps = bars[: len(result.by_criterion)], bars[len(result.by_criterion) :]
    assert criteria[0].get_x() == 0
    assert sum(bar.get_width() for bar in criteria) == pytest.approx(result.score)
    assert steps[0].get_x() == steps[-1].get_x() == 0
    assert steps[0].get_width() == pytest.approx(result.case)
    assert steps[-1].get_width() == pytest.approx(result.score)
    moved = sum(bar.get_width() for bar in steps[1:-1])
    assert moved == pytest.approx(result.score - result.case)
    for run in (criteria, steps[1:-1]):
        for one, other in pairwise(run):
            assert one.get_x() + one.get_width() == pytest.approx(other.get_x()), "from the last"


def test_stacked_bars_hold_the_score_and_all_that_arguments_took():
    result = scored()
    axes = figure_of(result, SMALL, "stacked").axes[0]
    assert axes.get_xlim()[0] == 0
    rows = {}
    for bar in axes.patches:
        rows.setdefault(round(bar.get_y(), 6), []).append(bar.get_width())
    inside = {name for line in result.lines for name in line.arguments}
    for row, (_, widths) in zip(by_tier(result), sorted(rows.items()), strict=True):
        split = row.contributions
        alone = [points for name, points in split.arguments.items() if name not in inside]
        parts = [*split.lines.values(), *alone, split.scrutiny, split.conditions]
        took = sum(max(-points, 0.0) for points in parts)
        assert widths[0] == pytest.approx(row.score)
        assert sum(widths[1:]) == pytest.approx(took)


def test_shades_and_figures_of_ranks_are_those_of_the_result():
    found = toi.sensitivity(shipped(), "balanced", topic="ranks", draws=4096)
    chances = found.ranks.rank_acceptability
    figure = figure_of(found, SMALL)
    expected = [f"{100 * v:.0f}" for row in chances for v in row if v >= 0.005]
    numbers = [word for word in words_of(figure) if word.isdigit()]
    assert numbers[: len(expected)] == expected
    ranks = [str(rank) for rank in range(1, len(chances) + 1)]
    assert numbers[len(expected) :] == ranks, "the heads of columns"
    cells = {}
    [drawn] = figure.axes[0].collections
    for path, colour in zip(drawn.get_paths(), drawn.get_facecolor(), strict=True):
        x, y = path.vertices.mean(axis=0)
        cells[round(y, 2), int(x)] = np.sum(colour[:3])
    rows = sorted({y for y, _ in cells})
    assert len(rows) == len(chances)
    for chance, y in zip(chances, rows, strict=True):
        shades = [cells.get((y, k), 3.0) for k in range(len(ranks))]
        order = np.argsort(chance)
        assert np.all(np.diff(np.array(shades)[order]) <= 1e-9), "the darker the likelier"


def test_size_title_and_dots():
    result = scored()
    figure = figure_of(result, Look(width=6, height=7, dpi=50, title="Mine $x$"))
    assert figure.get_size_inches() == pytest.approx([6, 7])
    assert words_of(figure)[0] == "Mine $x$"
    assert_legible(figure_of(result, Look(width=6, height=7, dpi=100)))
    with pytest.raises(InputErrors, match="needs a height of"):
        figure_of(result, Look(height=2))
    with pytest.raises(InputErrors, match="of width"):
        figure_of(result, Look(width=2))


def test_a_tall_heat_map_and_its_top():
    hits = run_hit_map(prepare(shipped(), "balanced"), ["listed"])
    assert_legible(figure_of(hits, Look(width=9, height=20, dpi=60)))
    words = words_of(figure_of(hits, Look(dpi=60, top=3)))
    titles = shipped().debate.arguments
    starts = {titles[name].title[:20] for name in hits.arguments}
    assert len(starts & {word[:20] for word in words}) == 3


def test_every_name_has_a_picture_in_the_documents():
    page = Path(__file__).parents[2] / "docs" / "commands.md"
    section = page.read_text(encoding="utf-8").split("## `toi plot`")[1].split("\n## ")[0]
    for name in PICTURES:
        assert f"`{name}" in section, name

"""Results as a notebook shows them."""

import io
import sys

import pytest

import toi
from tests.command import run

pandas = pytest.importorskip("pandas")

DATA = "docs/example/data"
RUBRIC = "docs/example/rubrics/example.yaml"


@pytest.fixture(scope="module")
def debate():
    return toi.load(DATA)


@pytest.fixture(scope="module")
def scored(debate):
    return toi.score(debate, RUBRIC)


def results(debate):
    yield toi.score(debate, RUBRIC)
    yield toi.score_methods(debate, RUBRIC)
    yield toi.explain(debate, "A", RUBRIC)
    yield toi.compare(debate, "A", "B", rubrics=[RUBRIC])
    yield toi.compare(debate, rubrics=[RUBRIC, toi.rubric(debate, RUBRIC, settings=["risk=90%"])])
    yield toi.agreement(debate, ["docs/example/panel.csv"], RUBRIC)
    yield toi.fit(debate, ["B > A"])
    yield toi.sensitivity(debate, RUBRIC, topic="ranks", draws=200)
    yield toi.portfolio(debate, [RUBRIC])
    yield toi.draws(debate, RUBRIC, draws=50)


def test_each_result_is_short_in_words_and_a_table_with_its_origin_in_a_notebook(debate):
    for found in results(debate):
        assert len(repr(found)) < 200
        assert type(found).__name__ in repr(found)
        html = found._repr_html_()
        assert "<table>" in html
        assert found.provenance.data_digest[:6] in html
        assert len(found.to_frame()) > 0


def test_a_script_prints_the_screen_of_the_command(scored):
    out = run("score", "--data", DATA, "--rubric", RUBRIC).out
    assert scored.screen().split() == out.split()
    assert max(map(len, scored.screen(100).splitlines()[:8])) in range(81, 101)


def test_a_picture_within_axes_is_laid_out_for_their_width(scored):
    from matplotlib.figure import Figure

    tall, flat = (Figure(figsize=(6, high), dpi=100).add_axes((0, 0, 1, 1)) for high in (6, 1.5))
    (high, wide, _), (other_high, other_wide, _) = (
        scored.plot(ax=ax).get_images()[0].get_array().shape for ax in (tall, flat)
    )
    assert wide / high > 1.2  # is as wide as the axes, and no higher
    assert other_wide / other_high > 2 * wide / high


def test_names_stand_to_the_left_in_a_notebook(debate):
    """Jupyter sets all cells to the right, and spaces before a name would look like code."""
    html = toi.score(debate, RUBRIC, settings=["risk=70%"])._repr_html_()
    assert "text-align: left !important" in html
    assert "<td>The odd theory</td>" in html


def test_titles_are_shown_as_text(tmp_path, monkeypatch):
    import shutil

    shutil.copytree(DATA, tmp_path / "data")
    file = tmp_path / "data/theories.yaml"
    file.write_text(file.read_text().replace("The bold theory", "<script>alert(1)</script>"))
    html = toi.score(toi.load(tmp_path / "data"))._repr_html_()
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_a_frame_has_the_numbers_of_csv(scored):
    done = run("score", "--data", DATA, "-r", RUBRIC, "--format", "csv")
    wanted = pandas.read_csv(io.StringIO(done.out))
    found = pandas.read_csv(io.StringIO(scored.to_frame().to_csv(index=False)))
    pandas.testing.assert_frame_equal(found, wanted, check_exact=True)
    assert "rubric" in scored.to_frame().attrs["toi"]


def test_without_pandas_and_polars_it_is_said_what_to_install(scored, monkeypatch):
    for name in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError, match="pip install pandas"):
        scored.to_frame()


def test_two_results_differ_in_the_cells_that_moved(debate, scored):
    assert scored.diff(toi.score(debate, RUBRIC)).cells == ()
    other = toi.score(debate, RUBRIC, settings=["risk=90%"])
    found = scored.diff(other)
    score = {row.id: row.score for row in other.results}
    for one in found.cells:
        if one.column == "score":
            assert one.after == pytest.approx(score[one.row], abs=1e-6)
            assert one.before != one.after
    assert {one.row for one in found.cells if one.column == "score"} == set(score)
    assert "risk=90%" in found._repr_html_()
    assert found.rubrics == ()
    with pytest.raises(TypeError, match="of one type"):
        scored.diff(toi.explain(debate, "A", RUBRIC))


def test_two_results_by_two_rubrics_name_both_and_what_tells_why(debate, scored, tmp_path):
    other = tmp_path / "mine.yaml"
    other.write_text("schema: toi/rubric/1\nid: mine\ntitle: Mine\nweights: {reach: 1, risk: 2}\n")
    found = scored.diff(toi.score(debate, str(other)))
    assert found.rubrics == (RUBRIC, str(other))
    shown = found.screen(300)
    assert f"cells differ between the rubrics {RUBRIC} and {other}." in shown
    assert f"Why: toi compare {RUBRIC} {other} --data docs/example/data" in shown


def test_a_picture_is_a_figure_or_goes_into_given_axes(scored):
    from matplotlib.figure import Figure

    figure = scored.plot()
    assert isinstance(figure, Figure)
    picture, shown = figure._repr_png_()  # whether or not pyplot was imported
    assert picture.startswith(b"\x89PNG")
    assert shown["width"] < 1000
    ax = Figure().add_subplot()
    assert scored.plot("stacked", ax) is ax
    assert len(ax.images) == 1


def test_every_result_of_the_interface_has_a_view():
    from toi.analyses.notebook import VIEWS

    named = {getattr(toi, name) for name in toi.__all__ if name.endswith(("Result", "Compared"))}
    assert named <= set(VIEWS)

"""`toi plot` and `--plot`, as a shell would run them, mostly on a small debate."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread

from tests.command import run
from tests.conftest import write_workspace
from tests.test_layers import loaded_by

WEIGHTLESS = "soundness,tractability,other_harm"
BASELINES = Path(__file__).parents[1] / "baselines"

PICTURES_OF_RANKS = ("ranking", "ranks", "pairwise")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The options that name the small debate and its rubric."""
    folder = write_workspace(tmp_path_factory.mktemp("small"))
    return ["--data", folder / "data", "--rubric", folder / "rubrics/plain.yaml"]


def test_a_file_in_the_form_of_its_ending(tmp_path, small):
    done = run("plot", "ranking", *small, cwd=tmp_path)
    assert (done.code, done.out, done.err) == (0, "", "wrote ranking.png\n")
    assert run("plot", "explain", "T2", "-f", "svg", *small, cwd=tmp_path).code == 0
    assert run("plot", "map", "-o", "here.PDF", "--quiet", *small, cwd=tmp_path).err == ""
    starts = {f.name: f.read_bytes()[:5] for f in tmp_path.iterdir()}
    assert starts == {
        "ranking.png": b"\x89PNG\r",
        "explain-T2.svg": b"<?xml",
        "here.PDF": b"%PDF-",
    }


def test_nothing_is_overwritten_without_force(tmp_path, small):
    (tmp_path / "ranking.png").write_text("mine")
    done = run("plot", "ranking", *small, cwd=tmp_path)
    assert done.code == 2
    assert "ranking.png exists; --force replaces it [file-exists]" in done.err
    assert (tmp_path / "ranking.png").read_text() == "mine"
    assert run("plot", "ranking", "--force", *small, cwd=tmp_path).code == 0
    assert (tmp_path / "ranking.png").read_bytes().startswith(b"\x89PNG")
    assert [f.name for f in tmp_path.iterdir()] == ["ranking.png"], "nothing is left beside it"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rankin"], "did you mean 'ranking'? (there are: ranking, explain,"),
        (["nonsense"], "no picture is called 'nonsense' (there are: ranking, explain,"),
        (["ranking", "-o", "a.gif"], "no picture is made of the ending .gif; .png, .svg or .pdf"),
        (["ranking", "-o", "no/such/a.png"], "cannot write no/such/a.png: No such file"),
        (
            ["ranking", "T1"],
            "plot ranking has no use for 'T1'; a rubric is named by -r [unused-word]",
        ),
        (["weights", "--stacked"], "--stacked goes with ranking, not with weights"),
        (["ranking", "--min-grant", "1%"], "--min-grant goes with portfolio and frontier, not"),
        (["explain"], "name an option, as in: toi plot explain T1"),
        (["explain", "T99"], "nothing is called 'T99'"),
        (["ranking", "--size", "big"], "--size 'big' is no size in inches, such as 7x5 or 7"),
        (
            ["ranking", "--size", "100x100", "--dpi", "1200"],
            "dots are too many; --dpi 100,",
        ),
        (["ranking", "--size", "7x1"], "7 x 1 inches are too few for this picture"),
        (["weights", "--criteria", "reach,speed,harm"], "no criterion 'reach'"),
        (["weights", "--criteria", "speed,speed"], "needs three criteria"),
        (["weights", "--criteria", WEIGHTLESS, "-r", "balanced"], "no weight to share"),
        (["tornado", "--set", "method=minimum", "-r", "nobody"], "nobody"),
        (["ranking", "--stacked", "--set", "method=minimum"], "a score by minimum is no sum"),
        (["ranks", "-r", "balanced", "-r", "proponent"], "this picture shows one rubric"),
    ],
)
def test_errors_say_what_to_type(tmp_path, small, words, said):
    own = [] if "-r" in words else small
    done = run("plot", *words, *own, cwd=tmp_path)
    assert done.code == 2
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_pictures_of_one_ranking_count_the_same_draws(tmp_path, small):
    """Whoever hands out both must not hand out two chances of one lead."""
    asked = ("--format", "json", "-o", "-", *small)
    found = [json.loads(run("plot", name, *asked, cwd=tmp_path).out) for name in PICTURES_OF_RANKS]
    draws = {one["provenance"]["draws"] for one in found}
    assert len(draws) == 1


def test_pictures_beside_the_screens(tmp_path, small):
    asked = ["sensitivity", *small, "--plot", "a/b"]
    done = run(*asked, "--draws", 64, "-f", "json", cwd=tmp_path)
    assert json.loads(done.out)["schema"] == "toi/sensitivity/1", "only JSON is printed"
    found = {f.name for f in (tmp_path / "a" / "b").iterdir()}
    assert found == {f"{n}.png" for n in ("ranks", "pairwise", "weights", "tornado", "cruxes")}
    again = run(*asked, "--draws", 300, cwd=tmp_path)
    assert again.code == 2
    assert again.out == "", "refused before any work"
    assert "exists; --force replaces it" in again.err
    assert "no picture of flips" in run("sensitivity", "flips", "--plot", "x", cwd=tmp_path).err


def test_a_picture_of_the_topic_alone(tmp_path, small):
    asked = ["sensitivity", "tornado", *small, "--plot", "p"]
    assert run(*asked, cwd=tmp_path).code == 0
    assert [f.name for f in (tmp_path / "p").iterdir()] == ["tornado.png"]


def test_pictures_of_comparisons_and_splits(tmp_path, small):
    assert run("compare", "T1", "T2", *small, "--plot", "t.svg", cwd=tmp_path).code == 0
    assert (tmp_path / "t.svg").read_bytes().startswith(b"<?xml")
    done = run("portfolio", "--draws", 100, *small, "--plot", "p", cwd=tmp_path)
    assert done.code == 0
    assert {f.name for f in (tmp_path / "p").iterdir()} == {"portfolio.png"}
    assert "no frontier.png: more caution would gain and cost little" in done.err


def test_a_letter_without_a_font_is_a_note(tmp_path, small):
    odd = "odd \U000e0041"
    done = run("plot", "ranking", "--title", odd, "-o", "a.png", *small, cwd=tmp_path)
    assert done.code == 0
    assert "no font here has 1 of the letters" in done.err


def test_only_pictures_load_matplotlib_and_never_pyplot(tmp_path):
    few = ("--draws", "64")
    loaded = loaded_by("plot", "ranking", *few, "--output", str(tmp_path / "a.png"))
    assert "matplotlib.figure" in loaded
    assert not {"matplotlib.pyplot", "scipy"} & loaded
    assert not {"matplotlib"} & loaded_by("plot", "--help")
    assert not {"matplotlib"} & loaded_by("sensitivity", "weights", *few)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ranking", ["ranking"]),
        ("pairwise", ["pairwise", "--draws", 4096]),
        ("weight-map", ["weights", "--criteria", "speed,harm,margin", "--set", "margin=30%"]),
        ("explain-dark", ["explain", "T1", "--dark"]),
    ],
)
def test_pictures_look_as_they_did(tmp_path, small, name, words):
    """What is drawn stands where it stood; TOI_REFRESH=1 takes the new pictures as the old."""
    done = run("plot", *words, *small, "-o", tmp_path / "x.png", "--dpi", 60)
    assert done.code == 0, done.err
    found, file = ink(tmp_path / "x.png"), BASELINES / f"{name}.csv"
    if os.environ.get("TOI_REFRESH"):
        np.savetxt(file, found, fmt="%.2f", delimiter=",")
    known = np.loadtxt(file, delimiter=",")
    assert found.shape == known.shape, "another height"
    # Another version of a font moves the edges of letters, hardly a tenth of a cell's ink. A
    # dot or a bar that is gone leaves its cell bare.
    assert np.abs(found - known).max() < 0.08, f"{name} looks different"


def ink(file, columns=48):
    """The mean distance from the colour of the page, 0 to 1, in square cells of a picture."""
    picture = imread(file)[..., :3]
    distance = np.abs(picture - picture[0, 0]).max(axis=2)
    rows = round(columns * distance.shape[0] / distance.shape[1])
    return np.array(
        [
            [cell.mean() for cell in np.array_split(band, columns, axis=1)]
            for band in np.array_split(distance, rows, axis=0)
        ]
    )

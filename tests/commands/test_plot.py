"""`toi plot` and `--plot`, as a shell would run them."""

import json

import numpy as np
import pytest

from tests.command import run
from tests.test_layers import loaded_by


def test_a_file_in_the_form_of_its_ending(tmp_path):
    done = run("plot", "ranking", cwd=tmp_path)
    assert (done.code, done.out, done.err) == (0, "", "wrote ranking.png\n")
    assert run("plot", "explain", "T09", "-f", "svg", cwd=tmp_path).code == 0
    assert run("plot", "map", "-o", "here.PDF", "--quiet", cwd=tmp_path).err == ""
    starts = {f.name: f.read_bytes()[:5] for f in tmp_path.iterdir()}
    assert starts == {
        "ranking.png": b"\x89PNG\r",
        "explain-T09.svg": b"<?xml",
        "here.PDF": b"%PDF-",
    }


def test_nothing_is_overwritten_without_force(tmp_path):
    (tmp_path / "ranking.png").write_text("mine")
    done = run("plot", "ranking", cwd=tmp_path)
    assert done.code == 2
    assert "ranking.png exists; --force replaces it [file-exists]" in done.err
    assert (tmp_path / "ranking.png").read_text() == "mine"
    assert run("plot", "ranking", "--force", cwd=tmp_path).code == 0
    assert (tmp_path / "ranking.png").read_bytes().startswith(b"\x89PNG")
    assert [f.name for f in tmp_path.iterdir()] == ["ranking.png"], "nothing is left beside it"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rankin"], "did you mean 'ranking'? (there are: ranking, explain,"),
        (["nonsense"], "no picture is called 'nonsense' (there are: ranking, explain,"),
        (["ranking", "-o", "a.gif"], "no picture is made of the ending .gif; .png, .svg or .pdf"),
        (["ranking", "-o", "no/such/a.png"], "cannot write no/such/a.png: No such file"),
        (["ranking", "T04"], "plot ranking has no use for 'T04' [unused-word]"),
        (["weights", "--stacked"], "--stacked goes with ranking, not with weights"),
        (["explain"], "name a theory, as in: toi plot explain T09"),
        (["explain", "T99"], "nothing is called 'T99'"),
        (["ranking", "--size", "big"], "--size 'big' is no size in inches, such as 7x5 or 7"),
        (["ranking", "--size", "7x1"], "7 x 1 inches are too few for this picture"),
        (["weights", "--criteria", "directness,speed,harm"], "no criterion 'speed'"),
        (["weights", "--criteria", "directness,directness"], "needs three criteria"),
        (["weights", "--criteria", "soundness,tractability,other_harm"], "no weight to share"),
        (["tornado", "--set", "method=minimum", "-r", "nobody"], "nobody"),
        (["ranking", "--stacked", "--set", "method=minimum"], "a score by minimum is no sum"),
        (["ranks", "-r", "balanced", "-r", "proponent"], "this picture shows one rubric"),
    ],
)
def test_errors_say_what_to_type(tmp_path, words, said):
    done = run("plot", *words, cwd=tmp_path)
    assert done.code == 2
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_pictures_beside_the_screens(tmp_path):
    done = run("sensitivity", "--draws", 64, "--plot", "a/b", "-f", "json", cwd=tmp_path)
    assert json.loads(done.out)["schema"] == "toi/sensitivity/1", "only JSON is printed"
    found = {f.name for f in (tmp_path / "a" / "b").iterdir()}
    assert found == {f"{n}.png" for n in ("ranks", "pairwise", "weights", "tornado", "cruxes")}
    again = run("sensitivity", "--draws", 300, "--plot", "a/b", cwd=tmp_path)
    assert again.code == 2
    assert again.out == "", "refused before any work"
    assert "exists; --force replaces it" in again.err
    assert "no picture of flips" in run("sensitivity", "flips", "--plot", "x", cwd=tmp_path).err
    assert run("compare", "T04", "T09", "--plot", "t.svg", cwd=tmp_path).code == 0
    assert run("portfolio", "--draws", 100, "-k", "outreach", "--plot", "p", cwd=tmp_path).code == 0
    assert {f.name for f in (tmp_path / "p").iterdir()} == {"portfolio.png", "frontier.png"}


def test_a_letter_without_a_font_is_a_note(tmp_path):
    done = run("plot", "ranking", "--title", "odd \U000e0041", "-o", "a.png", cwd=tmp_path)
    assert done.code == 0
    assert "no font here has 1 of the letters" in done.err


def test_only_pictures_load_matplotlib_and_never_pyplot(tmp_path):
    loaded = loaded_by("plot", "ranking", "--output", str(tmp_path / "a.png"))
    assert "matplotlib.figure" in loaded
    assert not {"matplotlib.pyplot", "scipy"} & loaded
    assert not {"matplotlib"} & loaded_by("plot", "--help")
    assert not {"matplotlib"} & loaded_by("sensitivity", "weights")


def test_pictures_look_as_they_did(tmp_path):
    """A few at low resolution, so that another version of a font does not matter."""
    from pathlib import Path

    baselines = Path(__file__).parents[1] / "baselines"
    for name, words in {
        "ranking": ["ranking"],
        "pairwise": ["pairwise", "--draws", "4096"],
        "weight-map": ["weights", "--criteria", "speed,harm,margin", "--set", "margin=30%"],
        "explain-dark": ["explain", "T1", "--dark"],
    }.items():
        found = _small(tmp_path, [*words, "--data", "data", "-r", "rubrics/plain.yaml"])
        _same(found, baselines / f"{name}.csv")


def _small(folder, words):
    """A picture of the small debate, as 24 columns of mean brightness, 0 to 1."""
    from matplotlib.image import imread

    from tests.conftest import write_workspace

    write_workspace(folder)
    done = run("plot", *words, "-o", "x.png", "--dpi", 60, "--force", cwd=folder)
    assert done.code == 0, done.err
    grey = imread(folder / "x.png")[..., :3].mean(axis=2)
    rows, columns = round(24 * grey.shape[0] / grey.shape[1]), 24
    down = np.array_split(grey, rows, axis=0)
    return np.array([[p.mean() for p in np.array_split(part, columns, axis=1)] for part in down])


def _same(found, file):
    import os

    if os.environ.get("TOI_REFRESH"):
        file.parent.mkdir(exist_ok=True)
        np.savetxt(file, found, fmt="%.2f", delimiter=",")
    known = np.loadtxt(file, delimiter=",")
    assert found.shape == known.shape, "another height"
    assert np.abs(found - known).mean() < 0.02, f"{file.stem} looks different"

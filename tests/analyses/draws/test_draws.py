"""The draws themselves, as arrays and as a Dataset of xarray."""

import sys

import numpy as np
import pytest

import toi

RUBRIC = "docs/example/rubrics/example.yaml"
N = 2000


@pytest.fixture(scope="module")
def debate():
    return toi.load("docs/example/data")


@pytest.fixture(scope="module")
def found(debate):
    return toi.draws(debate, RUBRIC, settings=["weights_sure=roughly"], draws=N)


def test_they_are_the_draws_that_sensitivity_counts(debate, found):
    told = toi.sensitivity(
        debate, RUBRIC, settings=["weights_sure=roughly"], topic="ranks", draws=N
    ).ranks
    for i, name in enumerate(found.theories):
        assert told.score[name].mean == pytest.approx(found.score[:, i].mean(), abs=1e-9)
        assert told.p_first[name] == pytest.approx((found.rank[:, i] == 1).mean())


def test_scores_are_the_weighted_sums_of_the_values(found):
    assert found.value.shape == (N, 3, 2)
    sums = 100 * np.einsum("sc,stc->st", found.weight, found.value)
    np.testing.assert_allclose(found.score, sums, atol=1e-9)
    np.testing.assert_allclose(found.weight.sum(axis=1), 1.0)
    first = found.score.argmax(axis=1)
    np.testing.assert_array_equal(found.rank[np.arange(N), first], 1)


def test_arguments_move_cells_only_where_they_are_sound(found):
    acting = found.sound[:, list(found.arguments).index("falls-short")]
    moved = (found.cell != found.judgement)[:, list(found.theories).index("C")].any(axis=1)
    np.testing.assert_array_equal(moved, acting)  # nothing else bears on C


def test_a_dataset_has_names_on_its_axes(found):
    pytest.importorskip("xarray")
    data = found.to_xarray()
    assert data.score.dims == ("draw", "theory")
    assert data.cell.dims == ("draw", "theory", "criterion")
    assert data.sound.dims == ("draw", "argument")
    assert data.sel(theory="A").theory_title == "The bold theory"
    reach = float(data.weight.sel(criterion="reach").mean())
    assert reach == pytest.approx(0.6, abs=0.02)
    assert "seed 0" in data.attrs["toi"]
    assert len(found.to_frame()) == 3 * N


def test_without_xarray_it_is_said_what_to_install(found, monkeypatch):
    monkeypatch.setitem(sys.modules, "xarray", None)
    with pytest.raises(ImportError, match="pip install xarray"):
        found.to_xarray()


def test_other_results_say_where_draws_are(debate):
    with pytest.raises(TypeError, match=r"toi\.draws\(\)"):
        toi.score(debate, RUBRIC).to_xarray()
    with pytest.raises(TypeError, match="to_xarray"):
        toi.draws(debate, RUBRIC, draws=2).to_json()

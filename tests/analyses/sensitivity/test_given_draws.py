"""`toi sensitivity` of draws made elsewhere: arrays of judgements and weights."""

import numpy as np
import pytest

import toi
from tests.conftest import write_workspace


def test_presampled_arrays_are_counted_as_they_are(small):
    """Theories and criteria sorted by id; raw judgements; weights by their proportions."""
    debate, rng = toi.load(str(small / "data")), np.random.default_rng(1)
    unit, weights = rng.random((700, 3, 2)), rng.random((700, 2))
    low, high = np.array([debate.debate.criteria[name].scale for name in ("reach", "risk")]).T
    cells = low + unit * (high - low)
    found = toi.sensitivity(debate, topic="ranks", judgements=cells, weights=weights).ranks
    unit[:, :, 1] = 1 - unit[:, :, 1]
    shares = weights / weights.sum(axis=1, keepdims=True)
    totals = np.einsum("sc,stc->st", shares, unit)
    first = np.bincount(totals.argmax(axis=1), minlength=3) / 700
    assert [found.p_first[name] for name in "ABC"] == pytest.approx(first.tolist(), abs=1e-12)
    assert found.counted == 700


def test_given_values_may_leave_a_scale_that_does_not_clip(tmp_path):
    folder = write_workspace(tmp_path)
    (folder / "data/arguments.yaml").unlink()
    debate = toi.load(str(folder / "data"))
    names = sorted(debate.debate.criteria)
    assert not debate.debate.criteria["margin"].clip
    cells = np.full((9, 2, len(names)), 5.0)
    cells[:, 0, names.index("margin")] = 150
    found = toi.sensitivity(
        debate,
        str(folder / "rubrics/plain.yaml"),
        settings=("margin=50%",),
        topic="ranks",
        judgements=cells,
    )
    assert found.ranks.p_first == {"T1": 1.0, "T2": 0.0}
    cells[:, 0, names.index("speed")] = 11
    with pytest.raises(toi.InputErrors, match="T1 speed is 11, outside its scale"):
        toi.sensitivity(debate, judgements=cells)


@pytest.mark.parametrize(
    ("judgements", "weights", "code"),
    [
        (np.ones((5, 3)), None, "array-shape"),
        (np.full((5, 3, 2), 3.0), np.ones((4, 2)), "array-shape"),
        (np.full((5, 3, 2), 99.0), None, "array-range"),
        (np.full((5, 3, 2), np.nan), None, "not-finite"),
        (None, -np.ones((5, 2)), "weight-negative"),
        (None, np.zeros((5, 2)), "weight-negative"),
        (None, "text", "array-shape"),
    ],
)
def test_arrays_that_cannot_be_are_refused(small, judgements, weights, code):
    debate = toi.load(str(small / "data"))
    with pytest.raises(toi.InputErrors) as refused:
        toi.sensitivity(debate, judgements=judgements, weights=weights)
    assert refused.value.problems[0].code == code


def test_theories_that_derive_from_others_cannot_be_given():
    with pytest.raises(toi.InputErrors, match="T01 derives"):
        toi.sensitivity(judgements=np.ones((5, 20, 8)))

"""Who leads at which weights."""

import numpy as np
import pytest

from tests.pictures import setting, workspace
from toi.analyses.shared.theories import rows_of
from toi.analyses.ternary.compute import run_weight_map
from toi.engine.sensitivity.one_at_a_time import base_case


def test_a_map_of_weights_says_who_leads_where(tmp_path):
    here = setting(workspace(tmp_path, 20))
    found = run_weight_map(here, ["listed"], ("a_b_c", "harm", "reach"), steps=12)
    assert sum(area.share for area in found.areas) == pytest.approx(1.0)
    assert sum(found.now) == pytest.approx(1.0)
    whole = base_case(here.problem, rows_of(here.problem, here.debate.shown(["listed"])), True)
    names = [whole.problem.theories[t] for t in whole.rows]
    columns = [whole.problem.criteria.index(c) for c in ("a_b_c", "harm", "reach")]
    rng = np.random.default_rng(0)
    for area in found.areas:
        for piece in area.pieces:
            inner = rng.dirichlet(np.ones(len(piece))) @ np.array(piece)
            weights = whole.inputs.weights.copy()
            weights[0, columns] = inner
            at = type(whole.inputs)(**{**vars(whole.inputs), "weights": weights})
            scores = whole.score(at).totals[0]
            assert scores[names.index(area.theory)] >= scores.max() - 1e-9

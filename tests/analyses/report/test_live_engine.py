"""The page's engine against the product's: the same scores and ranks, run by node."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from tests.analyses.report.node import PageEngine
from toi.analyses.report.live.model import page_model
from toi.analyses.shared.session import open_debate, prepare
from toi.analyses.shared.theories import scores_told
from toi.compile.scoring import compile_problem
from toi.engine.problem import Gate
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.exact_ranking import exact_ranking

NEAR = 1e-9

RUBRICS = {
    "balanced": ("balanced", ()),
    "trust, and criteria that do not bear": ("essay-author", ()),
    "scrutiny": ("balanced", ("scrutiny=adjusted",)),
    "scrutiny of what bears": ("essay-author", ("scrutiny=adjusted",)),
    "order": ("better-work", ("weights_sure=order",)),
    "other overlaps": ("top-down", ("overlap.default=0", "overlap.dual-use=1")),
    "geometric": ("essay-author", ("method=geometric",)),
    "minimum": ("proponent", ("method=minimum",)),
    "topsis": ("affordances", ("method=topsis",)),
    "topsis by range": ("affordances", ("method={topsis: {normalisation: range}}",)),
    "topsis by scale": ("affordances", ("method={topsis: {normalisation: scale}}",)),
    "promethee": ("basic-science", ("method=promethee2",)),
    "preference functions": (
        "essay-author",
        (
            "method={promethee2: {default: {function: linear, q: 0.2, p: 2},"
            " soundness: {function: gaussian, s: 1}, directness: {function: level, q: 1, p: 3},"
            " tractability: {function: v-shape, p: 2}, other_harm: {function: u-shape, q: 1}}}",
        ),
    ),
}


@pytest.fixture(scope="module")
def page():
    engine = PageEngine()
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def opened():
    return open_debate()


def positions_about(problem, count, seed):
    """The rubric's own position, then random ones, some of weights and credences 0 or 1."""
    inputs, chance = expected_inputs(problem), np.random.default_rng(seed)
    yield inputs.weights[0], problem.credence
    for _ in range(count):
        weights = chance.dirichlet(np.ones(len(problem.criteria)))
        weights[1:][chance.random(len(weights) - 1) < 0.2] = 0.0
        moved = chance.random(len(problem.arguments)) < 0.5
        values = np.clip(chance.uniform(-0.3, 1.3, len(moved)), 0, 1)
        yield weights / weights.sum(), np.where(moved, values, problem.credence)


def assert_agreement(page, problem, rows, count, seed=1):
    inputs, model = expected_inputs(problem), page_model(problem)
    for weights, credence in positions_about(problem, count, seed):
        found = page.ranked(weights, credence, rows, model)
        model = None  # is known from now on
        exact = exact_ranking(
            problem, rows, inputs.with_(weights=weights[None], sound=credence[None])
        )
        theirs = {row["theory"]: row for row in found["ranking"]}
        assert [theirs[t]["gated"] for t in rows] == exact.gated.tolist()
        scores = [np.nan if theirs[t]["score"] is None else theirs[t]["score"] for t in rows]
        np.testing.assert_allclose(scores, scores_told(exact), atol=NEAR)
        assert [theirs[t]["rank"] for t in rows] == exact.ranks.tolist()
        assert [row["theory"] for row in found["ranking"]] == [rows[i] for i in exact.order]


@pytest.mark.parametrize("name", RUBRICS)
def test_positions_score_and_rank_as_in_the_engine(page, opened, name):
    rubric, changes = RUBRICS[name]
    problem = prepare(opened, rubric, changes).problem
    rows = [problem.row[theory] for theory in sorted(opened.debate.shown(["all"]))]
    assert_agreement(page, problem, rows, 10)


def test_those_that_a_gate_excludes_stand_by_score_as_in_the_engine(page, opened):
    problem = prepare(opened, "balanced").problem
    harm = problem.criteria.index("dual_use_risk")
    problem = replace(problem, gates=(Gate(harm, ">", 4.0, "dual_use_risk > 4"),))
    rows = [problem.row[theory] for theory in sorted(opened.debate.shown(["listed"]))]
    assert 2 < exact_ranking(problem, rows).gated.sum() < len(rows)
    assert_agreement(page, problem, rows, 3)


@settings(max_examples=25)
@given(drawn=strategies.problems(), seed=st.integers(0, 99))
def test_any_debate_scores_and_ranks_as_in_the_engine(page, drawn, seed):
    """Gates, value functions, wholes, conditions, lines, scrutiny: whatever a debate has."""
    problem = compile_problem(*drawn)
    assert_agreement(page, problem, list(range(len(problem.theories))), 2, seed)

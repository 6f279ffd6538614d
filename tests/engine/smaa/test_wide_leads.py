"""Who leads at weights of its own, of theories too many to have all values in memory."""

from dataclasses import replace

import numpy as np
import pytest

from tests.problems import table_problem
from toi import threads
from toi.distribution import Distribution
from toi.engine.problem import Gate
from toi.engine.smaa import wide_blocks, wide_leads
from toi.engine.smaa.confidence import confidence_factors
from toi.engine.smaa.simulate import drawn_blocks
from toi.threads import Crew

DRAWS = 600
STRONG = [Distribution("uniform", (6, 10)), 7.0]  # but a gate excludes it more often than not
LEVEL = [6.5, 6.5]
LAWS = [STRONG, STRONG, [Distribution("uniform", (4, 8)), 6.0], LEVEL, LEVEL, LEVEL, [7.5, 1.0]]
CENTRAL = np.array([[w, 1 - w] for w in (0.6, 0.7, 0.8, 0.5, 0.4, 0.3, 0.2)])
WITHOUT = [  # whose weights are not known, as if they never led
    [],
    [1],  # strong, often excluded
    [5],  # level with two that lead
    [1, 2, 5],
    [0, 1, 2, 3, 4, 5],  # the last leads in no draw
]


@pytest.fixture(autouse=True)
def one_thread():
    threads.use(1)
    yield
    threads.use(None)


@pytest.fixture
def problem():
    return replace(table_problem(LAWS), gates=(Gate(0, ">", 7.8, "c0 > 7.8"),))


@pytest.mark.parametrize("memory", [1, 4096, 2**13, 2**27])
@pytest.mark.parametrize("without", WITHOUT, ids=str)
def test_shares_of_the_lead_are_those_with_all_values_at_hand(
    problem, memory, without, monkeypatch
):
    """Whoever leads is excluded often, or level with others, or beaten by who never leads."""
    monkeypatch.setattr(wide_leads, "RIVALS", 2)
    monkeypatch.setattr(wide_leads, "VALUES", memory)
    monkeypatch.setattr(wide_leads, "LEAST", 150)
    monkeypatch.setattr(wide_blocks, "LEAST", 150)
    rows, central = list(range(len(LAWS))), CENTRAL.copy()
    central[without] = np.nan
    exact = confidence_factors(problem, rows, central, drawn_blocks(problem, 0, DRAWS))
    sampler = wide_blocks.WideSampler(problem, 0, DRAWS, Crew())
    blocks = wide_blocks.wide_blocks(sampler, DRAWS)
    found = confidence_factors(problem, rows, central, blocks)
    assert found.tobytes() == exact.tobytes()


def test_level_theories_share_the_lead():
    """Whatever the weights, which are at even here: three are level, and the last is behind."""
    problem = table_problem(LAWS[2:])
    sampler = wide_blocks.WideSampler(problem, 0, DRAWS, Crew())
    central = np.full((5, 2), 0.5)
    found = confidence_factors(
        problem, list(range(5)), central, wide_blocks.wide_blocks(sampler, DRAWS)
    )
    assert found.sum() == pytest.approx(1)
    assert found[0] == pytest.approx(0.25, abs=0.1)  # where the first is above 7
    assert found[1] == found[2] == found[3] > 0.2
    assert found[4] == 0

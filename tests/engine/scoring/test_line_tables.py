"""Joint pulls that are worked out all at once are, to the last bit, those of each by itself."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import small, strategies
from toi.compile.scoring import compile_problem
from toi.engine.scoring import magnitudes
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.magnitudes import FEW, MANY, PullTerms, fill_magnitudes, magnitude


@pytest.fixture(scope="module")
def problem():
    """Lines of one to five arguments, a family of a general point, several pulls of one.

    Some act by a part of their force.
    """
    said = [(["A"], "c1", "lowers", 0.5)]
    twice = [*said, (["A", "B"], "c1", "lowers", 0.25)]
    named = {"l1": "abcde", "l2": "fg", "l3": "h"}
    arguments = [
        small.argument(name, 0.5, twice if name in "bf" else said, line=line)
        for line, names in named.items()
        for name in names
    ]
    arguments += [small.argument(f"a{i}", 0.5, twice, instance_of="a") for i in range(3)]
    arguments += [small.argument("n", 0.5, said), small.argument("n1", 0.5, said, instance_of="n")]
    made = small.problem(
        [small.criterion()],
        [small.theory(name, {"c1": 8}) for name in "AB"],
        arguments,
        [small.line(name, overlap) for name, overlap in [("l1", 0.25), ("l2", 1.0), ("l3", 0.0)]],
    )
    return replace(made, hit_share=np.resize([1.0, 0.5, 0.75], len(made.hit_share)))


def terms_of(problem, draws, values, seed, certain=False, overlap=False):
    """Make terms out of a few values, so that many pulls tie."""
    rng = np.random.default_rng(seed)

    def some(rows):
        return rng.choice(values, (rows, draws))

    arguments, forces = len(problem.arguments), some(len(problem.forces))
    overlaps = some(len(problem.lines.names)) if overlap and problem.lines else None
    if certain:
        return PullTerms(forces, some(arguments) > 0.5, overlap=overlaps)
    sound, left = some(arguments), some(arguments)
    return PullTerms(forces, sound * left, sound, left, overlaps)


def same_as_each(problem, terms, draws):
    pulls = joint_hits(problem).pulls
    found = np.empty((len(pulls), draws))
    fill_magnitudes(problem, terms, found)
    each = np.array([magnitude(problem, pull, terms) for pull in pulls]).reshape(found.shape)
    by_row = np.empty_like(found)
    fill_magnitudes(problem, replace(terms, strength=dict(enumerate(terms.strength))), by_row)
    return found.tobytes() == each.tobytes() == by_row.tobytes()


@pytest.mark.parametrize("certain", [False, True])
@pytest.mark.parametrize("overlap", [False, True])
@pytest.mark.parametrize("draws", [1, 2, FEW, FEW + 1, MANY])
def test_all_at_once_as_each_by_itself(problem, draws, certain, overlap):
    assert {len(pull.members) for _, pull in joint_hits(problem).several} >= {2, 8}
    for seed, values in enumerate([np.linspace(0.0, 1.0, 41), [0.0, 0.5, 0.7, 1.0], [0.0]]):
        terms = terms_of(problem, draws, values, seed, certain, overlap)
        assert same_as_each(problem, terms, draws)


def test_few_at_a_time(problem, monkeypatch):
    monkeypatch.setattr(magnitudes, "AT_ONCE", 1)
    assert same_as_each(problem, terms_of(problem, 3, np.linspace(0.0, 1.0, 41), 0), 3)


@settings(max_examples=20)
@given(strategies.problems(), st.integers(1, 4), st.booleans(), st.integers(0, 99))
def test_any_debate(drawn, draws, certain, seed):
    problem = compile_problem(*drawn)
    terms = terms_of(problem, draws, [0.0, 0.3, 0.7, 0.9, 1.0], seed, certain)
    assert same_as_each(problem, terms, draws)

"""Laws at the ends of what floats hold: a right value, or a refusal for people."""

import itertools
import math

import pytest
from pydantic_core import PydanticCustomError

from toi.distribution import PARAMETERS, Distribution
from toi.records.fields.quantities import quantity

ENDS = (-1e308, -1e100, -800.0, -1e-300, 0.0, 1e-320, 1.0, 50.0, 800.0, 1e100, 1e308)


@pytest.mark.parametrize("family", PARAMETERS)
def test_a_law_that_is_taken_has_a_finite_mean_within_its_support(family):
    taken = 0
    for parameters in itertools.product(ENDS, repeat=len(PARAMETERS[family])):
        try:
            law = quantity(Distribution(family, parameters))
        except PydanticCustomError:
            continue
        taken += 1
        low, high = law.support
        rounding = 1e-12 * abs(law.mean)
        assert math.isfinite(law.mean)
        assert low - rounding <= law.mean <= high + rounding, law
    assert taken


@pytest.mark.parametrize(
    ("law", "said"),
    [
        (Distribution("lognormal", (800, 1)), "the mean of this lognormal is above 1e+100"),
        (Distribution("normal", (math.nan, 1)), "mean .nan is not a finite number"),
        (Distribution("uniform", (3, 1)), "uniform needs low <= high, not [3, 1]"),
        (Distribution("beta", (0, 0)), "beta needs a > 0, b > 0"),
        (Distribution("normal", (1,)), "normal takes [mean, sd]"),
        (Distribution("nomral", (1, 2)), "exactly one of pert, triangular"),
    ],
)
def test_a_law_made_in_python_is_checked_as_one_of_a_file_is(law, said):
    with pytest.raises(PydanticCustomError) as refused:
        quantity(law)
    assert said in str(refused.value)


def test_a_lognormal_beyond_every_float_is_infinite():
    assert Distribution("lognormal", (800, 1)).support == (0, math.inf)
    assert Distribution("lognormal", (800, 1)).mean == math.inf
    assert Distribution("lognormal", (800, 0)).support == (math.inf, math.inf)

"""Shares by name: in an order that no solver's rounding decides."""

import numpy as np
import pytest

from toi.analyses.shared.theories import shares_by_name


@pytest.mark.parametrize("noise", [-3e-11, 0.0, 3e-11])
def test_shares_that_rounding_alone_tells_apart_stay_in_the_order_of_the_records(noise):
    found = shares_by_name(("a", "b", "c", "d"), np.array([0.25, 0.25 + noise, 0.0, 0.5]))
    assert list(found) == ["d", "a", "b"]
    assert found["b"] == 0.25 + noise

"""Values by names that many share: a mapping like any other."""

import json
import pickle

import numpy as np
import pytest

from toi.analyses.cruxes.named_values import NamedValues


def test_values_are_had_by_name_in_order_and_equal_those_of_a_dict():
    places = {"b": 0, "a": 1}
    one, other = (
        NamedValues(places, np.array([0.1, 0.2])),
        NamedValues(places, np.array([0.1, 0.3])),
    )
    assert one == {"b": 0.1, "a": 0.2} != other
    assert list(one.items()) == [("b", 0.1), ("a", 0.2)]
    assert json.dumps(dict(one)) == '{"b": 0.1, "a": 0.2}'
    assert pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(KeyError, match="c"):
        one["c"]


def test_values_are_their_own_though_the_table_they_came_from_changes():
    table = np.array([[1.0, 2.0], [3.0, 4.0]])
    kept = NamedValues({"x": 0, "y": 1}, table[:, 1])
    table[:] = 0.0
    assert dict(kept) == {"x": 2.0, "y": 4.0}

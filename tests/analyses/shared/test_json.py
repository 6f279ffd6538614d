"""JSON of results: what `json.dumps` writes with an indentation of two, and null for no number."""

import json
from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.json_text import as_json
from toi.analyses.shared.lazy import Lazy
from toi.analyses.shared.result import Interval, Result
from toi.light_dataclass import dataclass

SIMPLE = st.none() | st.booleans() | st.integers() | st.text() | st.integers(-99, 99).map(float)
VALUES = st.recursive(SIMPLE, lambda one: st.lists(one) | st.dictionaries(st.text(), one))


@given(VALUES)
def test_it_is_laid_out_as_by_the_standard_library(value):
    assert as_json(value) == json.dumps(value, indent=2, ensure_ascii=False)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.1 + 0.2, "0.3"),
        (-1e-14, "0.0"),
        (1e30, "1e+30"),
        (float("nan"), "null"),
        ([1.0, float("inf")], "[\n  1.0,\n  null\n]"),
        ([1e308, 1e308], "[\n  1e+308,\n  1e+308\n]"),
        (np.float64(0.5), "0.5"),
        ((), "[]"),
        (array("d", [1 / 3]), "[\n  0.333333333333\n]"),
        ({1: True, "a\n": "\N{DEGREE SIGN}"}, '{\n  "1": true,\n  "a\\n": "\N{DEGREE SIGN}"\n}'),
    ],
)
def test_numbers_text_and_rows(value, written):
    assert as_json(value) == written


def test_fields_by_name_and_what_is_worked_out_late():
    @dataclass(frozen=True, eq=False)
    class Shown(Result):
        from_: Interval
        _late: Lazy[int]
        notes: tuple[str, ...] = ("for screens alone",)

        schema = "toi/shown/1"

    found = Shown(Interval(0.0, 0.5, 1.0), Lazy(lambda: 7)).to_json()
    assert found.endswith("}\n")
    assert json.loads(found) == {
        "schema": "toi/shown/1",
        "from": {"p05": 0.0, "p50": 0.5, "p95": 1.0},
        "late": 7,
    }


def test_what_is_no_value_is_refused():
    with pytest.raises(TypeError, match="not JSON serializable"):
        as_json([object()])

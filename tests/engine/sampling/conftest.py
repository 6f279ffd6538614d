"""What several tests of drawing take: a problem with uncertain numbers of every kind."""

import pytest

from tests import small


@pytest.fixture(scope="module")
def of_every_kind():
    """All kinds of inputs, all uncertain, where scrutiny is adjusted."""
    values = {"c1": {"pert": [2, 4, 9]}, "c2": {"uniform": [2, 9]}}
    examined = {"scrutiny": {"value": 0.4, "why": "because"}, "peers": ["listed"]}
    force = {"uniform": [0.2, 0.6]}
    return small.problem(
        [small.criterion(), small.criterion("c2")],
        [small.theory(name, values, **examined) for name in "ABC"],
        [
            small.argument("one", 0.5, [(["A", "B"], "c1", "lowers", force)]),
            small.argument("two", 0.5, [(["C"], "c2", "raises", force)], [("one", force)]),
        ],
        scrutiny="adjusted",
        weights_sure="unknown",
    )

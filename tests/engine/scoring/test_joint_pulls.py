"""Joint pulls: each is made once, and they stand in the order of what makes them."""

import pytest

from tests import small
from toi.engine.scoring.joint_pulls import joint_hits

THEORIES = [small.theory(name, {"c1": 5}) for name in "AB"]


@pytest.mark.parametrize("lines", [[], [small.line("l", 0.5)]])
def test_what_acts_alike_on_several_theories_is_one_pull(lines):
    """Also where another argument is in a line."""
    said = [(["A", "B"], "c1", "lowers", 0.5)]
    arguments = [small.argument("x", 0.5, said), small.argument("y", 0.5, said)]
    if lines:
        arguments += [small.argument(name, 0.5, said, line="l") for name in ("z1", "z2")]
    hits = joint_hits(small.problem([small.criterion()], THEORIES, arguments, lines))
    wanted = [(0,), (1,), (2, 3)] if lines else [(0,), (1,)]
    assert [pull.arguments for pull in hits.pulls] == wanted
    for theory in (0, 1):
        assert hits.pull[hits.theory == theory].tolist() == list(range(len(wanted)))


def test_a_line_stands_where_the_first_of_its_arguments_does():
    """Factors are multiplied in that order, so it says the last bit of every score."""
    said = [(["A"], "c1", "lowers", 0.5)]
    arguments = [
        small.argument(name, 0.5, said, **({} if name == "b" else {"line": "l"})) for name in "abc"
    ]
    problem = small.problem([small.criterion()], THEORIES, arguments, [small.line("l", 0.5)])
    hits = joint_hits(problem)
    assert [hits.pulls[b].arguments for b in hits.pull.tolist()] == [(0, 2), (1,)]

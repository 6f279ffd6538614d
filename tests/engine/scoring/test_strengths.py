"""Strengths of arguments after answers and answers to these, in draws by hand."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from toi.engine.scoring.strengths import strength_rows, strengths


@pytest.fixture(scope="module")
def problem():
    """By b and d `a` is answered, b by c; what answers the settled s takes nothing from it."""
    said = [(["A"], "c1", "lowers", 0.5)]
    against = {"b": [("a", 0.5), ("s", 0.5)], "c": [("b", 0.4)], "d": [("a", 0.6)]}
    arguments = [small.argument("a", 0.5, said), small.argument("s", 0.5, said)]
    arguments += [
        small.argument(name, 0.5, against=some, kind="rebuttal") for name, some in against.items()
    ]
    made = small.problem([small.criterion()], [small.theory("A", {"c1": 5})], arguments)
    return replace(made, settled=np.array([name == "s" for name in made.arguments]))


def test_an_answer_takes_what_its_own_answers_leave_of_it(problem):
    names = problem.arguments
    rng = np.random.default_rng(0)
    sound = {name: rng.random(40) < 0.6 for name in names}
    force = rng.random((len(problem.answers), 40))
    pairs = zip(problem.answer_by.tolist(), problem.answer_to.tolist(), strict=True)
    of = {(names[by], names[to]): force[e] for e, (by, to) in enumerate(pairs)}
    b = sound["b"] * (1 - of["c", "b"] * sound["c"])
    wanted = sound | {
        "a": sound["a"] * (1 - of["b", "a"] * b) * (1 - of["d", "a"] * sound["d"]),
        "b": b,
    }
    rows = strength_rows(problem, list(sound.values()), list(force))
    for name, row in zip(names, rows, strict=True):
        np.testing.assert_allclose(row, wanted[name])
        assert (row is sound[name]) == (name not in "ab"), "events are kept as they are"
    columns = strengths(problem, np.array(list(sound.values())).T.astype(float), force.T)
    np.testing.assert_allclose(columns, np.array(rows).T)

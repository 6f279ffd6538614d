"""A debate that has something of everything: for what must hold in any."""

from tests import small


def argued_problem():
    """Five theories that arguments hit, and a gate that now and then excludes.

    D never comes first; E was hardly examined, and borrows of A.
    """
    values = {"c1": {"pert": [2, 4, 9]}, "c2": {"uniform": [1, 6]}}
    low = {"c1": {"uniform": [0.5, 2]}, "c2": {"uniform": [6, 9]}}
    unexamined = {"scrutiny": {"value": 0.3, "why": "new"}, "peers": ["A"]}
    return small.problem(
        [small.criterion(), small.criterion("c2", direction="cost")],
        [
            *(small.theory(name, values) for name in "ABC"),
            small.theory("D", low),
            small.theory("E", values, **unexamined),
        ],
        [
            small.argument("one", 0.5, [(["A", "B"], "c1", "lowers", {"uniform": [0.2, 0.6]})]),
            small.argument("two", 0.4, [(["A", "C"], "c2", "raises", 0.5)], [("one", 0.5)]),
        ],
        weights={"c1": 2, "c2": 1},
        weights_sure="roughly",
        gates=[{"c1 < 1": "exclude"}],
        scrutiny="adjusted",
    )

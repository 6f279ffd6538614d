"""Parts of a problem: theories in groups that need few others."""

from dataclasses import replace

import numpy as np
import pytest

from tests import small
from toi.engine.problem import PeerScrutiny
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.subproblem import GROUP, in_groups, restricted


def test_those_that_derive_from_more_than_a_group_stand_apart():
    """A whole of more parts than a group holds is scored alone, so that the others stay few."""
    parts = [small.theory(f"P{i:03}", {"c1": i % 10}) for i in range(GROUP + 6)]
    whole = small.theory("W", parts=[{"id": one.id, "share": 1} for one in parts])
    made = small.problem([small.criterion()], [*parts, whole])
    groups = in_groups(made, range(len(made.theories)))
    assert [len(group) for group in groups] == [GROUP, 6, 1]
    assert made.theories[groups[-1][0]] == "W"
    assert sorted(theory for group in groups for theory in group) == list(range(len(made.theories)))


def test_a_part_that_is_asked_for_again_is_not_made_again():
    """What follows from a part is remembered with it, so it must be the same one."""
    theories = [small.theory(name, {"c1": 5}) for name in "ABCD"]
    made = small.problem([small.criterion()], theories)
    part, rows = restricted(made, [1, 3])
    again, other_way = restricted(made, [3, 1])
    assert again is part
    assert part.theories == ("B", "D")
    assert (rows.tolist(), other_way.tolist()) == ([0, 1], [1, 0])
    assert restricted(made, [1, 2])[0].theories == ("B", "C")


def whole_debate(scrutiny):
    """Two parts and their whole, one that hangs on another, and peers that were examined.

    B has a peer, and was itself examined wholly.
    """

    def theory(name, values, examined=1.0, **fields):
        said = {"scrutiny": {"value": examined, "why": "because"}, "peers": []}
        return small.theory(name, values, **(said | fields))

    def judged(a, b, c):
        return {"c1": a, "c2": b, "c3": c}

    hangs = {"on": ["E"], "share": 0.5, "why": "because"}
    theories = [
        theory("A", judged(8, 3, 5), 0.4, peers=["D", "F"]),
        theory("B", judged(6, 4, 4), peers=["D"]),
        theory("C", judged(7, 2, 6), conditional_on=hangs),
        theory("D", judged(5, 5, 5), 0.7),
        theory("E", judged(6, 6, 6), 0.8),
        theory("F", judged(4, 8, 7), 0.9),
        small.theory("W", parts=[{"id": "A", "share": 0.5}, {"id": "B", "share": 0.5}]),
    ]
    hits = {
        "a": [(["A"], "c1", "lowers", 0.5)],
        "b": [(["B"], "c1", "raises", 0.3)],
        "d": [(["D", "F"], "c1", "lowers", 0.4)],
        "e": [(["E"], "c1", "lowers", 0.6)],
        "gate": [(["A", "C"], "c3", "lowers", 0.2)],
        "idle": [(["A", "E"], "c2", "lowers", 0.9)],
        "line1": [(["B"], "c1", "lowers", 0.3)],
        "line2": [(["B"], "c1", "lowers", 0.2)],
        "other": [(["F"], "c3", "lowers", 0.2)],
    }
    arguments = [
        small.argument(n, 0.6, some, **({"line": "l"} if n.startswith("line") else {}))
        for n, some in hits.items()
    ]
    arguments += [
        small.argument("re-a", 0.7, against=[("a", 0.5)], kind="rebuttal"),
        small.argument("re-re-a", 0.8, against=[("re-a", 0.4)], kind="rebuttal"),
        small.argument("re-e", 0.5, against=[("e", 0.5)], kind="rebuttal"),
    ]
    return small.problem(
        [small.criterion(name) for name in ("c1", "c2", "c3")],
        theories,
        arguments,
        [small.line("l", 0.4)],
        weights={"c1": 1, "c2": 0, "c3": 0},
        gates=[{"c3 < 2": "exclude"}],
        scrutiny=scrutiny,
    )


ANSWERS = {"a", "re-a", "re-re-a"}


@pytest.mark.parametrize(
    ("scrutiny", "wanted", "theories", "arguments"),
    [
        ("as-read", "A", "A", {*ANSWERS, "gate"}),
        ("as-read", "B", "B", {"b", "line1", "line2"}),
        ("as-read", "C", "CE", {"gate", "e", "re-e"}),
        ("as-read", "W", "ABW", {*ANSWERS, "gate", "b", "line1", "line2"}),
        ("as-read", "BD", "BD", {"b", "d", "line1", "line2"}),
        ("adjusted", "A", "ADF", {*ANSWERS, "gate", "d", "other"}),
        ("adjusted", "F", "F", {"d", "other"}),
        ("adjusted", "B", "B", {"b", "line1", "line2"}),
    ],
)
def test_a_part_holds_what_some_scores_depend_on_and_no_more(scrutiny, wanted, theories, arguments):
    """The second criterion has neither weight nor gate; it comes along where it is asked for."""
    whole = whole_debate(scrutiny)
    rows = [whole.row[name] for name in wanted]
    for every, criteria in ((False, ("c1", "c3")), (True, ("c1", "c2", "c3"))):
        part, mine = restricted(whole, rows, every)
        assert part.theories == tuple(theories)
        assert part.criteria == criteria
        idle = {"idle"} if every and "A" in part.theories + ("A",) * (wanted == "C") else set()
        assert set(part.arguments) == arguments | idle
        assert [part.theories[row] for row in mine] == list(wanted)
        assert set(part.hit_force.tolist()) == set(range(len(part.forces)))
        here, there = exact_ranking(whole, rows), exact_ranking(part, mine)
        np.testing.assert_allclose(there.totals, here.totals, atol=1e-12)
        assert there.gated.tolist() == here.gated.tolist()
    assert restricted(whole, range(len(whole.theories)), True)[0] is whole


def test_those_that_are_only_borrowed_from_borrow_nothing_themselves():
    """A borrows from D and F, of which F has peers of its own among all."""
    given = whole_debate("adjusted")
    f, e = given.row["F"], given.row["E"]
    peers, shares = list(given.scrutiny.peers), list(given.scrutiny.shares)
    examined = given.scrutiny.examined.copy()
    peers[f], shares[f], examined[f] = np.array([e]), np.array([0.8]), 0.9
    scrutiny = PeerScrutiny(examined, tuple(peers), tuple(shares), given.scrutiny.spared)
    part, _ = restricted(replace(given, scrutiny=scrutiny), [given.row["A"]])
    assert part.theories == ("A", "D", "F")
    assert part.scrutiny.examined.tolist() == [0.4, 1.0, 1.0]
    assert [some.tolist() for some in part.scrutiny.peers] == [[1, 2], [], []]
    assert [len(some) for some in part.scrutiny.shares] == [2, 0, 0]
    alone, _ = restricted(given, [given.row["B"]])
    assert [some.tolist() for some in alone.scrutiny.peers] == [[]]

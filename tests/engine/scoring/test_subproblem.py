"""Parts of a problem: theories in groups that need few others."""

from tests import small
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

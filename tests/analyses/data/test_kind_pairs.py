"""`toi data coverage`: how often the kind that is ranked beats another."""

from pathlib import Path

from tests import small
from toi.analyses.data.kind_pairs import pairs_won
from toi.analyses.shared.session import LoadedDebate, combine
from toi.io.debate.folders import Folder, Folders
from toi.io.rubric.resolve import ResolvedRubric


def pairs(theories, arguments=()):
    debate = small.debate([small.criterion("c1")], theories, list(arguments))
    opened = LoadedDebate(debate, Folders(Folder(Path("data"), "data"), ()))
    return list(pairs_won(combine(opened, ResolvedRubric(small.rubric(), "r"))))


def test_pairs_are_counted_with_equal_scores_half_and_theories_of_both_kinds_left_out():
    """Against 3 and 5, T1 at 8 wins both, and T2 at 5 one and a half."""
    theories = [
        small.theory("T1", {"c1": 8}),
        small.theory("T2", {"c1": 5}),
        small.theory("A1", {"c1": 3}, kinds=["agenda"]),
        small.theory("A2", {"c1": 5}, kinds=["agenda"]),
        small.theory("B1", {"c1": 9}, kinds=["listed", "agenda"]),
    ]
    (found,) = pairs(theories)
    assert (found.kind, found.other, found.pairs) == ("listed", "agenda", 4)
    assert found.share == 3.5 / 4


def test_the_unexamined_win_fewer_pairs_when_adjusted_for_scrutiny():
    """A1 at 6 beats T1, worn from 8 to 4, until it bears what T1 bears, and stands at 3."""
    unexamined = {"scrutiny": {"value": 0, "why": "not treated"}, "peers": ["T1"]}
    theories = [
        small.theory("T1", {"c1": 8}),
        small.theory("A1", {"c1": 6}, kinds=["agenda"], **unexamined),
    ]
    worn = small.argument("a", 1.0, [(["T1"], "c1", "lowers", 0.5)])
    plain, adjusted = pairs(theories, [worn])
    assert (plain.share, adjusted.share) == (0, 1)


def test_where_one_kind_is_all_there_is_no_pair_is_counted():
    assert pairs([small.theory("T1", {"c1": 8})]) == []

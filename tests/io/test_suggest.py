"""Names in sentences: several of them, and what one that is not known may mean."""

import pytest

from toi.io.suggest import did_you_mean, listed, nearest


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("t8", ["T18", "T17"], None),
        ("t8", ["T08", "T18"], "T08"),
        ("T22", ["T2", "T3"], "T2"),
        ("T21", ["T20"], None),
        ("sped", ["speed", "harm"], "speed"),
        ("Remte AG", ["Remote AG", "Bank"], "Remote AG"),
        ("zzz", ["speed"], None),
        ("Directnes of Auditing for deception", ["Soundness of Auditing for deception"], None),
        ("Tools in the los function", ["Tools in the loss function"], "Tools in the loss function"),
        ("Cultural shift", ["Cultural shift 2"], "Cultural shift 2"),
        ("Project 21", ["Project 12", "Project 2"], None),
        ("Projct 021", ["Project 12", "Project 21"], "Project 21"),
        ("Round 2, plan 3", ["Round 3, plan 2"], None),
    ],
)
def test_the_nearest_name_is_suggested_and_no_other_number(word, known, meant):
    assert nearest(word, known) == meant


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("bal", "; did you mean 'balanced'?"),
        ("Essay", "; did you mean 'essay-author'?"),
        ("Round 1", ""),  # not 12
        ("be", ""),  # too short to be sure of
        ("best", ""),  # of two
    ],
)
def test_the_only_name_that_begins_so_is_suggested(word, said):
    known = ["balanced", "essay-author", "best-of-all-worlds", "best-as-it-is-today", "Round 12"]
    assert did_you_mean(word, known) == said


def test_many_names_are_cut_and_there_is_never_one_other():
    names = ["a", "b", "c", "d"]
    assert listed(names, 2) == "a, b and 2 others"
    assert listed(names, 3) == "a, b, c and d"
    assert listed([], 3) == "none"

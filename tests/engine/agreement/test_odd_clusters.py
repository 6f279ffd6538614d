"""What one reader judges far otherwise than all the rest of that reader's."""

import numpy as np

from toi.engine.agreement.odd_clusters import odd_clusters
from toi.engine.agreement.severity import severities

READERS, THEORIES, CELLS = 5, 12, 3
THEORY = np.repeat(np.arange(THEORIES), CELLS)


def judged(noise=0.05):
    """Shares of a scale: the first is a tenth severe, the second likes theory 7 by two fifths."""
    rng = np.random.default_rng(1)
    units = rng.uniform(0.3, 0.6, size=THEORY.size)
    ratings = units + rng.normal(0, noise, size=(READERS, THEORY.size))
    ratings[0] -= 0.1
    ratings[1, THEORY == 7] += 0.4
    return ratings


def test_one_odd_theory_is_found_and_is_no_severity():
    ratings = judged()
    odd = odd_clusters(ratings, THEORY, far=0.2, least=0.02)
    assert np.unique(THEORY[odd[1]]).tolist() == [7]
    assert odd.sum() == CELLS, "nobody else's"
    kept = severities(np.where(odd, np.nan, ratings), THEORY).effect
    plain = severities(ratings, THEORY).effect
    assert plain[1] - kept[1] > 0.4 / THEORIES * 0.7, "the odd one was taken for leniency"
    assert abs(kept[0] + 0.08) < 0.02, "a tenth below the others, a fifth of it shared by all five"


def test_who_differs_from_the_odd_one_alone_is_not_odd():
    """One reader far below draws the mean down, from which who is a little above then is far."""
    ratings = judged()
    ratings[1, THEORY == 7] -= 1.3
    ratings[2, THEORY == 7] += 0.1
    odd = odd_clusters(ratings, THEORY, far=0.2, least=0.02)
    assert [np.unique(THEORY[row]).tolist() for row in odd] == [[], [7], [], [], []]


def test_of_two_who_differ_neither_is_the_odd_one():
    ratings = judged()
    ratings[2:, THEORY == 7] = np.nan
    odd = odd_clusters(ratings[1:], THEORY, far=0.2, least=0.02)
    assert not odd.any(), "the rest of two who judged it tells nothing"
    both = odd_clusters(ratings[:2], THEORY, far=0.2, least=0.02)
    assert both[0].any()
    assert both[0].tolist() == both[1].tolist()


def test_a_reader_who_varies_everywhere_has_no_odd_theory():
    ratings = judged()
    rng = np.random.default_rng(2)
    ratings[1] += np.repeat(rng.normal(0, 0.2, size=THEORIES), CELLS)
    assert not odd_clusters(ratings, THEORY, far=0.2, least=0.02)[1].any()


def test_what_some_did_not_judge_makes_nobody_odd():
    """A severe reader left one theory out, so that the others' mean is no lower there.

    Of the odd theory's cells one is judged by nobody else, so that nothing is told of it.
    """
    ratings = judged()
    ratings[0] -= 2.0
    ratings[0, THEORY == 3] = np.nan
    ratings[2, np.flatnonzero(THEORY == 5)[:2]] = np.nan
    alone, *others = np.flatnonzero(THEORY == 7)
    ratings[[0, 2, 3, 4], alone] = np.nan
    odd = odd_clusters(ratings, THEORY, far=0.2, least=0.02)
    assert np.argwhere(odd).tolist() == [[1, cell] for cell in others]


def test_theories_of_one_cell_are_told_apart_too():
    odd = odd_clusters(judged()[:, ::CELLS], THEORY[::CELLS], far=0.2, least=0.02)
    assert np.argwhere(odd).tolist() == [[1, 7]]


def test_of_few_theories_none_can_be_told():
    few = THEORY < 4
    ratings = judged(noise=0.001)[:, few | (THEORY == 7)]
    columns = THEORY[few | (THEORY == 7)]
    assert odd_clusters(ratings, columns, 0.2, 0.02).any(), "five theories suffice"
    assert not odd_clusters(ratings[:, 3:], columns[3:], 0.2, 0.02).any()

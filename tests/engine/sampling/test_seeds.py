"""Streams made at once are those made one by one by numpy."""

import numpy as np
import pytest
from numpy.random import SeedSequence

from toi.engine.sampling.seeds import seed_rows
from toi.engine.sampling.streams import BLOCK, one_stream, streams


@pytest.mark.parametrize("number", [0, 1, 2**32 - 1, 2**32, 2**64 + 3, 2**96 - 1, 2**128 - 1])
def test_a_row_is_what_seed_sequence_makes_of_a_number(number):
    others = 7**40, number, 3
    rows = seed_rows(b"".join(one.to_bytes(16, "little") for one in others))
    for row, one in zip(rows, others, strict=True):
        assert (row == SeedSequence(one).generate_state(4, np.uint64)).all()


def test_streams_made_together_go_on_as_each_by_itself():
    labels = ["x", "", "a/b", "é"]
    for label, one in zip(labels, streams(5, labels), strict=True):
        by_itself = one_stream(5, label)
        for first in (0, 3 * BLOCK + 8):
            assert (one.integers(first, 12) == by_itself.integers(first, 12)).all()
    assert streams(5, []) == []

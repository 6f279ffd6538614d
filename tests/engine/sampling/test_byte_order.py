"""A machine that keeps the highest byte first draws the same numbers."""

import sys

import numpy as np

from toi.engine.sampling.streams import BLOCK, Stream, one_stream


def test_words_kept_the_other_way_round_hold_the_same_draws(monkeypatch):
    def kept_high_byte_first(self, place, n, words=Stream.words):
        return words(self, place, n).byteswap()  # in memory as such a machine has them

    plain = one_stream(3, "label").integers(0, BLOCK + 6)
    monkeypatch.setattr(Stream, "words", kept_high_byte_first)
    assert not np.array_equal(one_stream(3, "label").integers(0, BLOCK + 6), plain)
    monkeypatch.setattr(sys, "byteorder", "big")
    assert np.array_equal(one_stream(3, "label").integers(0, BLOCK + 6), plain)

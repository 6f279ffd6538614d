"""What a stream is made of, by numpy alone: the numbers that every result hangs on."""

import hashlib

import numpy as np
import pytest
from numpy.random import PCG64DXSM, Generator, SeedSequence

from toi.engine.sampling.streams import BLOCK, one_stream, parts, stream, uniforms


def bits(label, block=0):
    """The generator of a label under the seed 7, at the start of a block."""
    digest = hashlib.blake2b(f"7/{label}".encode(), digest_size=16).digest()
    made = PCG64DXSM(SeedSequence(int.from_bytes(digest, "little")))
    return made.advance(block * 2**64)


@pytest.mark.parametrize(("first", "n"), [(0, 8), (4, 7), (8, 4), (BLOCK, 12), (3 * BLOCK + 4, 5)])
def test_integers_are_quarters_of_raw_outputs_from_their_place_on(first, n):
    block, start = divmod(first, BLOCK)
    raw = bits("x", block).random_raw(start // 4 + 4)[start // 4 :]
    wanted = raw.astype("<u8").view("<u2")[:n]
    assert one_stream(7, "x").integers(first, n).tolist() == wanted.tolist()


def test_draws_go_on_over_the_end_of_a_block():
    whole = one_stream(7, "x").integers(BLOCK - 8, 2 * BLOCK)
    each = [one_stream(7, "x").integers(at, n) for at, n in ((BLOCK - 8, 8), (BLOCK, BLOCK))]
    np.testing.assert_array_equal(whole[: BLOCK + 8], np.concatenate(each))
    cut = [(one.start, one.stop) for one in parts(BLOCK - 8, 2 * BLOCK)]
    assert cut == [(0, 8), (8, BLOCK + 8), (BLOCK + 8, 2 * BLOCK)]
    again = one_stream(7, "x")  # in whatever order they are asked for
    for first in (BLOCK, 0, BLOCK + 16):
        assert (again.integers(first, 8) == one_stream(7, "x").integers(first, 8)).all()


@pytest.mark.parametrize("block", [0, 2])
def test_generators_stand_at_the_start_of_their_block(block):
    wanted = Generator(bits("y", block)).random(5)
    assert stream(7, "y", block).random(5).tolist() == wanted.tolist()


def test_uniforms_are_kept_off_nought_by_half_of_the_last_bit():
    found = uniforms(7, "z", BLOCK + 3)
    drawn = [Generator(bits("z", k)).random(n) for k, n in ((0, BLOCK), (1, 3))]
    assert found.tolist() == (np.concatenate(drawn) + 2.0**-54).tolist()


def test_what_happens_once_in_all_levels_is_drawn():
    levels = one_stream(7, "w").integers(0, BLOCK)
    for below in (1, 65_535):
        happened = one_stream(7, "w").happens(0, BLOCK, below)
        assert (happened == (levels < below)).all()

"""The shipped debate, loaded once."""

import pytest

import toi


@pytest.fixture(scope="module")
def shipped():
    return toi.load(everything=False)

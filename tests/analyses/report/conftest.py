"""The shipped debate, read once for the tests of the report."""

import pytest

from toi.analyses.shared.session import open_debate


@pytest.fixture(scope="session")
def opened():
    """The shipped debate."""
    return open_debate()

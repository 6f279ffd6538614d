"""The shipped debate and a folder of positions, made once for the tests of the report."""

import pytest

from tests.analyses.report.positions import POSITION
from toi.analyses.shared.session import open_debate


@pytest.fixture(scope="session")
def opened():
    """The shipped debate."""
    return open_debate()


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Three positions that weigh otherwise."""
    place = tmp_path_factory.mktemp("rubrics")
    for name, reach, risk in (("bold", 90, 10), ("meek", 10, 90), ("fair", 50, 50)):
        (place / f"{name}.yaml").write_text(POSITION.format(name, reach, risk))
    return place

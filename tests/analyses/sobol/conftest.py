"""The shipped debate under a shipped rubric, and the theories that are compared."""

import pytest

from toi.analyses.shared.session import open_debate, prepare
from toi.analyses.shared.theories import rows_of


@pytest.fixture(scope="module")
def setting():
    return prepare(open_debate(), "balanced")


@pytest.fixture(scope="module")
def shown(setting):
    return rows_of(setting.problem, setting.debate.shown(["listed"]))

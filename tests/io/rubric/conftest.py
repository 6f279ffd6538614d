"""The small debate, opened."""

from pathlib import Path

import pytest

import toi
from toi.analyses.shared.session import LoadedDebate


@pytest.fixture
def opened(workspace: Path) -> LoadedDebate:
    return toi.load()

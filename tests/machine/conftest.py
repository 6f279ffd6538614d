"""What commands import is loaded once, before processes are forked off."""

from pathlib import Path

import pytest

from tests.command import run
from tests.conftest import write_workspace


@pytest.fixture(scope="session", autouse=True)
def _loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = write_workspace(tmp_path_factory.mktemp("loaded"))
    for words in (
        *(("score", "-o", "a.xlsx"), ("explain", "T1"), ("report",)),
        ("plot", "ranking", "-o", "a.png"),
    ):
        assert run(*words, cwd=here).code == 0
    return here

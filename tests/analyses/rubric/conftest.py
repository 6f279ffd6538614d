"""Folders in which rubrics are made."""

import pytest

from tests.analyses.rubric.helpers import done


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """An empty working folder: the shipped debate and rubrics."""
    for name in ("TOI_DATA", "TOI_RUBRICS", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def mine(empty):
    done("rubric", "new", "mine")
    return empty / "rubrics" / "mine.yaml"

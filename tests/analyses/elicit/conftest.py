"""Folders in which a rubric is elicited."""

import pytest


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """An empty working folder: the shipped debate and rubrics."""
    for name in ("TOI_DATA", "TOI_RUBRICS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def close(workspace):
    """The small debate, with an argument that decides who is first."""
    file = workspace / "data/arguments.yaml"
    text = file.read_text(encoding="utf-8")
    ours, theirs = (
        "on: [T1], criterion: speed, lowers: 0.9",
        "on: [listed], criterion: speed, lowers: 0.4",
    )
    assert theirs in text
    file.write_text(text.replace(theirs, ours), encoding="utf-8")
    return workspace

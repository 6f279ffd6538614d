"""A folder into which a panel's sheets are written."""

import pytest


@pytest.fixture
def sheets(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("TOI_DATA", "TOI_RUBRICS"):
        monkeypatch.delenv(name, raising=False)

    def written(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return [f"{name}.csv" for name in texts]

    return written

"""A decision table that became a debate can be had back."""

import json

import pytest

from tests.command import run
from tests.published.scores import ranking, scores, workspace


@pytest.mark.parametrize("name", ["plant-location", "office-location"])
def test_an_export_is_the_table_again(name, tmp_path):
    here = workspace(name)
    assert run("data", "export", "-o", tmp_path / "again.csv", cwd=here).code == 0
    done = run("data", "import", "again.csv", "-o", "again", cwd=tmp_path)
    assert done.code == 0, done.err
    again = run("score", "--format", "json", "--quiet", cwd=tmp_path / "again")
    found = ranking(name)
    assert scores(json.loads(again.out)) == pytest.approx(scores(found))
    assert json.loads(again.out)["method"] == found["method"]

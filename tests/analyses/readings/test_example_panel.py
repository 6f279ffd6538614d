"""The made-up round of docs/panel.md: as its script makes it, quick, and found as it was put in."""

import json
import runpy
import time
from pathlib import Path

import pytest

from tests.command import run

EXAMPLE = Path(__file__).resolve().parents[3] / "docs/example-panel"


@pytest.fixture(scope="module")
def round_(tmp_path_factory):
    folder = tmp_path_factory.mktemp("panel")
    done = run("data", "import", EXAMPLE / "sheets", "-o", "round", cwd=folder)
    assert done.code == 0, done.err
    return folder / "round"


def test_the_sheets_are_those_that_the_script_makes(tmp_path):
    runpy.run_path(str(EXAMPLE / "make.py"))["main"](tmp_path)
    made, kept = (
        {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
        for folder in (tmp_path, EXAMPLE / "sheets")
    )
    assert made == kept


def asked(folder, *words):
    before = time.process_time()
    done = run("data", *words, "-r", "sheet", "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    assert time.process_time() - before < 2
    return json.loads(done.out)


def test_what_was_put_in_is_found(round_):
    found = {
        reader["id"]: reader for reader in asked(round_, "agreement", "readings.csv")["readers"]
    }
    severe = {name: one["severity"] for name, one in found.items() if one["severity"]["clear"]}
    assert set(severe) == {"dahl", "wong"}
    # Beside the mean of all eight: (1.3 - 1.1) / 8 points of ten.
    assert severe["dahl"]["value"] == pytest.approx(0.13 - 0.0025, abs=0.02)
    assert severe["wong"]["value"] == pytest.approx(-0.11 - 0.0025, abs=0.02)
    outliers = [
        (n, c) for n, one in found.items() for c, x in one["criteria"].items() if x["outlier"]
    ]
    assert outliers == [("okoro", "Feasibility")]


def test_all_that_is_worth_discussing_stands_near_the_line(round_):
    found = asked(round_, "discuss", "readings.csv", "--choose", "10")
    score = json.loads(run("score", "-r", "sheet", "-f", "json", cwd=round_).out)["results"]
    rank = {row["id"]: row["rank"] for row in score}
    assert found["chosen"] == [row["id"] for row in score[:10]]
    worth = {cell["theory"] for cell in found["cells"] if cell["points"] > 0.005}
    assert worth
    assert all(6 <= rank[theory] <= 15 for theory in worth)

"""A sheet of so many rows that it is worked out a criterion at a time scores as a short one."""

import pytest

from tests.command import run
from toi.engine.smaa import wide_blocks

SHEET = "Offer,Salary,Calm\nscale,0..100,0..10\nOne,40..60,3\nTwo,50,2..4..9\nThree,0..90,5\n"


@pytest.mark.parametrize("words", ["score", "score --method all", "sensitivity --draws 64"])
def test_a_long_sheet_without_an_argument_scores_as_a_short_one(words, tmp_path, monkeypatch):
    """As all are that were just imported: nobody has argued about them yet."""
    (tmp_path / "jobs.csv").write_text(SHEET)
    assert run("data", "import", "jobs.csv", "--output", "w", cwd=tmp_path).code == 0
    short = run(*words.split(), "--format", "json", cwd=tmp_path / "w")
    monkeypatch.setattr(wide_blocks, "WIDE", 0)
    long = run(*words.split(), "--format", "json", cwd=tmp_path / "w")
    assert short.code == 0, short.err
    assert long.out == short.out

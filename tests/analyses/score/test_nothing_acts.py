"""A ranking by criteria on which no argument acts."""

from pathlib import Path

import pytest

from tests.command import run

EXAMPLE = Path(__file__).resolve().parents[3] / "docs/example"


@pytest.mark.parametrize("words", [["score"], ["score", "--why"], ["explain", "A"]])
def test_where_no_argument_bears_on_what_counts_the_cases_are_all(words):
    """Every argument of the example is about reach; without its weight risk alone counts."""
    rubric = ["--rubric", EXAMPLE / "rubrics/example.yaml", "--set", "reach=0"]
    done = run(*words, "--data", EXAMPLE / "data", *rubric)
    assert done.code == 0, done.err
    assert "80" in done.out  # risk of 2 out of 10 is all that A has

"""Only rubrics that can be used with a debate are offered for it."""

import json
from pathlib import Path

from tests.command import run
from toi.io.suggest import did_you_mean

SHIPPED = len(list((Path(__file__).resolve().parents[4] / "rubrics").glob("*.yaml")))


def test_shipped_rubrics_for_other_data_are_not_listed(workspace):
    for words in (("rubric", "list"), ("list", "rubrics")):
        done = run(*words, "--format", "json")
        names = [row["id"] for row in json.loads(done.out)["items"]]
        assert names == ["plain"]
        assert done.err == f"note: {SHIPPED} shipped rubrics are for other data and not listed\n"
        for name in names:
            assert run("score", "--rubric", name).code == 0


def test_short_numbered_ids_are_not_stretched():
    assert did_you_mean("T91", ["T09", "T19"]) == ""
    assert did_you_mean("directnes", ["directness"]) == "; did you mean 'directness'?"


def test_a_rubric_that_is_to_be_shown_as_a_record_is_called_one(workspace):
    for name in ("plain", "essay-author"):
        done = run("show", name)
        told = (
            f"toi: '{name}' is a rubric, not a record; try: toi rubric show {name} [not-a-record]\n"
        )
        assert (done.code, done.err) == (2, told)
    assert "nothing is called 'planes'" in run("show", "planes").err

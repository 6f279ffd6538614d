"""What all of `toi rubric` have in common: forms, width, files, help."""

import csv
import io
import json
import sys
from pathlib import Path

from tests.analyses.rubric.helpers import done
from tests.command import run

FORMS = ("json", "csv", "markdown", "html")


def test_every_format(mine):
    for words in (
        ["list"],
        ["show", "mine"],
        ["show", "essay-author", "--changes"],
        ["new", "other", "--force"],
        ["set", "mine", "directness=3"],
        ["check", "mine"],
        ["diff", "balanced", "mine"],
    ):
        for form in FORMS:
            found = done("rubric", *words, "--format", form)
            if form == "json":
                assert json.loads(found.out)["schema"].startswith("toi/")
            if form == "csv":
                rows = list(csv.reader(io.StringIO(found.out)))
                assert len({len(row) for row in rows}) == 1
            if form == "html":
                assert found.out.startswith("<!DOCTYPE html>")


def test_screens_fit(mine):
    done("rubric", "new", "another-view-of-mine")
    for words in (
        ["list"],
        ["show", "mine", "--changes"],
        ["set", "mine", "directness=3", "better-without-interp=0.1", "T08.directness=2"],
        ["set", "mine", "especially-dangerous.in-the-loss.T09={pert: [0.1, 0.2, 0.3]}"],
        ["show", "mine", "--changes"],
        ["diff", "balanced", "mine"],
        ["diff", "another-view-of-mine", "essay-author"],
        ["check", "mine"],
    ):
        out = done("rubric", *words).out
        assert max(map(len, out.splitlines())) <= 80, words
        assert "\x1b" not in out


def test_output_goes_to_a_file_but_never_over_one(mine):
    done("rubric", "show", "mine", "--output", "flat.yaml")
    assert Path("flat.yaml").read_text(encoding="utf-8").startswith("# mine on balanced\n")
    before = mine.read_bytes()
    found = run("rubric", "set", "mine", "directness=3", "--output", "flat.yaml")
    assert (found.code, found.out) == (2, "")
    assert mine.read_bytes() == before


def test_help_has_examples():
    for name in ("list", "show", "new", "set", "edit", "check", "diff"):
        text = run("rubric", name, "-h").out
        assert "Examples:\n" in text
        assert f"toi rubric {name}" in text


def test_quiet(mine):
    assert done("rubric", "set", "mine", "prediction=0.3", "--quiet").err == ""
    assert sys.stdout is not None

"""What is wrong with answers is said with its place."""

import io
import re
import sys
from pathlib import Path

import pytest

from tests.analyses.elicit.helpers import MINE
from tests.command import run

WRONG = {
    "weigh: rank\n": ["2:8", "missing-key"],
    "weigh: rank\nrank: [speed, harm, speed]\n": ["3:21", "named-twice"],
    "weigh: rank\nrank: [speed]\n": ["3:7", "still needed: harm"],
    "weigh: swing\nswing: {speed: 90, harm: 10}\n": ["3:8", "swing-highest"],
    "weigh: swing\nswing: {speed: 100, harm: 50-70}\n": ["3:27", "not a number; write one number"],
    "weigh: swing\nswing: {speed: 100, harm: 101}\n": ["3:27", "percent-range"],
    "weigh: swing\nswing: {speed: 100, harn: 1}\n": ["did you mean 'harm'", "still needed: harm"],
    "weigh: points\npoints: {speed: 0, harm: 0}\n": ["weights-zero"],
    "weigh: points\npoints: {speed: -1, harm: 0}\n": ["3:17", "points-range"],
    "weigh: pairwise\npairwise: [[speed, 10, harm]]\n": ["times-range"],
    "weigh: pairwise\npairwise: [[speed, harm]]\n": ["3:12", "bad-comparison"],
    "weigh: pairwise\npairwise: [[speed, 2, speed]]\n": ["bad-comparison"],
    "weigh: pairwise\n": ["still needed: speed with harm"],
    "weigh: swin\n": ["2:8", "did you mean 'swing'"],
    "swing: {speed: 100}\n": ["2:1", "other-method"],
    "weigh: rank\nrank: [speed, harm]\nkept: true\n": ["4:1", "other-method"],
    "weigh: rank\nrank: [speed, harm, margin]\n": [
        "3:21",
        "to let it count, add the line criteria: [speed, harm, margin]",
    ],
    "criteria: []\n": ["name at least one criterion"],
    "criteria: [speed, sped]\n": ["2:19", "did you mean 'speed'"],
    "criteria: [speed, speed]\n": ["named-twice"],
    "arguments: {breaks-dwn: 5}\n": ["2:13", "did you mean 'breaks-down'"],
    "arguments: {breaks-down: 0.5}\n": ["2:26", "for 50 % write 50"],
    "arguments: {breaks-down: [50, 5]}\n": ["range-order"],
    "arguments: {breaks-down: unsure}\n": ["bad-answer"],
    "arguments: {breaks-down: 70-50}\n": ["2:26", "range-order"],
    "arguments: {breaks-down: .nan}\n": ["not-finite"],
    "seed: -1\n": ["2:7"],
    "anwers: 3\n": ["2:1", "unknown-key"],
    "from: nobody\n": ["unknown-rubric"],
    "weigh: rank\nrank: [speed, hrm]\narguments: {x: 5, breaks-down: 500}\n": ["percent-range"],
    "weigh: rank\nrank: [speed, hrm]\narguments: {x: 5}\n": [
        "3:15",
        "4:13",
        "unknown-criterion",
        "unknown-argument",
    ],
}


@pytest.mark.parametrize("text", WRONG)
def test_all_that_is_wrong_with_answers_is_said_with_its_place(text, workspace):
    file = Path("a.yaml")
    file.write_text(f"schema: toi/answers/1\n{text}", encoding="utf-8")
    found = run("rubric", "elicit", "mine", "--answers", file)
    assert found.code == 2, found.out
    assert not MINE.exists()
    for wanted in WRONG[text]:
        assert wanted in found.err, found.err
    if "from" not in text:
        assert re.match(r"a\.yaml:\d+:\d+: ", found.err)


def test_answers_from_standard_input(workspace, monkeypatch):
    raw = io.BytesIO(b"schema: toi/answers/1\narguments: {breaks-dwn: 1}\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw))
    found = run("rubric", "elicit", "mine", "--answers", "-")
    assert found.code == 2
    assert found.err.startswith("<stdin>:2:13: no argument 'breaks-dwn'")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"- a\n",
        b"a: &x [*x]\n",
        b"schema: toi/rubric/1\n",
        b"[" * 500,
        b"a: !!b c",
    ],
)
def test_hostile_answers_are_refused(raw, workspace):
    Path("a.yaml").write_bytes(raw)
    found = run("rubric", "elicit", "mine", "--answers", "a.yaml")
    assert found.code == 2
    assert found.err.startswith("a.yaml")


@pytest.mark.parametrize(
    "options",
    [("--resume", "--restart"), ("--resume", "--answers", "x"), ("--answers", "gone.yaml")],
)
def test_options_that_cannot_be(options, workspace):
    found = run("rubric", "elicit", "mine", *options)
    assert found.code == 2
    assert found.err.startswith("toi: ")

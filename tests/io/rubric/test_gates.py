"""Gates as people write them, and what can be typed in their place."""

import json

import pytest

from tests.command import run
from toi.io.rubric.gates import mended
from toi.records.theory import Criterion


def criteria(top):
    one = {"id": "harm", "title": "Chance of harm", "short": "harm", "question": "How likely?"}
    return {"harm": Criterion.model_validate(one | {"direction": "cost", "scale": [0, top]})}


@pytest.mark.parametrize(("top", "number"), [(30, "4"), (1, "0.04")])
def test_a_per_cent_is_one_of_the_scale(top, number):
    found = mended("Chance of harm > 4%", criteria(top))
    assert found.rule == f"harm > {number}"
    assert found.wrong == "names the id and has a number without %"


@pytest.mark.parametrize("rule", ["harm", "harm > much", "chance of luck > 4%", "harm > 4 or 5"])
def test_what_cannot_be_told_is_not_guessed(rule):
    assert mended(rule, criteria(30)) is None


def test_gates_can_be_done_without_for_a_run_and_for_good(workspace):
    plain = workspace / "rubrics/plain.yaml"
    free = json.loads(run("score", "-r", "plain", "-f", "json").out)["results"]
    gated = plain.with_name("gated.yaml")
    gated.write_text(
        plain.read_text().replace("id: plain", "id: gated")
        + "gates:\n  - speed > 0: exclude  # all\n"
    )
    asked = ("score", "-r", "gated", "-f", "json")
    assert {row["gated"] for row in json.loads(run(*asked).out)["results"]} == {"speed > 0"}
    for command in ("score", "portfolio"):  # where gates exclude all, that is what to try
        said = " ".join(run(command, "-r", "gated").out.split())
        assert f"toi {command} -r gated --set gates=none" in said.partition("Next:")[2]
    assert json.loads(run(*asked, "--set", "gates=none").out)["results"] == free
    assert run("rubric", "set", "gated", "gates=none").code == 0
    assert json.loads(run(*asked).out)["results"] == free


def test_an_export_that_cannot_hold_gates_says_what_to_write(workspace):
    with (workspace / "rubrics/plain.yaml").open("a") as file:
        file.write("gates:\n  - harm > 8: exclude\n")
    done = run("data", "export", "-r", "plain")
    said = "gates are left out; to be written below `gates:` in a rubric file: harm > 8: exclude\n"
    assert said in done.err
    assert "value functions" not in done.err

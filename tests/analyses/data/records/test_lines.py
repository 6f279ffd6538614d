"""`toi list lines`, `toi show`: lines of attack, instances, heirs and peers."""

import json
from pathlib import Path

import pytest

from tests.command import run

LINES = """\
schema: toi/lines/1
lines:
  - id: doubt
    title: It does not last
    gist: What is quick is gone as quickly.
    overlap: {value: [0.6, 1], basis: assumed, why: They sound alike.}
    claims: [S2]
"""
MORE = """\
  - id: wears-out
    kind: critique
    title: It wears out
    gist: In time the short way gives way.
    speaker: post
    instance_of: breaks-down
    credence: {value: 0.5, basis: stated, why: Said once.}
    effects:
      - {id: worn, on: [T1], criterion: speed, lowers: 0.2, basis: stated, why: It stops.}
      - {id: too, on: [T2], criterion: speed, inherits: worn, share: 0.5, basis: stated, why: So.}
"""


@pytest.fixture
def folder(workspace: Path) -> Path:
    """The small debate with a line, called as a tag is, an instance, an heir and peers."""
    data = workspace / "data"
    (data / "lines.yaml").write_text(LINES)
    arguments = (data / "arguments.yaml").read_text()
    arguments = arguments.replace("tags: [doubt, haste]", "tags: [doubt, haste]\n    line: doubt")
    (data / "arguments.yaml").write_text(arguments + MORE)
    theories = (data / "theories.yaml").read_text()
    said = "    scrutiny: {value: 0.3, why: Named once.}\n    peers: [listed]\n"
    theories = theories.replace("    claims: [S1]\n", f"    claims: [S1]\n{said}")
    (data / "theories.yaml").write_text(theories)
    return workspace


def shown(*words: str) -> dict:
    done = run("show", *words, "-f", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_lines_are_listed_with_their_arguments(folder: Path) -> None:
    (row,) = json.loads(run("list", "lines", "-f", "json").out)["items"]
    assert row["id"] == "doubt"
    assert row["overlap"] == 0.8
    assert row["arguments"] == ["breaks-down"]
    assert "toi show doubt" in run("list", "lines").out


def test_a_debate_without_lines_says_so(workspace: Path) -> None:
    assert run("list", "lines").out == "No lines to show.\n"


def test_a_line_tells_its_arguments_and_their_instances(folder: Path) -> None:
    found = shown("doubt")  # and not the tag of that name
    assert found["kind"] == "lines"
    general, instance = found["related"]["members"]
    assert (general["id"], instance["id"]) == ("breaks-down", "wears-out")
    assert instance["instance_of"] == "breaks-down"
    assert [effect["theories"] for effect in instance["effects"]] == [["T1"], ["T2"]]
    screen = run("show", "doubt").out
    assert "lowers speed by .20 on T1; lowers speed by .10 on T2" in " ".join(screen.split())
    assert "toi score -r plain --set overlap.doubt=0.2" in screen


def test_the_overlap_is_that_of_the_rubric(folder: Path) -> None:
    assert shown("doubt")["related"]["overlap"] == 0.8
    assert shown("doubt", "--set", "overlap.doubt=0.3")["related"]["overlap"] == 0.3
    assert run("score", "--set", "overlap.doubt=0.3").code == 0


def test_an_argument_tells_its_line_and_its_kin(folder: Path) -> None:
    general = shown("breaks-down")["related"]
    assert general["line"]["id"] == "doubt"
    assert general["instances"] == [{"id": "wears-out", "title": "It wears out"}]
    instance = shown("wears-out")["related"]
    assert instance["instance_of"] == [{"id": "breaks-down", "title": "It breaks down"}]
    own, heir = instance["effects"]
    assert (own["force"], heir["force"]) == (0.2, 0.1)
    assert (heir["inherits"], heir["direction"]) == ("worn", "lowers")


def test_a_theory_tells_its_scrutiny_and_its_peers(folder: Path) -> None:
    found = shown("T1")
    assert found["record"]["scrutiny"]["value"] == 0.3
    assert found["related"]["peers"] == {"T2": 1.0}
    assert "peers" not in shown("T2")["related"]
    assert "peers: T2 1" in run("show", "T1").out


def test_claims_of_lines_and_scrutiny_have_a_home(folder: Path) -> None:
    found = shown("S2")["related"]
    assert found == {"arguments": ["breaks-down"], "lines": ["doubt"]}
    screen = run("show", "S2").out
    assert "arguments: breaks-down\nlines: doubt\n" in screen


def test_a_rubric_takes_the_keys_from_outside(folder: Path) -> None:
    assert run("rubric", "new", "mine").code == 0
    text = Path("rubrics/mine.yaml").read_text()
    assert "# scrutiny: adjusted" in text
    settings = ["overlap.doubt=0.3", "kinds.critique.trust=2", "scrutiny=adjusted"]
    done = run("rubric", "set", "mine", *settings)
    assert done.code == 0, done.err
    written = Path("rubrics/mine.yaml").read_text()
    assert "critique: {trust: 2}" in written.replace(
        "critique:\n      trust: 2", "critique: {trust: 2}"
    )
    changes = json.loads(run("rubric", "show", "mine", "-f", "json").out)["rubric"]
    assert changes["overlap"]["lines"] == {"doubt": 0.3}
    assert changes["credences"]["kinds"] == {"critique": {"trust": 2}}
    assert changes["scrutiny"] == "adjusted"
    assert run("rubric", "check", "mine").code == 0
    differs = run("rubric", "diff", "plain", "mine").out
    assert "scrutiny" in differs
    assert "overlap" in differs

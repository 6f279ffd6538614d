"""Every name in a rubric is met: where it is unknown it is told, where it is old it is mended."""

from pathlib import Path

from tests.command import run

# Each name stands in a section of its own, as it is now and as it once was.
EVERYWHERE = """\
schema: toi/rubric/1
id: mine
title: Mine
weights: {speed: 60, harm: 40}
weights_sure:
  dirichlet: 30
  ranges: {speed: [0.1, 0.9]}
  constraints: [speed >= harm - 2e-1, 3 speed + 0.5*harm >= .1]
credences:
  arguments: {breaks-down: 0.4}
  tags: {doubt: 0.5}
  speakers: {post: 0.5}
overlap: {lines: {brittle: 0.3}}
value_functions: {speed: [[0, 0], [10, 1]]}
gates: [{speed < 1: exclude}, {" harm>9 ": exclude}]
method:
  promethee2: {speed: {function: usual}, default: {function: linear, q: 1, p: 3}}
overrides:
  judgements: {T1.speed: {value: 3}}
  forces: {breaks-down.speed.T1: {value: 0.2}}
portfolio:
  half: {T1: 0.2}
  bounds: {T1: {cap: 0.5}}
  overlaps: {alike: {lines: [T1, T2], half: 0.1}}
  exposure: {harm: 4}
arguments:
  - id: own
    kind: critique
    title: Own
    gist: Own.
    speaker: me
    line: brittle
    credence: {value: 0.5, basis: stated, why: Own.}
    effects: [{on: [T1], except: [T2], criterion: speed, lowers: 0.5, basis: stated, why: Own.}]
    against: [{argument: breaks-down, force: 0.2, basis: stated, why: Own.}]
    spares: {T2: why}
"""
LINES = """\
schema: toi/lines/1
lines: [{id: brittle, title: It is brittle, gist: It breaks., former: [frail]}]
"""
NAMES = {"T1": "OLD", "speed": "pace", "harm": "e1", "breaks-down": "snaps", "brittle": "frail"}


def laid_out(text):
    Path("rubrics/mine.yaml").write_text(text)
    Path("data/lines.yaml").write_text(LINES)
    for file in Path("data").glob("*.yaml"):
        found = file.read_text()
        for name, old in NAMES.items():
            found = found.replace(f"- id: {name}\n", f"- id: {name}\n    former: [{old}]\n")
        file.write_text(found)


def as_before(text):
    for name, old in NAMES.items():
        text = text.replace(name, old)
    return text


def test_every_former_name_is_told_and_mended(workspace):
    laid_out(as_before(EVERYWHERE))
    told = run("rubric", "check", "mine").err.splitlines()
    assert told
    assert all("was renamed" in line for line in told), told
    lines = {int(line.split(":")[1]) for line in told}
    old = as_before(EVERYWHERE).splitlines()
    assert lines == {n for n, text in enumerate(EVERYWHERE.splitlines(), 1) if text != old[n - 1]}
    assert run("rubric", "check", "mine", "--fix").code == 0
    assert Path("rubrics/mine.yaml").read_text() == EVERYWHERE


def test_every_unknown_name_is_told(workspace):
    text = EVERYWHERE
    for name in ("T1", "speed", "harm", "breaks-down", "brittle", "doubt", "post"):
        text = text.replace(name, f"no-{name}")
    laid_out(text)
    told = run("rubric", "check", "mine").err.splitlines()
    lines = {int(line.split(":")[1]) for line in told if "unknown-" in line}
    before = EVERYWHERE.splitlines()
    assert lines == {n for n, line in enumerate(text.splitlines(), 1) if line != before[n - 1]}


def test_a_title_in_the_place_of_an_id_is_told_the_id(workspace):
    text = "schema: toi/rubric/1\nid: mine\ntitle: Mine\nextends: plain\n"
    text += "portfolio:\n  bounds: {Long way: {cap: 10%}}\n  min_grants: {the short way: 5%}\n"
    Path("rubrics/mine.yaml").write_text(text)
    assert run("rubric", "check", "mine").err.splitlines() == [
        "rubrics/mine.yaml:6:12: no theory, kind or group 'Long way'; that is the title of T2, "
        "write this id [unknown-theory]",
        "rubrics/mine.yaml:7:16: no theory, kind or group 'the short way'; that is the title of "
        "T1, write this id [unknown-theory]",
    ]

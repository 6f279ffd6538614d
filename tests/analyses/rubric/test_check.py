"""`toi rubric check`."""

import json
from pathlib import Path

import toi
from tests.analyses.rubric.helpers import done
from tests.command import run
from toi.io.debate.folders import SHIPPED


def test_check_fix_writes_new_names_and_the_digest(workspace):
    text = (
        "\ufeffschema: toi/rubric/1\r\nid: mine\r\ntitle: Mine\r\nextends: plain\r\n"
        'data: "abcdef0"   # old\r\ncredences:\r\n  arguments:\r\n'
        "    'repaired':   {settled: 0.20}  # repaired once"
    )
    Path("rubrics/mine.yaml").write_bytes(text.encode())
    found = run("rubric", "check", "mine")
    assert found.code == 1
    assert found.err == (
        "rubrics/mine.yaml:8:5: 'repaired' was renamed 'is-mended'; "
        "`toi rubric check mine --fix` changes it [renamed-id]\n"
    )
    fixed = done("rubric", "check", "mine", "--fix")
    digest = toi.load().debate.digest[:12]
    assert fixed.out == (
        "rubrics/mine.yaml mended\n"
        "  arguments: repaired -> is-mended\n"
        f"  data: abcdef0 -> {flow(digest)}\n"
        "No problems: rubrics/mine.yaml, with rubrics/plain.yaml below it.\n"
    )
    text = text.replace("'repaired':", "'is-mended':").replace('"abcdef0"', f'"{digest}"')
    assert Path("rubrics/mine.yaml").read_bytes() == text.encode()
    assert done("rubric", "check", "mine", "--fix").out.startswith("No problems")


def flow(value):
    from toi.io.yaml.emit import flow as word

    return word(value)


def test_check_fix_reaches_every_name(workspace):
    from tests.commands.test_bad_input import lay_over

    lay_over("rubric-renamed-everywhere", workspace)
    before = Path("rubrics/mine.yaml").read_text()
    done("rubric", "check", "mine", "--fix")
    after = Path("rubrics/mine.yaml").read_text()
    for old, new in (("pace", "speed"), ("OLD", "T1"), ("snaps", "breaks-down")):
        before = before.replace(old, new)
    assert after == before


def test_check_warns(workspace):
    Path("rubrics/mine.yaml").write_text(
        'schema: toi/rubric/1\nid: mine\ntitle: Mine\ndata: "abcdef0"\n'
        "weights: {speed: 60, harm: 40}\nweights_sure: unknown\n"
        "credences:\n  tags: {doubt: 0.2}\n  arguments: {breaks-down: 0.3}\n"
    )
    digest = toi.load().debate.digest[:6]
    found = done("rubric", "check", "mine")
    said = [line for line in found.err.splitlines() if not line.startswith("note: ")]
    assert said == [
        f"rubrics/mine.yaml:4:7: the records changed since it was written (abcdef, now {digest}): "
        "see whether its weights fit the ends of the scales as they are now, and its beliefs the "
        "arguments; --fix then writes the present digest [data-differs]",
        "rubrics/mine.yaml:6:15: the weights differ, so they count as roughly; write that, or set "
        "them alike [weights-sure]",
        "rubrics/mine.yaml:8:10: no argument is left to 'doubt': all of the 1 that it covers have "
        "more particular lines [credence-unused]",
    ]
    assert found.out == "No problems: rubrics/mine.yaml; 3 warnings.\n"
    report = json.loads(done("rubric", "check", "mine", "--format", "json").out)
    assert [p["code"] for p in report["warnings"]] == [
        "data-differs",
        "weights-sure",
        "credence-unused",
    ]
    assert report["schema"] == "toi/rubric-check/1"


def test_lines_left_as_they_came_are_told_where_they_keep_a_tag_from_counting(workspace):
    file = Path("data/arguments.yaml")
    file.write_text(file.read_text().replace("speaker: reply", "speaker: reply\n    tags: [doubt]"))
    text = (
        "schema: toi/rubric/1\nid: mine\ntitle: Mine\nweights: {speed: 60, harm: 40}\n"
        "credences:\n  tags: {doubt: 0.2}\n  arguments: {is-mended: 0.5}\n"
    )
    Path("rubrics/mine.yaml").write_text(text)
    told = "rubrics/mine.yaml:6:10: 'doubt' reaches 1 of 2 arguments: the lines on is-mended win"
    assert told in done("rubric", "check", "mine").err
    Path("rubrics/mine.yaml").write_text(text.replace("0.5", "0.4"))
    assert done("rubric", "check", "mine").err == ""  # it is meant so


def test_a_digest_does_not_change_a_rubric(workspace):
    text = "schema: toi/rubric/1\nid: mine\ntitle: Mine\n"
    Path("rubrics/mine.yaml").write_text(text)
    plain = toi.rubric(name="mine").digest
    Path("rubrics/mine.yaml").write_text(text + 'data: "abcdef0"\n')
    assert toi.rubric(name="mine").digest == plain


def test_shipped_rubrics_are_sound():
    for name in SHIPPED:
        found = done("rubric", "check", name)
        assert found.err == "", name

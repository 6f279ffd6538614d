"""Links to a position: what they say is what settings say, and nothing else."""

import pytest

import toi
from tests.command import run
from toi.errors import InputErrors
from toi.io.rubric.link import link_pair, read_link
from toi.io.rubric.settings import read_settings

EXAMPLE = "docs/example/data"


@pytest.fixture(scope="module")
def debate():
    return toi.load(EXAMPLE)


def test_a_link_is_its_rubric_with_settings(debate):
    linked = toi.rubric(debate, "report.html#r=example&reach=75&falls-short=.2")
    said = toi.rubric(debate, "example", settings=["reach=75%", "falls-short=.2"])
    assert linked.rubric == said.rubric
    assert linked.digest == said.digest
    assert linked.name == "example"


def test_a_link_may_start_from_no_rubric_where_none_was_written(workspace):
    (workspace / "rubrics/plain.yaml").unlink()
    found = toi.rubric(toi.load("data"), "#r=none&speed=70")
    assert found.rubric.weights == pytest.approx({"speed": 70, "harm": 30})


def test_settings_come_on_top_of_a_link(debate):
    found = toi.rubric(debate, "#r=example&reach=75", settings=["reach=10%"])
    assert found.rubric.weights == {"reach": 10, "risk": 90}


def test_what_has_changed_since_is_told(debate):
    digest = debate.debate.digest[:6]
    same = toi.rubric(debate, f"#r=example&data={digest}")
    other = toi.rubric(debate, "#r=example&data=abcdef&rubric=012345")
    assert [note for note in same.notes if "link" in note] == []
    assert [note for note in other.notes if "link" in note] == [
        f"the link was made for data abcdef, and this is {digest}",
        f"the link was made for example 012345, and this is {same.digest[:6]}",
    ]
    assert toi.score(debate, other).notes == other.notes


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("#r=", "bad-link"),
        ("#r=../../etc/x", "bad-link"),
        ("#r=own.yaml", "bad-link"),
        ("#r=%2Fetc%2Fpasswd", "bad-link"),
        ("#r=example&data=<b>", "bad-link"),
        ("#r=nobody", "unknown-rubric"),
        ("#r=example&reach=175", "weights-share"),
        ("#r=example&reach=javascript:alert(1)", "not-a-number"),
        ("#r=example&once-there=.5", "unknown-key"),
        ("#r=example&arguments=1", "unknown-key"),
        ("#r=%23r%3Dexample", "unknown-rubric"),
    ],
)
def test_a_link_that_says_anything_else_is_refused(debate, link, code):
    with pytest.raises(InputErrors) as caught:
        toi.rubric(debate, link)
    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize(
    "setting",
    ["reach=75%", "reach=20", "weights.reach=75%", "falls-short=0.2", "method=minimum"],
)
def test_a_setting_can_be_said_in_a_link(debate, setting):
    (change,) = read_settings([setting], debate.debate, [])
    key, value = link_pair(change)
    again = read_link(f"#r=example&{key}={value}", debate.debate)
    assert read_settings(again.settings, debate.debate, [])[0].content == change.content
    assert read_settings(again.settings, debate.debate, [])[0].is_share == change.is_share


@pytest.mark.parametrize(
    "command", ["explain B --rubric", "sensitivity --rubric", "rubric show", "compare example"]
)
def test_commands_take_a_link(command):
    done = run(*command.split(), "#r=example&reach=90", "--data", EXAMPLE)
    assert done.code == 0, done.err
    assert "reach=90%" in done.out

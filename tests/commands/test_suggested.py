"""What a command suggests to type next keeps what was typed, where the next command takes it."""

import re
import shlex
from itertools import pairwise

import pytest
import typer

from tests.command import run
from toi.analyses.layout.page import unpainted
from toi.cli.app import app

TYPED = {
    "--rubric": "mine",
    "--set": "speed=70%",
    "--kind": "listed,other",
    "--seed": "3",
    "--draws": "300",
}
SHORT = {"--rubric": "-r", "--kind": "-k"}
COMMANDS = (
    "score",
    "score --method all",
    "explain T1",
    *("sensitivity", "sensitivity T1", "sensitivity flips", "sensitivity cruxes"),
    *("sensitivity ranks", "sensitivity weights", "sensitivity sobol", "sensitivity critical"),
    *("sensitivity regret", "compare T1 T2"),
    "portfolio --cap T1=70% --budget 5000",
)
RUBRIC = "schema: toi/rubric/1\nid: {}\ntitle: {}\nweights: {{speed: {}, harm: {}}}\n"


@pytest.fixture
def rubrics(workspace):
    file = workspace / "data" / "theories.yaml"
    file.write_text(file.read_text().replace("kinds: [listed]", "kinds: [listed, other]", 1))
    for name, speed in (("mine", 60), ("none", 20), ("theirs", 90)):
        text = RUBRIC.format(name, name, speed, 100 - speed)
        (workspace / "rubrics" / f"{name}.yaml").write_text(text)
    return workspace


def taken(words):
    """Return the options that a command takes."""
    command, words = typer.main.get_command(app), list(words)
    while hasattr(command, "commands") and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    return {option for one in command.params for option in one.opts}


def suggested(shown):
    """Return the words of each command that a screen suggests, `toi` left out."""
    text = " ".join(unpainted(shown).replace("\\\n", " ").split())
    below = re.split(r"(?:Next|Disagree|More|Try):?\?? ", text, maxsplit=1)[1]
    below = re.split(r" toi 0\.", below)[0]
    found = re.split(r"(?: \|| or|,|^) ?toi |^toi ", f" | {below}")
    return [shlex.split(re.split(r", or | More: ", one)[0]) for one in found if one.strip(" |")]


def typed(command, without=()):
    options = taken(shlex.split(command))
    kept = {name: value for name, value in TYPED.items() if name in options and name not in without}
    return [*shlex.split(command), *(word for pair in kept.items() for word in pair)], kept


def lost(next_one, kept):
    """Return what a suggested command takes, was typed and is not in it; what is set may change."""
    said = set(pairwise(next_one))
    keys = {one.partition("=")[0] for one in next_one}
    return [
        name
        for name, value in kept.items()
        if name in taken(next_one)
        and not said & {(name, value), (SHORT.get(name), value)}
        and not (name == "--set" and value.partition("=")[0] in keys)
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_was_typed_is_kept(rubrics, command):
    words, kept = typed(command)
    done = run(*words)
    assert done.code == 0, done.err
    found = suggested(done.out)
    assert found
    for one in found:
        assert not lost(one, kept), shlex.join(one)


@pytest.mark.parametrize("command", ["compare mine theirs", "compare mine theirs none"])
def test_what_was_typed_of_rubrics_is_kept(rubrics, command):
    words, kept = typed(command, without=("--rubric",))
    if command.count(" ") > 2:
        del kept["--seed"]  # of a group nothing is drawn
    done = run(*words)
    assert done.code == 0, done.err
    for one in suggested(done.out):
        assert not lost(one, kept), shlex.join(one)


def test_credences_are_kept(rubrics):
    done = run("portfolio", "mine", "theirs", "--credence", "3,1", "--seed", "3", "--draws", "300")
    again, alone = suggested(done.out)
    assert again == shlex.split(
        "portfolio mine theirs --credence 3,1 --risk 0.5 --seed 3 --draws 300"
    )
    assert alone == shlex.split("portfolio -r mine --seed 3 --draws 300")
    assert run(*again).code == run(*alone).code == 0


def test_a_rubric_is_named_whatever_it_is_called(rubrics):
    """`none` is what a rubric is called that no file holds, and this is one."""
    for words in ("score", "explain T1", "sensitivity flips", "compare T1 T2"):
        for one in suggested(run(*words.split(), "-r", "none").out):
            assert "-r" in taken(one), one
            assert "none" in one, one
    assert "rubric diff none theirs" in " ".join(run("compare", "none", "theirs").out.split())


def test_the_shipped_default_is_named_where_another_is_used_without_a_name(tmp_path):
    assert run("data", "init", "mine", "--shipped", cwd=tmp_path).code == 0
    folder = tmp_path / "mine"
    usual = suggested(run("explain", "T06", "-r", "balanced", cwd=folder).out)
    assert all("balanced" not in one for one in usual)
    assert run("rubric", "new", "me", cwd=folder).code == 0
    assert run("rubric", "set", "me", "default=true", cwd=folder).code == 0
    for one in suggested(run("explain", "T06", "-r", "balanced", cwd=folder).out):
        assert one[one.index("-r") + 1] == "balanced"


def test_how_much_each_counts_is_kept(rubrics):
    asked = ("compare", "mine", "theirs", "none", "--people", "--trust", "mine=2.5")
    [again] = suggested(run(*asked).out)
    assert again[again.index("--trust") + 1] == "mine=2.5"

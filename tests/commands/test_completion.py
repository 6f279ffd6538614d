"""The Tab key in a real shell: bash, as every machine that runs these tests has it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import run

ROOT = Path(__file__).resolve().parents[2]

# Loads what `toi --show-completion` prints, types a line and a Tab, and prints what is offered.
# The words are broken where bash breaks them.
TAB = r"""
set -e
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_toi_completion toi
printf '%s\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    """A function from the words of a line to what bash offers for the last of them."""
    home = tmp_path_factory.mktemp("home")
    command = home / "toi"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m toi "$@"\n')
    command.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOI_")}
    path = f"{home}{os.pathsep}{kept['PATH']}"
    environment = {**kept, "PATH": path, "PYTHONPATH": str(ROOT), "TOI_CACHE": str(home / "cache")}
    shown = subprocess.run(
        [str(command)],
        env={**environment, "_TOI_COMPLETE": "source_bash"},
        check=True,
        capture_output=True,
        text=True,
    )
    script = home / "script"
    script.write_text(shown.stdout)
    assert "_toi_completion" in shown.stdout

    def press(*words, cwd=home):
        done = subprocess.run(
            ["bash", "-c", TAB, "bash", str(script), "toi", *words],
            env=environment,
            cwd=cwd,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        return [line for line in done.stdout.split("\n") if line]

    return press


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["explain", "T0"], ["T01", "T09"]),
        (["explain", "t1"], ["t10", "t18"]),
        (["compare", ""], ["T04", "balanced"]),
        (["show", "better-without"], ["better-without-interp"]),
        (["score", "--rubric", "ess"], ["essay-author"]),
        (["rubric", "diff", "balanced", "pro"], ["proponent"]),
        (["rubric", "new", "mine", "--from", "bal"], ["balanced"]),
        (["score", "--method", "top"], ["topsis"]),
        (["score", "--kind", "ag"], ["agenda"]),
        (["score", "--kind", "listed,ag"], ["listed,agenda"]),
        (["list", "arguments", "--tag", "dual"], ["dual-use"]),
        (["list", "arguments", "--kind", "reb"], ["rebuttal"]),
        (["list", "ev"], ["evidence"]),
        (["plot", "tor"], ["tornado"]),
        (["sensitivity", "cru"], ["cruxes"]),
        (["sensitivity", "sobol", "--group", "tag", ":", "dual"], ["dual-use"]),
        (["data", "schema", "arg"], ["arguments"]),
        (["help", "rubric", "el"], ["elicit"]),
        (["help", "tut"], ["tutorial"]),
    ],
    ids=" ".join,
)
def test_names_are_offered(tab, words, offered):
    found = tab(*words)
    assert set(offered) <= set(found)
    assert all(name.startswith(words[-1]) for name in found)


def test_settings_offer_keys_and_then_values(tab):
    keys = tab("score", "--set", "d")
    assert {"directness=", "dual_use_risk="} <= set(keys)
    assert "directness=50%" in tab("score", "--set", "direc")
    # Behind `=` bash replaces only what follows it.
    assert tab("score", "--set", "directness", "=", "5") == ["50%"]
    assert "roughly" in tab("rubric", "set", "mine", "weights_sure", "=")
    assert "T08.directness=" in tab("score", "--set", "T08.d")


def test_rubrics_of_ones_own_and_of_other_data_are_offered(tab, tmp_path):
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "Jonas M.yaml").write_text("")
    assert tab("score", "-r", "Jo", cwd=tmp_path) == [r"Jonas\ M"]
    example = ROOT / "docs" / "example" / "data"
    assert tab("explain", "--data", str(example), "") == ["A", "B", "C"]


def test_nothing_is_offered_where_nothing_can_be_read(tab, tmp_path):
    assert tab("explain", "--data", str(tmp_path / "none"), "T") == []


def test_offering_needs_no_numpy():
    code = (
        "import os, sys\n"
        "os.environ |= {'_TOI_COMPLETE': 'complete_bash', 'COMP_CWORD': '3',\n"
        "               'COMP_WORDS': 'toi score --set d'}\n"
        "sys.argv = ['toi']\n"
        "from toi.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "assert not {'numpy', 'scipy', 'matplotlib'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert "directness=" in done.stdout


@pytest.mark.parametrize("group", [[], ["rubric"], ["data"]])
def test_no_command_is_described_by_half_a_sentence(group):
    lines = run(*group, "-h").out.split("Commands:\n")[1].splitlines()
    assert lines
    assert all(line.endswith(".") and not line.endswith("...") for line in lines)
    assert all(len(line) <= 80 and line.startswith("  ") for line in lines)


def test_help_names_neither_types_nor_ranges():
    for command in (
        ["score"],
        ["plot"],
        ["list"],
        ["compare"],
        ["rubric", "set"],
        ["data", "pool"],
    ):
        text = run(*command, "-h").out
        assert not [w for w in ("<", "x>=", "[required", "]...]", "[[") if w in text], command


def test_pictures_are_those_that_plot_draws():
    from toi.cli.plot_results import PICTURES as DRAWN
    from toi.cli.shell.names import PICTURES

    assert set(PICTURES) == set(DRAWN)


def test_help_leads_to_commands_and_guides():
    assert run("help", "rubric", "set").out == run("rubric", "set", "-h").out
    assert run("help", "tutorial").out.startswith("# ")
    assert "toi help portfolio --guide" in run("help", "portfolio").out
    assert run("help", "portfolio", "--guide").out.startswith("# ")
    assert "<!--" not in run("help", "elicit").out
    done = run("help", "tutorail")
    assert (done.code, "did you mean 'tutorial'" in done.err) == (2, True)


def test_an_option_given_twice_is_refused_when_the_line_is_run_and_not_by_the_tab_key(tab):
    assert "balanced" in tab("score", "-r", "proponent", "-r", "balanced", "--rubric", "bal")

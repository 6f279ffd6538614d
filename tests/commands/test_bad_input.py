"""Bad input: what is said, where, with which exit code, and that nothing is left behind.

Each folder in bad/ holds the files that are laid over the small workspace of conftest.py,
and in expected.txt what the commands there print.
"""

import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import Done, contents, run
from toi.io.debate.load import KINDS
from toi.io.yaml.parse import MAX_BYTES, MAX_PROBLEMS

BAD = Path(__file__).parents[1] / "bad"
CASES = sorted(folder.name for folder in BAD.iterdir() if folder.is_dir())
LINE = re.compile(
    r"(?P<file>toi|--set.*?|[^:]+=.*?|[\w./-]+)(:(?P<line>\d+):(?P<column>\d+))?: "
    r".*\S \[(?P<code>[a-z0-9]+(-[a-z0-9]+)*)\]"
)


def lay_over(case: str, workspace: Path) -> None:
    for file in (BAD / case).glob("*.yaml"):
        kind = "data" if file.stem in KINDS else "rubrics"
        shutil.copy(file, workspace / kind / file.name)
    for file in (BAD / case).glob("*.argdown"):
        shutil.copy(file, workspace / file.name)


def steps(case: str) -> list[tuple[list[str], list[str]]]:
    """Each command of a case with the lines that it prints."""
    found: list[tuple[list[str], list[str]]] = []
    for line in (BAD / case / "expected.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("$ "):
            found.append((shlex.split(line[2:]), []))
        else:
            found[-1][1].append(line)
    return found


def assert_refused(done: Done, words: list[str], lines: list[str]) -> None:
    assert done.err.splitlines() == lines
    assert done.out == ""
    checks = words[1:3] in (["data", "check"], ["rubric", "check"])
    assert done.code == (1 if checks and not done.err.startswith("toi: ") else 2)


@pytest.mark.parametrize("case", CASES)
def test_says_what_is_wrong_and_where(case: str, workspace: Path) -> None:
    lay_over(case, workspace)
    for words, lines in steps(case):
        if words[0] == "rm":
            (workspace / words[1]).unlink()
            continue
        before = contents(workspace)
        assert_refused(run(*words[1:]), words, lines)
        assert contents(workspace) == before
        if words == ["toi", "score"]:  # checking the data says the same
            assert_refused(run("data", "check"), ["toi", "data", "check"], lines)


@pytest.mark.parametrize("case", CASES)
def test_places_are_in_the_file(case: str, workspace: Path) -> None:
    lay_over(case, workspace)
    for words, lines in steps(case):
        assert bool(lines) == (words[0] == "toi")
        for line in lines:
            read = LINE.fullmatch(line)
            assert read, line
            if read["line"]:
                text = (workspace / read["file"]).read_bytes().decode("utf-8", "replace")
                row = (text.split("\n") or [""])[int(read["line"]) - 1]
                assert 1 <= int(read["column"]) <= len(row) + 1


def test_the_workspace_itself_is_sound(workspace: Path) -> None:
    assert run("data", "check").code == 0
    for name in ("plain", "rubrics/plain.yaml"):
        done = run("score", "--rubric", name)
        assert (done.code, done.err) == (0, "")
        assert "Short way" in done.out


@pytest.mark.parametrize("case", ["yaml-tab", "rubric-extends-itself", "set-weights-zero"])
def test_a_process_says_the_same(case: str, workspace: Path) -> None:
    lay_over(case, workspace)
    before = contents(workspace)
    root = Path(__file__).parents[2]
    for words, lines in steps(case):
        ended = subprocess.run(
            [sys.executable, "-m", *words],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(root)},
            check=False,
        )
        assert_refused(Done(ended.returncode, ended.stdout, ended.stderr), words, lines)
    assert contents(workspace) == before


def test_problems_as_json(workspace: Path) -> None:
    lay_over("value-nan", workspace)
    done = run("data", "check", "--format", "json")
    assert done.code == 1
    assert done.err == ""
    problem = json.loads(done.out)["problems"][0]
    assert (problem["file"], problem["line"], problem["code"]) == (
        "data/theories.yaml",
        11,
        "not-finite",
    )


def test_a_file_of_50_megabytes_is_not_read(workspace: Path) -> None:
    with (workspace / "data/theories.yaml").open("ab") as file:
        file.truncate(50 * 10**6)
    done = run("score")
    limit = MAX_BYTES // 2**20
    assert_refused(
        done,
        ["toi", "score"],
        [f"data/theories.yaml: the file is larger than {limit} MiB [file-too-large]"],
    )


def test_a_flood_of_problems_is_cut(workspace: Path) -> None:
    text = "a: &a x\nb:\n" + "  - *a\n" * 100_000
    (workspace / "data/theories.yaml").write_text(text)
    lines = run("score").err.splitlines()
    assert len(lines) == MAX_PROBLEMS + 1
    assert lines[-1].endswith("so many problems that reading ends here [too-many-problems]")


def test_deep_nesting_does_not_exhaust_the_stack(workspace: Path) -> None:
    for opening in ("[", "{a: ", "- "):
        (workspace / "data/theories.yaml").write_text(opening * 50_000)
        done = run("score")
        assert done.code == 2
        assert "[yaml-depth]" in done.err


def test_other_folders_named_data_are_passed_over(workspace: Path) -> None:
    shutil.rmtree(workspace / "rubrics")
    (workspace / "data/theories.yaml").unlink()
    for text, reason in (("id,score\n", "its criteria.yaml names no toi schema"), (None, None)):
        criteria = workspace / "data/criteria.yaml"
        criteria.unlink() if text is None else criteria.write_text(text)
        done = run("list", "criteria", "--format", "csv")
        assert done.code == 0
        assert done.err == (
            f"note: ./data is not a toi debate ({reason or 'no criteria.yaml'}), "
            "so the shipped data is used\n"
        )


def test_a_spoilt_cache_is_passed_over(workspace: Path) -> None:
    cache = workspace / "cache"
    env = {"TOI_CACHE": str(cache)}
    right = run("score", "--rubric", "plain", env=env)
    kept = list(cache.iterdir())
    assert kept
    for spoilt in ("", "[1]", "null", "[" * 100_000, '"text"'):
        for entry in kept:
            entry.write_text(spoilt)
        assert run("score", "--rubric", "plain", env=env) == right


FIELDS = ("value: 8", "1, 2, 4", "lowers: 0.4", "[0.5, 0.7]", "force: 0.5", "[0, 10]", "speed: 60")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [*itertools.product(FIELDS, (".nan", ".inf", "-.INF", "1e999", "-1e999"))],
)
def test_only_finite_numbers(field: str, wrong: str, workspace: Path) -> None:
    for file in (*workspace.glob("data/*.yaml"), *workspace.glob("rubrics/*.yaml")):
        text = file.read_text()
        if field in text:
            number = re.search(r"[0-9.]+", field)
            assert number
            bad = field[: number.start()] + wrong + field[number.end() :]
            file.write_text(text.replace(field, bad, 1))
    done = run("score", "--rubric", "plain")
    assert done.code == 2
    assert done.err.endswith("is not a finite number [not-finite]\n")


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (
            ("score", "-r", "plian"),
            "toi: no rubric is called 'plian'; did you mean 'plain'? (there",
        ),
        (("score", "-r", ""), "toi: no rubric is called '' (there are: "),
        (
            ("rubric", "set", "mine", "harm=3"),
            "toi: no rubric is called 'mine' (there are: plain); toi rubric new mine makes it "
            "[unknown-rubric]",
        ),
        (("plot", "places"), "toi: name three rubrics or more, or a folder of them: toi plot "),
        (("plot", "compare"), "toi: name what to compare: toi plot compare "),
        (("list", "theorys"), "toi: cannot list 'theorys'; did you mean 'theories'? (there are: "),
    ],
)
def test_unknown_names_come_with_the_known_ones(
    words: tuple[str, ...], start: str, workspace: Path
) -> None:
    done = run(*words)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith(start)


# What hypothesis makes of the small workspace: whatever it is, it is scored or refused.

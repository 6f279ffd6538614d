"""Bad input: what is said, where, with which exit code, and that nothing is left behind.

Each folder in bad/ holds the files that are laid over the small workspace of conftest.py,
and in expected.txt what the commands there print.
"""

import contextlib
import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.command import Done, contents, run
from tests.conftest import WORKSPACE, write_workspace
from toi.analyses.score.compute import run_score
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import open_debate, prepare
from toi.errors import InputErrors, Problem
from toi.io.debate.load import KINDS
from toi.io.yaml.parse import MAX_BYTES, MAX_PROBLEMS, parse

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

FILES = sorted(WORKSPACE)
LIMITS = settings(
    max_examples=80,
    deadline=timedelta(seconds=2),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
ODD = st.sampled_from(
    [*"{}[]:,-#&*!|>'\"%@`?~.\t\n\r \x00\x85\u202e\u2028\ufeff", ": ", "- ", ".nan", "1e999", "T1"]
)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """The text with lines dropped, doubled, swapped or moved, and characters changed."""
    lines = text.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 3))):
        if not lines:
            break
        i, j = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(["drop", "double", "swap", "shift", "put", "cut", "change"])):
            case "drop":
                del lines[i]
            case "double":
                lines.insert(j, lines[i])
            case "swap":
                lines[i], lines[j] = lines[j], lines[i]
            case "shift":
                lines[i] = " " * draw(st.integers(0, 8)) + lines[i].lstrip(" ")
            case "cut":
                lines[i] = lines[i][: draw(st.integers(0, len(lines[i])))]
            case "change":
                words = re.split(r"([\w.-]+)", lines[i])
                words[draw(st.integers(0, len(words) - 1))] = draw(ODD | st.floats().map(str))
                lines[i] = "".join(words)
            case _:
                at = draw(st.integers(0, len(lines[i])))
                put = draw(ODD | st.text(max_size=3))
                lines[i] = lines[i][:at] + put + lines[i][at:]
    return "".join(lines)


def scored_or_refused(workspace: Path) -> None:
    """Score by the small rubric; what is refused is refused with places inside the files."""
    try:
        setting = prepare(open_debate("data", everything=True), "plain")
    except InputErrors as error:
        assert_places(workspace, error.problems)
        return
    result = run_score(setting, find_kinds(setting.debate, "all"), draws=64)
    assert "NaN" not in result.to_json()
    assert "Infinity" not in result.to_json()


def assert_places(workspace: Path, problems: list[Problem]) -> None:
    assert problems
    for problem in problems:
        assert LINE.fullmatch(str(problem)), str(problem)
        if problem.line is not None and problem.column is not None:
            rows = re.split(rb"\r\n|\r|\n", (workspace / problem.file).read_bytes())
            assert 1 <= problem.line <= len(rows)
            row = rows[problem.line - 1].decode("utf-8", "replace")
            assert 1 <= problem.column <= len(row) + 1


@LIMITS
@given(data=st.data())
def test_mutated_files_are_scored_or_refused(data: st.DataObject, workspace: Path) -> None:
    write_workspace(workspace)
    name = data.draw(st.sampled_from(FILES))
    text = data.draw(mutated(WORKSPACE[name]))
    (workspace / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    scored_or_refused(workspace)


@LIMITS
@given(name=st.sampled_from(FILES), raw=st.binary(max_size=200), at=st.integers(0, 400))
def test_random_bytes_are_refused(name: str, raw: bytes, at: int, workspace: Path) -> None:
    write_workspace(workspace)
    text = WORKSPACE[name].encode()
    (workspace / name).write_bytes(text[:at] + raw + text[at:])
    scored_or_refused(workspace)


@LIMITS
@given(raw=st.binary() | st.lists(ODD, max_size=60).map(lambda parts: "".join(parts).encode()))
def test_any_bytes_can_be_parsed(raw: bytes) -> None:
    document = parse("f.yaml", raw)
    assert (document.data is not None) or document.problems
    for problem in document.problems:
        assert problem.line is not None
        assert 1 <= problem.line <= raw.count(b"\n") + raw.count(b"\r") + 1


@LIMITS
@given(setting=st.from_regex(r"[a-zA-Z0-9_.-]{0,12}=?.{0,12}", fullmatch=True) | st.text())
def test_any_setting_is_taken_or_refused(setting: str, workspace: Path) -> None:
    with contextlib.suppress(InputErrors):
        prepare(open_debate(), "plain", [setting])


@LIMITS
@given(
    key=st.sampled_from(
        ["speed", "weights.harm", "doubt", "breaks-down.settled", "T1.speed", "weights_sure"]
        + ["breaks-down.speed.T1", "value_functions.speed", "credences.default", "title", "method"]
        + [
            "breaks-down.speed",
            "kinds.critique.trust",
            "overlap.default",
            "scrutiny",
            "not_bearing",
        ]
    ),
    value=st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["pert", "beta", "normal", "on", "settled", "topsis", "promethee2", "function"]
                    + ["mixture", "trust"]
                ),
                inner,
            )
        ),
        max_leaves=6,
    ),
)
def test_any_value_is_taken_or_refused(key: str, value: object, workspace: Path) -> None:
    try:
        setting = prepare(open_debate(), "plain", [f"{key}={json.dumps(value)}"])
        result = run_score(setting, ["all"], draws=64)
    except InputErrors:
        return
    assert "NaN" not in result.to_json()

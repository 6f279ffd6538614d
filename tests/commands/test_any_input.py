"""Any input: files changed at random, random bytes, settings and values; taken or refused."""

import contextlib
import json
import re
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands.test_bad_input import LINE
from tests.conftest import WORKSPACE, write_workspace
from toi.analyses.score.compute import run_score
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import open_debate, prepare
from toi.errors import InputErrors, Problem
from toi.io.yaml.parse import parse

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

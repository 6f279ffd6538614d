"""YAML text to plain data: places, scalars, ends of lines."""

import math
from typing import Any

import pytest
from ruamel.yaml import YAML

from toi.io.yaml.parse import MAX_DEPTH, parse

BLOCK = """\
# a comment
schema: toi/rubric/1

weights:
  speed: 60   # more
  harm: 40
gates:
  - harm > 8: exclude
  -
    speed < 1: exclude
note: >-
  two
  lines
"""


def read(text: str | bytes) -> Any:
    document = parse("f.yaml", text.encode() if isinstance(text, str) else text)
    assert document.problems == []
    return document.data


def problems(text: str | bytes) -> list[str]:
    document = parse("f.yaml", text.encode() if isinstance(text, str) else text)
    return [f"{p.line}:{p.column} {p.code}" for p in document.problems]


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("schema",), (2, 1), (2, 9)),
        (("weights",), (4, 1), (5, 3)),
        (("weights", "speed"), (5, 3), (5, 10)),
        (("weights", "harm"), (6, 3), (6, 9)),
        (("gates",), (7, 1), (8, 3)),
        (("gates", 0), (8, 5), (8, 5)),
        (("gates", 0, "harm > 8"), (8, 5), (8, 15)),
        (("gates", 1), (10, 5), (10, 5)),
        (("gates", 1, "speed < 1"), (10, 5), (10, 16)),
        (("note",), (11, 1), (11, 7)),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_places_in_block_style(
    path: tuple[Any, ...], key: Any, value: Any, end: str, start: str
) -> None:
    document = parse("f.yaml", (start + BLOCK.replace("\n", end)).encode())
    assert document.problems == []
    assert document.place(path, key=True) == key
    assert document.place(path) == value


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("a",), (1, 2), (1, 5)),
        (("a", 1), (1, 9), (1, 9)),
        (("a", 1, "b"), (1, 10), (1, 13)),
        (("é",), (2, 2), (2, 5)),
        (("k",), (2, 11), (2, 14)),
    ],
)
def test_places_in_flow_style(path: tuple[Any, ...], key: Any, value: Any) -> None:
    document = parse("f.yaml", '{a: [1, {b: "c"}],\n é: "日本", k: 1}'.encode())
    assert document.problems == []
    assert document.place(path, key=True) == key
    assert document.place(path) == value


def test_what_is_absent_is_where_it_should_be() -> None:
    document = parse("f.yaml", BLOCK.encode())
    assert document.place(("weights", "margin")) == (5, 3)
    assert document.place(("gates", 7, "x")) == (8, 3)
    assert document.place(("weights", "speed", "value")) == (5, 10)
    assert document.place(("<union>", "weights", "harm")) == (6, 9)
    assert document.place(("nothing",)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("TRUE", True),
        ("tRUE", "tRUE"),
        ("~", None),
        ("", None),
        ("null", None),
        ("nULL", "nULL"),
        ("2023-01-01", "2023-01-01"),
        ("2023-01-01 10:00:00", "2023-01-01 10:00:00"),
        ("12:30:45", "12:30:45"),
        ("0x1f", 31),
        ("0o17", 15),
        ("017", 17),
        ("0b1", "0b1"),
        ("1_000", "1_000"),
        ("+12", 12),
        ("-3", -3),
        ("1e3", 1000.0),
        ("1.", 1.0),
        (".5", 0.5),
        ("-.5E-1", -0.05),
        (".", "."),
        ("e3", "e3"),
        ("1.2.3", "1.2.3"),
        ("+.inf", math.inf),
        ("-.INF", -math.inf),
        ("inf", "inf"),
        ("nan", "nan"),
        ('"12"', "12"),
        ("'true'", "true"),
        ('""', ""),
        ("٣", "٣"),
        ("12345678901234567890123", 12345678901234567890123),
    ],
)
def test_scalars_of_the_core_schema(text: str, value: Any) -> None:
    found = read(f"key: {text}")["key"]
    assert found == value
    assert type(found) is type(value)


def test_a_key_without_value_is_null() -> None:
    assert read("a:\nb: 1\n") == {"a": None, "b": 1}


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number(text: str) -> None:
    assert math.isnan(read(f"a: {text}")["a"])


def test_keys_are_words_or_numbers() -> None:
    assert read("0: a\n2.5: b\nyes: c\n") == {0: "a", 2.5: "b", "yes": "c"}
    for key in ("true", "~", ".nan", ".inf", "[a]", "{a: b}"):
        assert problems(f"? {key}\n: x\n") == ["1:3 yaml-key"]


def test_a_huge_integer_is_read_quickly() -> None:
    assert read("a: " + "9" * 400)["a"] == int("9" * 400)
    assert read("a: " + "9" * 100_000)["a"] == math.inf


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_ends_of_lines(end: str) -> None:
    assert read(BLOCK.replace("\n", end)) == read(BLOCK)
    assert read(BLOCK)["note"] == "two lines"


def test_a_byte_order_mark_is_no_text() -> None:
    assert read(b"\xef\xbb\xbfa: 1\n") == {"a": 1}


def test_comments_are_no_text() -> None:
    assert read("a: b # c\n# d\ne: 'f # g' # h\ni: j#k\n") == {"a": "b", "e": "f # g", "i": "j#k"}


def test_the_second_of_two_keys_is_refused_and_not_kept() -> None:
    document = parse("f.yaml", b"a: 1\nb: {c: 2}\na: {d: 3}\nb: 4\n")
    assert [str(p) for p in document.problems] == [
        "f.yaml:3:1: 'a' is already given on line 1 [duplicate-key]",
        "f.yaml:4:1: 'b' is already given on line 2 [duplicate-key]",
    ]
    assert document.data == {"a": 1, "b": {"c": 2}}


def test_numbers_that_are_equal_are_one_key() -> None:
    assert problems("1: a\n1.0: b\n") == ["2:1 duplicate-key"]


@pytest.mark.parametrize("text", ["", "# only this\n", "---\n", "~", "\n\n"])
def test_empty_files(text: str) -> None:
    assert problems(text) == ["1:1 empty-file"]


def test_what_is_not_sure_is_not_kept() -> None:
    for text in (
        "a: [1",
        "a: 1\n\tb: 2",
        "a: &x 1\nb: *x",
        "a: !!set {b}",
        "a: ! 1",
        "a: 1\n---\nb: 2",
    ):
        document = parse("f.yaml", text.encode())
        assert document.problems
        assert document.data is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: x\x00", "1:5 control-character"),
        ("a: é\nb: x\x07y", "2:5 control-character"),
        ('a: "\\0"', "1:4 control-character"),
        ("a: x\u202ey", "1:4 control-character"),
        ("a: 'x\u2066y'", "1:4 control-character"),
        ("x\u202ey: a", "1:1 control-character"),
        ("a: |\n  x\u2069y", "1:4 control-character"),
        ("a: b\nc: d\x85e", "2:5 control-character"),
        ("a: b\r\nc: 'é\u2028'", "2:6 control-character"),
    ],
)
def test_control_characters(text: str, found: str) -> None:
    assert problems(text) == [found]


def test_other_scripts_and_joined_emoji_are_text() -> None:
    assert read("a: שלום 日本 👩‍🔬 naïve\n") == {"a": "שלום 日本 👩‍🔬 naïve"}


def test_a_byte_order_mark_is_not_counted() -> None:
    (problem,) = parse("f.yaml", b"\xef\xbb\xbfa: b\xe9").problems
    assert str(problem) == "f.yaml:1:5: byte 0xe9 is not UTF-8; save the file as UTF-8 [not-utf8]"
    assert problems("\ufeffa: b\x85") == ["1:5 control-character"]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"a: caf\xe9", "1:7 not-utf8"),
        ("a: éé".encode() + b"\xe9", "1:6 not-utf8"),
        (b"a: b\nc: \xff\xfe", "2:4 not-utf8"),
        (b"a: \xed\xa0\x80", "1:4 not-utf8"),
        ("a: b".encode("utf-16"), "1:1 not-utf8"),
    ],
)
def test_bytes_that_are_not_utf8(raw: bytes, found: str) -> None:
    assert problems(raw) == [found]


def test_what_powershell_writes_is_told_by_name() -> None:
    (problem,) = parse("f.yaml", "a: b".encode("utf-16")).problems
    assert "the file is UTF-16, as PowerShell writes by >; save the file as UTF-8" in str(problem)


def test_depth_is_limited() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert problems("[" * (MAX_DEPTH + 1)) == [f"1:{MAX_DEPTH + 1} yaml-depth"]


def test_plain_data_is_that_of_another_reader() -> None:
    text = "a: [1, 2.5, x, 'y', true]\nb: {c: {d: ~}}\ne:\n- f: |\n    g\n  h: >\n    i\n    j\n"
    assert read(text) == YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("w:\n  first 25\n  other: 25\n", "2:3"),
        ("w:  # of all\n  first 25\n  # asks\n\n  other: 25\n", "2:3"),
        ("first 1\nother: 2\n", "1:1"),
        ("w:\n  other: 1\n  last 25\n", "3:3"),
    ],
)
def test_a_key_without_a_colon_is_named_where_it_stands(text: str, place: str) -> None:
    [problem] = parse("f.yaml", text.encode()).problems
    assert f"{problem.line}:{problem.column}" == place
    assert problem.message == "a key without ': ' after it"


def test_text_that_goes_on_is_no_key_without_a_colon() -> None:
    for text in ("t: My\n  long\n  key: 3\n", "w: x\n  a: 3\n", "a: >\n  x\n b: 3\n"):
        [problem] = parse("f.yaml", text.encode()).problems
        assert "without" not in problem.message
        assert problem.line == text.count("\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("arguments: []   # none\n\n  - id: a\n", "3:3: line 1, `arguments: []`"),
        ("arguments: []\n- id: a\n", "2:1: line 1, `arguments: []`"),
        ("a: 1\nweights: {}\n  speed: 3\n", "3:3: line 2, `weights: {}`"),
    ],
)
def test_what_is_written_below_empty_brackets_says_to_take_them_away(text, said):
    (problem,) = parse("f", text.encode()).problems
    brackets = said[-3:-1]
    assert str(problem) == (
        f"f:{said}, is closed by its brackets; take the {brackets} away there [yaml-syntax]"
    )


def test_what_is_written_below_brackets_that_hold_something():
    (problem,) = parse("f", b"speed: [1, 2]\n  - 3\n").problems
    assert problem.message.endswith("write all of it there, or all below")
    (problem,) = parse("f", b"speed: [1, 2]\n- 3\n- 4\n: x\n").problems[:1]
    assert problem.code == "yaml-syntax"

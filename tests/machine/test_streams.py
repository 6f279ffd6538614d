"""Streams that are full, closed, gone or of another encoding."""

import json
import os
from pathlib import Path

import pytest

from tests.machine.process import CLOSED, forked

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

SHOWN = (
    ("list", "theories"),
    ("show", "T1"),
    ("score",),
    ("score", "--format", "json"),
    ("explain", "T1", "--format", "csv"),
    ("rubric", "show", "plain"),
    ("data", "export"),
    ("plot", "ranking", "-o", "-"),
    ("--version",),
    ("score", "-h"),
)
ODD = "Raphaël 漢字 \N{MINUS SIGN}"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_a_full_disk_behind_standard_output(words, workspace):
    done = forked(*words, stdout="/dev/full")
    assert done.code == 2
    assert done.said == (
        "toi: cannot write to standard output: No space left on device [unwritable]\n"
    )


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_standard_output_that_is_closed(words, workspace):
    done = forked(*words, stdout=CLOSED)
    assert (done.code, done.said) == (
        2,
        "toi: cannot write to standard output: it is closed [unwritable]\n",
    )


@pytest.mark.parametrize("stream", ["stdin", "stderr"])
def test_other_streams_that_are_closed_do_no_harm(stream, workspace):
    right = forked("score", "--rubric", "plain")
    assert right.code == 0
    assert forked("score", "--rubric", "plain", **{stream: CLOSED}).out == right.out


def test_answers_from_a_stream_that_is_closed(workspace):
    done = forked("rubric", "elicit", "mine", "--answers", "-", stdin=CLOSED)
    assert done.code == 2
    assert "Traceback" not in done.err
    assert done.err.endswith("]\n")


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_a_reader_that_goes_away_is_met_in_silence(words, workspace):
    """A pipe whose other end is closed; Python ignores the signal, so that writing fails."""
    reading, writing = os.pipe()
    os.close(reading)
    done = forked(*words, stdout=writing)
    os.close(writing)
    assert (done.code, done.said) == (141, "")


@pytest.fixture
def odd(workspace):
    """The small debate with letters that few encodings hold."""
    file = workspace / "data/theories.yaml"
    file.write_text(file.read_text().replace("The short way", ODD).replace("Short way", ODD))
    return workspace


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "utf-16"])
@pytest.mark.parametrize("words", SHOWN[:7], ids=" ".join)
def test_streams_of_another_encoding(words, encoding, odd):
    done = forked(*words, encoding=encoding)
    assert done.code == 0
    text = done.out.decode(encoding)
    if "json" in words:
        assert json.loads(text) == json.loads(forked(*words).out)
    assert "Traceback" not in done.err


@pytest.mark.parametrize("words", [("score", "-r", "nón"), ("list", "theories", "--data", "Ω/x")])
def test_errors_in_another_encoding(words, odd):
    done = forked(*words, encoding="ascii")
    assert done.code == 2
    assert done.err.endswith("]\n")


def test_names_that_are_no_utf_8(workspace):
    """What is no UTF-8 on a command line stands in text as halves of letters."""
    for words in (("score", "-r", "a\udcff"), ("score", "-o", "a\udcff/b.json")):
        done = forked(*words)
        assert done.code == 2, done.err
        assert done.err.endswith("]\n")


@pytest.mark.parametrize("form", ["pdf", "svg"])
def test_a_date_of_builds_that_is_none_stops_no_picture(form, workspace):
    assert forked("plot", "ranking", "-o", f"a.{form}", env={"SOURCE_DATE_EPOCH": "x"}).code == 0


def test_python_without_docstrings(workspace):
    """As with PYTHONOPTIMIZE=2."""
    from toi.io.debate.json_schema import SCHEMAS

    def first():
        for model in SCHEMAS.values():
            model.__doc__ = None

    assert forked("data", "init", "made", first=first).code == 0

"""Whatever is in a sheet is read back or refused: drawn debates, hostile bytes."""

import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.io.matrix.helpers import made
from tests.strategies import debates, rubrics
from toi.analyses.data.export_compute import run_export
from toi.analyses.data.export_csv import matrix_csv
from toi.analyses.score.compute import run_score
from toi.analyses.shared.session import LoadedDebate, combine, open_debate, prepare
from toi.errors import InputErrors
from toi.io.debate.folders import find_folders
from toi.io.ids import Ids, slug
from toi.io.rubric.resolve import ResolvedRubric
from toi.io.yaml.emit import flow
from toi.io.yaml.parse import parse

LIMITS = settings(
    max_examples=50,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@LIMITS
@given(data=st.data())
def test_what_is_exported_scores_the_same_once_imported(data, folder):
    debate = data.draw(debates(conditions=False, parts=False))
    debate = type(debate)(debate.criteria, debate.theories, {})
    rubric = data.draw(rubrics(debate, value_functions=False, gates=False, not_bearing=False))
    setting = combine(LoadedDebate(debate, find_folders(None)), ResolvedRubric(rubric, "drawn"))
    comma = data.draw(st.booleans())
    exported = matrix_csv(run_export(setting, ["all"]), comma)
    for name, content in made(exported.encode(), comma).items():
        write_text(folder / name, content)
    again = prepare(open_debate(str(folder / "data")), str(folder / "rubrics/sheet.yaml"))
    first, second = (
        {row.id: row.score for row in run_score(s, ["all"], draws=8).results}
        for s in (setting, again)
    )
    assert second == pytest.approx(first, abs=1e-9)


def write_text(file, content):
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, encoding="utf-8")


# Hostile bytes: a debate that loads and scores, or InputErrors with places.

ODD = st.sampled_from(
    [*',;\t|"\n\r \x00\x85\u202e\ufeff=+-@%.{}[]', "..", '""', "sep=;", "1,5", "nan", "1e999", "é"]
    + ["direction", "weight", "scale", "clip", "title", "cost", "{normal: [1, 2]}", "1..2..3", "7"]
)


@LIMITS
@given(
    raw=st.binary(max_size=300)
    | st.lists(ODD, max_size=40).map(lambda p: "".join(p).encode("utf-8", "surrogatepass"))
    | st.lists(st.lists(ODD, max_size=4).map(",".join), max_size=6).map(
        lambda rows: ("P,a,b\n" + "\n".join(rows)).encode("utf-8", "surrogatepass")
    ),
    comma=st.booleans(),
)
def test_any_bytes_are_imported_or_refused(raw, comma, folder):
    try:
        written = made(raw, comma)
    except InputErrors as error:
        lines = str(error).splitlines()
        assert_placed(lines)
        return
    for name, content in written.items():
        write_text(folder / name, content)
    setting = prepare(open_debate(str(folder / "data")), str(folder / "rubrics/sheet.yaml"))
    assert "NaN" not in run_score(setting, ["all"], draws=8).to_json()


def assert_placed(lines):
    assert lines
    for line in lines:
        assert re.fullmatch(r"m\.csv(:\d+:\d+)?: .+ \[[a-z0-9-]+\]", line), line


@given(st.floats(-1e100, 1e100))
def test_figures_are_read_back(value):
    assert float(flow(value)) == value
    assert parse("f", f"a: {flow(value)}".encode()).data == {"a": value}


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))))
def test_words_are_read_back(words):
    words = " ".join(words.split())
    if words:
        document = parse("f", f"a: {flow(words)}\n".encode())
        assert (document.data, document.problems) == ({"a": words}, [])


@given(st.lists(st.text(max_size=12)))
def test_ids_are_ids_and_differ(names):
    ids = Ids()
    given_ = [ids.give(name, f"t{n}") for n, name in enumerate(names)]
    assert len({name.casefold() for name in given_}) == len(names)
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", name) for name in given_)
    assert slug("Ærø & Łódź", "t1") == "aero-lodz"

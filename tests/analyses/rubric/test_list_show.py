"""`toi rubric list` and `toi rubric show`."""

import json
import re

import pytest

from tests.analyses.rubric.helpers import done
from toi.io.debate.folders import SHIPPED


def test_list_has_the_rows_of_toi_list_rubrics_and_says_what_is_shadowed(empty):
    assert done("rubric", "list").out == done("list", "rubrics").out
    done("rubric", "set", "proponent", "directness=40%")
    found = done("rubric", "list")
    assert found.err == "note: rubrics/proponent.yaml is used in place of shipped:rubrics\n"
    assert re.search(r"(?m)^proponent .* rubrics$", found.out)
    rows = json.loads(done("rubric", "list", "--format", "json").out)["items"]
    assert {row["id"] for row in rows} == set(SHIPPED)
    assert [row["id"] for row in rows if row["shadows"]] == ["proponent"]


@pytest.mark.parametrize("name", SHIPPED)
def test_what_show_prints_is_the_rubric_itself(name, empty):
    for settings in ([], ["--set", "directness=40%", "--set", "T08.directness=3"]):
        words = ["rubric", "show", name, *settings]
        printed = json.loads(done(*words, "--format", "json").out)
        (empty / "flat.yaml").write_text(done(*words).out, encoding="utf-8")
        again = json.loads(done("rubric", "show", "flat.yaml", "--format", "json").out)
        assert again["rubric"] == printed["rubric"]
        assert again["provenance"]["rubric_digest"] == printed["provenance"]["rubric_digest"]
        assert "extends" not in printed["rubric"]


def test_show_says_where_each_part_comes_from(empty):
    done("rubric", "new", "mine", "--from", "essay-author")
    done("rubric", "set", "mine", "joke=0.3")
    shown = json.loads(done("rubric", "show", "mine", "--set", "minor=0.1", "--format", "json").out)
    assert shown["schema"] == "toi/rubric-show/1"
    assert shown["extends"] == ["essay-author", "balanced"]
    origin = {part["key"]: part["origin"] for part in shown["origins"]}
    assert origin["credences.tags.joke"] == "mine"
    assert origin["credences.tags.minor"] == "--set"
    assert origin["credences.arguments.translucence-may-fail"] == "essay-author"
    assert origin["title"] == "mine"
    changes = {c["key"]: (c["before"], c["after"]) for c in shown["changes"]}
    assert changes == {"credences.tags.joke": ({"trust": 1}, 0.3)}
    screen = done("rubric", "show", "mine", "--changes").out
    assert screen.startswith("mine changes 1 part of essay-author; ")
    assert re.search(r"tags.joke +\S*trust\D*1\S* +0.3\n", screen), screen


def test_show_of_implied_certainty(empty):
    (empty / "mine.yaml").write_text(
        "schema: toi/rubric/1\nid: mine\ntitle: Mine\nextends: balanced\nweights: {directness: 9}\n"
    )
    out = done("rubric", "show", "mine.yaml").out
    assert "weights_sure: roughly" in out
    assert "# weights given over a parent that leaves them unknown\n" in out

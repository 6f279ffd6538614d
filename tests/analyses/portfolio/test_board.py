"""What a board asks: rivals, equal shares, what goes together, worst cases, copied rubrics."""

import json
import re
from pathlib import Path

import pytest

from tests.analyses.portfolio.helpers import FAST, asked, line, screen
from tests.command import run

pytestmark = pytest.mark.usefixtures("debate")


def test_equal_shares_keep_floors_and_caps():
    found = asked("--floor", "T3=50%", "--cap", "T1=10%")
    equal = next(one for one in found["benchmarks"] if one["name"] == "equal")
    assert equal["shares"] == pytest.approx({"T1": 0.1, "T2": 0.4, "T3": 0.5})
    assert equal["title"] == "equal shares within the same limits"


def test_lines_that_are_worth_more_together_are_found_and_told():
    apart = line(asked(), "T3")["share"]
    found = asked("--together", "T1+Third way=+100%")
    (synergy,) = found["synergies"]
    assert synergy["lines"] == ["T1", "T3"]
    assert synergy["points"] > 0
    assert line(found, "T3")["share"] > apart
    assert "Third way (+100 %) bring" in screen("--together", "T1+Third way=+100%")
    assert not any("need or strengthen" in text for text in found["leaves_out"])


def test_a_copy_of_a_rubric_is_no_opinion_of_its_own_and_the_notes_say_so(debate):
    plain = (debate / "rubrics" / "plain.yaml").read_text()
    other = plain.replace("id: plain", "id: other") + "weights_sure: exactly\n"
    for name in ("copy", "again"):
        (debate / "rubrics" / f"{name}.yaml").write_text(plain.replace("id: plain", f"id: {name}"))
    for name in ("other", "twin"):
        text = other.replace("id: other", f"id: {name}")
        (debate / "rubrics" / f"{name}.yaml").write_text(text)
    counted = asked()["other_rubrics"]
    assert "other" in counted
    assert not {"copy", "again", "twin"} & set(counted)
    seen = screen("--notes")
    assert "not counted again: again (as plain), copy (as plain) and twin (as other)" in seen


def test_the_worst_cases_are_called_by_their_share():
    assert "Worst 5 % of cases:" in screen("--tail", "5%")
    assert "Worst tenth of cases:" in screen()
    worse = json.loads(run("portfolio", *FAST, "--tail", "1%", "--format", "json").out)["cvar"]
    assert worse < asked()["cvar"]


def test_a_rubric_may_be_named_without_an_option():
    named = run("portfolio", "plain", "--draws", "200", "--format", "json")
    assert json.loads(named.out)["provenance"]["rubric"] == "plain"


def test_keys_of_a_portfolio_are_explained_by_their_names():
    for word in ("min_grants", "portfolio.min_grants"):
        assert "min_grants is a key of a rubric, under portfolio." in run("show", word).err


def test_a_capped_rival_gives_the_rest_to_the_next_best():
    best = max(asked()["allocation"], key=lambda one: one["worth"])["id"]
    found = asked("--cap", f"{best}=10%")
    one = next(one for one in found["benchmarks"] if one["name"] == "one")
    assert one["unspent"] == pytest.approx(0, abs=1e-9)
    assert one["shares"][best] == pytest.approx(0.1)
    assert one["title"].endswith(" first (10 %), then the next best")
    every = [word for name in ("T1", "T2", "T3") for word in ("--cap", f"{name}=10%")]
    assert "first (10 %), then the next best (70 % unspent)" in screen(*every)


def test_kinds_that_nobody_asked_for_are_not_told(debate):
    file = debate / "data" / "theories.yaml"
    file.write_text(file.read_text().replace("kinds: [listed, other]", "kinds: [other]"))
    assert re.search(r"\d % to (listed|other)", screen("--kind", "listed,other"))
    assert not re.search(r"\d % to (listed|other)", screen("--only", "T1,T2,T3"))


def test_a_split_among_options_of_equal_worth_is_one_of_several(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("same.csv").write_text("Option,Reach,Speed\nweight,60,40\nA,5,5\nB,5,5\nC,5,5\nD,4,5\n")
    words = ("portfolio", "--draws", "200", "--max-lines", "2")
    assert run("data", "import", "same.csv", "-o", "ws").code == 0
    monkeypatch.chdir(tmp_path / "ws")
    assert json.loads(run(*words, "-f", "json").out)["interchangeable"] == [["A", "B", "C"]]
    said = " ".join(run(*words).out.split())
    assert "One of several splits that are as good: A, B and C are worth the same in" in said
    spread = ("portfolio", "--draws", "200")  # all that are alike get the same
    assert json.loads(run(*spread, "-f", "json").out)["interchangeable"] == []

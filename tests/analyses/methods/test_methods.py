"""`--method`, and methods in rubrics, as people and programs meet them."""

import csv
import io
import json
from pathlib import Path

import pytest
import scipy.stats

import toi
from tests.command import ranking, run
from toi.analyses.layout.page import Page
from toi.analyses.methods import compute as methods_compute
from toi.analyses.score.compute import run_score
from toi.analyses.score.screen import score_screen, score_table
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import open_debate, prepare

ROOT = Path(__file__).resolve().parents[3]
METHODS = ("additive", "geometric", "minimum", "topsis", "promethee2")


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch):
    monkeypatch.chdir(ROOT)


def written(tmp_path, text):
    file = tmp_path / "mine.yaml"
    file.write_text(f"schema: toi/rubric/1\nid: mine\ntitle: Mine\nextends: balanced\n{text}")
    return str(file)


@pytest.fixture
def small_gated(workspace):
    """In the small debate: a rubric with a gate."""

    def make(rule):
        with (workspace / "rubrics/plain.yaml").open("a", encoding="utf-8") as file:
            file.write(f"gates:\n  - {rule}: exclude\n")
        return "plain"

    return make


@pytest.mark.parametrize("method", METHODS[1:])
def test_a_ranking_by_another_method(method):
    found = ranking("--method", method)
    assert found["method"]["name"] == method
    assert found["provenance"]["set"] == [f"method={method}"]
    assert ranking("--set", f"method={method}") == found
    ranks = [row["rank"] for row in found["results"]]
    assert ranks == sorted(ranks)
    for row in found["results"]:
        assert row["contributions"] is None
        assert row["given_back"] is None
        assert 1 <= row["rank_range"][0] <= row["rank_range"][1] <= 20
        assert 0 <= row["interval"]["p05"] <= row["interval"]["p95"] <= 100
    compares = method in ("topsis", "promethee2")
    assert (found["nothing"] is None) == compares
    assert found["method"]["compared"] == (20 if compares else None)
    assert all((kind["above"] is None) == compares for kind in found["unranked"])


def test_the_rubrics_own_method_is_no_setting():
    assert ranking("--method", "additive") == ranking()


@pytest.mark.parametrize("method", METHODS[1:])
def test_screens_cope(method):
    done = run("score", "--method", method, "--why", "--top", "3")
    assert max(map(len, done.out.splitlines())) <= 80
    assert f"Method {method}: " in done.out
    words = " ".join(done.out.split())
    assert f"No --why here: a score by {method} is no sum" in words
    whole = run("score", "--method", method).out
    assert ("doing nothing" in whole) == (method in ("geometric", "minimum"))


def test_explain_says_that_it_explains_the_additive_score(tmp_path):
    rubric = written(tmp_path, "method: topsis\n")
    plain, other = (run("explain", "T09", "--rubric", name).out for name in ("balanced", rubric))
    assert "topsis" not in plain
    title, first = other.splitlines()[:2]
    assert title.startswith("T09 "), title
    assert first.startswith("By topsis, as the rubric ranks, it has "), first
    said = "A score by topsis is no sum; what follows explains the additive one: 35.4 points"
    assert said in " ".join(other.split())
    assert "\nadditive score " in other, "no row of a table reads as the score of the ranking"
    rows = [[line for line in text.splitlines() if " -" in line[:6]] for text in (plain, other)]
    assert rows[0] == rows[1] != []
    found = json.loads(run("explain", "T09", "--rubric", rubric, "--format", "json").out)
    assert (found["method"], found["rubric_method"]) == ("additive", "topsis")
    assert found["score"] == pytest.approx(
        found["case"] + sum(row["points"] for row in found["arguments"]) + found["conditions"]
    )


def test_explain_has_score_and_ranks_of_the_ranking():
    ranked = {row["id"]: row for row in ranking("--method", "topsis")["results"]}
    for name in ("T18", "T09"):
        asked = ("explain", name, "--set", "method=topsis", "--format", "json")
        own = json.loads(run(*asked).out)["by_rubric_method"]
        assert own == {key: ranked[name][key] for key in own}
    assert json.loads(run("explain", "T09", "-f", "json").out)["by_rubric_method"] is None


def test_where_a_method_is_named_the_one_that_was_set_is_not_carried_along():
    for words in (["--set", "method=topsis"], ["--method", "topsis"]):
        said = " ".join(run("score", *words).out.split())
        assert "toi explain T18 --set method=topsis | toi score --method all |" in said
    every = run("score", "--set", "method=topsis", "--method", "all").out
    assert "toi score --method minimum | toi score --method all --wide" in every
    both = run("score", "--set", "method=topsis", "--method", "minimum").out
    assert "topsis" not in both
    options = "method={promethee2: {default: {function: v-shape, p: 3}}}"
    said = run("score", "--set", options, "--method", "all").out
    assert f"--set '{options}'" in said.partition("Next:")[2]


def test_a_rubrics_options_hold_where_its_method_is_named(tmp_path):
    rubric = written(
        tmp_path,
        "method:\n  promethee2:\n    directness: {function: linear, q: 0.5, p: 2}\n"
        "    default: {function: v-shape, p: 3}\n",
    )
    found = ranking("--rubric", rubric)
    assert found == ranking("--rubric", rubric, "--method", "promethee2")
    linear = {"function": "linear", "q": 0.5, "p": 2.0}
    other = {"function": "v-shape", "p": 3.0}
    assert found["method"]["preferences"] == {
        "directness": linear,
        **dict.fromkeys(("dual_use_risk", "ex_ante_predictiveness", "deception_relevance"), other),
    }
    screen = " ".join(run("score", "--rubric", rubric).out.split())
    assert "linear q 0.5 p 2 for Dir, v-shape p 3 for Dual and ExA and Dec" in screen
    compared = ranking("--rubric", rubric, "--method", "all")
    methods = {row["method"]["name"]: row["method"] for row in compared["methods"]}
    assert methods["promethee2"] == found["method"]
    assert compared["rubric_method"] == "promethee2"
    topsis = ranking("--rubric", rubric, "--method", "topsis")["method"]
    assert topsis == methods["topsis"]


def test_value_functions_that_are_not_used_are_named(tmp_path):
    rubric = written(tmp_path, "value_functions: {directness: [[0, 0], [4, 1], [10, 1]]}\n")
    for method, unused in (("topsis", ["directness"]), ("geometric", [])):
        found = ranking("--rubric", rubric, "--method", method)
        assert found["method"]["ignores"] == unused
        screen = run("score", "--rubric", rubric, "--method", method).out
        assert ("value functions are not used" in " ".join(screen.split())) == bool(unused)


def test_excluded_theories_stand_last_by_every_method(small_gated):
    rubric = small_gated("harm > 2")
    for method in METHODS:
        found = ranking("--rubric", rubric, "--method", method)["results"]
        excluded = [row["id"] for row in found if row["gated"]]
        assert excluded
        assert excluded == [row["id"] for row in found[-len(excluded) :]]
        assert {row["rank"] for row in found if row["gated"]} == {3 - len(excluded)}
    compared = ranking("--rubric", rubric, "--method", "all")
    assert not set(excluded) & set(compared["first_tier_by_all"])
    assert "excluded by the gate" in run("score", "--rubric", rubric, "--method", "all").out


def test_where_everything_is_excluded_nothing_is_said_to_lead(small_gated):
    rubric = small_gated("harm >= 0")
    for method in (*METHODS, "all"):
        done = run("score", "--rubric", rubric, "--method", method)
        assert done.code == 0
        assert done.out.startswith("Every option is excluded by a gate.")
        ranking("--rubric", rubric, "--method", method)
    compared = ranking("--rubric", rubric, "--method", "all")
    assert compared["first_tier_by_all"] == compared["top_by_all"] == []
    assert [row["kendall_tau_b"] for row in compared["methods"]] == [None] * 5


def test_all_methods_are_those_one_by_one():
    found = ranking("--method", "all")
    assert found["schema"] == "toi/score-methods/1"
    assert [row["method"]["name"] for row in found["methods"]] == list(METHODS)
    for row in found["methods"]:
        method = row["method"]["name"]
        alone = ranking("--method", method)
        by_id = {one["id"]: one for one in alone["results"]}
        for theory in found["results"]:
            one = by_id[theory["id"]]
            assert theory["by_method"][method] == {
                key: one[key] for key in ("rank", "rank_range", "tier", "score")
            }
        assert row["method"] == alone["method"]
        assert row["nothing"] == alone["nothing"]
        assert row["first_tier"] == [r["id"] for r in alone["results"] if r["tier"] == 1]


def test_agreement_and_survivors_of_all_methods():
    found = ranking("--method", "all")
    ranks = {m: [row["by_method"][m]["rank"] for row in found["results"]] for m in METHODS}
    for row in found["methods"]:
        mine = ranks[row["method"]["name"]]
        tau = scipy.stats.kendalltau(mine, ranks["additive"]).statistic
        rho = scipy.stats.spearmanr(mine, ranks["additive"]).statistic
        assert row["kendall_tau_b"] == pytest.approx(tau)
        assert row["spearman"] == pytest.approx(rho)
    for names, holds in (
        (found["first_tier_by_all"], lambda place: place["tier"] == 1),
        (found["top_by_all"], lambda place: place["rank"] <= found["top"]),
    ):
        assert names == [
            row["id"] for row in found["results"] if all(map(holds, row["by_method"].values()))
        ]


def test_all_methods_in_every_format():
    screen = run("score", "--method", "all", "--why", "--wide").out
    assert max(map(len, screen.splitlines())) <= 80
    for method in METHODS:
        assert f"Method {method}: " in screen
    rows = list(csv.DictReader(io.StringIO(run("score", "-m", "all", "-f", "csv").out)))
    assert [row["id"] for row in rows[:-2]] == [r["id"] for r in ranking("-m", "all")["results"]]
    assert rows[-2]["title"] == "tau-b with additive"
    assert rows[-2]["additive"] == "1.0"
    for form, start in (("markdown", "# "), ("html", "<!DOCTYPE html>")):
        text = run("score", "--method", "all", "--format", form).out
        assert text.startswith(start)
        assert all(method in text for method in METHODS)
    assert len(run("score", "-m", "all", "--top", "2", "-f", "csv").out.splitlines()) == 5


def test_python_says_the_same():
    assert toi.score(method="topsis").to_json() == run("score", "-m", "topsis", "-f", "json").out
    assert toi.score_methods().to_json() == run("score", "-m", "all", "-f", "json").out
    with pytest.raises(toi.InputErrors, match="did you mean 'minimum'"):
        toi.score(method="minimun")


def test_one_theory_alone(workspace):
    """Nothing to compare it with."""
    theories = workspace / "data/theories.yaml"
    theories.write_text(theories.read_text().replace("kinds: [listed]", "kinds: [lone]", 1))
    for method in ("topsis", "promethee2"):
        (row,) = ranking("--kind", "lone", "--method", method)["results"]
        assert (row["score"], row["rank"]) == (None, 1)
    compared = ranking("--kind", "lone", "--method", "all")
    assert compared["methods"][1]["kendall_tau_b"] is None
    assert run("score", "--kind", "lone", "--method", "all").code == 0


def scored(rubric, *settings):
    """A result of few draws: what is asked here is of the deterministic score."""
    model = prepare(toi.load(), rubric, settings)
    return run_score(model, find_kinds(model.debate, None), draws=64)


def test_flows_add_up_to_the_score_and_leave_pairs_unordered(tmp_path):
    options = "{default: {function: linear, q: 0.5, p: 3}}"
    found = scored(written(tmp_path, f"method: {{promethee2: {options}}}\n"))
    for row in found.results:
        net = row.parts["phi_plus"] - row.parts["phi_minus"]
        assert row.score == pytest.approx(50 * (net + 1), abs=1e-9)
    flows = {row.id: tuple(row.parts.values()) for row in found.results}
    assert found.incomparable
    for a, b in found.incomparable:  # one has more for it, and more against it
        assert (flows[a][0] > flows[b][0]) == (flows[a][1] > flows[b][1])
    wide = score_screen(found, Page(80), wide=True)
    assert "phi+ phi-" in wide
    assert "Incomparable by PROMETHEE I" in wide


def test_distances_make_the_score_of_topsis():
    found = scored(None, "method=topsis")
    for row in found.results:
        closeness = row.parts["d_minus"] / (row.parts["d_plus"] + row.parts["d_minus"])
        assert row.score == pytest.approx(100 * closeness, abs=1e-9)
    assert found.incomparable is None
    assert {"d_plus", "d_minus"} <= set(score_table(found).headers)
    assert scored(None).results[0].parts is None


def test_methods_worked_out_one_by_one_say_the_same(workspace, monkeypatch):
    """As they are where the scores of thousands of theories would not fit into memory."""
    model = prepare(open_debate(workspace / "data"), workspace / "rubrics/plain.yaml")
    kinds = find_kinds(model.debate, None)
    together = repr(methods_compute.run_methods(model, kinds, draws=50))
    monkeypatch.setattr(methods_compute, "MOST_SCORES", 1)
    assert repr(methods_compute.run_methods(model, kinds, draws=50)) == together

"""`toi sensitivity`: what it says, its JSON, its forms, and the Python interface."""

import csv
import io
import json
import re

import numpy as np
import pytest

import toi
from tests.command import run
from toi.analyses.layout.page import Page
from toi.analyses.sensitivity.screen import sensitivity_screen
from toi.analyses.shared.session import prepare
from toi.engine.sampling.sampler import sampled_inputs


def sensitivity(*words, cwd=None):
    done = run("sensitivity", *words, "--format", "json", cwd=cwd)
    assert done.code == 0, done.err
    return json.loads(done.out)


@pytest.fixture(scope="module")
def whole(small):
    """All topics on the small debate."""
    return sensitivity(cwd=small)


def test_what_it_says_of_the_shipped_debate_agrees_with_score():
    found, scored = sensitivity(), json.loads(run("score", "--format", "json").out)["results"]
    assert found["theories"] == [row["id"] for row in scored]
    assert found["deterministic"] == {row["id"]: row["score"] for row in scored}
    for row in scored:
        assert found["score"][row["id"]]["p50"] == pytest.approx(row["interval"]["p50"], abs=0.5)
        assert found["rank_range"][row["id"]] == row["rank_range"]
        assert found["p_first"][row["id"]] == pytest.approx(row["p_first"], abs=1e-12)
    shares = np.array(found["rank_acceptability"])
    np.testing.assert_allclose([shares.sum(axis=0), shares.sum(axis=1)], 1)
    np.testing.assert_allclose(list(found["p_first"].values()), shares[:, 0], atol=1e-12)
    assert 0 < found["entropy"] < np.log2(20)
    weights = np.array([w for w in found["central_weights"].values() if w])
    np.testing.assert_allclose(weights.sum(axis=1), 1)


def test_same_seed_same_bytes_and_another_seed_another_result():
    asked = ["sensitivity", "--format", "json", "--draws", 1000, "--seed"]
    first = run(*asked, 3).out
    assert run(*asked, 3).out == first
    assert run(*asked, 4).out != first


@pytest.mark.parametrize("draws", [1, 2, 100, 8192, 20_000])
def test_any_number_of_draws(small, draws):
    found = sensitivity("--draws", str(draws), cwd=small)
    assert found["drawn"] == draws
    assert found["complete"]
    assert found["p_first"]["C"] == 0
    assert found["central_weights"]["C"] is None
    assert found["confidence_factor"]["C"] is None


def test_every_form_holds_the_same_figures(small):
    found = sensitivity("ranks", cwd=small)
    text = run("sensitivity", "ranks", "--format", "csv", cwd=small).out
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    for i, name in enumerate(found["theories"]):
        assert float(rows[name]["p_first"]) == pytest.approx(found["p_first"][name], abs=1e-6)
        assert float(rows[name]["rank_2"]) == pytest.approx(
            found["rank_acceptability"][i][1], abs=1e-6
        )
    for form in ("markdown", "html"):
        done = run("sensitivity", "pairwise", "--format", form, cwd=small)
        assert done.code == 0
        assert "A" in done.out


@pytest.mark.parametrize("topic", [None, "ranks", "pairwise"])
@pytest.mark.parametrize("theory", [None, "T15"])
def test_the_screen_fits_and_tells_leader_error_and_assumptions(topic, theory):
    found = toi.sensitivity(topic=topic, theory=theory)
    for width in (60, 80, 120):
        text = sensitivity_screen(found, Page(width), notes=True)
        assert max(map(len, text.splitlines())) <= width
        assert "of draws (+-" in text
        assert "independent" in text


@pytest.mark.parametrize(
    "topic", ["ranks", "pairwise", "weights", "flips", "cruxes", "tornado", "sobol", "regret"]
)
def test_each_topic_alone_is_what_all_of_them_hold(topic, small, whole):
    """A topic leaves the other sections null and changes nothing in its own."""
    alone = sensitivity(topic, cwd=small)
    same = {key for key in whole if whole[key] is not None and alone[key] is not None}
    assert alone["provenance"] | {"draws": whole["drawn"]} == whole["provenance"]
    other = {"topic", "sobol", "provenance"}
    other |= {"drawn", "kept"} if topic == "sobol" else set()  # which has points of its own
    assert {key for key in same if alone[key] != whole[key]} <= other
    own = {"ranks": "rank_acceptability", "weights": "weight_stability"}.get(topic, topic)
    assert alone[own] is not None
    other = "regret" if topic != "regret" else "cruxes"
    assert alone[other] is None
    for form in ("table", "csv", "markdown", "html"):
        assert run("sensitivity", topic, "--format", form, cwd=small).code == 0


def test_what_is_asked_wrongly_is_refused_with_what_there_is():
    assert "did you mean 'ranks'" in run("sensitivity", "rank", "T01").err
    assert "nothing is called 'T99'" in run("sensitivity", "T99").err
    refused = run("sensitivity", "A03")
    assert (refused.code, refused.err.strip()) == (
        2,
        "toi: A03 (agenda) is not ranked here; add --kind listed,agenda [not-ranked]",
    )
    assert run("sensitivity", "--draws", "0").code == 2


def test_the_python_interface_is_the_command(small):
    debate = toi.load(str(small / "data"))
    found = toi.sensitivity(debate, seed=2, draws=500)
    words = ("--data", str(small / "data"), "--seed", "2", "--draws", "500", "--format", "json")
    assert found.to_json() == run("sensitivity", *words).out


def test_words_may_come_in_either_order(small):
    assert sensitivity("A", "cruxes", cwd=small) == sensitivity("cruxes", "A", cwd=small)


def test_groups_are_refused_where_nothing_would_come_of_them(small):
    refused = run("sensitivity", "ranks", "--group", "stated", cwd=small)
    assert (refused.code, "toi sensitivity sobol" in refused.err) == (2, True)


@pytest.mark.parametrize("topic", [None, "ranks", "cruxes", "regret"])
@pytest.mark.parametrize("draws", ["1", "2"])
def test_few_draws_are_not_taken_for_many(topic, draws, small):
    """No screen shows a nan, a bound above 1, or chance as a mean that is surely off."""
    shown = run("sensitivity", *filter(None, [topic]), "--draws", draws, cwd=small)
    assert shown.code == 0
    words = shown.out.split()
    assert "nan" not in shown.out.replace("nant", "")
    assert "Note:" not in words
    assert "1 draws" not in shown.out
    assert "e+0" not in shown.out


def test_draws_named_are_draws_made(small):
    """A topic that counts only the first draws, or none, says so."""
    many = ("--draws", "40000", "--format", "json")
    made = {
        topic: json.loads(run("sensitivity", topic, *many, cwd=small).out)["provenance"]["draws"]
        for topic in ("ranks", "cruxes", "regret", "sobol", "flips")
    }
    assert made == {"ranks": 40_000, "cruxes": 16_384, "regret": 16_384, "sobol": 16_384} | {
        "flips": None
    }
    assert "first 16,384 draws" in run("sensitivity", "cruxes", "--draws", "40000", cwd=small).out


@pytest.mark.parametrize("topic", ["ranks", "pairwise", "cruxes", "sobol", "regret"])
def test_who_asks_for_notes_is_told_what_every_screen_of_draws_takes_for_granted(topic, small):
    words = ("sensitivity", topic, "--set", "weights_sure=unknown")
    granted = "Taken for granted: judgements are independent of one another; no preference: every"
    assert granted in " ".join(run(*words, "--notes", cwd=small).out.split())
    assert "Taken for granted" not in run(*words, cwd=small).out


def test_suggested_commands_stay_with_the_kinds_that_were_ranked():
    shown = run("sensitivity", "flips", "--kind", "agenda").out
    command = " ".join(shown.split("Next: ")[1].split("|")[0].split())
    assert "--kind agenda" in command
    after = toi.load().debate.theories[
        json.loads(run(*command.split()[1:], "--format", "json").out)["results"][0]["id"]
    ]
    assert shown.split("then first")[1].split("\n")[1].endswith(f" {after.short}")


def test_long_ids_head_columns_by_number(tmp_path):
    (tmp_path / "m.csv").write_text("theory,reach\nAlpha,4\nBeta,6\n")
    assert run("data", "import", "m.csv", "--output", "w", cwd=tmp_path).code == 0
    lines = run("sensitivity", "pairwise", cwd=tmp_path / "w").out.split("\n")
    head = next(line for line in lines if line.split() == ["1", "2"])
    assert lines[lines.index(head) + 1].split() == ["1", "Beta", "-", "**"]


def test_two_rubrics_share_draws():
    """What both draw is drawn alike: only weights and events follow what each says."""
    debate = toi.load()
    one, other = (prepare(debate, name).problem for name in ("balanced", "essay-author"))
    first, second = (sampled_inputs(problem, 5, 100) for problem in (one, other))
    for name in ("judgements", "force", "answer_force"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))
    more, less = one.credence >= other.credence, one.credence <= other.credence
    assert (first.sound[:, more] >= second.sound[:, more]).all()
    assert (first.sound[:, less] <= second.sound[:, less]).all()


def test_where_every_theory_is_gated_nobody_is_said_to_lead(workspace):
    (workspace / "rubrics" / "strict.yaml").write_text(
        "schema: toi/rubric/1\nid: strict\ntitle: strict\ngates:\n  - harm >= 0: exclude\n"
    )
    done = run("sensitivity", "ranks", "-r", "strict", cwd=workspace)
    assert done.code == 0, done.err
    first = " ".join(done.out.split()).split(". ")[0]
    assert first == "Every option is excluded by a gate"
    assert "Comes first" not in done.out


@pytest.mark.parametrize("form", ["csv", "markdown", "html"])
def test_what_one_draw_cannot_tell_is_left_empty_in_tables(form, workspace):
    for topic in ("cruxes", "regret", "ranks"):
        done = run("sensitivity", topic, "--draws", "1", "--format", form, cwd=workspace)
        assert done.code == 0
        assert not {"nan", "NaN"} & set(re.split(r"[\s,|<>]+", done.out))


def test_the_overview_names_the_uncertain_judgement_that_decides(tmp_path):
    """B may be anything from 0 to 10, A is 6: to look B up is worth E[max(6, B)] - 6 = .8."""
    (tmp_path / "m.csv").write_text(
        "theory,reach\nscale,0..10\nAlpha,6\nBeta,0..10\nGamma,1\nweight,1\n"
    )
    assert run("data", "import", "m.csv", "--output", "w", cwd=tmp_path).code == 0
    done = run("sensitivity", cwd=tmp_path / "w").out
    assert "Find out first: how Beta fares on reach." in " ".join(done.split())
    (line,) = [line for line in done.splitlines() if line.startswith("how Beta fares on reach")]
    value, error = line.split()[-2:]
    assert float(value) == pytest.approx(8.0, abs=3 * float(error.removeprefix("+-")))
    rows = run("sensitivity", "cruxes", "-f", "csv", cwd=tmp_path / "w").out.splitlines()
    assert any(row.startswith("judgement,Beta.reach,") for row in rows)


def test_rows_that_hold_none_of_the_ranks_that_fit_are_left_out_and_counted(tmp_path):
    rows = "".join(f"Plan {n},{n},{100 - n}\n" for n in range(100))
    (tmp_path / "m.csv").write_text(f"Plan,Gain,Use\nweight,2,1\n{rows}")
    done = run("data", "import", "m.csv", "--output", "w", cwd=tmp_path)
    assert done.code == 0, done.err
    shown = run("sensitivity", "ranks", "--draws", "64", cwd=tmp_path / "w").out
    table = shown.partition(" equally likely")[2]
    kept = len(re.findall("^(?:plan-.*)?Plan [0-9]+ ", table, re.M))
    columns, left = map(int, re.search("([0-9]+) columns, and ([0-9]+) rows", table).groups())
    assert kept + left == 100
    assert 100 - columns <= kept < 60

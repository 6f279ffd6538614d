"""What is told of a leader that gates let through now and then, alone, or not at all."""

import json
import re

import pytest

from tests.command import run

RUBRIC = "schema: toi/rubric/1\nid: {}\ntitle: One\nextends: sheet\ngates: [{}]\n"
GATES = {
    "dearest": "price-eur > 41000: exclude",  # Electra alone, in about half of all draws
    "heavy": "load-kg < 800: exclude",  # but Diesel, unless it is banned
}


@pytest.fixture(scope="module")
def own(vans):
    for name, gate in GATES.items():
        (vans / f"rubrics/{name}.yaml").write_text(RUBRIC.format(name, f"{{{gate}}}"))
    return vans


@pytest.fixture
def ask(own):
    """Run a command and return what it says in one line, or the JSON of it."""

    def asked(words, form=None):
        done = run(*words.split(), *(["-f", form] if form else []), cwd=own)
        assert done.code == 0, done.err
        return json.loads(done.out) if form == "json" else " ".join(done.out.split())

    return asked


def test_how_often_gates_exclude_each_is_counted_and_told(ask):
    found = {row["id"]: row for row in ask("score -r dearest", "json")["results"]}
    often = found["Electra"]["p_gated"]
    assert 0.3 < often < 0.7
    assert {name: found[name]["p_gated"] for name in ("Diesel", "Bike")} == {"Diesel": 0, "Bike": 0}
    ranks = ask("sensitivity ranks -r dearest", "json")
    assert ranks["p_gated"]["Electra"] == pytest.approx(often)
    assert ranks["nobody_first"] == 0
    assert f"excluded by the gate price-eur > 41000 in {often:.0%}".replace("%", " %") in ask(
        "sensitivity electra -r dearest"
    )


def test_a_leader_that_gates_often_exclude_is_said_to_be(ask):
    leader = ask("score -r heavy", "json")["results"][0]
    told = f"A gate excludes Diesel in {100 * leader['p_gated']:.0f} % of draws."
    assert 0.3 < leader["p_gated"] < 0.7
    assert leader["p_first"] == pytest.approx(1 - leader["p_gated"])
    for words in ("score", "sensitivity", "sensitivity ranks"):
        assert told in ask(f"{words} -r heavy")
        assert "A gate excludes" not in ask(f"{words} -r sheet")
    assert re.search(
        r"Comes first: Diesel in \d+ % .*nobody \d+ %", ask("sensitivity ranks -r heavy")
    )


def test_the_only_one_let_through_is_said_to_be_that_and_beats_nobody(ask):
    for words in ("score -r heavy", "sensitivity ranks -r heavy"):
        said = ask(words)
        assert "Diesel is the only one that no gate excludes (" in said
        assert "beats" not in said
    assert "cannot be told apart" not in ask("score -r heavy").split("Ranks")[0]


def test_where_nobody_leads_json_names_no_leader_and_no_first_place(ask):
    for topic, field in (("regret", "regret"), ("sobol", "sobol")):
        assert ask(f"sensitivity {topic} -r gated", "json")[field]["leader"] is None
    assert ask("sensitivity regret -r gated", "json")["regret"]["winners_curse"] is None
    ranks = ask("sensitivity ranks -r gated", "json")
    assert set(ranks["p_first"].values()) == set(ranks["p_top_k"].values()) == {0}
    assert ranks["nobody_first"] == 1
    assert {row["p_first"] for row in ask("score -r gated", "json")["results"]} == {0}
    assert ask("score -r gated", "json")["level"] == []


@pytest.mark.parametrize("words", ["sensitivity ranks", "sensitivity pairwise"])
def test_where_nobody_leads_no_rank_is_shown(words, ask):
    said = ask(f"{words} -r gated")
    assert said.startswith("Every van is excluded by a gate.")
    assert "Comes first" not in said
    if "ranks" in words:
        assert len(re.findall(r"- - - gated 100 ", said)) == 3
        assert "Who leads" not in said


@pytest.mark.parametrize("words", ["score", "sensitivity weights", "sensitivity sobol"])
def test_where_nobody_leads_nothing_about_a_lead_is_suggested(words, ask):
    assert "flips" not in ask(f"{words} -r gated")
    assert "sensitivity cruxes" not in ask(f"{words} -r gated")


@pytest.mark.parametrize("what", ["ranks", "pairwise", "cruxes", "tornado", "weights", "sobol"])
def test_where_nobody_leads_no_picture_of_who_does_is_drawn(what, own, tmp_path):
    done = run("plot", what, "-r", "gated", "-o", str(tmp_path / "a.png"), cwd=own)
    assert (done.code, not (tmp_path / "a.png").exists()) == (2, True)
    assert "every van is excluded by a gate" in done.err


def test_nothing_is_compared_where_gates_leave_nothing(ask):
    said = ask("score -r gated --set method=topsis")
    assert "Here that is none, so there are no scores" in said
    assert "best of the 0" not in said
    assert len(re.findall(r"gated (Electra|Diesel|Bike) - ", said)) == 3


@pytest.mark.parametrize("method", ["topsis", "promethee2"])
def test_one_that_is_compared_with_no_other_has_no_score_in_any_form(method, ask):
    said = ask(f"score -r heavy --set method={method}")
    assert "Diesel is the only one that no gate excludes." in said
    assert "Here that is one alone, so there are no scores" in said
    assert "|" not in said.split("Ranks, bars")[0].partition("100")[2]
    rows = ask(f"score -r heavy --set method={method}", "json")["results"]
    assert {row["score"] for row in rows} == {None}
    assert {row["interval"]["p95"] for row in rows} == {None}
    ranks = ask(f"sensitivity ranks -r heavy --set method={method}", "json")
    assert set(ranks["deterministic"].values()) == {None}
    scores = ask(f"score -r dearest --set method={method}", "json")["results"]
    assert all(row["score"] is not None for row in scores)


def test_where_there_are_no_scores_none_are_drawn(own, tmp_path):
    target = tmp_path / "a.png"
    drawn = run("plot", "ranking", "-r", "heavy", "--set", "method=topsis", "-o", target, cwd=own)
    assert "topsis gives no scores: there are fewer than two to compare" in drawn.err
    assert not target.exists()


def test_a_lead_over_what_is_excluded_has_no_points(ask):
    said = ask("sensitivity tornado -r heavy")
    assert "Diesel leads alone: gates exclude all others." in said
    assert "inf" not in said


@pytest.mark.parametrize(
    ("least", "told"), [("5", "of their first 2 they share 2 (Evidence"), ("5.3", "level by one")]
)
def test_what_a_gate_excludes_is_not_among_the_first_that_two_share(least, told, tmp_path):
    """Of the shipped theories gates let two through, or one: fewer than the five that are told."""
    (tmp_path / "strict.yaml").write_text(
        "schema: toi/rubric/1\nid: strict\ntitle: Strict\nextends: balanced\n"
        f"gates: [{{deception_relevance < {least}: exclude}}]\n"
    )
    said = " ".join(run("compare", "strict.yaml", "balanced", cwd=tmp_path).out.split())
    assert told in said
    assert ("of their first" in said) == ("of their first" in told)


def test_a_group_calls_gates_gates_and_ranks_nothing_that_all_exclude(ask):
    said = ask("compare sheet gated heavy")
    assert "all of it over gates." in said
    assert "rules" not in said
    three = ask("compare gated gated gated")
    assert "Every van is excluded by a gate of each." in three
    assert "comes first" not in three
    assert len(re.findall(r"gated \w+ gated \d+", three)) == 3


def test_a_page_on_a_group_puts_nothing_first_that_all_exclude(own, tmp_path):
    page = tmp_path / "page.html"
    assert run("report", "gated", "gated", "gated", "-o", str(page), cwd=own).code == 0
    assert "All together put first" not in page.read_text()
    assert run("report", "gated", "heavy", "gated", "-o", str(page), "--force", cwd=own).code == 0
    told = re.sub("<[^>]+>", "", page.read_text())
    assert re.search(r"All together put first:?\s*Diesel \(gated by 2 of 3\)\.", told)
    assert "rank 1 by heavy, 1 by heavy" not in told

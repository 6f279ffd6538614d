"""The verdict on a ranking says one thing, by names; the screen is short."""

import pytest

import toi
from tests.command import run
from toi.analyses.layout.page import Page
from toi.analyses.ranks.screen import verdict
from toi.analyses.score.screen import score_screen
from toi.analyses.score.verdict_screen import score_verdict
from toi.analyses.shared.verdict import Standing, ranking_verdict


def standing(name, rank=1, score=50.0, p_first=0.5, tier=1, gated=False, p_gated=0.0):
    return Standing(name, rank, score, p_first, tier, gated, p_gated)


@pytest.mark.parametrize(
    ("standings", "said"),
    [
        ([], "No options to rank."),
        (
            [standing("A", gated=True), standing("B", gated=True)],
            "Every option is excluded by a gate.",
        ),
        ([standing("A")], "A is the only one ranked (50)."),
        (
            [standing("A"), standing("B", 2, 40.0, tier=2)],
            "A scores highest (50), and beats each other in at least 90 % of draws.",
        ),
        (
            [standing("A"), standing("B"), standing("C", 3, 10.0, tier=2)],
            "No clear winner: A and B score highest alike (50).",
        ),
        (
            [standing("A"), standing("B"), standing("C", 2, 49.0), standing("D", 4, 1.0, tier=2)],
            "No clear winner: A and B score highest alike (50); 1 other cannot be told apart "
            "from them.",
        ),
        ([standing("A"), standing("B")], "No clear winner: A and B score alike (50)."),
        (
            [standing("A", p_first=0.6), standing("B", 2, 49.0), standing("C", 3, 10.0, tier=2)],
            "No clear winner: A scores highest (50) and comes first in 60 % of draws; 1 other "
            "cannot be told apart from it.",
        ),
        (
            [standing("A", p_first=0.31), standing("B", 2, 49.0, p_first=0.35)],
            "No clear winner: A scores highest (50) and comes first in 31 % of draws, B more "
            "often, in 35 %; the other cannot be told apart from it.",
        ),
    ],
)
def test_each_situation_has_its_sentence(standings, said):
    assert ranking_verdict(standings) == said


def test_of_many_of_whom_gates_are_not_sure_those_are_named_who_lead_most_often():
    others = [standing(f"B{i}", 2, 9.0, i / 100, 2, p_gated=0.3) for i in range(1, 6)]
    said = ranking_verdict([standing("A"), *others])
    assert said.endswith(
        "Gates hang on uncertain numbers: they exclude B5 in 30 % of draws, B4 in 30 %, B3 in 30 % "
        "and 2 others in some."
    )
    said = ranking_verdict([standing("A"), *others[:4]])
    assert said.endswith("B4 in 30 % of draws, B3 in 30 %, B2 in 30 % and B1 in 30 %.")
    assert ranking_verdict([standing("A"), *others[:1]]).endswith(
        " A gate excludes B1 in 30 % of draws."
    )
    sure = [standing("B", 2, 9.0, 0.0, 2, p_gated=p) for p in (0.0, 0.004, 0.996, 1.0)]
    assert "gate" not in ranking_verdict([standing("A"), *sure])


def test_the_first_tier_is_the_first_and_what_cannot_be_told_apart_from_it():
    found = toi.score()
    tier = [row.id for row in found.results if row.tier == 1]
    assert tier == [found.results[0].id, *found.level]
    assert f"{len(found.level)} others cannot be told apart" in score_verdict(found)
    assert sum(row.p_first for row in found.results) == pytest.approx(1)


def test_a_tie_of_all_is_marked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tie.csv").write_text("Offer,Pay,Fun\nA,1,3\nB,2,2\nC,3,1\n")
    run("data", "import", "tie.csv", "-o", "ws", "-q")
    shown = run("score", cwd="ws").out
    assert all(f"={name} " in shown for name in "ABC")


def test_the_shipped_ranking_fits_34_lines_of_80_columns():
    lines = run("score").out.splitlines()
    assert len(lines) <= 34
    assert max(map(len, lines)) <= 80


def test_the_verdict_speaks_in_names_and_stands_last_where_it_has_scrolled_away():
    found = toi.score()
    verdict = score_verdict(found, marked=True)
    assert found.results[0].short in verdict
    assert found.results[0].id not in verdict
    tail = score_screen(found, Page(height=24)).rstrip("\n").replace("\n", " ")
    assert tail.endswith(verdict)
    assert not score_screen(found, Page(height=80)).replace("\n", " ").endswith(f"{verdict} ")


def test_parts_of_a_score_add_up_by_criterion_and_by_argument():
    for row in toi.score(settings=("scrutiny=adjusted",)).results:
        parts = row.contributions
        moved = sum(parts.arguments.values())
        assert parts.case + moved + parts.scrutiny + parts.conditions == pytest.approx(row.score)
        assert sum(parts.criteria.values()) == pytest.approx(row.score)


def test_the_other_rank_is_that_under_the_other_scrutiny():
    read, adjusted = (toi.score(settings=(f"scrutiny={one}",)) for one in ("as-read", "adjusted"))
    ranks = {row.id: row.rank for row in adjusted.results}
    assert {row.id: row.rank_otherwise for row in read.results} == ranks
    above = {kind.kind: kind.above for kind in adjusted.unranked}
    assert {kind.kind: kind.above_otherwise for kind in read.unranked} == above


def test_break_even_is_the_share_of_the_mean_loss_that_the_best_case_could_bear():
    every = toi.score(kinds="all")
    ranked = toi.score()
    loss = sum(row.contributions.case - row.score for row in ranked.results) / len(ranked.results)
    for kind in ranked.unranked:
        best = max(row.contributions.case for row in every.results if row.kinds[0] == kind.kind)
        spare = max(best - ranked.results[0].score, 0.0)
        assert kind.break_even == pytest.approx(spare / loss)
    assert {kind.kind for kind in every.other_kinds} == {kind.kind for kind in ranked.unranked}


def test_cells_that_do_not_bear_are_dots():
    found = toi.score(rubric="essay-author", settings=("not_bearing=left-out",))
    left_out = [row for row in found.results if row.not_bearing]
    assert left_out
    line = next(
        line
        for line in score_screen(found, Page(160), wide=True).splitlines()
        if f" {left_out[0].id} " in line
    )
    assert line.split().count(".") == len(left_out[0].not_bearing)


def test_all_values_are_shown_in_80_columns():
    found = toi.score()
    lines = score_screen(found, Page(80), wide=True).splitlines()
    assert max(map(len, lines)) <= 80
    first = found.results[0]
    shown = next(line for line in lines if line.startswith(first.short))
    values = [label.shown(first.raw[label.id]) for label in found.criteria]
    assert shown.split()[-len(values) :] == values


def test_score_and_sensitivity_say_the_same_of_the_leader():
    """Its likely score, which is reckoned from draws that nothing else may have touched."""
    scored = toi.score(toi.load(), "essay-author")
    curse = toi.sensitivity(toi.load(), "essay-author", topic="regret").regret.winners_curse
    assert scored.expected == pytest.approx(curse.shrunk)


def test_reasons_below_a_narrow_table_are_whole(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    heads = ",".join(f"Criterion {n}" for n in range(8))
    (tmp_path / "t.csv").write_text(f"Line,{heads}\nA,{'8,' * 7}8\nB,{'1,' * 7}1\n")
    run("data", "import", "t.csv", "-o", "w")
    text = run("score", "--why", "-q", cwd="w").out
    assert "..." not in text
    assert text.count("12") >= 8
    assert "toi score --method all" in text
    assert "toi score --why" not in text, "it is what was just typed"
    assert "toi score --why" in run("score", "-q", cwd="w").out


def test_a_document_cuts_no_title(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    title = "Chain-of-thought monitoring in training"
    (tmp_path / "t.csv").write_text(f"Line,Use\nscale,0..9\n{title},8\nOther,1\n")
    run("data", "import", "t.csv", "-o", "w")
    text = run("score", "-f", "markdown", cwd="w").out
    assert f"| {title} |" in text


@pytest.mark.parametrize("seed", [0, 2])
def test_one_seed_has_one_verdict(seed):
    """Half of the variance of this leader is of the weights, so that seeds used to decide."""
    scored = toi.score(seed=seed)
    found = toi.sensitivity(topic="ranks", seed=seed, draws=8192)
    curse = toi.sensitivity(topic="regret", seed=seed, draws=10_000).regret.winners_curse
    assert found.ranks.expected == pytest.approx(scored.expected)
    assert curse.shrunk == pytest.approx(scored.expected)
    assert not curse.chosen
    for text in (score_verdict(scored), verdict(found.ranks, found.provenance.words)):
        assert "scores highest (51, perhaps too high)" in text

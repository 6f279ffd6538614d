"""What screens say of a theory that gates exclude in some draws but not in others."""

import csv
import json
import re

import pytest

from tests.analyses.report.reading import read
from tests.command import run

SHEET = """\
Grant,Reach,Harm
direction,benefit,cost
scale,0..10,0..20
Club,5,2
Bank,9,?
Wells,8,12
Clinic,4,2..6
"""
GATES = {
    "strict": "Harm > 4: exclude",  # Wells always; Bank, unknown, in 4 of 5; Clinic in half
    "stricter": "Harm > 3: exclude",
    "nobody": "Harm > 1: exclude",
    "none": "Harm > 99: exclude",
}
RUBRIC = "schema: toi/rubric/1\nid: {}\ntitle: One\nextends: sheet\ngates: [{{{}}}]\n"


@pytest.fixture(scope="module")
def grants(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grants")
    (folder / "grants.csv").write_text(SHEET)
    assert run("data", "import", "grants.csv", "--output", "own", cwd=folder).code == 0
    for name, gate in GATES.items():
        (folder / f"own/rubrics/{name}.yaml").write_text(RUBRIC.format(name, gate))
    return folder / "own"


@pytest.fixture
def ask(grants):
    """Run a command and return what it prints, or the JSON of it."""

    def asked(words, form=None):
        done = run(*words.split(), *(["-f", form] if form else []), cwd=grants)
        assert done.code == 0, done.err
        return json.loads(done.out) if form == "json" else done.out

    return asked


def line(text):
    return " ".join(text.split())


@pytest.mark.parametrize("words", ["score", "sensitivity", "sensitivity ranks"])
def test_a_verdict_names_those_of_whom_gates_are_not_sure(words, ask):
    said = line(ask(f"{words} -r strict"))
    shares = {row["id"]: row["p_gated"] for row in ask("score -r strict", "json")["results"]}
    assert 0.7 < shares["Bank"] < 0.9
    assert 0.4 < shares["Clinic"] < 0.6
    bank, clinic = (f"{100 * shares[name]:.0f} %" for name in ("Bank", "Clinic"))
    assert (
        f"Gates hang on uncertain numbers: they exclude Bank in {bank} of draws and Clinic in "
        f"{clinic}." in said
    )
    assert "Wells in" not in said.split("Ranks")[0]
    assert "uncertain numbers" not in ask(f"{words} -r none")


def test_rows_say_in_how_many_draws_and_mark_a_value_that_is_not_known(ask):
    said = ask("score -r strict")
    assert re.search(r"Bank .*\n +excluded by the gate Harm > 4 \(\?10.00\), in \d+ % of", said)
    assert re.search(r"Wells .*\n +excluded by the gate Harm > 4 \(12.00\)\n", said)
    assert re.search(r"Clinic .*\n +excluded by a gate in \d+ % of draws\n", said)
    assert "? not known: the middle of the scale counts." in line(said)


def test_the_mark_is_explained_where_the_table_has_no_room_for_criteria(tmp_path):
    heads, cells = ",".join("ABCDEF"), ",".join("555555")
    sheet = f"Grant,Harm,{heads}\nscale,0..20{',0..10' * 6}\nClub,2,{cells}\nBank,?,{cells}\n"
    (tmp_path / "grants.csv").write_text(sheet)
    run("data", "import", "grants.csv", "--less", "Harm", "--output", "own", cwd=tmp_path)
    for name in ("strict", "none"):
        (tmp_path / f"own/rubrics/{name}.yaml").write_text(RUBRIC.format(name, GATES[name]))
        said = line(run("score", "-r", name, cwd=tmp_path / "own").out)
        assert "Criteria: --wide." in said
        assert ("? not known: the middle of the scale counts." in said) == (name == "strict")


@pytest.mark.parametrize("rubric", ["strict", "stricter"])
@pytest.mark.parametrize("words", ["score", "sensitivity"])
def test_what_a_gate_hangs_on_is_to_be_found_out_first(words, rubric, ask):
    assert "Find out first: how Bank fares on Harm." in line(ask(f"{words} -r {rubric}"))


def test_where_gates_exclude_all_but_not_in_every_draw_that_is_said(ask, grants):
    (grants / "rubrics/unsure.yaml").write_text(RUBRIC.format("unsure", "Harm > 1.5: exclude"))
    for words in ("score", "sensitivity"):
        said = line(ask(f"{words} -r unsure"))
        assert said.startswith("Every option is excluded by a gate")
        assert re.search(r"A gate excludes Bank in 9\d % of draws\.", said)
        assert "Find out first: how Bank fares on Harm." in said


def test_what_a_gate_excludes_is_in_no_tier_by_any_screen(ask):
    found = ask("score -r strict", "json")["results"]
    out = {row["id"] for row in found if row["gated"]}
    assert out == {"Bank", "Wells"}
    assert {row["id"] for row in found if row["tier"] is None} == out
    tiers = ask("sensitivity ranks -r strict", "json")["tiers"]
    assert {name for name, tier in tiers.items() if tier is None} == out
    assert tiers == {row["id"]: row["tier"] for row in found}
    said = ask("score --method all -r strict")
    assert re.search(r"excluded by the gate Harm > 4, in \d+ % of draws\n", said)
    assert re.search(r"Clinic .*\n +excluded by a gate, in \d+ % of draws\n", said)
    methods = ask("score --method all -r strict", "json")["results"]
    assert {row["id"] for row in methods if row["by_method"]["minimum"]["tier"] is None} == out
    rows = csv.DictReader(ask("sensitivity ranks -r strict -f csv").splitlines())
    assert {row["id"] for row in rows if not row["tier"]} == out


def test_ranks_say_what_gates_do_to_them_and_show_none_of_what_is_always_excluded(ask):
    said = ask("sensitivity ranks -r strict")
    assert "for that alone ranks may go down to 4." in line(said)
    assert "go down to" not in line(ask("sensitivity ranks -r none"))
    assert re.search(r"^Wells +- +- +- gated +100 ", said, re.MULTILINE)
    assert re.search(r"^Wells( +-){4}$", said, re.MULTILINE)
    assert "beats none" in line(ask("sensitivity pairwise -r strict"))
    assert "beats none" not in line(ask("sensitivity pairwise -r none"))


def test_an_explanation_says_by_which_gate_and_on_what_it_hangs(ask):
    found = ask("explain bank -r strict", "json")
    [gate] = found["gates"]
    assert gate["rule"] == "Harm > 4"
    assert (gate["criterion"], gate["value"], gate["excludes"]) == ("Harm", 10, True)
    assert gate["share"] == found["p_gated"] == pytest.approx(0.8, abs=0.02)
    said, share = line(ask("explain bank -r strict")), f"{100 * gate['share']:.0f} %"
    assert "Find out first what it has on Harm (10, not known): the gate Harm > 4" in said
    assert f"excludes it in {share} of draws" in said
    assert "Harm (4, 2 to 6): the gate Harm > 4" in line(ask("explain clinic -r strict"))
    assert "Find out first" not in ask("explain wells -r strict")
    assert ask("explain wells -r strict", "json")["gates"][0]["share"] == 1
    assert ask("explain club -r sheet", "json")["gates"] == []


def test_a_page_tells_of_doubt_where_it_ranks_and_calls_no_lead_sturdy(ask, tmp_path):
    page = tmp_path / "page.html"
    ask(f"report -r strict --output {page}")
    text = " ".join(read(page.read_text()).text.split())
    assert re.search(r"Bank \(excluded: Harm > 4, in \d+ % of draws\)", text)
    assert re.search(r"Clinic \(excluded in \d+ % of draws\)", text)
    assert "Gates hang on uncertain numbers: they exclude Bank in" in text
    assert "how Bank fares on Harm" in text
    assert not re.search(r"a (sturdy|fairly firm) lead", text)


def test_two_compared_are_said_to_be_excluded_in_a_share_of_draws(ask):
    said = line(ask("compare club bank -r strict"))
    assert re.search(
        r"Club beats Bank in \d+ % .*since a gate excludes the other \(Harm > 4\) in \d+ % of", said
    )
    assert "Find out first: how Bank fares on Harm." in said
    [pair] = ask("compare club bank -r strict", "json")["pairs"]
    assert pair["p_gated"] == [0, pytest.approx(0.8, abs=0.02)]
    assert pair["hang_on"] == [[], ["Harm"]]
    assert re.search(
        r"Clinic is excluded by a gate in \d+ % of", line(ask("compare club clinic -r strict"))
    )
    assert "Find out first" not in ask("compare club wells -r strict")


def test_of_the_one_that_is_ahead_too_it_is_said_how_often_gates_exclude_it(ask):
    """Clinic, in half of the draws out, against Wells, which is always out."""
    for words in ("compare clinic wells -r strict", "compare wells clinic -r strict"):
        said = line(ask(words))
        assert re.search(r"^Clinic beats Wells in \d+ % .*excludes the other \(Harm > 4\)", said)
        assert re.search(r"\. Clinic is excluded by a gate in \d+ % of draws\. Find", said)


def test_two_have_no_gap_where_a_method_gives_no_scores(ask):
    by = "-r stricter --set method=topsis"  # of which Club alone is left
    assert "gates aside" not in ask(f"compare club bank {by}")
    assert re.search(r"^Bank +\d+ +- +- ", ask(f"compare club bank wells {by}"), re.MULTILINE)
    [pair] = ask(f"compare club bank {by}", "json")["pairs"]
    assert pair["scores"] == [None, None]
    assert pair["gap"] == {"expected": None, "interval": dict.fromkeys(("p05", "p50", "p95"))}
    assert "gates aside" in ask("compare club bank -r stricter")


def test_two_that_gates_exclude_at_the_mean_may_still_beat_each_other(ask):
    said = line(ask("compare bank wells -r strict"))
    assert said.startswith("With every number at its mean neither can be first, since gates")
    assert re.search(r"Bank beats Wells in [12]\d % of draws, Wells Bank in 0 %\.", said)


def test_a_swap_says_that_it_lifts_a_gate_or_bars_the_other(ask):
    said = line(ask("compare club wells -r strict"))
    assert "Wells on Harm goes 12.0 -> 4.0, which lifts the gate Harm > 4" in said
    [pair] = ask("compare club wells -r strict", "json")["pairs"]
    lifts = {flip["id"]: (flip["lifts"], flip["bars"]) for flip in pair["breakeven"]}
    assert lifts["Wells.Harm"] == ("Harm > 4", None)
    assert "Club on Harm goes 2.0 -> 4.1, where the gate Harm > 4 excludes Club" in line(
        ask("compare club clinic -r strict")
    )
    assert "gate" not in ask("compare club wells -r none").split("Score")[1]


def test_flips_mark_who_leads_since_a_gate_lets_it_through(ask):
    said = ask("sensitivity flips -r strict")
    assert re.search(r"Wells.Harm=4 +12.0 Wells \(gate\)", said)
    assert "(gate): one then lets it through" in line(said)
    assert "(gate)" not in ask("sensitivity flips -r none")


def test_what_gates_seldom_let_through_stands_first_to_find_out_on_every_screen(tmp_path):
    """Bank is let through in 7 draws of 100, and far ahead then; River in 40, and just ahead."""
    sheet = """\
Grant,Reach,Harm,Skill
direction,benefit,cost,benefit
scale,0..10,0..20,0..10
Club,6,1,7
Bank,10,?,8
Wells,8,12,9
River,6.1,1,?
Mill,0,3,7
"""
    (tmp_path / "grants.csv").write_text(sheet)
    assert run("data", "import", "grants.csv", "--output", "own", cwd=tmp_path).code == 0
    rubric = RUBRIC.format("mine", "Harm > 1.4: exclude}, {Skill < 6: exclude")
    rubric += "weights: {Reach: 60, Harm: 10, Skill: 30}\n"
    (tmp_path / "own/rubrics/mine.yaml").write_text(rubric)
    for command in ("score", "sensitivity"):
        told = json.loads(run(command, "-r", "mine", "-f", "json", cwd=tmp_path / "own").out)
        ids = [one["id"] for one in told["worth_knowing"]]
        assert ids == ["Bank.Harm", "River.Skill"], command

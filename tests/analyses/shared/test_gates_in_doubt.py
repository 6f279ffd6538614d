"""What screens say of a theory that gates exclude in some draws but not in others."""

import csv
import re
import shutil

import pytest

from tests.analyses.report.reading import read
from tests.analyses.shared.gates import GATES, RUBRIC, line
from tests.command import run


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


def test_of_several_gates_each_has_its_own_share(ask):
    """Of Bank all from 0 to 20 is as likely: a quarter lies above 15, four fifths above 4."""
    rows = {row["id"]: row for row in ask("score -r two", "json")["results"]}
    assert rows["Bank"]["gates"] == {
        "Harm > 4": pytest.approx(0.8, abs=0.02),
        "Harm > 15": pytest.approx(0.25, abs=0.02),
    }
    assert rows["Bank"]["p_gated"] == rows["Bank"]["gates"]["Harm > 4"]
    assert rows["Clinic"]["gates"] == {"Harm > 4": rows["Clinic"]["p_gated"]}
    assert rows["Club"]["gates"] == rows["Wells"]["gates"] == {}  # of them it is sure
    told = "gates Harm > 4{} in 80 % of draws and Harm > 15 in 25 %, by any in 80 %"
    assert f"excluded by the {told.format(' (?10.00)')}" in line(ask("score -r two"))
    assert f"excluded by the {told.format('')}" in line(ask("score -r two --method all"))
    said = line(ask("sensitivity bank -r two"))
    assert f"excluded by the {told.format('')}" in said
    assert "excluded by the gate Harm > 4 in 50 %" in line(ask("sensitivity clinic -r two"))
    for words in ("club bank", "bank clinic", "club bank clinic"):
        assert f"Bank is excluded by the {told.format('')}" in line(
            ask(f"compare {words} -r two")
        ).replace("since the other is", "Bank is")
    assert f"exclude both: Bank by the {told.format('')}; Wells by the gate" in line(
        ask("compare bank wells -r two")
    )
    [pair] = ask("compare bank wells -r two", "json")["pairs"]
    assert pair["gates"] == [rows["Bank"]["gates"], {}]


def test_rows_say_in_how_many_draws_and_mark_a_value_that_is_not_known(ask):
    said = ask("score -r strict")
    assert re.search(r"Bank .*\n +excluded by the gate Harm > 4 \(\?10.00\), in \d+ % of", said)
    assert re.search(r"Wells .*\n +excluded by the gate Harm > 4 \(12.00\)\n", said)
    assert re.search(r"Clinic .*\n +excluded by the gate Harm > 4 in \d+ % of draws\n", said)
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
    assert re.search(r"Clinic .*\n +excluded by the gate Harm > 4 in \d+ % of draws\n", said)
    methods = ask("score --method all -r strict", "json")["results"]
    assert {row["id"] for row in methods if row["by_method"]["minimum"]["tier"] is None} == out
    rows = csv.DictReader(ask("sensitivity ranks -r strict -f csv").splitlines())
    assert {row["id"] for row in rows if not row["tier"]} == out


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


def test_ends_from_before_the_arguments_are_told_apart_from_what_these_leave(tmp_path):
    (tmp_path / "own.yaml").write_text(
        "schema: toi/rubric/1\nid: own\ntitle: One\nextends: balanced\n"
        "gates: [{dual_use_risk > 6: exclude}]\n"
    )
    done = run("explain", "T09", "-r", "own.yaml", cwd=tmp_path)
    assert "Dual-use risk (7 after the arguments, 1.5 to 6.75 before): the" in line(done.out)


def test_a_page_tells_of_doubt_where_it_ranks_and_calls_no_lead_sturdy(ask, tmp_path):
    page = tmp_path / "page.html"
    ask(f"report -r strict --output {page}")
    text = " ".join(read(page.read_text()).text.split())
    assert re.search(r"Bank \(excluded by the gate Harm > 4, in \d+ % of draws\)", text)
    assert re.search(r"Clinic \(excluded by the gate Harm > 4 in \d+ % of draws\)", text)
    assert "Gates hang on uncertain numbers: they exclude Bank in" in text
    assert "how Bank fares on Harm" in text
    assert not re.search(r"a (sturdy|fairly firm) lead", text)


def test_where_gates_exclude_all_nobody_is_first_but_one_may_become_so(ask, tmp_path):
    """A judgement may let one through, so not: nothing would change who is first."""
    assert ask("score -r nobody --set Club.Harm=1").startswith("Club is the only one")
    assert ask("sensitivity flips -r nobody").startswith("Nobody is first: every option is excl")
    page = tmp_path / "page.html"
    ask(f"report -r nobody --output {page}")
    text = " ".join(read(page.read_text()).text.split())
    assert "Nobody is first: every option is excluded by a gate." in text
    assert "Nothing would change" not in text


def test_a_page_of_one_position_says_what_it_excludes(ask, tmp_path):
    for words in ("-r strict", "strict sheet", "strict none sheet"):
        page = tmp_path / f"{words.replace(' ', '')}.html"
        ask(f"report {words} --output {page}")
        text = " ".join(read(page.read_text()).text.split())
        assert "Excluded is what meets “Harm > 4”." in text
        assert "Every argument is believed" not in text  # there is none


@pytest.mark.parametrize(
    ("gate", "whom"),
    [
        ("Harm >= 0", "everything"),
        ("Harm > 0", None),
        ("Harm > 20", "nothing"),
        ("Harm >= 20", None),
        ("Reach < 0", "nothing"),
        ("Reach <= 0", None),
        ("Reach <= 10", "everything"),
        ("Reach < 10", None),
    ],
)
def test_a_gate_off_the_scale_is_warned_of(gate, whom, grants, tmp_path):
    own = tmp_path / "own"
    shutil.copytree(grants, own)
    (own / "rubrics/mine.yaml").write_text(RUBRIC.format("mine", f"{gate}: exclude"))
    found = run("rubric", "check", "mine", cwd=own)
    assert found.code == 0
    name, _, _ = gate.partition(" ")
    end = "20" if name == "Harm" else "10"
    told = f"it excludes {whom}, whatever is judged: {name} goes from 0 to {end} [gate-idle]"
    assert (told in found.err) == (whom is not None)
    assert ("[gate-idle]" in found.err) == (whom is not None)

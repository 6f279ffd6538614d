"""What screens say of a theory that gates exclude in some draws but not in others."""

import csv
import json
import re
import shutil

import pytest

import toi
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
    "clinics": "Harm > 3.9: exclude",
    "two": "Harm > 15: exclude}, {Harm > 4: exclude",
}
HARMS = ("5", "16", "20..30", "?")  # of four that are first where they may be
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


@pytest.mark.parametrize("topic", [None, "cruxes", "regret", "ranks", "flips", "critical"])
def test_what_may_let_one_through_is_sought_only_where_it_is_told(topic, grants):
    found = toi.sensitivity(toi.load(grants / "data"), "nobody", topic=topic)
    assert bool(found.lifting) == ("Find out first" in found.screen())
    assert bool(found.lifting) == (topic in (None, "cruxes", "regret"))


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
    assert re.search(r"Clinic .*\n +excluded by the gate Harm > 4 in \d+ % of draws\n", said)
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


def test_two_compared_are_said_to_be_excluded_in_a_share_of_draws(ask):
    said = line(ask("compare club bank -r strict"))
    assert re.search(
        r"Club beats Bank in \d+ % .*since the other is excluded by the gate Harm > 4, in \d+ % of",
        said,
    )
    assert "Find out first: how Bank fares on Harm." in said
    [pair] = ask("compare club bank -r strict", "json")["pairs"]
    assert pair["p_gated"] == [0, pytest.approx(0.8, abs=0.02)]
    assert pair["hang_on"] == [[], ["Harm"]]
    assert re.search(
        r"Clinic is excluded by the gate Harm > 4 in \d+ % of",
        line(ask("compare club clinic -r strict")),
    )
    assert "Find out first" not in ask("compare club wells -r strict")


def test_of_what_is_behind_gates_aside_it_is_not_to_be_found_out_whether_a_gate_lets_it_through(
    ask,
):
    """The clinic, of less reach and no less harm than the club, loses in either case."""
    said = line(ask("compare club clinic -r strict"))
    assert "Club beats Clinic in" in said
    assert "Find out first" not in said
    [pair] = ask("compare club clinic -r strict", "json")["pairs"]
    assert pair["hang_on"] == [[], ["Harm"]]
    said = line(ask("compare clinic club -r clinics"))
    assert re.search(
        r"of draws[^,:]*: gates aside, it is \d+ points ahead \[\d+ to \d+\], and the other is "
        r"excluded by the gate Harm > 3.9, in \d+ % of draws\.",
        said,
    )
    assert "since" not in said
    assert "Find out first" not in said


def test_of_the_one_that_is_ahead_too_it_is_said_how_often_gates_exclude_it(ask):
    """Clinic, in half of the draws out, against Wells, which is always out."""
    for words in ("compare clinic wells -r strict", "compare wells clinic -r strict"):
        said = line(ask(words))
        assert re.search(
            r"^Clinic beats Wells in \d+ % .*the other is excluded by the gate Harm > 4", said
        )
        assert re.search(
            r"\. Clinic is excluded by the gate Harm > 4 in \d+ % of draws\. Find", said
        )


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


def test_where_gates_exclude_all_nobody_is_first_but_one_may_become_so(ask, tmp_path):
    """A judgement may let one through, so not: nothing would change who is first."""
    assert ask("score -r nobody --set Club.Harm=1").startswith("Club is the only one")
    assert ask("sensitivity flips -r nobody").startswith("Nobody is first: every option is excl")
    page = tmp_path / "page.html"
    ask(f"report -r nobody --output {page}")
    text = " ".join(read(page.read_text()).text.split())
    assert "Nobody is first: every option is excluded by a gate." in text
    assert "Nothing would change" not in text


def test_of_one_the_gate_is_told_with_what_it_is_told_of(ask):
    """It leads in some draws, and flips name the judgement that does it."""
    said = line(ask("sensitivity bank -r strict"))
    assert re.search(r"first in [1-9]\d? % of draws", said)
    assert "with judgements and beliefs as they are, the gate Harm > 4 excludes it" in said


def test_a_page_of_one_position_says_what_it_excludes(ask, tmp_path):
    for words in ("-r strict", "strict sheet", "strict none sheet"):
        page = tmp_path / f"{words.replace(' ', '')}.html"
        ask(f"report {words} --output {page}")
        text = " ".join(read(page.read_text()).text.split())
        assert "Excluded is what meets “Harm > 4”." in text
        assert "Every argument is believed" not in text  # there is none


def test_one_by_whom_all_are_level_has_no_order_to_agree_on(ask):
    for names in ("strict nobody", "nobody strict"):
        said = line(ask(f"compare {names}"))
        a, b = names.split()
        assert said.startswith(
            f"{a} and {b} have no order to agree on, all options being level by nobody: 2.5 of 6"
        )
    assert "no order" not in ask("compare strict sheet")


def test_what_would_unite_a_group_is_told_with_the_gates_that_it_leaves(grants, tmp_path):
    own = tmp_path / "own"
    shutil.copytree(grants, own)
    for name, weights in {"reach": "{Reach: 9, Harm: 1}", "harm": "{Reach: 1, Harm: 9}"}.items():
        (own / f"rubrics/{name}.yaml").write_text(
            f"schema: toi/rubric/1\nid: {name}\ntitle: One\nextends: sheet\nweights: {weights}\n"
        )
    aside = "if all held it as they do on average, with no agreement on gates: the weight of"
    apart = line(run("compare", "reach", "harm", "strict", cwd=own).out)
    assert aside in apart
    assert "Club comes first of all; by" in apart
    assert aside not in line(run("compare", "reach", "harm", "sheet", cwd=own).out)
    tied = line(run("compare", "reach", "harm", "sheet", "strict", cwd=own).out)
    assert "Club comes first in one of several joint orders; by" in tied
    assert run("report", "reach", "harm", "strict", cwd=own).code == 0
    text = " ".join(read((own / "report.html").read_text()).text.split())
    assert re.search(r"Agreement on the weight of [^.]*, with no agreement on gates\.", text)


def test_the_nearest_value_that_a_gate_lets_through_is_its_limit(tmp_path):
    """Whatever a judgement is now, and however the arithmetic of the scale ends."""
    rows = "".join(f"{name},9,{harm}\n" for name, harm in zip("ABCD", HARMS, strict=True))
    sheet = f"Grant,Reach,Harm\ndirection,benefit,cost\nscale,0..10,2..30\nClub,5,3\n{rows}"
    (tmp_path / "grants.csv").write_text(sheet)
    assert run("data", "import", "grants.csv", "--output", "own", cwd=tmp_path).code == 0
    own = tmp_path / "own"
    (own / "rubrics/strict.yaml").write_text(RUBRIC.format("strict", GATES["strict"]))
    said = json.loads(run("sensitivity", "flips", "-r", "strict", "-f", "json", cwd=own).out)
    found = {flip["id"]: flip["set"] for flip in said["flips"]}
    assert found == {f"{name}.Harm": [f"{name}.Harm=4"] for name in "ABCD"}


def test_regret_says_what_a_pick_that_gates_exclude_counts_as(ask):
    told = "What a gate excludes in a draw counts as the lowest score there."
    assert told in line(ask("sensitivity regret -r strict"))
    assert told not in line(ask("sensitivity regret -r none"))
    choices = ask("sensitivity regret -r strict", "json")["regret"]["choices"]
    always = [one for one in choices if one["id"] == "Wells"]
    assert always[0]["regret"] == max(one["regret"] for one in choices)


def test_what_a_judgement_gains_is_a_lower_bound_where_gates_hang_on_it(ask):
    """What lets it through in few draws may lie between two bends of the regression."""
    told = "Of a judgement that a gate hangs on it is a lower bound."
    assert told in line(ask("sensitivity -r strict"))
    assert told not in line(ask("sensitivity -r none"))


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

"""What is said of two, and of rubrics, where gates exclude some in some draws only."""

import re
import shutil

import pytest

from tests.analyses.report.reading import read
from tests.analyses.shared.gates import line
from tests.command import run


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
        r"of draws[^,:]*: gates aside, it is \d+\.\d points ahead \[\d+ to \d+\], and the other is "
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

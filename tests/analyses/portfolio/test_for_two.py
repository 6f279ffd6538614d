"""One split for the rubrics of two: its amounts, what it is held against, what it refuses."""

import re
from dataclasses import replace

import pytest

import toi
from tests.command import run
from toi.analyses.portfolio.worldviews.screen import (
    worldviews_table,
)
from toi.analyses.portfolio.worldviews.verdict import (
    equal_verdict,
    together_verdict,
)

pytestmark = pytest.mark.usefixtures("debate")


def test_compromises_refuse_what_is_all_or_nothing(debate):
    text = "schema: toi/rubric/1\nid: {}\ntitle: One\nextends: plain\n"
    for name in ("mine", "theirs"):
        (debate / "rubrics" / f"{name}.yaml").write_text(text.format(name))
    both = ("portfolio", "mine", "theirs", "--draws", "200")
    for words in (("--min-grant", "20%"), ("--together", "T1+T3=-30%"), ("--least-return", "1")):
        done = run(*both, *words)
        assert (done.code, done.out) == (2, "")
        assert "; split by one rubric alone (-r mine), by one that has" in done.err
        assert "(rubric" not in done.err  # it was asked of both
    few = run(*both, "--credence", "3,1", "--max-lines", "2")
    assert few.code == 2
    assert "for the rest is mine (weights of 75 % mine and 25 % theirs: -r mine --set" in few.err
    sets = re.findall(r"--set (\S+)=(\d+)%", few.err)
    assert sum(int(share) for _, share in sets) == 100
    words = [word for name, share in sets for word in ("--set", f"{name}={share}%")]
    assert run("portfolio", "-r", "mine", *words, "--draws", "200", "--max-lines", "2").code == 0
    assert run(*both, "--together", "T1+T3=+30%").code == 0


def test_amounts_of_one_split_for_two_are_the_same_in_every_form(debate):
    """They add up to the budget, and a cap and today's amounts stand as they were given."""
    (debate / "rubrics" / "other.yaml").write_text(
        "schema: toi/rubric/1\nid: other\ntitle: Other\nweights: {speed: 10, harm: 90}\n"
    )
    (debate / "today.csv").write_text("T1,90001.5\nT2,60k\n")
    asked = {"budget": "200k EUR", "caps": ["T1=60347"], "credence": [2, 1]}
    found = toi.portfolio(
        toi.load("data"), ["plain", "other"], draws=200, current="today.csv", **asked
    )
    rows = [row for row in worldviews_table(found).rows if row[0] == "amount, EUR"]
    columns = list(zip(*(row[3:-1] for row in rows), strict=True))
    assert [sum(column) for column in columns] == pytest.approx([200_000] * len(columns))
    shown = found.screen(width=100)
    drawn = {text.get_text() for text in found.plot("portfolio").texts}
    for row in rows[:-1]:
        line = next(one for one in shown.splitlines() if row[2] in one)
        amounts = [f"{amount:,.12g}" if amount else "." for amount in row[3:-2]]
        assert line.split()[-len(amounts) :] == amounts
        assert {f"{one} EUR" for one in amounts[:4] if one != "."} <= drawn
    assert "60,347" in shown
    assert "90,001.5" in shown


def test_a_split_for_two_is_held_against_equal_shares_and_the_next_command_is_another(debate):
    (debate / "rubrics" / "other.yaml").write_text(
        "schema: toi/rubric/1\nid: other\ntitle: Other\nweights: {speed: 10, harm: 90}\n"
    )
    asked = {"caps": ["T1=30%"], "draws": 200}
    found = toi.portfolio(toi.load("data"), ["plain", "other"], **asked)
    assert found.equal.shares == pytest.approx({"T1": 0.3, "T2": 0.35, "T3": 0.35})
    lost = found.equal.regret
    assert min(lost.values()) > 0
    own = toi.portfolio(toi.load("data"), "plain", **asked)
    equal = next(one for one in own.benchmarks if one.name == "equal")
    assert lost["plain"] == pytest.approx(own.expected - equal.expected, abs=2e-3)
    said = " ".join(found.screen().split())
    assert f"plain {lost['plain']:.1f} and other {lost['other']:.1f}; " in said
    nash = found.compromises[2]
    worse = replace(found.equal, regret={name: x + 0.1 for name, x in nash.regret.items()})
    assert re.search("better for every rubric: .*Nash", equal_verdict(replace(found, equal=worse)))
    near = {name: x + 0.04 for name, x in nash.regret.items()}  # rounds to none
    for level in ({**worse.regret, "other": 0.0}, near):
        other = replace(found, compromises=(nash,), equal=replace(worse, regret=level))
        assert "no rule is better for all" in equal_verdict(other)
    assert "toi portfolio plain other --credence 2,1 " in said
    again = toi.portfolio(toi.load("data"), ["plain", "other"], credence=[2, 1], **asked)
    said = " ".join(again.screen().split())
    assert "toi portfolio plain other --credence 2,1 --cap T1=30% --risk 0.5 " in said


def test_where_every_rule_is_level_none_is_said_to_be_the_best_for_the_worst_off(debate):
    copy = "schema: toi/rubric/1\nid: {}\ntitle: One\nextends: plain\n"
    for name in ("mine", "theirs"):
        (debate / "rubrics" / f"{name}.yaml").write_text(copy.format(name))
    said = " ".join(run("portfolio", "mine", "theirs", "--draws", "200").out.split())
    assert "The worst-off rubric has a satisfaction of 100 under every rule." in said
    found = toi.portfolio(toi.load("data"), ["mine", "theirs"], draws=200)
    for apart, told in (
        (0.004, "under every rule"),
        (0.006, "best under Nash, where it has a satisfaction of 71."),
    ):
        least = {"nash": 0.705 + apart}
        rules = tuple(
            replace(
                one,
                satisfaction={"mine": least.get(one.rule, 0.705), "theirs": 1.0},
                regret={"mine": 1.0, "theirs": 0.0},
            )
            for one in found.compromises
        )
        assert told in together_verdict(replace(found, compromises=rules))


def test_where_no_rule_costs_a_tenth_of_a_point_none_is_said_to_leave_anybody_badly_off(debate):
    """Of its own range a rubric may have little where all of that range is next to nothing."""
    (debate / "rubrics" / "other.yaml").write_text(
        "schema: toi/rubric/1\nid: other\ntitle: Other\nweights: {speed: 10, harm: 90}\n"
    )
    found = toi.portfolio(toi.load("data"), ["plain", "other"], draws=200)
    assert "fares best under" in " ".join(found.screen().split())
    small = [
        replace(split, regret={name: lost / 1e4 for name, lost in split.regret.items()})
        for split in found.compromises
    ]
    said = " ".join(replace(found, compromises=tuple(small)).screen().split())
    assert "worst-off rubric is within a tenth of a point of its favourite under every rule" in said


def test_a_kind_that_is_held_has_exactly_its_part_under_every_rule(debate):
    (debate / "rubrics" / "other.yaml").write_text(
        "schema: toi/rubric/1\nid: other\ntitle: Other\nweights: {speed: 10, harm: 90}\n"
    )
    theories = debate / "data" / "theories.yaml"
    text = theories.read_text()
    theories.write_text(text.replace("kinds: [listed, other]", "kinds: [other]"))
    found = toi.portfolio(
        toi.load("data"),
        ["plain", "other"],
        draws=200,
        kinds="all",
        budget="2,000,000 EUR",
        floors=["listed=64.3456%"],
        caps=["T1=30%"],
    )
    assert found.line_kinds == {"T1": "listed", "T2": "listed", "T3": "other"}
    rows = {r[1]: r[3:] for r in worldviews_table(found).rows if r[0] == "amount, EUR"}
    of_kind = [sum(both) for both in zip(rows["T1"][:5], rows["T2"][:5], strict=True)]
    assert min(of_kind) == 1_286_912
    assert of_kind.count(1_286_912) > 1


def test_the_weights_of_all_lose_no_small_one(debate):
    text = "schema: toi/rubric/1\nid: {0}\ntitle: {0}\nweights: {{speed: {1}, harm: 996}}\n"
    for name, speed in (("mine", 4), ("theirs", 3)):
        (debate / "rubrics" / f"{name}.yaml").write_text(text.format(name, speed))
    done = run("portfolio", "mine", "theirs", "--draws", "200", "--max-lines", "2")
    shares = {name: float(share) for name, share in re.findall(r"--set (\S+)=([0-9.]+)%", done.err)}
    assert shares == {"harm": 99.6, "speed": 0.4}
    assert "<1 %" in run("explain", "T1", "-r", "mine").out


def test_what_is_set_is_set_in_every_rubric_and_said(debate):
    text = "schema: toi/rubric/1\nid: {}\ntitle: One\nextends: plain\n"
    for name in ("mine", "theirs"):
        (debate / "rubrics" / f"{name}.yaml").write_text(text.format(name))
    both = ("portfolio", "mine", "theirs", "--draws", "200")
    said = " ".join(run(*both, "--set", "speed=60%").out.split())
    assert "Set in every rubric: speed=60%." in said
    assert said.count("+set ") == 2
    assert "Set in every" not in run(*both).out

"""Severe readers on the screen, and judgements with their severity taken off."""

import json
from pathlib import Path

import pytest

import toi
from tests.command import run
from toi.analyses.readings.screen import findings

HEAD = "reader,theory,criterion,value\n"
# harm is a cost: dirk, two points worse than the others, says less of speed and more of harm.
GOOD = {"T1": (7, 2), "T2": (4, 5), "T3": (6, 3), "T4": (3, 6), "T5": (8, 1)}
NOISE = {"anna": (0.3, -0.3, 0.2, -0.2, 0.0), "ben": (-0.2, 0.1, -0.3, 0.2, 0.2)}
NOISE |= {"carla": (0.1, 0.2, -0.1, -0.3, 0.1), "dirk": (-0.1, 0.1, 0.2, 0.0, -0.2)}
MORE = """\
  - id: {}
    kinds: [listed]
    title: Way {}
    short: Way {}
    claim: It works.
    case: Why not.
    judgements:
      speed: {{value: 5, basis: stated, why: It says so.}}
      harm: {{value: 5, basis: stated, why: It says so.}}
      margin: {{value: 60, basis: stated, why: It says so.}}
"""


def rows(severe=2.0, skip=()):
    found = HEAD
    for reader, noise in NOISE.items():
        worse = severe if reader == "dirk" else 0.0
        for (theory, (speed, harm)), off in zip(GOOD.items(), noise, strict=True):
            if (reader, theory) not in skip:
                found += f"{reader},{theory},speed,{speed + off - worse:g}\n"
                found += f"{reader},{theory},harm,{harm - off + worse:g}\n"
    return found


@pytest.fixture
def five(workspace):
    with (workspace / "data/theories.yaml").open("a", encoding="utf-8") as file:
        for name in ("T3", "T4", "T5"):
            file.write(MORE.format(*[name] * 3))
    (workspace / "panel.csv").write_text(rows(), encoding="utf-8")
    return workspace


def readers():
    done = run("data", "agreement", "panel.csv", "-r", "plain", "-f", "json")
    assert done.code == 0, done.err
    return {reader["id"]: reader for reader in json.loads(done.out)["readers"]}


def alphas(text):
    """What alpha is by criterion where the panel says `text`."""
    Path("panel.csv").write_text(text, encoding="utf-8")
    done = run("data", "agreement", "panel.csv", "-r", "plain", "-f", "json")
    return {criterion["id"]: criterion["alpha"] for criterion in json.loads(done.out)["criteria"]}


def test_severity_is_a_share_of_the_scale_for_the_worse(five):
    """Everybody read all, so it is what a reader's mean lies below the mean of all."""
    found = readers()
    mean = {r: sum(n) / 5 - (2.0 if r == "dirk" else 0.0) for r, n in NOISE.items()}
    for reader, own in mean.items():
        severity = found[reader]["severity"]
        assert severity["value"] == pytest.approx(-(own - sum(mean.values()) / 4) / 10)
        assert severity["clear"] is (reader == "dirk")


def test_what_severity_makes_everywhere_is_no_peculiarity_of_a_criterion(five):
    found = readers()
    speed = found["dirk"]["criteria"]["speed"]
    assert speed["higher"] == pytest.approx(-2.0, abs=0.1)
    assert speed["beyond"] == pytest.approx(0.0, abs=0.1)
    assert not speed["clear"]


def test_who_is_apart_on_one_criterion(five):
    lines = [
        f"{reader},{theory},{criterion},{float(value) + 3:g}"
        if (reader, criterion) == ("carla", "harm")
        else f"{reader},{theory},{criterion},{value}"
        for reader, theory, criterion, value in (
            line.split(",") for line in rows(0.0).splitlines()[1:]
        )
    ]
    (five / "panel.csv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    found = readers()
    clear = [(r, c) for r, one in found.items() for c, x in one["criteria"].items() if x["clear"]]
    assert ("carla", "harm") in clear
    assert "Harm +" in run("data", "agreement", "panel.csv", "-r", "plain").out


def test_agreement_with_severity_off_is_the_same_however_severe_one_is(five):
    found = {}
    for severe in (0.0, 1.0):
        Path("panel.csv").write_text(rows(severe), encoding="utf-8")
        done = run("data", "agreement", "panel.csv", "-r", "plain", "-f", "json")
        found[severe] = {one["id"]: one for one in json.loads(done.out)["criteria"]}
    for name, one in found[0.0].items():
        assert found[1.0][name]["alpha_level"] == pytest.approx(one["alpha_level"])
        assert found[1.0][name]["icc_consistency"] == pytest.approx(one["icc_consistency"])
        assert found[1.0][name]["alpha"] < one["alpha"] - 0.05
    (five / "panel.csv").write_text(rows(3.0), encoding="utf-8")
    out = " ".join(run("data", "agreement", "panel.csv", "-r", "plain").out.split())
    assert "With the severity of each taken off, they agree on Speed and Harm." in out


def test_the_screen_has_a_line_of_each_reader(five):
    out = run("data", "agreement", "panel.csv", "-r", "plain").out
    lines = [line.split() for line in out.splitlines() if line.split()[:2] == ["dirk", "10"]]
    assert lines == [["dirk", "10", "+15", "±1*"]]


def test_a_halo_is_told_with_what_it_does_to_the_bars(five):
    """Here who is kind to a theory on speed is so on harm, by the same points."""
    out = " ".join(run("data", "agreement", "panel.csv", "-r", "plain").out.split())
    said = "who likes one thing about an option likes the rest of it"
    assert f"Halo 1.00 (0 none, 1 all one opinion): {said}" in out
    assert "bars of a ranking should be up to 1.4 times as wide" in out  # the root of 2
    (five / "panel.csv").write_text("\n".join(rows().splitlines()[::2]) + "\n", encoding="utf-8")
    assert "Halo" not in run("data", "agreement", "panel.csv", "-r", "plain").out


def pooled(*options):
    done = run("data", "pool", "panel.csv", "-r", "plain", "-o", "rubrics/p.yaml", *options)
    assert done.code == 0, done.err
    found = toi.rubric(None, "p").rubric.overrides.judgements
    return {key: over.value for key, over in found.items()}, done.err


def test_correction_moves_everybody_to_the_same_level(five):
    values, said = pooled("--correct-severity")
    for theory, (speed, harm) in GOOD.items():
        off = sum(noise[list(GOOD).index(theory)] for noise in NOISE.values()) / 4 - 0.5
        spread = [law.mean for law in values[f"{theory}.speed"].parts]
        assert max(spread) - min(spread) < 0.8  # 2 and more before
        assert values[f"{theory}.speed"].mean == pytest.approx(speed + off, abs=0.02)
        assert values[f"{theory}.harm"].mean == pytest.approx(harm - off, abs=0.02)
    assert "severity is taken off, in % of the scale beside the mean of all: anna -5," in said
    assert "dirk +15" in (five / "rubrics/p.yaml").read_text()


def test_nothing_is_corrected_unless_asked(five):
    values, said = pooled()
    assert {law.mean for law in values["T1.speed"].parts} == {7.3, 6.8, 7.1, 4.9}
    assert "everity" not in said + (five / "rubrics/p.yaml").read_text()


def test_it_does_not_matter_who_read_what(five):
    """Corrected, theories that dirk read stand as high as if he had read another one."""
    orders = []
    for skipped in ("T1", "T5"):
        skip = {("dirk", skipped), ("anna", "T3")}
        (five / "panel.csv").write_text(rows(skip=skip), encoding="utf-8")
        values, _ = pooled("--correct-severity", "--force")
        orders.append({t: values[f"{t}.speed"].mean for t in GOOD})
    assert orders[0] == pytest.approx(orders[1], abs=0.25)


def test_ranges_move_with_their_ends_on_the_scale(five):
    text = rows() + "eva,T5,speed,8..9..10\neva,T1,speed,9\neva,T3,speed,8.5\n"
    (five / "panel.csv").write_text(text, encoding="utf-8")
    values, _ = pooled("--correct-severity")
    law = next(part for part in values["T5.speed"].parts if part.family == "pert")
    severe = readers()["eva"]["severity"]["value"]
    assert severe < 0  # she is lenient, so her range moves down
    assert law.parameters == pytest.approx([v + 10 * severe for v in (8, 9, 10)], abs=1e-4)
    lenient = rows().replace("dirk,T5,speed,5.8", "dirk,T5,speed,6..9.5..10")
    (five / "panel.csv").write_text(lenient, encoding="utf-8")
    law = next(
        p
        for p in pooled("--correct-severity", "--force")[0]["T5.speed"].parts
        if p.family == "pert"
    )
    assert law.parameters[-1] == 10


def test_readers_with_nothing_in_common_cannot_be_corrected(five):
    text = HEAD + "anna,T1,speed,3\nben,T1,speed,4\ncarla,T2,speed,3\ndirk,T2,speed,5\n"
    (five / "panel.csv").write_text(text, encoding="utf-8")
    done = run("data", "pool", "panel.csv", "-r", "plain", "--correct-severity")
    assert done.code == 2
    assert "no chain of common cells joins all readers (anna and ben; carla and dirk)" in done.err
    out = run("data", "agreement", "panel.csv", "-r", "plain").out
    assert "Readers whom no chain of common cells joins" in " ".join(out.split())


def test_who_is_apart_for_one_theory_is_not_apart_on_a_criterion(five):
    """Dirk sees T1 alone otherwise, on both criteria; set aside, the others are as before."""
    text = rows(severe=0.0)
    odd = {"dirk,T1,speed": 0, "dirk,T1,harm": 10}
    lines = [line.rsplit(",", 1) for line in text.splitlines()]
    said = "\n".join(f"{head},{odd.get(head, value)}" for head, value in lines) + "\n"
    (five / "panel.csv").write_text(said, encoding="utf-8")
    dirk = readers()["dirk"]
    assert {name: one["mostly"] for name, one in dirk["criteria"].items()} == {
        "speed": "T1",
        "harm": "T1",
    }
    more = sum(NOISE[reader][0] for reader in ("anna", "ben", "carla")) / 3
    away = ((7 + more) + (10 - (2 - more))) / 2 / 10
    without = "\n".join(line for line in said.splitlines() if not line.startswith("dirk,T1"))
    assert dirk["odd"] == {
        "T1": {
            "criteria": ["speed", "harm"],
            "distance": pytest.approx(away),
            "everywhere": True,
            "why": None,
            "alpha_without": pytest.approx(alphas(without)),
        }
    }
    (five / "panel.csv").write_text(said, encoding="utf-8")
    out = " ".join(run("data", "agreement", "panel.csv", "-r", "plain").out.split())
    assert "Apart from the others: dirk, mostly for one option: Short way, by 76 %" in out
    assert "on average on all 2 criteria. Without that, alpha would go from" in out
    assert out.count("Apart from the others") == 1


def test_what_is_far_from_the_others_is_in_the_verdict_with_its_side(five):
    """Dirk finds T4, the worst of all to the others, the best; harm is a cost."""
    best = {"dirk,T4,speed": 10, "dirk,T4,harm": 0}
    lines = [line.rsplit(",", 1) for line in rows(severe=0.0).splitlines()]
    said = "\n".join(f"{head},{best.get(head, value)}" for head, value in lines) + "\n"
    (five / "panel.csv").write_text(said, encoding="utf-8")
    others = [((3 + NOISE[r][3]) + (10 - 6 + NOISE[r][3])) / 20 for r in ("anna", "ben", "carla")]
    found = toi.agreement(None, ["panel.csv"], "plain")
    (far,) = found.far
    assert (far.reader, far.theory, far.criteria) == ("dirk", "T4", ("speed", "harm"))
    assert (far.share, far.low, far.high) == pytest.approx((1, min(others), max(others)))
    told = (
        "Far from the others, and from all else of that reader: dirk on Way T4, better: 100 % of "
        "the scale as the mean of 2 criteria, the others 32 to 37 %."
    )
    verdict = run("data", "agreement", "panel.csv", "-r", "plain").out.split("\n\n")[0]
    assert told in " ".join(verdict.split())
    assert told in findings(found)


def test_who_is_severe_everywhere_is_apart_by_no_more_than_that(five):
    """Dirk is 3 points worse on benefit and cost alike, with the order of the others."""
    (five / "panel.csv").write_text(rows(severe=3.0), encoding="utf-8")
    assert readers()["dirk"]["severity"]["clear"]
    assert "Apart from the others" not in run("data", "agreement", "panel.csv", "-r", "plain").out


def test_of_two_readers_it_is_said_how_far_one_judges_below_the_other(five):
    """Each is half as far from the mean of both, which is what is taken off."""
    text = HEAD + "".join(
        f"{reader},{theory},speed,{speed - off}\n"
        for reader, off in (("anna", 0), ("dirk", 2))
        for theory, (speed, _) in GOOD.items()
    )
    (five / "panel.csv").write_text(text, encoding="utf-8")
    assert readers()["dirk"]["severity"]["value"] == pytest.approx(0.1)
    out = " ".join(run("data", "agreement", "panel.csv", "-r", "plain").out.split())
    assert "dirk judges 20 % of the scale (+-0) worse than anna on the same cells" in out
    values, _ = pooled("--correct-severity")
    assert values["T1.speed"].mean == pytest.approx(GOOD["T1"][0] - 1)
    assert values["T1.speed"].is_point


def test_of_few_cells_severity_is_not_clear_however_alike_they_are(five):
    few = "".join(f"eve,{theory},speed,{GOOD[theory][0] - 4}\n" for theory in ("T2", "T5"))
    (five / "panel.csv").write_text(rows(0.0) + few, encoding="utf-8")
    severity = readers()["eve"]["severity"]
    assert severity["value"] > 0.2
    assert (severity["clear"], severity["standard_error"]) == (False, None)


def test_the_cells_on_which_two_are_furthest_apart_are_named(five):
    text = rows().replace("ben,T4,speed,3.2\n", "ben,T4,speed,9.5\n")
    (five / "panel.csv").write_text(text, encoding="utf-8")
    done = run("data", "agreement", "panel.csv", "-r", "plain", "-f", "json")
    first, *others = json.loads(done.out)["widest"]
    assert first == {
        "theory": "T4",
        "criterion": "speed",
        "low": pytest.approx(1.0),
        "high": 9.5,
        "lowest": "dirk",
        "highest": "ben",
    }
    spans = [round(one["high"] - one["low"], 9) for one in others]
    assert spans == sorted(spans, reverse=True)
    out = " ".join(run("data", "agreement", "panel.csv", "-r", "plain").out.split())
    assert "Cells furthest apart: Way T4 on Speed (dirk 1, ben 9.5)" in out

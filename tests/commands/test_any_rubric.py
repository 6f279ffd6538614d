"""Whatever a rubric values, excludes and believes: what commands say of it holds together.

Nothing fails, every form of an output says the same, and shares are shares.
"""

import csv
import io
import json
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toi
from tests.command import run
from toi.analyses.portfolio import scenarios, stability

SHEET = """\
Option,Reach,Price,Team
direction,benefit,cost,benefit
scale,0..10,0..100,0..10
Ada,7,30..50,8
Bee,5,10,?
Cod,9,80,6..9
Dot,4..6,20,5
Elm,7,40,8
"""
ARGUMENTS = """\
schema: toi/arguments/1
arguments:
  - {title: A rival is there, credence: 80%, on: Ada, criterion: Reach, worse: 40%}
  - {title: A grant pays part, credence: [30%, 70%], on: Cod, criterion: Price, better: 50%}
"""
SCALES = {"Reach": (0, 10), "Price": (0, 100), "Team": (0, 10)}
OPTIONS = ("Ada", "Bee", "Cod", "Dot", "Elm")
ANY = "|".join(OPTIONS)
NAMES = ("one", "two", "three")
EXACT = 1e-9
WRITTEN = 1e-6  # what CSV rounds to

METHODS = ("additive", "additive", "geometric", "topsis", "promethee2")
VALUES = ("additive", "geometric")  # methods that know what doing nothing is worth
CREDENCE = st.sampled_from((0, 0.5, 1, [0.1, 0.9]))
weights = st.lists(st.sampled_from((0, 0, 1, 2, 5, 90)), min_size=3, max_size=3).filter(any)


@st.composite
def gates(draw):
    criterion = draw(st.sampled_from(sorted(SCALES)))
    low, high = SCALES[criterion]
    bound = draw(st.integers(-1, 11)) * (high - low) / 10 + low
    return f"{criterion} {draw(st.sampled_from('<>'))} {bound:g}"


@st.composite
def rubrics(draw, methods=METHODS, all_or_nothing=True):
    """A rubric's fields: any weights, sure or not, up to two gates, some doubt of an argument."""
    said = {
        "weights": dict(zip(SCALES, draw(weights), strict=True)),
        "weights_sure": draw(st.sampled_from(("exactly", "roughly", "order", "unknown"))),
        "method": draw(st.sampled_from(methods)),
        "gates": [{gate: "exclude"} for gate in draw(st.lists(gates(), max_size=2, unique=True))],
        "credences": {"arguments": {"a-rival-is-there": draw(CREDENCE)}},
    }
    if draw(st.booleans()):
        said["portfolio"] = {
            "risk": draw(st.sampled_from((0, 0.3, 1))),
            "bounds": {"Cod": {"cap": draw(st.sampled_from((0, 0.2, 1)))}},
        }
        if all_or_nothing:
            said["portfolio"] |= {
                "max_lines": draw(st.integers(1, 5)),
                "min_grant": draw(st.sampled_from((0, 0.1, 0.4))),
            }
    return said


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """Return five options, of which little is sure, and two arguments."""
    folder = tmp_path_factory.mktemp("any")
    (folder / "own.csv").write_text(SHEET)
    assert run("data", "import", "own.csv", "--output", "own", cwd=folder).code == 0
    (folder / "own/data/arguments.yaml").write_text(ARGUMENTS)
    return folder / "own"


@pytest.fixture(scope="module", autouse=True)
def _quick():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stability, "RESAMPLES", 6)
        patch.setattr(scenarios, "PLAIN", 3)
        yield


def written(own, *some):
    """Write rubrics into files, beside which are no others, and return their names."""
    for name in NAMES:
        (own / "rubrics" / f"{name}.yaml").unlink(missing_ok=True)
    for name, fields in zip(NAMES, some, strict=False):
        said = {"schema": "toi/rubric/1", "id": name, "title": name.title(), **fields}
        (own / "rubrics" / f"{name}.yaml").write_text(json.dumps(said))
    return NAMES[: len(some)]


def _once(function):
    """Return a function that keeps its first result: the same files are read each time."""
    kept = []

    def called(*given, **named):
        if not kept:
            kept.append(function(*given, **named))
        return kept[0]

    return called


def forms(own, *words):
    """Return what a command says as JSON, as rows of CSV, and on the screen: worked out once."""
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toi, words[0], _once(getattr(toi, words[0])))
        for form in ("json", "csv", "table"):
            done = run(*words, "--quiet", "--format", form, cwd=own)
            assert done.code == 0, done.err
            found.append(done.out)
    return json.loads(found[0]), list(csv.DictReader(io.StringIO(found[1]))), found[2]


def score_of(own, name):
    return json.loads(run("score", "-r", name, "-f", "json", "-q", cwd=own).out)


def are_ranks(ranks):
    """Tell whether each is one more than so many are better."""
    return all(rank == 1 + sum(other < rank for other in ranks) for rank in ranks)


def gate_met(gate, raw):
    criterion, sign, bound = gate.split()
    return raw[criterion] < float(bound) if sign == "<" else raw[criterion] > float(bound)


@given(rubrics())
def test_a_ranking_holds_together(own, rubric):
    found, rows, screen = forms(own, "score", "-r", *written(own, rubric))
    ranked = found["results"]
    assert sorted(one["id"] for one in ranked) == sorted(OPTIONS)
    assert are_ranks([one["rank"] for one in ranked])
    free = [one for one in ranked if one["gated"] is None]
    assert ranked[: len(free)] == free  # what a gate excludes stands behind
    scored = [one for one in ranked if one["score"] is not None]
    if scored != ranked:  # methods that hold options against those that no gate excludes
        assert not free
        assert rubric["method"] not in VALUES
    for some in (free, [one for one in scored if one not in free]):
        assert all(a["score"] >= b["score"] - EXACT for a, b in pairwise(some))
    for one in ranked:
        met = any(gate_met(gate, one["raw"]) for said in rubric["gates"] for gate in said)
        assert (one["gated"] is not None) == met
        low, high = one["rank_range"]
        assert 1 <= low <= high <= 5
        assert 0 <= one["p_first"] <= 1
        assert 0 <= one["p_gated"] <= 1
        assert all(0 <= value <= 1 for value in one["values"].values())
    for one in scored:
        ends = one["interval"]
        assert ends["p05"] <= ends["p50"] <= ends["p95"]
    assert sum(one["p_first"] for one in ranked) <= 1 + EXACT
    weighed = {one["id"]: one["weight"] for one in found["criteria"]}
    if rubric["weights_sure"] in ("exactly", "roughly"):
        whole = sum(rubric["weights"].values())
        assert weighed == {c: pytest.approx(w / whole) for c, w in rubric["weights"].items()}
    if rubric["method"] == "additive":
        for one in ranked:
            wanted = sum(100 * weight * one["values"][c] for c, weight in weighed.items())
            assert one["score"] == pytest.approx(wanted, abs=WRITTEN)
    # All forms say so.
    assert [row["id"] for row in rows] == [one["id"] for one in ranked]
    assert [int(row["rank"]) for row in rows] == [one["rank"] for one in ranked]
    told = {row["id"]: row for row in rows}
    assert [row["gated"] for row in rows] == [one["gated"] or "" for one in ranked]
    assert [row["id"] for row in rows if row["score"]] == [one["id"] for one in scored]
    for one in scored:
        wanted = [one["score"], *(one["interval"][p] for p in ("p05", "p50", "p95"))]
        found = [float(told[one["id"]][p]) for p in ("score", "p05", "p50", "p95")]
        assert found == pytest.approx(wanted, abs=WRITTEN)
    shown = re.findall(rf"^ *([\d-]+|gated) +\W?({ANY})\S* +(-?\d+|-)", screen, re.M)
    assert [name for _, name, _ in shown] == [one["title"] for one in ranked], screen
    for (first, _, points), one in zip(shown, ranked, strict=True):
        assert (first == "gated") == (one["gated"] is not None), screen
        assert one not in scored or abs(int(points) - one["score"]) <= 0.5 + WRITTEN, screen


@settings(max_examples=10)
@given(rubrics(), rubrics())
def test_two_rubrics_hold_together(own, a, b):
    found, rows, _ = forms(own, "compare", *written(own, a, b))
    agreement = found["agreement"]
    for name in ("kendall_tau_b", "spearman"):
        assert agreement[name] is None or -1 - EXACT <= agreement[name] <= 1 + EXACT
    assert 0 <= agreement["pairs"] <= agreement["of"] == 10
    if agreement["pairs"] > 0:
        assert sum(one["share"] for one in found["shapley"]) == pytest.approx(1)
        assert sum(one["pairs"] for one in found["shapley"]) == pytest.approx(agreement["pairs"])
        assert sum(found["sides"].values()) == pytest.approx(1)
    single = {
        name: {one["id"]: one for one in score_of(own, name)["results"]} for name in NAMES[:2]
    }
    for one in found["moves"]:
        for name, side in zip(NAMES, ("before", "after"), strict=False):
            alone = single[name][one["id"]]
            assert alone["score"] in (None, pytest.approx(one[side]["score"]))
            assert one[side]["gated"] == (alone["gated"] is not None)
    told = {(row["what"], row["name"]): row for row in rows}
    for one in found["moves"]:
        row = told["score", one["id"]]
        wanted = [one["before"]["score"], one["after"]["score"]]
        found = [float(row[name]) if row[name] else None for name in NAMES[:2]]
        assert found == pytest.approx(wanted, abs=WRITTEN)


@given(rubrics(), rubrics(), rubrics())
def test_a_group_holds_together(own, a, b, c):
    found, rows, _ = forms(own, "compare", *written(own, a, b, c))
    assert sum(found["trust"]) == pytest.approx(1)
    assert 0 <= found["disagreement"] <= 1
    for i, row in enumerate(found["distance"]):
        assert row[i] == 0
        assert all(0 <= d <= 1 for d in row)
        assert row == [other[i] for other in found["distance"]]
    assert sorted(name for some in found["clusters"] for name in some) == sorted(NAMES)
    for rule in ("mean_score", "borda", "copeland", "kemeny", "pooled"):
        assert are_ranks([one["ranks"][rule] for one in found["joint"]])
    for member in found["members"]:
        assert are_ranks(list(member["ranks"].values()))
        assert sum(member["weights"].values()) == pytest.approx(1)
    joint = {one["id"]: one for one in found["joint"]}
    for row in rows:
        if row["what"] == "theory":
            assert int(row["borda"]) == joint[row["id"]]["ranks"]["borda"]


def split_holds(shares, unspent, rubric=None):
    assert all(0 <= share <= 1 + EXACT for share in shares.values())
    assert 0 <= unspent <= 1 + EXACT
    assert sum(shares.values()) + unspent == pytest.approx(1, abs=1e-6)
    wishes = (rubric or {}).get("portfolio")
    if wishes:
        paid = {name: share for name, share in shares.items() if share > 0}
        assert len(paid) <= wishes["max_lines"]
        assert all(share >= wishes["min_grant"] - 1e-6 for share in paid.values())
        assert paid.get("Cod", 0) <= wishes["bounds"]["Cod"]["cap"] + 1e-6


@settings(max_examples=5)
@given(rubrics(VALUES), rubrics(VALUES))
def test_a_split_holds_together_whatever_rubric_lies_beside_it(own, rubric, beside):
    one, _ = written(own, rubric, beside)
    found, rows, screen = forms(own, "portfolio", one, "--draws", "128")
    split = found["allocation"]
    shares = {one["id"]: one["share"] for one in split}
    split_holds(shares, found["unspent"], rubric)
    excluded = {one["id"]: one["gated"] is not None for one in score_of(own, "one")["results"]}
    assert {one["id"]: one["gated"] is not None for one in split} == excluded
    assert not any(shares[name] for name, gated in excluded.items() if gated)
    told = {row["id"]: float(row["share"]) for row in rows}
    assert told.pop("", 0.0) == pytest.approx(found["unspent"], abs=WRITTEN)
    assert told == pytest.approx(shares, abs=WRITTEN)
    shown = re.findall(rf"^\w+ +(\d+) % +[<\d-]+ +({ANY})\b", screen, re.M)
    for percent, name in shown:
        assert abs(int(percent) - 100 * shares[name]) < 1, screen
    missing = set(shares) - {name for _, name in shown}
    assert all(shares[name] < 0.005 for name in missing), screen
    if found["unspent"] < EXACT:
        assert sum(int(percent) for percent, _ in shown) == 100, screen


@settings(max_examples=10)
@given(rubrics(VALUES, False), rubrics(VALUES, False))
def test_a_split_for_two_holds_together(own, a, b):
    found, rows, _ = forms(own, "portfolio", *written(own, a, b), "--draws", "128")
    for one in (*found["compromises"], *found["favourites"], found["equal"]):
        split_holds(one["shares"], one["unspent"])
    for row in rows:
        if row["what"] == "share" and row["id"]:
            for one in (*found["compromises"], *found["favourites"], found["equal"]):
                wanted = one["shares"].get(row["id"], 0.0)
                assert float(row[one["rule"]]) == pytest.approx(wanted, abs=WRITTEN)


ALONE = (
    ("score", "--why", "--notes"),
    ("score", "--method", "all"),
    *(("explain", name) for name in ("Ada", "Cod")),
    ("sensitivity",),
    *(("sensitivity", what) for what in ("ranks", "flips", "tornado", "weights", "cruxes")),
    *(("sensitivity", what) for what in ("regret", "critical", "pairwise")),
    ("sensitivity", "sobol", "--draws", "256"),
    ("compare", "Ada", "Dot"),
)


@given(rubrics(), st.sampled_from(ALONE), st.sampled_from(("table", "json", "csv", "html")))
def test_every_command_takes_any_rubric(own, rubric, words, form):
    done = run(*words, "-r", *written(own, rubric), "-q", "-f", form, cwd=own)
    assert done.code == 0, done.err
    assert "nan" not in done.out.lower().split()
    if form == "json":
        json.loads(done.out, parse_constant=pytest.fail)  # no NaN, no Infinity


@settings(max_examples=4)
@given(rubrics(), rubrics())
def test_a_page_takes_any_rubrics(own, a, b):
    done = run("report", *written(own, a, b), "-o", "page.html", "--force", "-q", cwd=own)
    assert done.code == 0, done.err

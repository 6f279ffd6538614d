"""Scores by each method, from a table through the commands, or beside another library."""

import json
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from pymcdm.methods import PROMETHEE_II, TOPSIS, WPM, WSM
from pymcdm.normalizations import minmax_normalization, vector_normalization

from tests.command import run
from tests.published.register import held_against
from toi.engine.scoring.methods.geometric import Geometric
from toi.engine.scoring.methods.preferences import Preference
from toi.engine.scoring.methods.promethee import net_flow
from toi.engine.scoring.methods.topsis import closeness
from toi.engine.scoring.values import weighted_sum

FOLDER = Path(__file__).parent
KEPT = TemporaryDirectory()
held_against = partial(held_against, subject="Scores")


PLANT_FLOWS = (
    {"x1": 1.099, "x2": 1.980, "x3": 1.234, "x4": 1.644, "x5": 2.274, "x6": 1.500},
    {"x1": 1.827, "x2": 1.895, "x3": 1.681, "x4": 1.746, "x5": 0.808, "x6": 1.774},
)


@cache
def workspace(name):
    """The debate that a table becomes."""
    folder = Path(KEPT.name) / name
    done = run("data", "import", FOLDER / f"{name}.csv", "--output", folder)
    assert done.code == 0, done.err
    return folder


def ranking(name, *arguments):
    done = run("score", "--format", "json", "--quiet", *arguments, cwd=workspace(name))
    assert done.code == 0, done.err
    return json.loads(done.out)


def scores(found):
    return {row["id"]: row["score"] for row in found["results"]}


def in_order(found):
    return [row["id"] for row in found["results"]]


@held_against(
    "Goodwin and Wright, Decision Analysis for Management Judgment, chapter on SMART: "
    "aggregate benefits of seven offices",
    method="additive",
)
def offices():
    printed = {
        **{"addison": 80.8, "bilton": 39.4, "carlisle": 47.4, "denver": 52.3},
        **{"elton": 64.8, "filton": 20.9, "gorton": 60.2},
    }
    return scores(ranking("office-location")), printed


@held_against(
    "Hwang and Yoon 1981, Multiple Attribute Decision Making, pp. 131-134: fighter aircraft, "
    "relative closeness",
    method="TOPSIS",
    within=0.02,
    why="the book reckons on with four decimals",
)
def aircraft():
    """The last two criteria were judged in words: 3 low, 5 average, 7 high, 9 very high."""
    found = ranking("fighter-aircraft", "--method", "topsis")
    assert found["method"]["normalisation"] == "vector"
    assert in_order(found) == ["A1", "A3", "A4", "A2"]
    return scores(found), {"A1": 64.33, "A2": 26.84, "A3": 61.35, "A4": 31.23}


@held_against(
    "Tzeng and Huang 2011, Multiple Attribute Decision Making: four alternatives",
    method="TOPSIS",
    within=0.01,
    why="printed with two decimals of a per cent",
)
def four_alternatives():
    printed = {"a1": 50.37, "a2": 65.81, "a3": 74.82, "a4": 33.40}
    return scores(ranking("four-alternatives", "--method", "topsis")), printed


@held_against(
    "Brans and Vincke 1985 (sums over five rivals), Brans, Vincke and Mareschal 1986: plant "
    "location, all six preference functions, net flows",
    method="PROMETHEE II",
    within=0.004,
    why="sums of five figures rounded to three decimals",
)
def plants():
    found = ranking("plant-location")
    assert found["method"]["name"] == "promethee2"
    assert found["method"]["preferences"]["maintenance"] == {"function": "level", "q": 1, "p": 6}
    assert in_order(found) == ["x5", "x2", "x4", "x6", "x3", "x1"]
    assert found["nothing"] is None
    leaving, entering = PLANT_FLOWS
    net = {plant: 5 * (score / 50 - 1) for plant, score in scores(found).items()}
    return net, {plant: leaving[plant] - entering[plant] for plant in net}


@held_against(
    "Brans and Vincke 1985: plant location, leaving and entering flows (sums over five rivals)",
    method="PROMETHEE I",
    within=0.004,
    why="sums of five figures rounded to three decimals",
)
def flows_of_plants():
    rows = {row["id"]: row["parts"] for row in ranking("plant-location")["results"]}
    found = {f"{one} {part}": 5 * value for one, of in rows.items() for part, value in of.items()}
    leaving, entering = PLANT_FLOWS
    return found, {
        **{f"{plant} phi_plus": flow for plant, flow in leaving.items()},
        **{f"{plant} phi_minus": flow for plant, flow in entering.items()},
    }


@held_against(
    "Hwang and Yoon 1981, pp. 131-134: fighter aircraft, separation from the ideal and from the "
    "negative ideal",
    method="TOPSIS",
    within=0.0002,
    why="the book reckons on with four decimals",
)
def distances_of_aircraft():
    rows = ranking("fighter-aircraft", "--method", "topsis")["results"]
    found = {f"{row['id']} {part}": value for row in rows for part, value in row["parts"].items()}
    printed = {
        "d_plus": {"A1": 0.0545, "A2": 0.1197, "A3": 0.0580, "A4": 0.1009},
        "d_minus": {"A1": 0.0983, "A2": 0.0439, "A3": 0.0920, "A4": 0.0458},
    }
    return found, {f"{a} {part}": d for part, of in printed.items() for a, d in of.items()}


# Draw by draw beside pymcdm. Values are in halves, so that thresholds are met exactly.

RANDOM = np.random.default_rng(0)
RAW = RANDOM.integers(1, 20, (3, 6, 4)) / 2.0
WEIGHTS = RANDOM.dirichlet(np.ones(4), 3)
IS_COST = np.array([False, True, False, True])
EVERYONE = np.ones(RAW.shape[:2], dtype=bool)
FUNCTIONS = {
    "usual": Preference("usual"),
    "ushape": Preference("u-shape", q=1.0),
    "vshape": Preference("v-shape", p=2.0),
    "level": Preference("level", q=0.5, p=3.0),
    "vshape_2": Preference("linear", q=0.5, p=3.0),
}


def each(raw, is_cost, method, *given, **options):
    """What a method of pymcdm says draw by draw; made anew, since some can be used once."""
    types = np.where(is_cost, -1, 1)
    drawn = zip(raw, WEIGHTS, strict=True)
    return np.array([method(*given, **options)(x, w, types) for x, w in drawn])


def as_it_is(x, cost=False):
    return x


@held_against("pymcdm, WSM and WPM, three draws of weights", method="weighted sum, product")
def sum_and_product():
    values, nowhere = RAW / 10.0, np.zeros(4, dtype=bool)
    found = [weighted_sum(WEIGHTS, values), Geometric().of_values(WEIGHTS, values)]
    return found, [100 * each(values, nowhere, one, as_it_is) for one in (WSM, WPM)]


@held_against("pymcdm, vector and minmax normalisation", method="TOPSIS")
def topsis_of_pymcdm():
    found = [closeness(WEIGHTS, RAW, EVERYONE, IS_COST, one) for one in ("vector", "range")]
    theirs = (vector_normalization, minmax_normalization)
    return found, [each(RAW, IS_COST, TOPSIS, one) for one in theirs]


@held_against("pymcdm, five preference functions (it has no Gaussian)", method="PROMETHEE II")
def promethee_of_pymcdm():
    gains = np.where(IS_COST, -RAW, RAW)
    found, wanted = [], []
    for theirs, ours in FUNCTIONS.items():
        p, q = [ours.p] * 4, [ours.q] * 4
        found.append(net_flow(WEIGHTS, gains, EVERYONE, [ours] * 4))
        wanted.append(each(RAW, IS_COST, PROMETHEE_II, theirs, p=p, q=q))
    return found, wanted

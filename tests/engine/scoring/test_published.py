"""Decision tables from the literature, from CSV through the commands, with the results printed.

The files in `tests/published` hold a table each. An import knows nothing of methods but the
preferences of PROMETHEE; how scores are made is an option of `toi score`.
"""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.command import run

PUBLISHED = Path(__file__).parents[2] / "published"
KEPT = TemporaryDirectory()


@cache
def workspace(name):
    """The debate that a table becomes."""
    folder = Path(KEPT.name) / name
    done = run("data", "import", PUBLISHED / f"{name}.csv", "--output", folder)
    assert done.code == 0, done.err
    return folder


def ranking(name, *arguments):
    done = run("score", "--format", "json", "--quiet", *arguments, cwd=workspace(name))
    assert done.code == 0, done.err
    return json.loads(done.out)


def scores(found):
    return {row["id"]: row["score"] for row in found["results"]}


def test_topsis_hwang_and_yoon_1981():
    """Fighter aircraft, pp. 131-134: relative closeness to the ideal solution.

    The last two criteria were judged in words: 3 low, 5 average, 7 high, 9 very high.
    """
    found = ranking("fighter-aircraft", "--method", "topsis")
    assert found["method"]["normalisation"] == "vector"
    printed = {"A1": 0.6433, "A2": 0.2684, "A3": 0.6135, "A4": 0.3123}
    # the book reckons on with four decimals
    assert scores(found) == pytest.approx({k: 100 * v for k, v in printed.items()}, abs=0.02)
    assert [row["id"] for row in found["results"]] == ["A1", "A3", "A4", "A2"]


def test_topsis_tzeng_and_huang_2011():
    """Multiple Attribute Decision Making: four alternatives, no cost among the criteria."""
    found = ranking("four-alternatives", "--method", "topsis")
    printed = {"a1": 50.37, "a2": 65.81, "a3": 74.82, "a4": 33.40}
    assert scores(found) == pytest.approx(printed, abs=0.01)


def test_promethee_brans_and_vincke_1985_brans_vincke_and_mareschal_1986():
    """Plant location, all six preference functions, as a row of the table names them.

    The flows are printed in 1985 as sums over the five other plants; in 1986 the same are
    divided by five.
    """
    found = ranking("plant-location")
    assert found["method"]["name"] == "promethee2"
    assert found["method"]["preferences"]["maintenance"] == {"function": "level", "q": 1, "p": 6}
    leaving = {"x1": 1.099, "x2": 1.980, "x3": 1.234, "x4": 1.644, "x5": 2.274, "x6": 1.500}
    entering = {"x1": 1.827, "x2": 1.895, "x3": 1.681, "x4": 1.746, "x5": 0.808, "x6": 1.774}
    net = {plant: 5 * (score / 50 - 1) for plant, score in scores(found).items()}
    # sums of five figures that were rounded to three decimals
    assert net == pytest.approx({k: leaving[k] - entering[k] for k in net}, abs=0.004)
    assert [row["id"] for row in found["results"]] == ["x5", "x2", "x4", "x6", "x3", "x1"]
    assert found["nothing"] is None


@pytest.mark.parametrize("name", ["plant-location", "office-location"])
def test_an_export_is_the_table_again(name, tmp_path):
    here = workspace(name)
    assert run("data", "export", "-o", tmp_path / "again.csv", cwd=here).code == 0
    done = run("data", "import", "again.csv", "-o", "again", cwd=tmp_path)
    assert done.code == 0, done.err
    again = run("score", "--format", "json", "--quiet", cwd=tmp_path / "again")
    found = ranking(name)
    assert scores(json.loads(again.out)) == pytest.approx(scores(found))
    assert json.loads(again.out)["method"] == found["method"]


def test_additive_goodwin_and_wright():
    """Office location, chapter on SMART: aggregate benefits with rounded swing weights."""
    found = ranking("office-location")
    printed = {
        "addison": 80.8,
        "bilton": 39.4,
        "carlisle": 47.4,
        "denver": 52.3,
        "elton": 64.8,
        "filton": 20.9,
        "gorton": 60.2,
    }
    assert scores(found) == pytest.approx(printed)


def test_the_weight_of_turnover_at_which_the_offices_change_places():
    """The chapter's sensitivity analysis: Elton Street is best while turnover weighs < 52.1 %."""
    raw = {
        "closeness": 100,
        "visibility": 80,
        "image": 70,
        "floor_area": 30,
        "comfort": 20,
        "parking": 10,
    }
    turnover, conditions = (
        scores(ranking("office-location", *[f"--set=weights.{c}={w}" for c, w in chosen.items()]))
        for chosen in (
            {c: w if w >= 70 else 0 for c, w in raw.items()},
            {c: w if w < 70 else 0 for c, w in raw.items()},
        )
    )
    assert conditions["elton"] == pytest.approx(81.7, abs=0.05)
    assert turnover["elton"] == pytest.approx(60.4)
    behind = conditions["elton"] - conditions["addison"]
    assert 100 * behind / (behind + turnover["addison"] - turnover["elton"]) == pytest.approx(
        52.1, abs=0.05
    )
    for other in ("bilton", "carlisle", "denver", "filton", "gorton"):
        assert conditions[other] < conditions["elton"]
        assert turnover[other] < turnover["addison"]
    assert conditions["gorton"] > conditions["carlisle"]
    assert turnover["gorton"] > turnover["carlisle"]

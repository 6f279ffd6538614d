"""What the page says beside its sliders."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import small
from tests.engine.sensitivity.helpers import setting_of
from tests.needs import needed
from toi.analyses.report.live import part
from toi.analyses.report.live.model import page_model
from toi.analyses.report.live.payload import _argument, _theories
from toi.analyses.shared.format import whole
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.exact_ranking import score_of_nothing


def ran(module, name, expression):
    """Print an expression that uses one function of a module."""
    needed(shutil.which("node"), "node")
    where = Path(part.__file__).with_name(module).as_uri()
    code = f"import {{ {name} }} from {json.dumps(where)}; console.log({expression})"
    done = subprocess.run(
        ["node", "--input-type=module", "-e", code], capture_output=True, text=True, check=True
    )
    return done.stdout


def said(payload):
    return ran("words.js", "ofCredences", f"ofCredences({json.dumps(payload)})")


def test_halves_are_rounded_as_in_the_rest_of_the_report():
    scores = [37.5, 38.5, 38.5 - 1e-12, 38.5 + 1e-12, 0.0, -0.5, -1.5, 99.5, 41.2]
    found = ran("rounding.js", "toWhole", f"JSON.stringify({json.dumps(scores)}.map(toWhole))")
    assert [float(one) for one in json.loads(found)] == [float(whole(one)) for one in scores]


def test_an_id_that_repeats_the_name_is_left_out():
    criteria = [small.criterion("c1")]
    for ids, names in (
        (["fast-rail", "night-trains"], ["fast rail", "night trains"]),
        (["T1", "T2"], ["T1 fast rail", "T2 night trains"]),
    ):
        shorts = zip(ids, ("fast rail", "night trains"), strict=True)
        theories = [
            small.theory(name, {"c1": 5}).model_copy(update={"short": short})
            for name, short in shorts
        ]
        model = setting_of(small.debate(criteria, theories, []), small.rubric())
        assert [one["name"] for one in _theories(model)] == names


def test_a_settled_answer_is_explained():
    base = {"rubric": "mine"}
    plain = {"model": {"settled": [False]}, "arguments": [{"id": "a"}], "base": base}
    assert "All are before replies" in said(plain)
    mixed = {
        "model": {"settled": [True, False]},
        "arguments": [{"id": "a"}, {"id": "b"}],
        "base": base,
    }
    assert "with = are after replies" in said(mixed)


def test_a_range_of_a_credence_comes_with_its_argument():
    hits = [(["T1"], "c1", "lowers", 0.5)]
    arguments = [small.argument(name, 0.8, hits) for name in ("a", "b", "c")]
    debate = small.debate([small.criterion("c1")], [small.theory("T1", {"c1": 5})], arguments)
    held = {"arguments": {"a": [0.3, 0.7], "b": {"settled": [0.1, 0.2]}}}
    model = setting_of(debate, small.rubric(credences=held))
    ends = [_argument(model, name).get("ends") for name in ("a", "b", "c")]
    assert ends == [[0.3, 0.7], [0.1, 0.2], None]


def verdict(score, nothing, reference="doing nothing", leaders=1):
    """What the page says of a position that nobody has moved."""
    row = {"theory": 0, "score": score, "rank": 1, "gated": False}
    payload = {
        "theories": [{"name": "Van"}],
        "ranking": [{"theory": 0, "rank": 1, "score": score}],
        "words": {"one": "van", "many": "vans", "reference": reference},
        "base": {"rubric": "mine"},
    }
    given = f"payload: {json.dumps(payload)}, ranking: {json.dumps([row] * leaders)}"
    still = "position: { shares: new Map(), credences: new Map() }"
    return ran(
        "words.js", "verdict", f"verdict({{ {given}, {still}, nothing: {json.dumps(nothing)} }})"
    )


def test_the_only_one_that_gates_leave_a_method_that_compares_has_no_score():
    assert verdict(None, None).startswith("Van is the only one that no gate excludes. This is mine")


def test_it_is_said_by_what_gates_exclude_where_there_are_some():
    for moved in ("[]", "[[0, 60]]"):
        for gates in ([], [{"criterion": 0}]):
            payload = {"model": {"gates": gates}, "base": {"rubric": "mine"}}
            maps = f"shares: new Map({moved}), credences: new Map()"
            position = f"{{ payload: {json.dumps(payload)}, {maps} }}"
            said = ran("words.js", "ofIntervals", f"ofIntervals({position})")
            assert ("Gates exclude here by the mean of every number" in said) == bool(gates)


def test_a_first_that_costs_more_than_it_gives_is_told_as_in_the_verdict():
    said = "But it scores less than doing nothing (25): it costs more than it gives."
    assert said in verdict(20.2, 25.0)
    assert "But it scores a little less than doing nothing (25)" in verdict(24.9, 25.0)
    assert "they cost more than they give" in verdict(20.0, 25.0, leaders=2)
    for kept in (verdict(25.0, 25.0), verdict(20.0, None), verdict(20.0, 25.0, reference=None)):
        assert "less than" not in kept


@pytest.mark.parametrize("method", ["additive", "geometric", "minimum", "topsis", "promethee2"])
def test_doing_nothing_scores_on_the_page_what_the_engine_gives_it(method):
    criteria = [small.criterion("c1"), small.criterion("c2", direction="cost")]
    theories = [small.theory(name, {"c1": 5, "c2": 3}) for name in ("T1", "T2")]
    held = {"weights": {"c1": 30, "c2": 70}, "method": method}
    held["value_functions"] = {"c1": [[0, 0.2], [10, 1]]} if method == "geometric" else {}
    problem = small.problem(criteria, theories, **held)
    inputs = expected_inputs(problem)
    given = json.dumps(page_model(problem))
    shown = ran("methods.js", "scoreOfNothing", f"scoreOfNothing({given}, {given}.weights)")
    expected = score_of_nothing(problem, inputs)
    assert json.loads(shown) == (None if expected is None else pytest.approx(expected))

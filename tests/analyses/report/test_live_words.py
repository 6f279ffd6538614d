"""What the page says beside its sliders."""

import json
import shutil
import subprocess
from pathlib import Path

from tests import small
from tests.engine.sensitivity.helpers import setting_of
from tests.needs import needed
from toi.analyses.report.live import part
from toi.analyses.report.live.payload import _argument, _theories
from toi.analyses.shared.format import whole


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

"""What the page says beside its sliders."""

import json
import shutil
import subprocess
from pathlib import Path

from tests import small
from tests.engine.sensitivity.helpers import setting_of
from tests.needs import needed
from toi.analyses.report.live import part
from toi.analyses.report.live.payload import _argument

WORDS = Path(part.__file__).with_name("words.js")


def said(payload):
    needed(shutil.which("node"), "node")
    code = f"import {{ ofCredences }} from {json.dumps(WORDS.as_uri())};"
    code += f"console.log(ofCredences({json.dumps(payload)}))"
    done = subprocess.run(
        ["node", "--input-type=module", "-e", code], capture_output=True, text=True, check=True
    )
    return done.stdout


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

"""The live part of a report in a browser: sliders, links, files, keyboard, hostile fragments."""

import json
import statistics
from dataclasses import replace

import numpy as np
import pytest

from tests.analyses.report.browser import browser, page_of
from tests.command import run
from toi.analyses.report.live.part import live_part
from toi.analyses.report.live.payload import live_payload
from toi.analyses.score.compute import run_score
from toi.analyses.shared.session import open_debate, prepare, resolve_rubric
from toi.compile.scoring import restated
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.ranking import ranks
from toi.engine.scoring.score import score

__all__ = ["browser"]  # a fixture

NEAR = 1e-9


def write_page(model, file, kinds=("listed",)):
    """A page with the live part alone, under the policy that the report's page has."""
    from toi.analyses.report.page import _ESCAPED, _policy

    payload = live_payload(model, run_score(model, kinds, draws=64))
    data = json.dumps(payload, separators=(",", ":")).translate(_ESCAPED)
    live = live_part(None)
    file.write_text(
        f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Live</title>
<meta http-equiv="Content-Security-Policy" content="{_policy(live.style, live)}">
<style>{live.style}</style></head><body><main><p id="live-entry" hidden></p>
<section id="live" hidden><h2>Live</h2>{live.controls}</section></main>
<script type="application/json" id="live-model">{data}</script><script>{live.script}</script>
</body></html>""",
        encoding="utf-8",
    )
    return file


@pytest.fixture(scope="module")
def opened():
    return open_debate()


@pytest.fixture(scope="module")
def balanced(opened):
    return prepare(opened, "balanced")


@pytest.fixture(scope="module")
def file(balanced, tmp_path_factory):
    return write_page(balanced, tmp_path_factory.mktemp("live") / "balanced.html")


# Moves sliders, [id, value] each, as a hand does, lets the page paint, and reads what it shows.
MOVE = """
async (moves) => {
  const tick = (id, on) => {
    const box = document.getElementById(id);
    if (box.checked !== on) box.click();
  };
  for (const [id, value] of moves) {
    const control = document.getElementById(id);
    if (control.type === "checkbox") {
      tick(id, value);
      continue;
    }
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return {
    link: document.getElementById("live-link").value.replace(/^[^#]*/, ""),
    outputs: Object.fromEntries(
      [...document.querySelectorAll("#live output")].map((one) => [one.htmlFor.value, one.value])),
    ranking: [...document.querySelectorAll(".live-board tbody tr")].map((row) => [
      row.dataset.theory, row.cells[0].firstChild.data, Number(row.querySelector("data").value)]),
  };
}
"""


def moved(page, *moves):
    """Move sliders and boxes, (id, value) each; return what the page shows then."""
    return page.evaluate(MOVE, [list(one) for one in moves])


def assert_ranked(rankings, model, rubrics):
    """Hold rankings against the engine, under rubrics of other weights and credences."""
    restatements = [restated(model.problem, model.debate, rubric) for rubric in rubrics]
    problem, ids = model.problem, sorted(name for name, _, _ in rankings[0])
    inputs = expected_inputs(problem).repeat(len(rankings))
    found = score(
        problem,
        inputs.with_(
            weights=np.array([one.weights for one in restatements]),
            sound=np.array([one.credence for one in restatements]),
        ),
        [problem.row[name] for name in ids],
    )
    for shown, totals, key, gated in zip(
        rankings, found.totals, found.key, found.gated, strict=True
    ):
        rank = dict(zip(ids, ranks(key).tolist(), strict=True))
        out = dict(zip(ids, gated.tolist(), strict=True))
        assert [name for name, _, _ in shown] == sorted(ids, key=lambda name: (rank[name], name))
        assert [r for _, r, _ in shown] == ["out" if out[n] else f"{rank[n]}" for n, _, _ in shown]
        scores = {name: points for name, _, points in shown}
        np.testing.assert_allclose([scores[name] for name in ids], totals, atol=NEAR, rtol=0)


def test_positions_of_real_controls_score_as_in_the_engine(browser, file, opened, balanced):
    """Two hundred of them, each a few moves from the last; one weight is kept in each."""
    chance = np.random.default_rng(5)
    problem = balanced.problem
    with page_of(browser, file) as page:
        seen, last = [], moved(page)
        for _ in range(200):
            c, kept = chance.choice(len(problem.criteria), 2, replace=False)
            beliefs = [
                (f"live-credence-{a}", int(chance.integers(0, 101)) / 100)
                for a in chance.choice(len(problem.arguments), 2, replace=False)
            ]
            here = moved(
                page,
                (f"live-keep-{kept}", True),
                (f"live-weight-{c}", int(chance.integers(0, 101))),
                (f"live-keep-{kept}", False),
                *beliefs,
            )
            weight = f"live-weight-{kept}"
            assert here["outputs"][weight] == last["outputs"][weight]
            last = here
            seen.append(here)
    rubrics = [resolve_rubric(opened, one["link"]).rubric for one in seen]
    assert_ranked([one["ranking"] for one in seen], balanced, rubrics)

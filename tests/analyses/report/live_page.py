"""A page with the live part alone, and a hand that moves its sliders."""

import json
from importlib.resources import files
from types import SimpleNamespace

from toi.analyses.report.html import page_head
from toi.analyses.report.live.part import live_part
from toi.analyses.report.live.payload import live_payload
from toi.analyses.report.page import _ESCAPED
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.result import Interval
from toi.analyses.shared.theories import scores_told
from toi.engine.scoring.exact_ranking import exact_ranking


def quick_score(model, kinds=None):
    """What the live part needs of a ranking, without draws."""
    problem, shown = model.problem, model.debate.shown(find_kinds(model.debate, kinds))
    exact = exact_ranking(problem, sorted(problem.row[name] for name in shown))
    rows = [
        SimpleNamespace(
            id=problem.theories[exact.rows[i]],
            rank=int(exact.ranks[i]),
            score=float(scores_told(exact)[i]),
            gated="a gate" if exact.gated[i] else None,
            interval=Interval(10.0, 20.0, 30.0),
            contributions=None,
        )
        for i in exact.order
    ]
    return SimpleNamespace(results=rows, provenance=model.opened.provenance())


def write_page(model, file, kinds=None, times=1):
    """A page with the live part alone, under the policy of the report's page."""
    payload = multiplied(live_payload(model, quick_score(model, kinds)), times)
    data = json.dumps(payload, separators=(",", ":")).translate(_ESCAPED)
    live = live_part()
    style = files("toi.analyses.report").joinpath("page.css").read_text("utf-8") + live.style
    file.write_text(
        f"""<!DOCTYPE html><html lang="en">{page_head("Live", style, live.script, "img-src data:")}
<body><main><p id="live-entry" hidden></p>
<section id="live" hidden><h2>Live</h2>{live.controls}</section></main>
<script type="application/json" id="live-model">{data}</script><script>{live.script}</script>
</body></html>""",
        encoding="utf-8",
    )
    return file


def multiplied(payload, times):
    """The same debate with every theory so many times over."""
    model, count, copies = payload["model"], len(payload["theories"]), range(times)
    rows = {name: model[name] and model[name] * times for name in ("judgements", "bears")}
    hits = [[*how, [t + k * count for k in copies for t in ts]] for *how, ts in model["hits"]]
    ranked = payload["ranking"]
    ranking = [one | {"theory": one["theory"] + k * count} for k in copies for one in ranked]
    return payload | {
        "model": model | rows | {"hits": hits},
        "theories": payload["theories"] * times,
        "ranking": ranking,
    }


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

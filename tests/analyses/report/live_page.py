"""A page with the live part alone, and a hand that moves its sliders."""

import json

from toi.analyses.report.live.part import live_part
from toi.analyses.report.live.payload import live_payload
from toi.analyses.report.page import _ESCAPED, _policy
from toi.analyses.score.compute import run_score


def write_page(model, file, kinds=("listed",)):
    """A page with the live part alone, under the policy of the report's page."""
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

// The live part of a report: sliders that score in the page.
import { board } from "./board.js";
import { element } from "./dom.js";
import { fragmentOf, readFragment } from "./fragment.js";
import { credencesOf, isMoved, startOf, weightsOf } from "./position.js";
import { scoreOfNothing } from "./methods.js";
import { rankingOf } from "./score.js";
import { sharing } from "./sharing.js";
import { credenceSliders, weightSliders } from "./sliders.js";
import { OF_WEIGHTS, difference, ofCredences, ofIntervals, verdict } from "./words.js";

const PAUSE = 400; // milliseconds without a move before the address and listeners are told

/** Build the live part into the section that waits for it, and show the section. */
export function start(payload) {
  const theories = payload.ranking.map(({ theory }) => theory);
  let position = startOf(payload);
  let due = 0;
  let pause = 0;

  const change = (move) => {
    move(position);
    due ||= requestAnimationFrame(show);
  };
  const said = element("p", { role: "status", className: "visually-hidden" });
  const lead = element("p", { className: "live-lead" });
  const named = element("p", { className: "live-named" });
  const notes = element("p", { className: "live-notes", role: "alert", hidden: true });
  const intervals = element("p", { className: "dim" });
  const reset = element("button", { type: "button" }, `Back to ${payload.base.rubric}`);
  const ranking = board(payload);
  const weights = weightSliders(payload, change);
  const credences = credenceSliders(payload, change);
  const believed = payload.arguments_order.length
    ? [
        element("h3", {}, "What is believed"),
        element("p", { className: "dim" }, ofCredences(payload)),
        ...credences.parts,
      ]
    : [];
  const tell = (text) => {
    notes.textContent = text;
    notes.hidden = !text;
  };
  const share = sharing(() => position, tell);

  function show() {
    due = 0;
    const weighed = weightsOf(position);
    const found = rankingOf(payload.model, weighed, credencesOf(position), theories);
    const nothing = scoreOfNothing(payload.model, weighed);
    weights.show(position);
    credences.show(position);
    ranking.show(found);
    lead.textContent = verdict({ payload, position, ranking: found, nothing });
    named.textContent = difference(position);
    intervals.textContent = ofIntervals(position);
    reset.disabled = !isMoved(position);
    share.show();
    clearTimeout(pause);
    pause = setTimeout(settle, PAUSE);
  }

  /** Once the sliders rest: say the verdict aloud, put the position into the address. */
  function settle() {
    if (isMoved(position) && said.textContent !== lead.textContent) said.textContent = lead.textContent;
    const shown = location.hash;
    const wanted = isMoved(position) ? fragmentOf(position) : "";
    if (shown !== wanted && (wanted || shown.startsWith("#r="))) {
      history.replaceState(null, "", wanted || location.href.split("#")[0]);
    }
  }

  function follow() {
    unfold(location.hash);
    const read = readFragment(payload, location.hash);
    if (!read) return; // an anchor of the page
    position = read.position;
    tell(read.notes.join(" "));
    show();
  }

  reset.addEventListener("click", () => {
    position = startOf(payload);
    tell("");
    show();
  });
  addEventListener("hashchange", follow);
  document.getElementById("live-root").replaceChildren(
    element("div", { className: "live-head" }, lead, notes, said),
    named,
    element(
      "div",
      { className: "live-columns" },
      element(
        "div",
        {},
        element("p", {}, reset),
        element("h3", {}, "What counts"),
        element("p", { className: "dim" }, OF_WEIGHTS),
        weights.list,
        ...believed,
      ),
      element("div", {}, ...ranking.parts, intervals),
    ),
    element("h3", {}, "Take it along"),
    ...share.parts,
  );
  for (const id of ["live", "live-entry"]) document.getElementById(id).hidden = false;
  show();
  follow();
}

/** Open the appendix where the address names something in it: not every browser does so. */
function unfold(hash) {
  const named = document.getElementById(hash.startsWith("#r=") ? "live" : hash.slice(1));
  named?.closest("details")?.setAttribute("open", "");
}

start(JSON.parse(document.getElementById("live-model").textContent));

// Board: the ranking of a position, beside the ranking of the rubric.
import { element, unseen } from "./dom.js";
import { asReported, toWhole } from "./rounding.js";
import { putInOrder } from "./rows.js";

const MOST = 100; // rows shown before anybody asks for more

// Head and class of each column; what is spare goes where there is little room.
const COLUMNS = [
  ["Rank", "number"],
  ["was", "number live-spare"],
  [null, ""],
  ["Score", "number"],
  ["was", "number live-spare"],
  ["change", "number"],
  ["90 % of draws", "number live-spare"],
];

/** Make the table of the ranking. */
export function board({ ranking, theories, words, base }) {
  const rows = new Map(ranking.map((was) => [was.theory, rowOf(was, theories[was.theory])]));
  const heads = COLUMNS.map(([head, className]) =>
    element("th", { scope: "col", className }, head ?? capital(words.one)),
  );
  const body = element("tbody");
  const caption = `The ${words.many} by this position, and by ${base.rubric}`;
  const table = element(
    "table",
    { className: "live-board" },
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...heads)),
    body,
  );
  const named = { className: "scroll", tabIndex: 0, role: "region", "aria-label": caption };
  const region = element("div", named, table);
  const all = element("button", { type: "button", hidden: rows.size <= MOST }, `Show all ${rows.size}`);
  const reveal = () => {
    [...body.children].forEach((row, place) => {
      const hidden = place >= MOST && !all.hidden;
      if (row.hidden !== hidden) row.hidden = hidden;
    });
  };
  all.addEventListener("click", () => {
    all.hidden = true;
    reveal();
    region.focus(); // the button is gone
  });
  const show = (found) => {
    for (const one of found) rows.get(one.theory).show(one);
    putInOrder(body, found.map(({ theory }) => rows.get(theory).row));
    reveal();
  };
  return { parts: [region, all], show };
}

/** Make one row; it moves about the table and is filled anew. */
function rowOf(was, { id, name: called }) {
  const cells = COLUMNS.map(([head, className]) => element(head ? "td" : "th", { className }));
  const [rank, rankWas, name, score, scoreWas, change, interval] = cells;
  name.scope = "row";
  name.append(called);
  rankWas.textContent = placeOf(was);
  scoreWas.textContent = pointsText(pointsOf(was.score));
  interval.textContent = was.low === null ? "" : `${toWhole(was.low)} to ${toWhole(was.high)}`;
  const value = element("data");
  score.append(value);
  const last = {};
  const show = (now) => {
    if (now.rank !== last.rank || now.gated !== last.gated) {
      const places = now.gated || was.gated ? 0 : was.rank - now.rank;
      rank.replaceChildren(placeOf(now), ...arrow(places));
      row.classList.toggle("live-moved", placeOf(now) !== placeOf(was));
    }
    if (now.score !== last.score) value.value = `${now.score ?? ""}`;
    const points = pointsOf(now.score, was.score);
    if (points !== last.points) {
      value.textContent = pointsText(points);
      const compared = points !== null && was.score !== null;
      change.textContent = compared ? signed(points - toWhole(was.score)) : "";
    }
    Object.assign(last, now, { points });
  };
  const row = element("tr", {}, ...cells);
  row.dataset.theory = id;
  return { row, show };
}

/** Write a place: what a gate excludes has none. */
function placeOf({ rank, gated }) {
  return gated ? "gated" : `${rank}`;
}

/** Return a score in whole points, or null where the method gives none. */
function pointsOf(score, reported = null) {
  return score === null ? null : toWhole(asReported(score, reported));
}

function pointsText(points) {
  return points === null ? "-" : `${points}`;
}

/** Show by how many places a theory rose or fell. */
function arrow(places) {
  if (!places) return [];
  const [sign, word] = places > 0 ? ["↑", "up"] : ["↓", "down"];
  const shown = element("span", { className: "live-arrow", "aria-hidden": "true" }, ` ${sign}${Math.abs(places)}`);
  return [shown, unseen(`, ${word} ${Math.abs(places)}`)];
}

function signed(points) {
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : "0";
}

function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

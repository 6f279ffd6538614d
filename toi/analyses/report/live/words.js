// Words: what the page says of a position.
import { isMoved, movesOf, someFollow } from "./position.js";
import { asReported, toWhole } from "./rounding.js";
import { rounded } from "./values.js";

export const OF_WEIGHTS =
  "The share of each criterion in the score. The others share the rest in proportion; " +
  "those you keep stay as they are.";

/** Say what the sliders of arguments mean: which are before replies, and which after. */
export function ofCredences(payload) {
  const settled = payload.model.settled.some(Boolean);
  return [
    "How sure you are that each argument is sound, from 0 to 1.",
    settled
      ? "Numbers with = are after replies: those were weighed already. Others are before replies, " +
        "which then count."
      : "All are before replies, which then count.",
    "The heaviest stand first.",
  ].join(" ");
}

/** Say who leads, whether even that costs more than it gives, and how many changed places. */
export function verdict({ payload, position, ranking, nothing }) {
  const name = ({ theory }) => payload.theories[theory].name;
  const leaders = ranking.filter(({ rank, gated }) => rank === 1 && !gated);
  if (!leaders.length) return "A gate excludes every one.";
  const reported = payload.ranking.find(({ theory }) => theory === leaders[0].theory);
  const now = leadOf({ payload, leaders, reported, nothing, name });
  if (!isMoved(position)) return `${now} This is ${payload.base.rubric} itself: nothing is moved yet.`;
  const was = new Map(payload.ranking.map(({ theory, rank }) => [theory, rank]));
  const changed = ranking.filter(({ theory, rank }) => was.get(theory) !== rank).length;
  const before = payload.ranking.filter(({ rank, gated }) => rank === 1 && !gated);
  const same = before.some(({ theory }) => leaders.some((one) => one.theory === theory));
  const first = before.map(name).join(" and ") || "none: a gate excludes every one";
  const led = same ? "" : ` Under ${payload.base.rubric} it is ${first}.`;
  return `${now}${led} ${changed} of ${ranking.length} ${payload.words.many} change places.`;
}

/** Say who leads, by how many points if there are scores. */
function leadOf({ payload, leaders, reported, nothing, name }) {
  const names = leaders.map(name).join(" and ");
  if (leaders[0].score === null) return `${names} is the only one that no gate excludes.`;
  const points = toWhole(asReported(leaders[0].score, reported.score));
  const leads = leaders.length === 1 ? "leads with" : "lead level with";
  return `${names} ${leads} ${points} points.${lessThanNothing(payload, leaders, points, nothing)}`;
}

/** Say, with a space before it, if those who lead score less than doing nothing; else nothing. */
function lessThanNothing({ words }, leaders, points, nothing) {
  if (nothing === null || !words.reference) return "";
  if (rounded(leaders[0].score) >= rounded(nothing)) return "";
  const little = points === toWhole(nothing) ? "a little " : "";
  const less = `${little}less than ${words.reference} (${toWhole(nothing)})`;
  return leaders.length === 1
    ? ` But it scores ${less}: it costs more than it gives.`
    : ` But they score ${less}: they cost more than they give.`;
}

/** Name the position as a difference to the rubric. */
export function difference(position) {
  const said = ({ what, from, to }) => `${what} ${to} (was ${from})`;
  const { weighed, beliefs } = movesOf(position);
  const follow = someFollow(position) ? ["the other weights in proportion"] : [];
  const moves = [...weighed.map(said), ...follow, ...beliefs.map(said)];
  const { rubric } = position.payload.base;
  return moves.length ? `${rubric}, but: ${moves.join("; ")}.` : `${rubric}, unchanged.`;
}

/** Say what the intervals are of, and by what gates exclude. */
export function ofIntervals(position) {
  const { model, base } = position.payload;
  const { rubric } = base;
  const gates = model.gates.length
    ? " Gates exclude here by the mean of every number; where a number is not sure, they may do so " +
      "in some draws only, which the rest of the report tells."
    : "";
  const intervals = isMoved(position)
    ? `Only ranks and scores follow the sliders. The intervals here, and all intervals, ranges of ` +
        `ranks, tiers, chances, reasons and pictures of this report, are still those of ${rubric}; ` +
        `for those of this position use the command below.`
    : `Intervals are those of ${rubric}; they will not follow the sliders.`;
  return intervals + gates;
}

// Scores: the ranking of a position, as the engine works it out at the mean of every number.
import { cellsOf } from "./cells.js";
import { givesScores, scoresBy } from "./methods.js";
import { remainingShares } from "./pulls.js";
import { isGated, rounded } from "./values.js";

const lastCells = new WeakMap(); // the cells of each model's last credences

/** Work out all cells, unless only weights have moved since. */
function cellsBy(model, credence) {
  const last = lastCells.get(model);
  if (last?.credence.every((value, a) => value === credence[a])) return last.cells;
  const cells = cellsOf(model, remainingShares(model, credence));
  lastCells.set(model, { credence, cells });
  return cells;
}

/**
 * Score and rank some theories.
 *
 * @param {object} model what the page knows of the debate and its rubric
 * @param {number[]} weights of all criteria, adding up to 1
 * @param {number[]} credence in each argument before replies
 * @param {number[]} theories places of those to rank
 * @returns {{theory: number, score: ?number, level: number, gated: boolean, rank: number}[]} in
 *   rank order, of those that a gate excludes by score, which is null where the method gives none;
 *   `level` is the score as far as it tells apart
 */
export function rankingOf(model, weights, credence, theories) {
  const every = cellsBy(model, credence);
  const rows = [...theories].sort((a, b) => a - b);
  const cells = rows.map((theory) => every[theory]);
  const gated = cells.map((row) => isGated(model, row));
  const scores = scoresBy(model, weights, cells, gated, rows);
  const levels = scores.map(rounded);
  const given = givesScores(model, gated);
  const keys = levels.map((level, i) => (gated[i] ? -Infinity : level));
  const rankOf = new Map();
  [...keys].sort((a, b) => b - a).forEach((key, i) => rankOf.has(key) || rankOf.set(key, i + 1));
  return rows
    .map((theory, i) => ({
      theory,
      score: given ? scores[i] : null,
      level: levels[i],
      gated: gated[i],
      rank: rankOf.get(keys[i]),
    }))
    .sort((a, b) => a.rank - b.rank || b.level - a.level || a.theory - b.theory);
}

// Methods: how the values of criteria become a score, 0-100.
import { theoryWeights, valueOf } from "./values.js";

const SAME = 1e-9; // shares of a scale; smaller differences are rounding
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

const OF_VALUES = {
  additive: (weights, values) => sum(weights.map((weight, c) => 100 * weight * values[c])),
  geometric: (weights, values) =>
    100 * weights.reduce((total, weight, c) => total * Math.max(values[c], 0) ** weight, 1),
  minimum: (weights, values) => 100 * Math.min(...values.filter((_, c) => weights[c] > 0)),
};

/**
 * Score some theories.
 *
 * @param {number[]} weights of all criteria, adding up to 1
 * @param {Float64Array[]} cells of each theory, from 0 to 1
 * @param {boolean[]} gated whether a gate excludes each
 * @param {number[]} rows the theories' places in the model
 */
export function scoresBy(model, weights, cells, gated, rows) {
  const { name } = model.method;
  if (name === "topsis") return topsis(model, weights, cells, gated);
  if (name === "promethee2") return promethee(model, weights, cells, gated);
  return cells.map((row, i) => {
    const values = model.criteria.map((criterion, c) => valueOf(criterion, row[c]));
    return OF_VALUES[name](theoryWeights(model, weights, rows[i]), values);
  });
}

/** Tell whether there are scores: a method that compares has none of fewer than two. */
export function givesScores(model, gated) {
  return model.method.name in OF_VALUES || gated.filter((out) => !out).length > 1;
}

/** Score doing nothing, with no benefit and no cost; null where theories are only compared. */
export function scoreOfNothing(model, weights) {
  const combined = OF_VALUES[model.method.name];
  const values = model.criteria.map((criterion) => valueOf(criterion, 0));
  return combined ? combined(weights, values) : null;
}

/** Closeness to the ideal of the theories that no gate excludes (Hwang & Yoon 1981). */
function topsis(model, weights, cells, gated) {
  const toBest = cells.map(() => 0);
  const toWorst = cells.map(() => 0);
  model.criteria.forEach((criterion, c) => {
    const x = cells.map((row) => rawGain(model, criterion, row[c]));
    const compared = x.filter((_, i) => !gated[i]);
    const best = compared.length ? Math.max(...compared) : 0;
    const worst = compared.length ? Math.min(...compared) : 0;
    const scaled = weights[c] / divisor(model.method.normalisation, compared, best - worst);
    x.forEach((value, i) => {
      toBest[i] += (scaled * (best - value)) ** 2;
      toWorst[i] += (scaled * (value - worst)) ** 2;
    });
  });
  return cells.map((_, i) => {
    const far = Math.sqrt(toWorst[i]);
    const whole = Math.sqrt(toBest[i]) + far;
    return 100 * (whole > 0 ? far / whole : 0.5);
  });
}

/** Return a cell so that more is better, on the raw scale unless values stay as they are. */
function rawGain(model, { low, high, cost }, cell) {
  const value = model.method.normalisation === "scale" ? cell : low + (high - low) * cell;
  return cost ? -value : value;
}

function divisor(normalisation, compared, spread) {
  if (normalisation === "scale") return 1;
  const length = Math.sqrt(sum(compared.map((value) => value ** 2)));
  return (normalisation === "vector" ? length : spread) || 1;
}

/** Net flow against the theories that no gate excludes (Brans, Vincke & Mareschal 1986). */
function promethee(model, weights, cells, gated) {
  const flow = cells.map(() => 0);
  for (let a = 0; a < cells.length; a++) {
    for (let b = a + 1; b < cells.length; b++) {
      const net = sum(
        model.criteria.map(({ cost }, c) => {
          const gain = (cost ? -1 : 1) * (cells[a][c] - cells[b][c]);
          return weights[c] * signedPreference(gain, model.method.preferences[c]);
        }),
      );
      if (!gated[b]) flow[a] += net;
      if (!gated[a]) flow[b] -= net;
    }
  }
  const count = gated.filter((out) => !out).length;
  return flow.map((net, i) => 50 * (net / Math.max(count - (gated[i] ? 0 : 1), 1) + 1));
}

/** Return the preference for the better of two; negative if the difference is. */
function signedPreference(difference, { function: shape, q, p, s }) {
  const size = Math.abs(difference);
  const past = (threshold) => (size > threshold + SAME ? 1 : 0);
  let found = past(q);
  if (shape === "usual") found = past(0);
  if (shape === "level") found = 0.5 * past(q) + 0.5 * past(p);
  if (shape === "gaussian") found = -Math.expm1(-(size ** 2) / (2 * s ** 2));
  if ((shape === "v-shape" || shape === "linear") && p - q > SAME) {
    found = Math.min(Math.max((size - q) / (p - q), 0), 1);
  }
  return difference < 0 ? -found : found;
}

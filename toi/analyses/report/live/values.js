// Values: cells through value functions, the weights of each theory, gates.

/** Return the value of a cell on one criterion; 1 is best. */
export function valueOf({ cost, points }, cell) {
  if (points) return interpolated(points, cell);
  return cost ? 1 - cell : cell;
}

/** Read a piecewise linear function, level beyond its ends. */
function interpolated([x, y], at) {
  const last = x.length - 1;
  if (at <= x[0]) return y[0];
  if (at >= x[last]) return y[last];
  const i = x.findIndex((end) => end > at) - 1;
  return ((y[i + 1] - y[i]) / (x[i + 1] - x[i])) * (at - x[i]) + y[i];
}

/** Share the weights over the criteria that bear on a theory; all of them where none does. */
export function theoryWeights(model, weights, theory) {
  if (!model.bears) return weights;
  const bearing = weights.map((weight, c) => weight * model.bears[theory][c]);
  const total = bearing.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? bearing.map((weight) => weight / total) : weights;
}

const MEETS = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/** Tell whether some gate excludes a theory; gates look at raw values. */
export function isGated(model, cells) {
  return model.gates.some(({ criterion, comparison, threshold }) => {
    const { low, high } = model.criteria[criterion];
    return MEETS[comparison](rounded(low + (high - low) * cells[criterion]), threshold);
  });
}

/** Round to nine decimals, halves to even, as scores are when theories are called level. */
export function rounded(value) {
  const scaled = value * 1e9;
  const below = Math.floor(scaled);
  const rest = scaled - below;
  const up = rest > 0.5 || (rest === 0.5 && below % 2 !== 0);
  return (up ? below + 1 : below) / 1e9;
}

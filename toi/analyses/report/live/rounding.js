// Rounding as the rest of the report does it, so that the page shows one number for one score.
const ALIKE = 1e-9; // points by which sums in another order differ
const NOISE = 9; // decimals; what is behind them is what floating point adds

/** Round to a whole number; of a half, to the even one. */
export function toWhole(score) {
  const near = Number(score.toFixed(NOISE));
  const below = Math.floor(near);
  const half = near - below === 0.5;
  return half ? below + (below % 2 ? 1 : 0) : Math.round(near);
}

/** Return a score, or the one that the report has, if any, where they are the same. */
export function asReported(score, reported) {
  return reported !== null && Math.abs(score - reported) < ALIKE ? reported : score;
}

// Cells: from the proponent's judgement through arguments, scrutiny, wholes and conditions.
import { borrowedShares } from "./scrutiny.js";

/** Work out every cell, [theory][criterion] from 0 to 1, given what joint pulls leave. */
export function cellsOf(model, remaining) {
  const { lowered, raised } = remainingDistances(model, remaining);
  if (model.scrutiny) {
    for (const { theory, criterion, share } of borrowedShares(model, remaining)) {
      const worse = model.criteria[criterion].cost ? raised : lowered;
      worse[theory][criterion] *= share;
    }
  }
  const cells = model.judgements.map((row, t) =>
    Float64Array.from(row, (base, c) => pulled(base, lowered[t][c], raised[t][c])),
  );
  for (const step of model.derivations) {
    if (step.parts) fillWhole(model, step, cells);
    else applyCondition(model, step, cells);
  }
  return cells;
}

/** Find what is left of the distance to each end of each cell's scale. */
function remainingDistances(model, remaining) {
  const ones = () => model.judgements.map((row) => new Float64Array(row.length).fill(1));
  const lowered = ones();
  const raised = ones();
  for (const [pull, criterion, raises, theories] of model.hits) {
    const side = raises ? raised : lowered;
    for (const theory of theories) side[theory][criterion] *= remaining[pull];
  }
  return { lowered, raised };
}

/** Take the mean of "lowered, then raised" and "raised, then lowered". */
function pulled(base, lowered, raised) {
  return base * lowered * raised + (1 - raised) * (0.5 + 0.5 * lowered);
}

/** A whole is the mean of its parts; the shares may differ by criterion. */
function fillWhole(model, { theory, parts, shares }, cells) {
  for (let c = 0; c < model.criteria.length; c++) {
    cells[theory][c] = parts.reduce((sum, part, i) => sum + shares[i][c] * cells[part][c], 0);
  }
}

/** The benefits of a conditional theory go with those that it hangs on. */
function applyCondition(model, { theory, on, share, level }, cells) {
  model.criteria.forEach(({ cost }, c) => {
    if (cost || level[c] <= 0) return;
    const mean = on.reduce((sum, other) => sum + cells[other][c], 0) / on.length;
    cells[theory][c] = Math.min(1, cells[theory][c] * (1 - share + share * (mean / level[c])));
  });
}

// Strengths: how much of each argument stands once replies are counted.

/**
 * Find the strength of every argument: its credence times what its replies leave.
 * Answers come in an order in which whoever answers has been worked out.
 */
export function strengthsOf(model, credence) {
  const found = Float64Array.from(credence);
  for (const [by, to, force] of model.answers) {
    if (!model.settled[to]) found[to] *= 1 - force * found[by];
  }
  return found;
}

/** Find the share of each argument that its replies leave if it is sound. */
export function repliesLeave(model, strength) {
  const found = new Float64Array(strength.length).fill(1);
  for (const [by, to, force] of model.answers) {
    if (!model.settled[to]) found[to] *= 1 - force * strength[by];
  }
  return found;
}

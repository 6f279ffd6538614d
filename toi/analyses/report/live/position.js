// Position: weights and credences, kept as what differs from the rubric that the page was made for.

const WHOLE = 10000; // shares that are said are whole hundredths of a per cent

/** Make the position of the rubric itself: nothing is moved, no weight is kept. */
export function startOf(payload) {
  return { payload, shares: new Map(), credences: new Map(), kept: new Set() };
}

/** Tell whether anything differs from the rubric. */
export function isMoved(position) {
  return position.shares.size + position.credences.size > 0;
}

/** Return the weights of all criteria, adding up to 1; those not said share what is left. */
export function weightsOf({ payload, shares }) {
  const { weights } = payload.model;
  if (!shares.size) return weights;
  const free = weights.map((weight, c) => (shares.has(c) ? 0 : weight));
  const total = added(free);
  const left = 1 - added([...shares.values()]) / 100;
  return free.map((weight, c) =>
    shares.has(c) ? shares.get(c) / 100 : total && Math.max(left, 0) * (weight / total),
  );
}

/** Return the credences of all arguments before replies. */
export function credencesOf({ payload, credences }) {
  return payload.model.credences.map((credence, a) => credences.get(a) ?? credence);
}

/** Tell whether shares leave something for the others that these can take, or nothing at all. */
export function areWhole(payload, shares) {
  const left = 100 - added([...shares.values()]);
  const free = payload.model.weights.some((weight, c) => weight > 0 && !shares.has(c));
  return Math.abs(left) < 1e-9 || (left > 0 && free && payload.base.proportional);
}

/**
 * Give a criterion a share of all weight, in per cent; the others share the rest in their
 * present proportions, except those that are kept. It gets no more than these leave, and all
 * of that where no other can take any.
 */
export function moveWeight(position, criterion, share) {
  const { weights } = position.payload.model;
  const now = weightsOf(position).map((weight) => Math.round(weight * WHOLE));
  const rest = [...now.keys()].filter((c) => c !== criterion);
  const kept = rest.filter((c) => position.kept.has(c));
  const others = rest.filter((c) => !position.kept.has(c));
  const room = WHOLE - added(kept.map((c) => now[c]));
  const wanted = Math.min(Math.max(Math.round((share * WHOLE) / 100), 0), room);
  const units = others.some((c) => now[c] > 0 || weights[c] > 0) ? wanted : room;
  const said = new Map([[criterion, units], ...kept.map((c) => [c, now[c]])]);
  for (const [c, part] of sharedOut(position, others, now, room - units)) said.set(c, part);
  position.shares = new Map([...said].map(([c, part]) => [c, (100 * part) / WHOLE]));
  if (isRubric(position)) position.shares.clear();
}

/**
 * Share what is left among the others. Only shares that must be said are returned: where some
 * have never been moved, these take the rest in the rubric's proportions without a word.
 */
function sharedOut(position, others, now, left) {
  const { model, base } = position.payload;
  const idle = others.every((c) => now[c] === 0);
  const from = idle ? model.weights : now;
  const wasSaid = (c) => !idle && position.shares.has(c);
  const silent = base.proportional && others.some((c) => model.weights[c] > 0 && !wasSaid(c));
  const spoken = others.filter((c) => (silent ? wasSaid(c) : from[c] > 0 || model.weights[c] > 0));
  const whole = added(others.map((c) => from[c]));
  const parts = new Map(spoken.map((c) => [c, Math.floor((left * from[c]) / whole)]));
  if (!silent && spoken.length) {
    const largest = spoken.reduce((a, b) => (parts.get(b) > parts.get(a) ? b : a));
    parts.set(largest, parts.get(largest) + left - added([...parts.values()]));
  }
  return parts;
}

function isRubric(position) {
  const { weights } = position.payload.model;
  return weightsOf(position).every((weight, c) => Math.abs(weight - weights[c]) < 1e-9);
}

/** Believe an argument to a degree from 0 to 1; as the rubric has it, it is no difference. */
export function moveCredence(position, argument, credence) {
  const before = position.payload.model.credences[argument];
  if (Math.abs(credence - before) < 1e-9) position.credences.delete(argument);
  else position.credences.set(argument, credence);
}

/** List what is said to differ, weights and beliefs, each as {what, from, to} in words. */
export function movesOf({ payload, shares, credences }) {
  const { weights, credences: before } = payload.model;
  const weighed = payload.criteria_order
    .filter((c) => shares.has(c) && Math.abs(shares.get(c) / 100 - weights[c]) > 5e-7)
    .map((c) => ({
      what: payload.criteria[c].title,
      from: percent(weights[c]),
      to: percent(shares.get(c) / 100),
    }));
  const beliefs = [...credences].map(([a, credence]) => ({
    what: payload.arguments[a].title,
    from: chance(before[a]),
    to: chance(credence),
  }));
  return { weighed, beliefs };
}

/** Tell whether some weights move only because others do. */
export function someFollow({ payload, shares }) {
  return shares.size > 0 && payload.model.weights.some((weight, c) => weight > 0 && !shares.has(c));
}

/**
 * Write a share as people read it, with a decimal where it needs one. It is rounded to what can
 * be said first, so that a share that is kept, and is said from then on, reads the same.
 */
export function percent(share) {
  return `${Math.round(Math.round(share * WHOLE) / 10) / 10} %`;
}

/** Write a credence as people read it. */
export function chance(credence) {
  return credence.toFixed(2);
}

function added(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}

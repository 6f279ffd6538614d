// Pulls: what arguments take away of the distance to the end of a scale, those of a line together.
import { repliesLeave, strengthsOf } from "./strengths.js";

/** Find what each joint pull leaves of a distance, from 0 to 1. */
export function remainingShares(model, credence) {
  const strength = strengthsOf(model, credence);
  const unanswered = repliesLeave(model, strength);
  return Float64Array.from(
    model.pulls,
    (pull) => 1 - magnitude(model, pull, credence, strength, unanswered),
  );
}

/** A pull is [line, families]; a family holds members, a member [argument, force, share]s. */
function magnitude(model, [line, families], credence, strength, unanswered) {
  const only = families.length === 1 && families[0].length === 1 && families[0][0];
  if (only && only.length === 1) {
    const [argument, force, share = 1] = only[0];
    return model.forces[force] * share * strength[argument];
  }
  const said = families.map((members) =>
    members.map((parts) => ({
      pull: ifSound(model, parts, unanswered),
      chance: credence[parts[0][0]],
    })),
  );
  return linePull(said, line < 0 ? 0 : model.overlaps[line]);
}

/** Find what an argument takes away if it is sound; its several pulls multiply up. */
function ifSound(model, parts, unanswered) {
  const sizes = parts.map(
    ([argument, force, share = 1]) => model.forces[force] * share * unanswered[argument],
  );
  return sizes.length === 1 ? sizes[0] : 1 - sizes.reduce((left, p) => left * (1 - p), 1);
}

/** Put the families of a line together: apart where they do not overlap, else the largest. */
function linePull(families, overlap) {
  let left = 1;
  for (const family of families) left *= 1 - expectedMax(family);
  const one = overlap > 0 ? expectedMax(families.flat()) : 0;
  return (1 - overlap) * (1 - left) + overlap * one;
}

/** Find the expected largest pull among those that are sound, as independent events. */
function expectedMax(members) {
  const sorted = [...members].sort((a, b) => b.pull - a.pull);
  let found = 0;
  let none = 1;
  for (const { pull, chance } of sorted) {
    found += pull * chance * none;
    none *= 1 - chance;
  }
  return found;
}

// Fragment: a position in the address, as a difference to the named rubric.
import { areWhole, startOf } from "./position.js";

const LONGEST = 20000; // characters; a longer fragment is none of ours
const SHARE = /^(\d{1,3}(\.\d{1,12})?|\.\d{1,12})$/;
const CREDENCE = /^([01](\.\d{1,17})?|\.\d{1,17})$/;

/** Write a position as a fragment, `#r=...`, that `toi score --rubric` reads too. */
export function fragmentOf(position) {
  const { base, criteria, arguments: said } = position.payload;
  const moved = position.shares.size > 0;
  const items = [["r", base.rubric]];
  for (const [key, value, isWeight] of base.settings) {
    if (!(moved && isWeight)) items.push([key, value]);
  }
  for (const [c, share] of position.shares) {
    const { key } = criteria[c];
    items.push([key, key.includes(".") ? `${share}%` : `${share}`]);
  }
  if (moved && base.settle) items.push(["weights_sure", "roughly"]);
  for (const [a, credence] of position.credences) items.push([keyOf(said[a]), `${credence}`]);
  items.push(["data", base.data], ["rubric", base.digest]);
  return `#${items.map((pair) => pair.map(encoded).join("=")).join("&")}`;
}

/** Return the key by which a setting names an argument's credence. */
function keyOf({ id, key }) {
  return key ?? id;
}

/** Encode what would end a word, and a quote that would end it in a shell. */
function encoded(word) {
  return encodeURIComponent(word).replaceAll("'", "%27");
}

/**
 * Read a position from a fragment.
 *
 * Whatever is not understood is left out, and nothing of it is shown.
 *
 * @returns {{position: object, notes: string[]} | null} null where it names no position
 */
export function readFragment(payload, fragment) {
  if (!fragment.startsWith("#r=") || fragment.length > LONGEST) return null;
  const { base } = payload;
  const pairs = decoded(fragment.slice(1).split("&"));
  const said = new Map(pairs);
  const position = startOf(payload);
  const notes = [];
  if (said.get("r") !== base.rubric) {
    notes.push(`The link starts from another rubric than this page, ${base.rubric}: nothing is moved.`);
    return { position, notes };
  }
  for (const [key, what, now] of [["data", "data", base.data], ["rubric", "rubric", base.digest]]) {
    if (said.has(key) && !agrees(said.get(key), now)) {
      notes.push(`The link was made for other ${what} than this page shows (${now}).`);
    }
  }
  const left = readMoves(position, pairs.filter(([key]) => !["r", "data", "rubric"].includes(key)));
  if (left) notes.push(`What else the link says is not understood here and left out (${left}).`);
  return { position, notes };
}

/** Digests are given by their beginnings. */
function agrees(one, other) {
  return one.length >= 6 && (one.startsWith(other) || other.startsWith(one));
}

function decoded(parts) {
  return parts.map((part) => {
    const [key, ...value] = part.split("=");
    try {
      return [decodeURIComponent(key), decodeURIComponent(value.join("="))];
    } catch {
      return ["", ""]; // not well formed, and so not understood
    }
  });
}

/** Read what is moved into a position; return how many items were not understood. */
function readMoves(position, pairs) {
  const { base, criteria, arguments: known } = position.payload;
  const criterion = new Map(criteria.map(({ key }, c) => [key, c]));
  const argument = new Map(known.map((one, a) => [keyOf(one), a]));
  const shares = new Map();
  let left = 0;
  for (const [key, value] of notOfRubric(base, pairs, criterion)) {
    const number = key.includes(".") ? value.replace(/%$/, "") : value;
    if (criterion.has(key) && SHARE.test(number)) shares.set(criterion.get(key), Number(number));
    else if (argument.has(key) && CREDENCE.test(value) && Number(value) <= 1) {
      position.credences.set(argument.get(key), Number(value));
    } else left += 1;
  }
  if (areWhole(position.payload, shares)) position.shares = shares;
  else left += shares.size;
  return left;
}

/** Leave out what holds for this page anyway: its own settings, its weights unless they are moved. */
function notOfRubric(base, pairs, criterion) {
  const settings = new Set(base.settings.map(([key, value]) => `${key}=${value}`));
  if (base.settle) settings.add("weights_sure=roughly");
  const isOwn = ([key, value]) => settings.has(`${key}=${value}`);
  const isWeight = ([key]) => criterion.has(key);
  const isMoved = pairs.some((pair) => isWeight(pair) && !isOwn(pair));
  return pairs.filter((pair) => !isOwn(pair) || (isMoved && isWeight(pair)));
}

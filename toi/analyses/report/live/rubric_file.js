// Rubric file: a position as a file that `toi score --rubric` takes.
import { weightsOf } from "./position.js";
import { difference } from "./words.js";

const ID = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/;
const PLAIN = /^[A-Za-z_][\w-]*(\.[\w-]+)*$/; // a key that needs no quotes

/** Tell whether a word can name a rubric. */
export function isId(word) {
  return ID.test(word);
}

/** Write a position as a rubric. */
export function rubricText(position, id) {
  const { base } = position.payload;
  const content = {
    schema: "toi/rubric/1",
    id,
    title: `${base.title}, changed`.slice(0, 200),
    position: difference(position).slice(0, 3900),
    ...(base.extends ? { extends: base.extends } : {}),
    data: base.data,
    ...base.content,
    ...moved(position),
  };
  return block(content, "");
}

/** Return the sections that say what is moved, on top of what the base says itself. */
function moved(position) {
  const { base, criteria, arguments: known, model } = position.payload;
  const found = {};
  if (position.shares.size) {
    const weights = weightsOf(position);
    const pairs = criteria.map(({ id }, c) => [id, Math.max(100 * weights[c], 0)]);
    found.weights = Object.fromEntries(pairs);
    if (base.settle_in_file) found.weights_sure = "roughly";
  }
  if (position.credences.size) {
    const before = base.content.credences ?? {};
    const beliefs = [...position.credences].map(([a, credence]) => [
      known[a].id,
      model.settled[a] ? { settled: credence } : credence,
    ]);
    const together = { ...before.arguments, ...Object.fromEntries(beliefs) };
    found.credences = { ...before, arguments: together };
  }
  return found;
}

/** Write a mapping as YAML: mappings over lines, all else as JSON, which YAML reads. */
function block(mapping, indent) {
  return Object.entries(mapping)
    .map(([key, value]) => {
      const name = `${indent}${PLAIN.test(key) ? key : JSON.stringify(key)}:`;
      const isBlock = value && typeof value === "object" && !Array.isArray(value);
      if (isBlock && Object.keys(value).length) return `${name}\n${block(value, `${indent}  `)}`;
      return `${name} ${JSON.stringify(value)}\n`;
    })
    .join("");
}

// Sliders: one for the weight of each criterion, one for the credence in each argument.
import { element, unseen } from "./dom.js";
import { chance, credencesOf, moveCredence, moveWeight, percent, weightsOf } from "./position.js";

const FIRST = 10; // arguments shown before anybody asks for more

/** Make the sliders of the weights. `change` takes a function that moves the position. */
export function weightSliders(payload, change) {
  const rows = payload.criteria_order.map((c) => {
    const { title } = payload.criteria[c];
    const side = payload.model.criteria[c].cost ? ", less is better" : "";
    const row = slider(`live-weight-${c}`, `${title}${side}`, 100, 1);
    const keep = element("input", { type: "checkbox", id: `live-keep-${c}` });
    const label = element("label", { htmlFor: keep.id }, "keep", unseen(` ${title} as it is`));
    row.input.addEventListener("input", () =>
      change((position) => moveWeight(position, c, Number(row.input.value))),
    );
    keep.addEventListener("change", () =>
      change(({ kept }) => (keep.checked ? kept.add(c) : kept.delete(c))),
    );
    const beside = element("span", { className: "live-side" }, keep, label);
    return { c, keep, ...row, item: element("li", {}, ...row.parts, beside) };
  });
  const show = (position) => {
    const weights = weightsOf(position);
    for (const { c, keep, ...row } of rows) {
      keep.checked = position.kept.has(c);
      row.input.disabled = keep.checked;
      const moved = Math.abs(weights[c] - payload.model.weights[c]) > 5e-7;
      row.set(100 * weights[c], percent(weights[c]), moved);
    }
  };
  return { list: listOf(rows), show };
}

/** Make the sliders of the credences, the heaviest arguments first, with a field to find others. */
export function credenceSliders(payload, change) {
  const rows = payload.arguments_order.map((a) => {
    const { id, title, ends } = payload.arguments[a];
    const range = ends ? ` (${payload.base.rubric}: ${ends.map(chance).join(" to ")})` : "";
    const row = slider(`live-credence-${a}`, `${title}${range}`, 1, 0.01);
    const mark = payload.model.settled[a] ? "=" : "";
    const reset = element("button", { type: "button" }, "undo", unseen(` ${title}`));
    row.input.addEventListener("input", () =>
      change((position) => moveCredence(position, a, Number(row.input.value))),
    );
    reset.addEventListener("click", () => {
      change(({ credences }) => credences.delete(a));
      row.input.focus(); // the button is about to go
    });
    const beside = element("span", { className: "live-side" }, reset);
    const words = `${id} ${title}`.toLowerCase();
    return { a, words, mark, reset, ...row, item: element("li", {}, ...row.parts, beside) };
  });
  const find = element("input", { type: "search", id: "live-find", autocomplete: "off" });
  const all = element("button", { type: "button", "aria-expanded": "false" });
  const every = `Show all ${rows.length} of the records`;
  all.textContent = every;
  const reveal = (credences) => {
    const word = find.value.trim().toLowerCase();
    const shown = all.getAttribute("aria-expanded") === "true";
    rows.forEach(({ a, words, item }, place) => {
      const wanted = word ? words.includes(word) : shown || place < FIRST;
      const hidden = !(wanted || credences.has(a));
      if (item.hidden !== hidden) item.hidden = hidden;
    });
  };
  all.addEventListener("click", () => {
    const shown = all.getAttribute("aria-expanded") !== "true";
    all.setAttribute("aria-expanded", `${shown}`);
    all.textContent = shown ? "Show the heaviest only" : every;
    change(() => {});
  });
  find.addEventListener("input", () => change(() => {}));
  const show = (position) => {
    const credences = credencesOf(position);
    for (const { a, mark, reset, ...row } of rows) {
      const moved = position.credences.has(a);
      if (reset.hidden === moved) reset.hidden = !moved;
      row.set(credences[a], `${mark}${chance(credences[a])}`, moved);
    }
    reveal(position.credences);
  };
  const label = element("label", { htmlFor: find.id }, "Find an argument");
  const tools = element("p", { className: "live-tools" }, label, " ", find);
  if (rows.length > FIRST) tools.append(" ", all);
  return { parts: [tools, listOf(rows)], show };
}

/** Make a slider from 0 with its label and its number. */
function slider(id, title, most, step) {
  const input = element("input", { type: "range", id, min: "0", max: `${most}`, step: `${step}` });
  const label = element("label", { htmlFor: id }, title);
  const output = element("output", { htmlFor: id });
  const set = (value, words, moved) => {
    const isNear = Math.abs(Number(input.value) - value) <= step;
    if (isNear && output.textContent === words) return; // most do not change in a move
    if (!isNear || document.activeElement !== input) input.value = `${value}`;
    input.setAttribute("aria-valuetext", words);
    output.textContent = words;
    output.classList.toggle("live-moved", moved);
  };
  return { input, set, parts: [label, input, output] };
}

function listOf(rows) {
  return element("ul", { className: "live-sliders" }, ...rows.map(({ item }) => item));
}

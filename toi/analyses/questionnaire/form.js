// A questionnaire: answers become one line of text, which is copied or saved.
(() => {
  "use strict";

  const form = document.getElementById("questions");
  const fields = [...form.querySelectorAll("[data-key]")];
  const name = document.getElementById("name");
  const line = document.getElementById("line");
  const said = document.getElementById("said");

  /** Say beside a field what is wrong with it; return whether anything is. */
  function check(field) {
    const { badInput, rangeUnderflow, rangeOverflow } = field.validity;
    const share = field.value !== "" && Number(field.value) > 0 && Number(field.value) < 1;
    const wrong = badInput || rangeUnderflow || rangeOverflow || share;
    field.setAttribute("aria-invalid", String(wrong));
    const meant = Number((100 * field.value).toPrecision(6));
    const hint = share ? `For ${meant} of 100 write ${meant}.` : "";
    document.getElementById(`wrong-${field.dataset.key}`).textContent = wrong
      ? hint || "A number from 0 to 100, or nothing."
      : "";
    return wrong;
  }

  /** Write an answer; a belief with its sign, so that nobody takes 1 for certainty. */
  function answer(field) {
    return field.value && field.dataset.key.startsWith("belief.") ? `${field.value}%` : field.value;
  }

  function answersLine() {
    const { from, data } = form.dataset;
    const pairs = [["name", name.value.trim()], ["from", from], ["data", data]];
    pairs.push(...fields.map((field) => [field.dataset.key, answer(field)]));
    const written = pairs
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    return `toi-answers:1?${written.join("&")}&end`;
  }

  /** Write the line anew, unless something is wrong. */
  function show() {
    const wrong = fields.filter(check).length;
    const done = fields.filter((field) => field.value !== "").length;
    line.value = wrong || !done ? "" : answersLine();
    said.textContent = wrong
      ? `${wrong} of your answers cannot be read; see the remarks beside them.`
      : `${done} of ${fields.length} answered.`;
    for (const id of ["copy", "save"]) document.getElementById(id).disabled = line.value === "";
  }

  async function copy() {
    line.select();
    try {
      await navigator.clipboard.writeText(line.value);
      said.textContent = "The line is copied; paste it into a mail.";
    } catch {
      said.textContent = "The line is selected; copy it from there.";
    }
  }

  function save() {
    const plain = name.value.trim().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
    const address = URL.createObjectURL(new Blob([`${line.value}\n`], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `answers${plain && `-${plain}`}.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    said.textContent = `Saved as ${link.download}; send that file.`;
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("copy").addEventListener("click", copy);
  document.getElementById("save").addEventListener("click", save);
  show();
})();

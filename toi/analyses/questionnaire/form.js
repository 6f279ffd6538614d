// A questionnaire: answers become one line of text, which is copied or saved.
(() => {
  "use strict";

  const form = document.getElementById("questions");
  const fields = [...form.querySelectorAll("[data-key]")];
  const name = document.getElementById("name");
  const line = document.getElementById("line");
  const said = document.getElementById("said");

  const NUMBER = /^([0-9]+(?:[.,][0-9]+)?)\s*(%?)$/;

  /** Read an answer as `toi rubric collect` does: its digits, its value and its sign. */
  function read(field) {
    const found = NUMBER.exec(field.value.trim());
    if (!found) return null;
    const digits = found[1].replace(",", ".");
    return { digits, value: Number(digits), percent: found[2] !== "" };
  }

  const isBelief = (field) => field.dataset.key.startsWith("belief.");

  /** Tell whether an answer looks like a share of 1. */
  function isShare(field) {
    const found = read(field);
    return found !== null && !found.percent && found.value > 0 && found.value < 1;
  }

  /** Tell whether all beliefs that are given look like answers from 0 to 10. */
  function areTenths() {
    const given = fields.filter((field) => isBelief(field) && field.value.trim() !== "").map(read);
    const whole = (one) =>
      one !== null && !one.percent && Number.isInteger(one.value) && one.value <= 10;
    const some = given.filter((one) => one?.value > 0);
    return given.every(whole) && some.length > 1 && some.some((one) => one.value > 1);
  }

  /** Return what is wrong with an answer, by the rules for a sheet; "" if nothing is. */
  function fault(field) {
    if (field.value.trim() === "") return "";
    const found = read(field);
    if (!found || found.value > 100) return "A number from 0 to 100, or nothing.";
    if (found.percent) return "";
    if (isShare(field)) {
      const meant = Number((100 * found.value).toPrecision(6));
      return `For ${meant} of 100 write ${meant}.`;
    }
    if (isBelief(field) && found.value > 0 && areTenths()) {
      const { value } = found;
      return `All are 10 or less: for ${value} of 10 write ${10 * value}; for ${value} of 100, ${value}%.`;
    }
    if (found.value !== 1) return "";
    if (isBelief(field)) return "1 may be 1 % or certainty; write 1% or 100.";
    return fields.some(isShare) ? "1 beside shares of 1: for all of it write 100." : "";
  }

  /** Say beside a field what is wrong with it; return whether anything is. */
  function check(field) {
    const wrong = fault(field);
    const found = read(field);
    const one = !wrong && !isBelief(field) && found?.value === 1 && !found.percent;
    field.setAttribute("aria-invalid", String(wrong !== ""));
    document.getElementById(`wrong-${field.dataset.key}`).textContent =
      wrong || (one ? "Taken as 1 point of 100; for all of it write 100." : "");
    return wrong !== "";
  }

  /** Write an answer; a belief with its sign, so that nobody takes 1 for certainty. */
  function answer(field) {
    const found = read(field);
    if (!found) return "";
    return found.percent || isBelief(field) ? `${found.digits}%` : found.digits;
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

  /** Say that no name is given, once there are answers; it may stay so. */
  function remarkName(done) {
    document.getElementById("wrong-name").textContent =
      done && name.value.trim() === "" ? "No name is given; you may leave it so." : "";
  }

  /** Write the line anew, unless something is wrong. */
  function show() {
    const wrong = fields.filter(check).length;
    const done = fields.filter((field) => field.value.trim() !== "").length;
    remarkName(done);
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

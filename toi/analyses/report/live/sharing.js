// Sharing: a position as a link, as a command, as a rubric file.
import { element } from "./dom.js";
import { fragmentOf } from "./fragment.js";
import { isId, rubricText } from "./rubric_file.js";

/** Make the tools that take a position out of the page; `position` returns it. */
export function sharing(position, tell) {
  const link = element("input", { type: "text", id: "live-link", readOnly: true });
  const copy = element("button", { type: "button" }, "Copy the link");
  const command = element("code");
  const name = element("input", { type: "text", id: "live-name", value: "mine", maxLength: 60 });
  const save = element("button", { type: "button" }, "Save as a rubric file");
  copy.addEventListener("click", () => copyText(link, tell));
  save.addEventListener("click", () => {
    if (isId(name.value)) saveText(rubricText(position(), name.value), `${name.value}.yaml`, tell);
    else tell("A name is a letter a-z, then letters, digits, - or _.");
  });
  const parts = [
    line("live-link", "Link", link, copy),
    element("p", {}, "On a command line, with intervals of its own: ", command),
    line("live-name", "Name", name, save),
  ];
  const show = () => {
    const fragment = fragmentOf(position());
    link.value = `${location.href.split("#")[0]}${fragment}`;
    command.textContent = `toi score --rubric '${fragment}'`;
  };
  return { parts, show };
}

function line(id, label, field, button) {
  const said = element("label", { htmlFor: id }, label);
  return element("p", { className: "live-line" }, said, " ", field, " ", button);
}

/** Copy the text of a field; where the browser forbids it, leave it selected. */
async function copyText(field, tell) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    tell("The link is copied.");
  } catch {
    tell("The link is selected; copy it from there.");
  }
}

/** Offer a text as a file. */
function saveText(text, file, tell) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
  element("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  tell(`Saved as ${file}. Score it with: toi score --rubric ${file}`);
}

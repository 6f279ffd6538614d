// DOM: elements made by name; text is always text.

/** Make an element with properties and children; children are elements or text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Make text for those who hear the page and do not see it. */
export function unseen(text) {
  return element("span", { className: "visually-hidden" }, text);
}

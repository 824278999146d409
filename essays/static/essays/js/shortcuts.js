// Single keys, for whoever reads by keyboard: what they do (keys.js) is fetched with the first of them, or with the
// button that lists them. They never act where one types, and can be turned off, because a voice or a slip presses
// them too (WCAG 2.1.4).
import { isField } from "./toolbar.js";

const KEPT = "single-keys";
const KEYS = ["j", "k", "o", "n", "p", "?"];

export function listenForKeys(article) {
  document.addEventListener("keydown", (event) => {
    const key = keyOf(event);
    if (!KEYS.includes(key) || event.ctrlKey || event.metaKey || event.altKey || !areOn()) return;
    if (isField(event.target) || document.querySelector("dialog[open] form")) return;
    event.preventDefault();
    import("./keys.js").then(({ press }) => press(key, article, single));
  });
  for (const button of document.querySelectorAll("[data-keys]")) {
    button.hidden = false;
    button.addEventListener("click", () => import("./keys.js").then(({ listKeys }) => listKeys(single)));
  }
}

// The letter, or the one that is on the key where other scripts are written.
function keyOf({ key, code }) {
  return /^[ -~]$/.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase();
}

function areOn() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

function turn(on) {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing begins with them each time.
  }
}

const single = { areOn, turn };

// What the margin says to its reader. The words come from the server, in the reader's language.
const words = document.getElementById("margin-words");

export function say(name, detail = "") {
  return words.dataset[name].replace("%s", detail);
}

// For those who listen: a live region speaks whenever its text changes.
export function announce(name, detail) {
  words.textContent = say(name, detail);
}

// A long passage, as one speaks of it.
export function inShort(passage) {
  const spoken = passage.trim().split(/\s+/);
  return spoken.length <= 16 ? spoken.join(" ") : [...spoken.slice(0, 8), "…", ...spoken.slice(-6)].join(" ");
}

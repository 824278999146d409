// What is typed survives a lost session or connection: <form data-keep="KEY"> keeps its text fields in this browser
// under KEY until the server has taken them. The page that follows a success names the key in
// <meta name="taken" content="KEY">; a fragment that follows one, in the event "taken". Several people may use one
// browser: to each reader, as <meta name="reader"> tells them apart, only their own words are offered, until they sign out.
const PREFIX = `kept:${document.querySelector('meta[name="reader"]')?.content ?? ""}:`;
const DAYS = 14;

export function keepTyping(form) {
  if (form.dataset.keeping) return;
  form.dataset.keeping = "yes";
  const key = PREFIX + form.dataset.keep;
  // On a slow device somebody may have begun before we came.
  const isBegun = fieldsOf(form).some((field) => field.matches("textarea") && field.value !== field.defaultValue);
  restore(form, key);
  if (isBegun) store(key, form);
  form.addEventListener("input", () => store(key, form));
}

export function forgetTyping(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

// <form data-sign-out> leaves nothing of its reader's to whoever uses the browser next.
function forgetOnSignOut(event) {
  if (event.target.matches("form[data-sign-out]")) keptUnder("").forEach(({ key }) => forgetTyping(key));
}

// What is kept under keys that begin with `prefix`, as [{key, at, values}]: when, and by the names of fields.
export function keptUnder(prefix) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + prefix));
    return keys.map((key) => ({ key: key.slice(PREFIX.length), ...recall(key) })).filter(({ at }) => at);
  } catch {
    return []; // Nothing is kept here.
  }
}

// What is kept in full under `key`, or null. What is too old, or cannot be read, is forgotten.
function recall(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    if (kept && Date.now() - kept.at < DAYS * 864e5) return kept;
    localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to recall.
  }
  return null;
}

const KEPT_FIELDS =
  "textarea, select, input[type=text], input[type=url], input[type=checkbox], input[type=radio], input:not([type])";

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && field.name !== "token" && field.matches(KEPT_FIELDS));
}

const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

function store(key, form) {
  const said = fieldsOf(form).filter((field) => !isChoice(field) || field.checked);
  const values = Object.fromEntries(said.map((field) => [field.name, field.value]));
  const typed = said.some((field) => field.matches("textarea, input") && !isChoice(field) && field.value.trim());
  try {
    if (typed) localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
    else localStorage.removeItem(key);
  } catch {
    // Private windows may refuse to keep anything: typing goes on without.
  }
}

function restore(form, key) {
  const kept = recall(key);
  if (!kept) return;
  let changed = false;
  for (const field of fieldsOf(form)) {
    const value = kept.values[field.name];
    if (isChoice(field)) {
      // A choice that stands is one that was made since.
      if (field.value === value && !form.querySelector(`[name="${field.name}"]:checked`)) field.checked = true;
      continue;
    }
    // What the server sent back, with its message, is newer than what was kept.
    if (value === undefined || value === field.value || (field.matches("textarea") && field.value)) continue;
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    changed ||= field.matches("textarea");
  }
  if (changed) form.querySelector("[data-kept-note]")?.removeAttribute("hidden");
}

for (const taken of document.querySelectorAll('meta[name="taken"]')) forgetTyping(taken.content);
document.addEventListener("submit", forgetOnSignOut);
document.addEventListener("taken", (event) => forgetTyping(event.detail.value ?? event.detail));

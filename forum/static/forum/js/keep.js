// What is typed survives a lost session or connection: <form data-keep="KEY"> keeps its text fields in this browser
// under KEY until the server has taken them. The page that follows a success names the key in
// <meta name="taken" content="KEY">; a fragment that follows one, in the event "taken". Several people may use one
// browser: to each reader, as <meta name="reader"> tells them apart, only their own words are offered, until they sign out.
// Where the server keeps drafts too (drafts.js), [data-version] in the form names the one it shows: the later one stands.
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

// Keep `values`, by the names of fields, beside what is kept under `key` already.
export function keepMore(key, values) {
  try {
    const kept = recall(PREFIX + key);
    put(PREFIX + key, { ...kept, at: Date.now(), isSaved: false, values: { ...kept?.values, ...values } });
  } catch {
    // Private windows may refuse to keep anything.
  }
}

export function forgetTyping(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

// Note that what was kept under `key` at `at` is on the server now, as that version.
export function noteSaved(key, version, at) {
  const kept = recall(PREFIX + key);
  if (kept) put(PREFIX + key, { ...kept, version, isSaved: kept.at <= at });
}

// The version of a form's words that it does not show, by the names of fields, where there are two.
const others = new WeakMap();

export const otherVersion = (form) => others.get(form);

export function showVersion(form, values) {
  others.set(form, valuesOf(form));
  fill(form, values, true);
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

const saidIn = (form) => fieldsOf(form).filter((field) => !isChoice(field) || field.checked);

const valuesOf = (form) => Object.fromEntries(saidIn(form).map((field) => [field.name, field.value]));

const differs = (form, values) => fieldsOf(form).some((field) => !isChoice(field) && (values[field.name] ?? "") !== field.value);

function put(key, kept) {
  localStorage.setItem(key, JSON.stringify(kept));
}

function store(key, form) {
  const typed = saidIn(form).some((field) => field.matches("textarea, input") && !isChoice(field) && field.value.trim());
  try {
    if (typed) put(key, { at: Date.now(), version: recall(key)?.version, isSaved: false, values: valuesOf(form) });
    else localStorage.removeItem(key);
  } catch {
    // Private windows may refuse to keep anything: typing goes on without.
  }
}

function restore(form, key) {
  const kept = recall(key);
  if (!kept) return;
  const draft = form.querySelector("[data-version]")?.dataset.version;
  if (draft !== undefined && kept.isSaved) {
    // Nothing was typed here since it was saved. Another version is a later one; none, and it was sent or discarded.
    if (!draft) localStorage.removeItem(key);
    return;
  }
  if (draft && kept.version !== draft && differs(form, kept.values)) {
    if (Number(draft) > kept.at) return void others.set(form, kept.values);
    others.set(form, valuesOf(form));
  }
  if (fill(form, kept.values, Boolean(draft))) form.querySelector("[data-kept-note]")?.removeAttribute("hidden");
}

// Put `values` into the form, also `over` what stands there; return whether that changed its words.
function fill(form, values, over) {
  let changed = false;
  for (const field of fieldsOf(form)) {
    const value = values[field.name];
    if (isChoice(field)) {
      // A choice that stands is one that was made since. Not so among [data-kept-choice], where one always stands.
      const isOpen = over || (field.closest("[data-kept-choice]") ?? !form.querySelector(`[name="${field.name}"]:checked`));
      if (field.value === value && isOpen) field.checked = true;
      continue;
    }
    // What the server sent back, with its message, is newer than what was kept.
    if (value === undefined || value === field.value || (!over && field.matches("textarea") && field.value)) continue;
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    changed ||= field.matches("textarea");
  }
  return changed;
}

for (const taken of document.querySelectorAll('meta[name="taken"]')) forgetTyping(taken.content);
document.addEventListener("submit", forgetOnSignOut);
document.addEventListener("taken", (event) => forgetTyping(event.detail.value ?? event.detail));

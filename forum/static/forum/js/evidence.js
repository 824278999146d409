// The fields of a source, <details data-evidence data-suggest="URL">. They open for counter-evidence, which needs one;
// and the fields for title and author offer the sources that are known (the ARIA combobox with a list).
const PAUSE = 200; // milliseconds without a key before asking
const NEEDS_ONE = "counter-evidence";
const NEEDED = ["title", "says", "stance"];

export function askForEvidence(details) {
  if (details.dataset.asking) return;
  details.dataset.asking = "yes";
  const form = details.closest("form");
  const follow = () => {
    const needed = form.elements.kind?.value === NEEDS_ONE;
    if (needed) details.open = true;
    if (needed && !form.elements["evidence-stance"].value) form.elements["evidence-stance"].value = "against";
    for (const name of NEEDED) fieldsNamed(details, name).forEach((field) => (field.required = needed));
  };
  form.addEventListener("change", (event) => event.target.name === "kind" && follow());
  follow();
  // What was typed here before, and kept, is not hidden.
  if (["title", "says"].some((name) => fieldsNamed(details, name)[0]?.value)) details.open = true;
  for (const name of ["title", "author"]) fieldsNamed(details, name).forEach((field) => suggestFor(field, details));
}

function fieldsNamed(details, name) {
  return [...details.querySelectorAll(`[name="evidence-${name}"]`)];
}

function suggestFor(field, details) {
  const list = document.createElement("ul");
  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", details.querySelector("summary").textContent);
  list.hidden = true;
  field.after(list);
  field.parentElement.classList.add("has-suggestions");
  const state = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id };
  for (const [name, value] of Object.entries(state)) field.setAttribute(name, value);

  let sources = [];
  let at = -1;
  let timer = 0;
  let latest = 0;

  function show(found) {
    sources = found;
    at = -1;
    list.replaceChildren(...found.map(optionOf));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
  }

  function optionOf(source, place) {
    const option = document.createElement("li");
    option.id = `${list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.textContent = source.label;
    // Before the field loses focus, which would close the list.
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => choose(source));
    return option;
  }

  function moveTo(place) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = (place + sources.length) % sources.length;
    const option = list.children[at];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  function choose(source) {
    for (const [name, value] of Object.entries(source.fields)) {
      fieldsNamed(details, name).forEach((filled) => (filled.value = value));
    }
    const more = details.querySelector(".source-details");
    if (more) more.open = field.name !== "evidence-title";
    show([]);
    latest += 1;
    field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "chosen" }));
    field.focus();
  }

  async function ask() {
    const mine = ++latest;
    const words = field.value.trim();
    if (words.length < 2) return show([]);
    try {
      const answer = await fetch(`${details.dataset.suggest}?q=${encodeURIComponent(words)}`);
      const found = answer.ok && !answer.redirected ? (await answer.json()).sources : [];
      if (mine === latest && document.activeElement === field) show(found);
    } catch {
      show([]);
    }
  }

  show([]);
  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.detail !== "chosen") timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("blur", () => show([]));
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") moveTo(at + 1);
    else if (event.key === "ArrowUp") moveTo(at < 0 ? sources.length - 1 : at - 1);
    else if (event.key === "Enter" && at >= 0) choose(sources[at]);
    else if (event.key === "Escape") show([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

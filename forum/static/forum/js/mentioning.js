// After an "@", <textarea data-mentions="URL"> suggests members whose handle or name begins like what follows: a list
// to choose from by keys, mouse or touch, told to those who hear the page. Whoever simply types on is not held up.
const PAUSE = 150; // milliseconds without a key before asking
const BEGUN = /(?:^|[^\w@/.+-])@([\w-]{1,30})$/;

export function suggestPeople(field) {
  if (field.dataset.mentioning) return;
  field.dataset.mentioning = "yes";
  const list = document.createElement("ul");
  list.id = `${field.id}-people`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.mentionsLabel);
  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  field.after(list, told);
  field.parentElement.classList.add("has-suggestions");
  field.setAttribute("autocomplete", "off");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);

  let people = [];
  let at = -1;
  let timer = 0;
  let latest = 0;

  function show(found) {
    // Who has typed a whole handle goes on with what comes next.
    people = found = found.length === 1 && found[0].handle === begunIn(field)?.toLowerCase() ? [] : found;
    at = -1;
    list.replaceChildren(...found.map(optionOf));
    list.hidden = !found.length;
    // Right below the words, not below all that belongs to their field.
    list.style.insetBlockStart = `${field.offsetTop + field.offsetHeight}px`;
    field.removeAttribute("aria-activedescendant");
    told.textContent = found.map(({ handle }) => `@${handle}`).join(", ");
    if (found.length) moveTo(0);
  }

  function optionOf(person, place) {
    const option = document.createElement("li");
    option.id = `${list.id}-${place}`;
    option.setAttribute("role", "option");
    const name = document.createElement("span");
    name.className = "help";
    name.textContent = person.name === person.handle ? "" : person.name;
    option.append(`@${person.handle} `, name);
    option.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    option.addEventListener("click", () => choose(person));
    return option;
  }

  function moveTo(place) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = (place + people.length) % people.length;
    const option = list.children[at];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  function choose({ handle }) {
    const begun = begunIn(field);
    show([]);
    latest += 1;
    clearTimeout(timer);
    if (begun === null) return;
    const end = field.selectionStart;
    const rest = field.value.slice(end);
    field.setRangeText(`@${handle}${/^\s/.test(rest) ? "" : " "}`, end - begun.length - 1, end, "end");
    field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "chosen" }));
    field.focus();
  }

  async function ask() {
    const mine = ++latest;
    const begun = begunIn(field);
    if (begun === null) return show([]);
    try {
      const answer = await fetch(`${addressFor(field)}?q=${encodeURIComponent(begun)}`);
      const found = answer.ok && !answer.redirected ? (await answer.json()).people : [];
      if (mine === latest && document.activeElement === field) show(found);
    } catch {
      show([]);
    }
  }

  show([]);
  field.addEventListener("input", ({ detail }) => {
    clearTimeout(timer);
    if (detail === "chosen") return;
    if (begunIn(field) === null) show([]);
    else timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("blur", () => show([]));
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") moveTo(at + 1);
    else if (event.key === "ArrowUp") moveTo(at - 1);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) choose(people[at]);
    else if (event.key === "Escape") show([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

// What follows an "@" up to the caret, or null where nobody is being mentioned.
function begunIn(field) {
  if (field.selectionStart !== field.selectionEnd) return null;
  return BEGUN.exec(field.value.slice(0, field.selectionStart))?.[1] ?? null;
}

// Whoever can choose for which circle they write means the people of the one chosen; in private there are none.
function addressFor(field) {
  const chosen = field.form.elements.layer?.value;
  return chosen ? field.dataset.mentions.replace(/circles\/[^/]+/, `circles/${chosen}`) : field.dataset.mentions;
}

// A note about several passages. While its composer waits, further words are selected like any others and the toolbar
// adds them; the reader may go to another section of the text for them, and the note comes along. Fetched when it is
// first asked for.
import { forgetTyping, keepMore, keptUnder } from "../../forum/js/keep.js";
import { hold } from "./painting.js";
import { carry, letGo } from "./resuming.js";
import { Section } from "./sections.js";
import { announce, inShort, say } from "./speaking.js";

const MOST = 19; // beside the first; the server says so too

let waiting = null; // {rows, add, goOn}: the note that further words are chosen for just now
let bar = null;

// The composer of a note gives way to the text, until words are added to it or its reader goes on writing.
export function chooseAnother(writing) {
  const { surface, passage } = writing;
  const { section, start, end, block } = passage;
  carry({
    key: formOf(writing).dataset.keep,
    home: location.pathname,
    pk: section.pk,
    ...{ start, end, block },
    kind: formOf(writing).elements.kind.value,
    words: inShort(section.text.wordsOf(start, end)),
  });
  begin({
    rows: () => rowsOf(writing),
    add: (rows) => {
      write(writing, rows);
      goOn();
    },
    goOn,
  });
  showBar(say("another"));
  surface.stepAside();
  onceClosed(surface, leave);
  // From here the key "a" picks out sentences.
  section.text.roomAt(start).querySelector(".block-number").focus({ preventScroll: true });

  function goOn() {
    leave();
    surface.comeBack();
    surface.body.querySelector("textarea[name=source]").focus({ preventScroll: true });
  }
}

// In another section than the note's: words that are chosen here are added to what is kept of it.
export function carryOn(carried) {
  const { key, home, kind, words } = carried;
  const rows = () => read(keptAt(key)?.further);
  begin({
    rows,
    add: (more) => {
      keepMore(key, { kind, further: JSON.stringify(more) });
      showBar(say("addedElsewhere", inShort(more.at(-1).exact)), true);
    },
    goOn: () => location.assign(home), // where the note is taken up again
  });
  showBar(say("writingElsewhere", words), true);
}

// The words that were selected join the note.
export function addPassage({ section, start, end, words }) {
  const rows = waiting.rows();
  const isThere = rows.some((row) => row.section === Number(section.pk) && row.start === start && row.end === end);
  if (isThere) return showBar(say("addedAlready"));
  if (rows.length >= MOST) return showBar(say("tooMany"));
  waiting.add([...rows, { section: Number(section.pk), start, end, exact: words, name: section.name }]);
  getSelection().removeAllRanges();
  announce("added", inShort(words));
}

// Show the further passages that the form of a note carries, each with a way to take it out.
export function draw(writing) {
  const list = writing.surface.body.querySelector("[data-further-list]");
  const rows = rowsOf(writing);
  list.replaceChildren(...rows.map((row, at) => itemOf(row, () => takeOut(writing, at))));
  hold([...rangesOf(writing.passage), ...rows.flatMap(rangesOf)]);
  const next = rows.find((row) => Section.here.has(String(row.section)));
  const first = writing.surface.body.querySelector("[data-first]");
  first.hidden = !next;
  first.onclick = () => standAt(writing, next);
}

function itemOf(row, remove) {
  const item = document.getElementById("further-passage").content.firstElementChild.cloneNode(true);
  item.querySelector("[data-name]").textContent = row.name;
  item.querySelector("[data-words]").textContent = row.exact;
  const button = item.querySelector("button");
  button.setAttribute("aria-label", say("takeOut", inShort(row.exact)));
  button.addEventListener("click", remove);
  return item;
}

function takeOut(writing, at) {
  write(writing, rowsOf(writing).toSpliced(at, 1));
  writing.surface.body.querySelector("[data-another]").focus();
}

// Without its first passage a note stands at the next: its composer opens there, with all that was typed.
function standAt(writing, { section, start, end }) {
  const form = formOf(writing);
  const kind = form.elements.kind.value;
  const rest = rowsOf(writing).filter((row) => row.section !== section || row.start !== start || row.end !== end);
  keepMore(`annotate?${new URLSearchParams({ section, start, end })}`, {
    ...keptAt(form.dataset.keep),
    kind,
    further: rest.length ? JSON.stringify(rest) : "",
  });
  forgetTyping(form.dataset.keep);
  writing.surface.close({ returnFocus: false });
  writing.compose({ section: Section.here.get(String(section)), start, end }, kind);
}

function rangesOf({ section, start, end }) {
  const there = section instanceof Section ? section : Section.here.get(String(section));
  return there ? there.text.rangesOf(start, end) : [];
}

const keptAt = (key) => keptUnder(key).find((one) => one.key === key)?.values;
const formOf = ({ surface }) => surface.body.querySelector("form");
const fieldOf = ({ surface }) => surface.body.querySelector("[name=further]");
const rowsOf = (writing) => read(fieldOf(writing).value);

function read(said) {
  return said ? JSON.parse(said) : [];
}

function write(writing, rows) {
  const field = fieldOf(writing);
  field.value = rows.length ? JSON.stringify(rows) : "";
  field.dispatchEvent(new Event("input", { bubbles: true })); // which keeps it, like what is typed
  draw(writing);
}

function onceClosed(surface, act) {
  const { onClose } = surface;
  surface.onClose = () => {
    act();
    onClose();
  };
}

// Selecting now adds to a note; beginning another waits until it is taken up again.
function begin(what) {
  waiting = what;
  offerToAdd(true);
  document.addEventListener("keydown", leaveOnEscape);
}

function leave() {
  letGo();
  waiting = null;
  offerToAdd(false);
  bar?.remove();
  document.removeEventListener("keydown", leaveOnEscape);
}

function leaveOnEscape(event) {
  if (event.key === "Escape" && document.getElementById("selection-toolbar").hidden) waiting?.goOn();
}

function offerToAdd(adds) {
  for (const button of document.querySelectorAll("#selection-toolbar [data-kind]")) {
    button.hidden = (button.dataset.kind === "add") !== adds;
  }
}

function showBar(message, isElsewhere = false) {
  bar?.remove();
  bar = document.getElementById("choosing-another").content.firstElementChild.cloneNode(true);
  bar.querySelector("[data-message]").textContent = message;
  bar.querySelector("[data-leave]").hidden = !isElsewhere;
  bar.querySelector("[data-go-on]").addEventListener("click", () => waiting.goOn());
  bar.querySelector("[data-leave]").addEventListener("click", leave);
  document.body.append(bar);
}

// What single keys do: from note to note in reading order, whether or not the notes came with the page; opening one;
// from section to section; and the list of keys. Fetched when it is first asked for.
import { notesIn, scrollTo } from "./notes.js";
import { openNotes } from "./pointing.js";
import { Section } from "./sections.js";
import { announce } from "./speaking.js";
import { hasMargin } from "./surface.js";

const EDGE = 80; // pixels at the ends of the window where one does not read

let last = null; // the stop we came to last
let stepping = Promise.resolve();

// `single`, {areOn, turn}: whether single keys do anything in this browser.
export function press(key, article, single) {
  if (key === "j" || key === "k") stepping = stepping.then(() => step(article, key === "j" ? 1 : -1));
  else if (key === "o") noteInFocus()?.querySelector("a")?.click();
  else if (key === "n") document.querySelector(".reading-nav a[rel=next]")?.click();
  else if (key === "p") document.querySelector(".reading-nav a[rel=prev]")?.click();
  else listKeys(single);
}

const noteInFocus = () => document.activeElement?.closest("[data-note]");

async function step(article, direction) {
  const sections = [...Section.here.values()];
  await Promise.all(sections.map((section) => section.load()));
  const stops = sections.flatMap(stopsIn);
  const at = indexOfNext(stops, direction);
  if (!stops[at]) return announce(direction > 0 ? "noNextNote" : "noPreviousNote");
  last = stops[at];
  const { section, start, note } = last;
  await openNotes(article, section, start, [note], { note });
  await nextFrame(); // in which a note that was fetched finds its place
  const room = section.text.roomAt(start);
  const notes = hasMargin() ? notesIn(article, [note]) : [...document.querySelectorAll(".sheet [data-note]")];
  const standing = notes.find((element) => room.contains(element)) ?? notes[0];
  if (!standing) return;
  standing.tabIndex = -1;
  standing.focus({ preventScroll: true });
  const { top, bottom } = standing.getBoundingClientRect();
  if (hasMargin() && (top < EDGE || bottom > innerHeight - EDGE)) scrollTo(standing);
  else if (!hasMargin()) scrollTo(room, "start");
  announce("noteOf", `${at + 1} / ${stops.length}`);
}

// Where notes are met in a section: each once in every block that a passage of it begins in.
function stopsIn(section) {
  const met = new Set();
  return section.places.all.flatMap(({ start, note }) => {
    const block = section.text.blockAt(start).start;
    const key = `${block}:${note}`;
    if (met.has(key)) return [];
    met.add(key);
    return [{ section, block, start, note }];
  });
}

// From the note that has focus, or was come to last and is still in sight; else from where one reads.
function indexOfNext(stops, direction) {
  const from = stops.findIndex(isHere);
  if (from >= 0) return from + direction;
  const ahead = stops.findIndex(({ section, start }) => section.text.blockAt(start).element.getBoundingClientRect().bottom > EDGE);
  if (direction > 0) return ahead < 0 ? stops.length : ahead;
  return (ahead < 0 ? stops.length : ahead) - 1;
}

function isHere({ section, block, note }) {
  const focused = noteInFocus();
  if (!focused) return last && note === last.note && block === last.block && isInSight(section.text.roomAt(block));
  if (Number(focused.dataset.note) !== note) return false;
  const room = focused.closest("[data-block]");
  return room ? room === section.text.roomAt(block) : block === last?.block;
}

function isInSight(room) {
  const { top, bottom } = room.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

const nextFrame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

export function listKeys({ areOn, turn }) {
  const list = document.getElementById("keys");
  const isOn = list.querySelector("input");
  isOn.checked = areOn();
  isOn.onchange = () => turn(isOn.checked);
  if (!list.open) list.showModal();
}

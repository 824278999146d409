// Pointing at a note shows its passage; pointing at a passage shows its notes; a click on a passage opens all of them.
import { fetchNotes, insertNote, isLine, isVisible, noteElement, notesIn, scrollTo } from "./notes.js";
import { liveRange } from "./offsets.js";
import { activate } from "./painting.js";
import { rangesOfNotes } from "./sections.js";
import { announce, say } from "./speaking.js";
import { hasMargin, Surface } from "./surface.js";

const STILL = 4; // pixels that a hand at rest may tremble
const DOUBLE_CLICK = 220; // milliseconds in which a click may turn out to be the first of two, which select a word

// Where in the text the window's point (x, y) lies: {section, offset}, or null where there are no words.
export function placeUnder(x, y, sectionOf) {
  const [node, offset] = caretAt(x, y);
  const block = node?.parentElement?.closest(".block-text");
  if (!block || node.nodeType !== Node.TEXT_NODE) return null;
  // A caret stands between two characters, and beside a short line at its end: ask on which of them the point lies.
  for (const from of [offset - 1, offset]) {
    if (from < 0 || from >= node.data.length) continue;
    const range = liveRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: from + 1 });
    const inside = ({ left, right, top, bottom }) => left <= x && x < right && top <= y && y < bottom;
    if (![...range.getClientRects()].some(inside)) continue;
    const section = sectionOf(block);
    return { section, offset: section.text.offsetAt(node, from) };
  }
  return null;
}

function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    return [caret?.offsetNode, caret?.offset];
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return [range?.startContainer, range?.startOffset];
}

export function followPointer(article, sectionOf) {
  let waiting = false;
  let shown = "";
  let clicked = null; // the point {clientX, clientY} whose notes are shown until the pointer leaves it

  // `notes` as ids, all of one section.
  function show(section, notes, opens = true) {
    const wanted = notes.length ? `${section.pk}: ${notes}` : "";
    if (wanted === shown) return;
    shown = wanted;
    lightNotes(article, notes, opens);
    activate();
    section?.load().then(() => shown === wanted && activate(rangesOfNotes(notes)));
  }

  function follow({ target, clientX, clientY }) {
    waiting = false;
    const note = target.closest?.("[data-note]");
    // A note that is pointed at stays as it is: what would open under the pointer would cover the next.
    if (note && article.contains(note)) return show(sectionOf(note), [Number(note.dataset.note)], false);
    const place = target.closest?.(".block-text") && placeUnder(clientX, clientY, sectionOf);
    if (!place) return show(null, []);
    show(place.section, place.section.places.covering(place.offset).map(({ note }) => note));
  }

  document.addEventListener("pointermove", (event) => {
    if (waiting || event.pointerType === "touch" || rests(event)) return;
    clicked = null;
    waiting = true;
    requestAnimationFrame(() => follow(event));
  });
  // The page may scroll other words under a pointer that rests.
  function rests({ clientX, clientY }) {
    return clicked && Math.hypot(clientX - clicked.clientX, clientY - clicked.clientY) <= STILL;
  }

  // What a pointer shows, focus shows too.
  article.addEventListener("focusin", ({ target }) => {
    const note = target.closest("[data-note]");
    if (note) show(sectionOf(note), [Number(note.dataset.note)]);
    else if (!target.closest("[data-body]")) show(null, []);
  });

  // A note that has focus itself is opened like its link.
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target.matches("[data-note]")) target.querySelector(".note-open, a")?.click();
  });

  article.addEventListener("click", ({ target, clientX, clientY }) => {
    if (target.closest("a, button, summary, label")) return;
    target.closest(".note")?.classList.add("is-open");
    if (!target.closest(".block-text")) return;
    const place = placeUnder(clientX, clientY, sectionOf);
    if (!place) return;
    const { section, offset } = place;
    setTimeout(async () => {
      if (!getSelection().isCollapsed) return;
      await section.load();
      const notes = section.places.covering(offset).map(({ note }) => note);
      if (!notes.length) return;
      clicked = { clientX, clientY };
      shown = null;
      openNotes(article, section, offset, notes);
    }, DOUBLE_CLICK);
  });
}

// Mark these notes, and the blocks that their margins belong to, as meant; where notes are in lines, open them.
export function lightNotes(article, notes, opens = true) {
  const lit = notesIn(article, notes);
  article.querySelectorAll(".is-active").forEach((element) => element.classList.remove("is-active"));
  article.querySelectorAll(".is-open").forEach((note) => note.classList.toggle("is-open", lit.includes(note)));
  for (const note of lit) {
    note.classList.add("is-active");
    note.classList.toggle("is-open", opens || note.matches(".is-open"));
    note.closest("[data-block]").classList.add("is-active");
  }
}

// Show these notes, which are under a point of the text: in the margin, where those missing are `asked` for first, or
// in a sheet.
export async function openNotes(article, section, offset, notes, asked = { at: offset }) {
  const isMissing = (element) => !isVisible(element) || isLine(element);
  const missing = notes.some((note) => isMissing(noteElement(note)));
  try {
    if (missing && !hasMargin()) return await openSheet(section, offset, asked);
    if (missing) {
      const fetched = await fetchNotes(section.notesUrl(asked));
      fetched.querySelectorAll("[data-note]").forEach((note) => insertNote(section, note));
    }
  } catch {
    return announce("unreachable");
  }
  lightNotes(article, notes);
  activate(rangesOfNotes(notes));
  // A note may stand beside another of its passages than the one that is meant: then a line here tells of it.
  const shown = notesIn(article, notes).filter(isVisible);
  const first = shown.find((element) => section.text.roomAt(offset).contains(element)) ?? shown[0];
  if (first) scrollTo(first, "nearest");
  announce("shown", notes.length);
}

// Where there is no margin: the notes that are `asked` for, in a sheet.
export async function openSheet(section, offset, asked) {
  const fetched = await fetchNotes(section.notesUrl(asked));
  // The same notes may stand in the page, hidden; an id belongs to one element.
  fetched.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
  const notes = Array.from(fetched.querySelectorAll("[data-note]"), (note) => Number(note.dataset.note));
  const room = section.text.roomAt(offset);
  const surface = new Surface({ room, offset, label: say("notesHere"), onClose: () => activate() });
  surface.body.append(fetched);
  window.htmx?.process(surface.body);
  activate(rangesOfNotes(notes));
}

// All notes of a block in its margin, in lines where they crowd. What is more than a page of them stays a link.
export async function openAllNotes(section, block, link) {
  const fetched = await fetchNotes(section.notesUrl({ block }));
  const room = link.closest("[data-block]");
  room.dataset.opened = "";
  const notes = Array.from(fetched.querySelectorAll("[data-note]"), (note) => insertNote(section, note));
  const more = room.querySelector("[data-all-notes]");
  if (fetched.querySelector(".pages")) more?.removeAttribute("data-all-notes");
  else more?.parentElement.remove();
  notes[0].tabIndex = -1;
  notes[0].focus({ preventScroll: true });
}

// Three things outlive a page: the words a visitor chose before signing in, a note that was begun and not sent, and
// one for which further passages are chosen in another section.
import { forgetTyping, keptUnder } from "../../forum/js/keep.js";
import { Section } from "./sections.js";

const CARRIED = "carried-note";
const CHOSEN = "chosen-passage";
const BEGUN = "annotate?"; // then the section, and the passage in it or the block, as addresses say them

// Remember what a visitor wants to answer, in this tab, until they have signed in.
export function rememberChosen({ section, start, end }, kind) {
  try {
    sessionStorage.setItem(CHOSEN, JSON.stringify({ pk: section.pk, start, end, kind }));
  } catch {
    // A browser that keeps nothing lets them choose again.
  }
}

// What was chosen before signing in on this page, once: {section, start, end, kind} or null.
export function recallChosen(sections) {
  try {
    const { pk, start, end, kind } = JSON.parse(sessionStorage.getItem(CHOSEN)) ?? {};
    const section = sections.find((one) => one.pk === pk);
    if (!section) return null;
    sessionStorage.removeItem(CHOSEN);
    return { section, start, end, kind };
  } catch {
    return null;
  }
}

// Take a note along in this tab, {key, home, pk, start, end, block, kind, words}, where `home` is the page it stands in.
export function carry(note) {
  try {
    sessionStorage.setItem(CARRIED, JSON.stringify(note));
  } catch {
    // A browser that keeps nothing leaves it in its page.
  }
}

export function letGo() {
  try {
    sessionStorage.removeItem(CARRIED);
  } catch {
    // Nothing was kept.
  }
}

// The note that was taken along from another page of this text, or null. In its own page it is taken up again.
export function recallCarried() {
  try {
    const note = JSON.parse(sessionStorage.getItem(CARRIED));
    const textOf = (path) => path.split("/")[2];
    if (!note || textOf(note.home) !== textOf(location.pathname)) return null;
    const section = Section.here.get(note.pk);
    if (section) letGo();
    return { ...note, section, isElsewhere: !section };
  } catch {
    return null;
  }
}

// Offer to go on with the note on this page that was typed last and never sent. `resume` is given its passage and kind.
export function offerUnfinished(sections, resume) {
  const latest = unfinished(sections).sort((a, b) => b.at - a.at)[0];
  if (!latest) return;
  const offer = document.getElementById("unfinished-note").content.firstElementChild.cloneNode(true);
  offer.addEventListener("click", (event) => {
    if (event.target.closest("[data-discard]")) forgetTyping(latest.key);
    if (event.target.closest("button")) offer.remove();
    if (event.target.closest("[data-continue]")) resume(latest.passage, latest.kind);
  });
  latest.passage.section.element.prepend(offer);
}

function unfinished(sections) {
  return keptUnder(BEGUN).flatMap(({ key, at, values }) => {
    const asked = new URLSearchParams(key.slice(BEGUN.length));
    const section = sections.find((one) => one.pk === asked.get("section"));
    return section ? [{ key, at, passage: passageOf(section, asked), kind: values.kind }] : [];
  });
}

function passageOf(section, asked) {
  if (asked.has("block")) return section.wholeBlock(asked.get("block"));
  return { section, start: Number(asked.get("start")), end: Number(asked.get("end")) };
}

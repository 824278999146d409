// Two things outlive a page: the words a visitor chose before signing in, and a note that was begun and not sent.
import { forgetTyping, keptUnder } from "../../forum/js/keep.js";

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

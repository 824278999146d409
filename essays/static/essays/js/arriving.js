// Arriving by a permalink: #p12 is a block, #p12.3 one of the third edition, #note-45 a note, which may not be among
// the few that came with the page. A block that is not on the page has gone elsewhere: the server knows where.
import { noteElement, scrollTo } from "./notes.js";
import { flash } from "./painting.js";
import { openNotes } from "./pointing.js";
import { rangesOfNotes } from "./sections.js";

export function arrive(article, sections, sectionOf) {
  const go = () => {
    const [, what, number, edition] = /^#(p|note-)(\d+)(?:\.(\d+))?$/.exec(location.hash) ?? [];
    if (what === "p") arriveAtBlock(number, edition ?? 1);
    if (what === "note-") arriveAtNote(Number(number));
  };

  function arriveAtBlock(block, edition) {
    const words = document.getElementById(location.hash.slice(1))?.querySelector(".block-text");
    if (!words) location.replace(`${article.dataset.lead}?${new URLSearchParams({ edition, block })}`);
    else flash(sectionOf(words).text.rangesOf(Number(words.dataset.start), Number(words.dataset.end)));
  }

  async function arriveAtNote(note) {
    const standing = noteElement(note);
    const likely = standing ? [sectionOf(standing)] : sections;
    await Promise.all(likely.map((section) => section.load()));
    const section = likely.find(({ places }) => places.of(note).length);
    if (!section) return;
    await openNotes(article, section, section.places.of(note)[0].start, [note], { note });
    flash(rangesOfNotes([note]));
    const arrived = noteElement(note);
    if (!arrived) return;
    arrived.tabIndex = -1;
    arrived.focus({ preventScroll: true });
    scrollTo(arrived);
  }

  window.addEventListener("hashchange", go);
  go();
}

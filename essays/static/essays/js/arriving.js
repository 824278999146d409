// Arriving by a permalink: #p12 is a block, #note-45 a note, which may not be among the few that came with the page.
import { noteElement, scrollTo } from "./notes.js";
import { flash } from "./painting.js";
import { openNotes } from "./pointing.js";

export function arrive(article, sections, sectionOf) {
  const go = () => {
    const [, what, number] = /^#(p|note-)(\d+)$/.exec(location.hash) ?? [];
    if (what === "p") arriveAtBlock(Number(number));
    if (what === "note-") arriveAtNote(Number(number));
  };

  function arriveAtBlock(number) {
    const words = article.querySelector(`#p${number} .block-text`);
    if (words) flash(sectionOf(words).text.rangesOf(Number(words.dataset.start), Number(words.dataset.end)));
  }

  async function arriveAtNote(note) {
    const standing = noteElement(note);
    const likely = standing ? [sectionOf(standing)] : sections;
    await Promise.all(likely.map((section) => section.load()));
    const section = likely.find(({ places }) => places.of(note).length);
    if (!section) return;
    await openNotes(article, section, section.places.of(note)[0].start, [note]);
    flash(section.rangesOfNote(note));
    const arrived = noteElement(note);
    if (!arrived) return;
    arrived.tabIndex = -1;
    arrived.focus({ preventScroll: true });
    scrollTo(arrived);
  }

  window.addEventListener("hashchange", go);
  go();
}

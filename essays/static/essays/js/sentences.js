// Choosing words without a mouse. Few browsers give a page a caret, so on a focused block number the key "a" begins to
// choose by sentences: arrows go from one to the next, Shift with an arrow takes more in, Enter goes to the toolbar and
// Escape leaves. What is chosen is an ordinary selection: it can be seen, copied and answered like any other.
import { select } from "./selecting.js";
import { announce } from "./speaking.js";
import { codePointsIn, liveRange } from "./offsets.js";
import { isField } from "./toolbar.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

// The sentences of a section as [{start, end}], block by block, without the white space between them.
export function sentencesOf(text, language) {
  return text.blocks.flatMap((block) => {
    let start = block.start;
    return piecesOf(block.element.textContent, language)
      .map((sentence) => {
        const place = { start, end: start + codePointsIn(sentence.trimEnd()) };
        start += codePointsIn(sentence);
        return place;
      })
      .filter((place) => place.start < place.end);
  });
}

function piecesOf(words, language) {
  if (!("Segmenter" in Intl)) return [words];
  const segmenter = new Intl.Segmenter(language || undefined, { granularity: "sentence" });
  return Array.from(segmenter.segment(words), ({ segment }) => segment);
}

// Returns a function that tells whether sentences are being chosen just now.
export function chooseSentences({ article, sectionOf, chosen, left }) {
  let choosing = null; // {section, sentences, anchor, head}

  for (const number of article.querySelectorAll(".block-number")) {
    number.setAttribute("aria-keyshortcuts", "a");
    number.setAttribute("aria-describedby", "margin-keys");
  }

  function begin(room) {
    const section = sectionOf(room);
    const sentences = sentencesOf(section.text, section.language);
    const first = Number(room.querySelector(".block-text").dataset.start);
    const at = sentences.findIndex((sentence) => sentence.start >= first);
    if (at < 0) return;
    choosing = { section, sentences, anchor: at, head: at };
    show("choosing");
  }

  function show(how = "sentence") {
    const { section, sentences, anchor, head } = choosing;
    const start = sentences[Math.min(anchor, head)].start;
    const end = sentences[Math.max(anchor, head)].end;
    const ranges = section.text.rangesOf(start, end).map(liveRange);
    const whole = ranges[0];
    whole.setEnd(ranges.at(-1).endContainer, ranges.at(-1).endOffset);
    select(whole);
    const now = sentences[head];
    section.text.blockAt(now.start).element.scrollIntoView({ block: "nearest", behavior: "instant" });
    announce(how, section.text.wordsOf(now.start, now.end));
  }

  function leave() {
    choosing = null;
    getSelection().removeAllRanges();
    left();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    const room = event.target.closest?.("[data-block]");
    if (!choosing) {
      // The letter, or the key where other scripts are written.
      const isA = event.key.toLowerCase() === "a" || event.code === "KeyA";
      if (!isA || !event.target.matches(".block-number")) return;
      event.preventDefault();
      begin(room);
      return;
    }
    if (event.key in STEPS) {
      const last = choosing.sentences.length - 1;
      choosing.head = Math.max(0, Math.min(choosing.head + STEPS[event.key], last));
      if (!event.shiftKey) choosing.anchor = choosing.head;
      show();
    } else if (event.key === "Enter") {
      choosing = null;
      chosen();
    } else if (event.key === "Escape") {
      leave();
    } else {
      return;
    }
    event.preventDefault();
  });
  // Going elsewhere ends the choosing; what is selected stays.
  for (const away of ["focusin", "pointerdown"]) document.addEventListener(away, () => (choosing = null));
  return () => choosing !== null;
}

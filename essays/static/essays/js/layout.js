// Where there is a margin, each note stands beside its passage. Where notes would overlap, the later one moves down,
// and may run on past the end of its block; only where the margin is far fuller than the text does the text give way,
// so that no note strays from its block. Without this, CSS grid sets them block by block.
import { liveRange } from "./offsets.js";
import { hasMargin } from "./surface.js";

const GAP = 10; // pixels between two notes
const STRAY = 160; // pixels that notes may run on past their block
// A link that is shown only to a pointer at its block needs no room of its own.
const ITEMS = ".note, .block-summary" + (matchMedia("(hover: hover)").matches ? ":not(.is-empty)" : "");

// For `blocks`, [{bottom, items: [{wanted, height}]}] in reading order, where each item goes and how much taller each
// block must become: [{tops, extra}]. Items of a block come by wanted.
export function stack(blocks, gap, stray) {
  let free = -Infinity;
  let shift = 0;
  return blocks.map(({ bottom, items }) => {
    const tops = items.map(({ wanted, height }) => {
      const top = Math.max(wanted + shift, free);
      free = top + height + gap;
      return top;
    });
    const extra = Math.max(0, free - gap - stray - (bottom + shift));
    shift += extra;
    return { tops, extra };
  });
}

export function keepNotesBeside(article, sectionOf) {
  let asked = false;
  const known = new WeakMap();
  const sizes = new ResizeObserver((entries) => {
    if (entries.filter(hasChanged).length) ask();
  });

  // Of the article only the width: its height is what is set here. What is seen for the first time was just measured.
  function hasChanged({ target, contentRect: { width, height } }) {
    const before = known.get(target);
    const now = target === article ? width : height;
    known.set(target, now);
    return before !== undefined && before !== now;
  }

  function ask() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(lay);
  }

  // What was written last is undone, then all is read, then all is written: the browser lays the page out twice,
  // however many notes there are.
  function lay() {
    asked = false;
    const beside = hasMargin();
    article.classList.toggle("has-notes-beside", beside);
    article.style.minBlockSize = "";
    article.querySelectorAll("[data-stretched]").forEach((block) => stretch(block, 0));
    if (!beside) return;

    const blocks = [...article.querySelectorAll("[data-block]")].map(measure);
    let shift = 0;
    let end = 0;
    stack(blocks, GAP, STRAY).forEach(({ tops, extra }, at) => {
      const { element, height, marginTop, items } = blocks[at];
      items.forEach((item, nth) => {
        item.element.style.top = `${tops[nth] - shift - marginTop}px`;
        end = tops[nth] + item.height;
      });
      if (extra) stretch(element, height + extra);
      shift += extra;
    });
    article.querySelectorAll(".panel").forEach(layOver);
    article.style.minBlockSize = `${Math.ceil(end)}px`;
  }

  // Where one writes lies over the notes: to make room for it would move the very words it is about.
  function layOver(panel) {
    const { top } = article.getBoundingClientRect();
    panel.style.top = `${wantedBy(panel, top) - (panel.parentElement.getBoundingClientRect().top - top)}px`;
  }

  function measure(element) {
    const { top: origin } = article.getBoundingClientRect();
    const { bottom, height } = element.getBoundingClientRect();
    const marginTop = element.querySelector(".block-margin").getBoundingClientRect().top - origin;
    const items = [...element.querySelectorAll(ITEMS)]
      .map((item) => {
        sizes.observe(item); // once for each: observing again what is observed changes nothing
        return { element: item, height: item.offsetHeight, wanted: wantedBy(item, origin) ?? marginTop };
      })
      .filter((item) => item.height)
      .sort((a, b) => a.wanted - b.wanted);
    return { element, height, bottom: bottom - origin, marginTop, items };
  }

  // Where the passage of an item begins.
  function wantedBy(item, origin) {
    if (!item.dataset.start) return null;
    const start = Number(item.dataset.start);
    const [first] = sectionOf(item).text.rangesOf(start, start + 1);
    return first && liveRange(first).getBoundingClientRect().top - origin;
  }

  sizes.observe(article);
  new MutationObserver((changes) => {
    // What happens where one writes, such as its preview, moves no notes.
    if (!changes.every(({ target }) => target.closest("[data-body]"))) ask();
  }).observe(article, { childList: true, subtree: true });
  document.fonts.ready.then(ask);
  lay();
}

function stretch(block, height) {
  block.toggleAttribute("data-stretched", height > 0);
  block.style.minBlockSize = height ? `${height}px` : "";
}

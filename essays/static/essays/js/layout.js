// Where there is a margin, each note stands beside its passage. Where notes would overlap, the later one moves down,
// past the end of its block and past blocks that have no notes. The text gives way only where the margin is so much
// fuller that a block's notes could no longer be seen with it. Without this, CSS grid sets them block by block.
import { liveRange } from "./offsets.js";
import { hasMargin } from "./surface.js";

const GAP = 10; // pixels between two notes
const STRAY = 800; // pixels that the notes before them may move a block's notes down: about a window

// For `blocks`, [[{wanted, height}]] in reading order, where each item goes and how much lower each block must begin:
// [{tops, extra}]. Items of a block come by wanted.
export function stack(blocks, gap, stray) {
  let free = -Infinity;
  let shift = 0;
  return blocks.map((items) => {
    const extra = items.length ? Math.max(0, free - stray - (items[0].wanted + shift)) : 0;
    shift += extra;
    const tops = items.map(({ wanted, height }) => {
      const top = Math.max(wanted + shift, free);
      free = top + height + gap;
      return top;
    });
    return { tops, extra };
  });
}

// What needs room of its own: not a link that only a pointer at its block shows, nor, where a block's notes came with
// the page, the line that counts them.
function itemsOf(article) {
  const isShown = matchMedia("(hover: hover)").matches ? ":not(.is-empty)" : "";
  const isNeeded = article.closest(".is-whole") ? "" : ":is(.is-empty, :not(:has(~ .notes)))";
  return `.note, .block-summary${isShown}${isNeeded}`;
}

export function keepNotesBeside(article, sectionOf) {
  const itemsWithRoom = itemsOf(article);
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
    article.querySelectorAll("[data-lowered]").forEach((block) => lower(block, 0));
    if (!beside) return;

    const blocks = [...article.querySelectorAll("[data-block]")].map(measure);
    let shift = 0;
    let end = 0;
    const laid = stack(
      blocks.map(({ items }) => items),
      GAP,
      STRAY,
    );
    laid.forEach(({ tops, extra }, at) => {
      const { element, marginTop, items } = blocks[at];
      if (extra) lower(element, extra);
      shift += extra;
      items.forEach((item, nth) => {
        item.element.style.top = `${tops[nth] - shift - marginTop}px`;
        end = tops[nth] + item.height;
      });
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
    const marginTop = element.querySelector(".block-margin").getBoundingClientRect().top - origin;
    const items = [...element.querySelectorAll(itemsWithRoom)]
      .map((item) => {
        sizes.observe(item); // once for each: observing again what is observed changes nothing
        return { element: item, height: item.offsetHeight, wanted: wantedBy(item, origin) ?? marginTop };
      })
      .filter((item) => item.height)
      .sort((a, b) => a.wanted - b.wanted);
    return { element, marginTop, items };
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
  lay();
}

function lower(block, extra) {
  block.toggleAttribute("data-lowered", extra > 0);
  block.style.paddingBlockStart = extra ? `${extra}px` : "";
}

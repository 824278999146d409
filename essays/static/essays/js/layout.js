// Where there is a margin, each note stands beside its passage. Where notes would overlap, the later one moves down,
// past the end of its block and past blocks that have no notes. The text gives way only where the margin is so much
// fuller that a block's notes could no longer be seen with it. Where they crowd, a block shows less of them: see
// crowding.js. Without this, CSS grid sets them block by block.
import { COUNT, levelsOf, LINES } from "./crowding.js";
import { liveRange } from "./offsets.js";
import { hasMargin } from "./surface.js";

const GAPS = [10, 2, 2]; // pixels between two notes, by how much is shown of them
const LINE = 1.75; // rem that a note in a line takes
const STRAY = 800; // pixels that the notes before them may move a block's notes down: about a window
// Pixels below their passages at which notes are shown in lines: what three notes on one sentence take, and the link to
// more. At which lines are counted.
const REACH = [480, STRAY];

// For `blocks`, [[{wanted, height, gap?}]] in reading order, where each item goes and how much lower each block must
// begin: [{tops, extra}]. Items of a block come by wanted; what has no height takes no room.
export function stack(blocks, gap, stray) {
  let free = -Infinity;
  let shift = 0;
  return blocks.map((items) => {
    const first = items.find(({ height }) => height);
    const extra = first ? Math.max(0, free - stray - (first.wanted + shift)) : 0;
    shift += extra;
    const tops = items.map(({ wanted, height, gap: own }) => {
      const top = Math.max(wanted + shift, free);
      if (height) free = top + height + (own ?? gap);
      return top;
    });
    return { tops, extra };
  });
}

// Whether the line that counts a block's notes is always seen: not a link that only a pointer at its block shows, nor,
// where the notes came with the page, their number beside them.
function isSeen(summary, article) {
  if (summary.matches(".is-empty")) return !matchMedia("(hover: hover)").matches;
  return Boolean(article.closest(".is-whole") || !summary.nextElementSibling);
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
    article.querySelectorAll("[data-lowered]").forEach((block) => lower(block, 0));
    article.querySelectorAll(".is-lines, .is-count").forEach(({ classList }) => classList.remove("is-lines", "is-count"));
    if (!beside) return;

    const line = LINE * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const blocks = [...article.querySelectorAll("[data-block]")].map((block) => measure(block, line));
    const levels = levelsOf(blocks, GAPS, REACH);
    const laid = stack(
      blocks.map(({ wanted, heights }, at) =>
        wanted.map((y, nth) => ({ wanted: y, height: heights[nth][levels[at]], gap: GAPS[levels[at]] })),
      ),
      GAPS[0],
      STRAY,
    );
    let shift = 0;
    let end = 0;
    laid.forEach(({ tops, extra }, at) => {
      const { element, marginTop, items, heights } = blocks[at];
      if (extra) lower(element, extra);
      shift += extra;
      element.classList.toggle("is-lines", levels[at] === LINES);
      element.classList.toggle("is-count", levels[at] === COUNT);
      items.forEach((item, nth) => {
        const height = heights[nth][levels[at]];
        // A link that only a pointer at its block shows stays beside its first line, over whatever stands there.
        item.style.top = height || item.matches(".note") ? `${tops[nth] - shift - marginTop}px` : "";
        end = Math.max(end, tops[nth] + height);
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

  // What stands beside a block: where each item belongs, and how high it is at each level.
  function measure(element, line) {
    const { top: origin } = article.getBoundingClientRect();
    const margin = element.querySelector(".block-margin");
    const marginTop = margin.getBoundingClientRect().top - origin;
    const summary = margin.querySelector(".block-summary");
    const notes = [...margin.querySelectorAll(".note")];
    const found = [summary, ...notes].map((item) => {
      sizes.observe(item); // once for each: observing again what is observed changes nothing
      const full = item.offsetHeight;
      const heights = item !== summary ? [full, line, 0] : isSeen(item, article) ? [full, full, full] : [0, 0, line];
      return { item, heights, wanted: wantedBy(item, origin) ?? marginTop };
    });
    found.sort((a, b) => a.wanted - b.wanted);
    return {
      ...{ element, marginTop },
      items: found.map(({ item }) => item),
      wanted: found.map(({ wanted }) => wanted),
      heights: found.map(({ heights }) => heights),
      most: notes.length > 1 && !("opened" in element.dataset) ? COUNT : LINES,
    };
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

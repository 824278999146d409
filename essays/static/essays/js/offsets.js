// Between two ways of counting. The server counts Unicode code points in a section's text; the browser counts
// UTF-16 units in text nodes. Here, and nowhere else, one becomes the other.
const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/g;

export function codePointsIn(string) {
  return string.length - (string.match(PAIRS)?.length ?? 0);
}

// Where in `string`, in UTF-16 units, the code point numbered `count` begins.
export function utf16At(string, count) {
  let at = 0;
  for (; count > 0 && at < string.length; count--) at += string.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

// The index of the last of `sorted` that starts at `offset` or before; -1 if none does.
function lastStartingBy(sorted, offset) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// A section's text as it stands in the page: blocks in reading order, each a range of code points.
export class SectionText {
  constructor(element) {
    this.blocks = [...element.querySelectorAll(".block-text")].map((block) => ({
      element: block,
      start: Number(block.dataset.start),
      end: Number(block.dataset.end),
    }));
  }

  // The block that the code point at `offset` stands in, or the one before it when it stands between two.
  blockAt(offset) {
    return this.blocks[Math.max(lastStartingBy(this.blocks, offset), 0)];
  }

  // The .block around that: number, words and margin.
  roomAt(offset) {
    return this.blockAt(offset).element.closest("[data-block]");
  }

  // The offset of a point of the DOM inside a block's text.
  offsetAt(container, offset) {
    const within = container.nodeType === Node.ELEMENT_NODE ? container : container.parentElement;
    const element = within.closest(".block-text");
    return offsetIn(this.blockAt(Number(element.dataset.start)), container, offset);
  }

  // What of this section a range of the DOM selects, as {start, end}; null if that is no words at all. Whatever else
  // the range touches (numbers, notes, another section) is left out, and so is white space at its ends.
  placeOf(range) {
    const parts = this.blocks
      .filter((block) => range.intersectsNode(block.element))
      .map((block) => ({
        start: offsetIn(block, range.startContainer, range.startOffset),
        end: offsetIn(block, range.endContainer, range.endOffset),
      }))
      .filter((part) => part.start < part.end);
    if (!parts.length) return null;
    const [start, end] = [parts[0].start, parts.at(-1).end];
    const words = this.wordsOf(start, end);
    if (!words.trim()) return null;
    return {
      start: start + (words.length - words.trimStart().length),
      end: end - (words.length - words.trimEnd().length),
    };
  }

  wordsOf(start, end) {
    const within = ({ element, start: first }) => {
      const words = element.textContent;
      return words.slice(utf16At(words, start - first), utf16At(words, end - first));
    };
    return this.#blocksOf(start, end).map(within).join("\n");
  }

  // The passage as static ranges, one for each block it touches: what stands between blocks is no part of it.
  rangesOf(start, end) {
    return this.#blocksOf(start, end).map((block) => {
      const [startContainer, startOffset] = pointAt(block, Math.max(start, block.start));
      const [endContainer, endOffset] = pointAt(block, Math.min(end, block.end));
      return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
    });
  }

  #blocksOf(start, end) {
    const found = [];
    for (let at = Math.max(lastStartingBy(this.blocks, start), 0); this.blocks[at]?.start < end; at++) {
      if (this.blocks[at].end > start) found.push(this.blocks[at]);
    }
    return found;
  }
}

// The offset of a DOM point, or the end of the block that is nearer to it when it lies outside.
function offsetIn(block, container, offset) {
  const before = document.createRange();
  before.selectNodeContents(block.element);
  const side = before.comparePoint(container, offset);
  if (side < 0) return block.start;
  if (side > 0) return block.end;
  before.setEnd(container, offset);
  return block.start + codePointsIn(before.toString());
}

function pointAt(block, offset) {
  block.pieces ??= piecesOf(block);
  const piece = block.pieces[lastStartingBy(block.pieces, offset)];
  const count = offset - piece.start;
  return [piece.node, piece.plain ? count : utf16At(piece.node.data, count)];
}

// The text nodes of a block. The text of an edition never changes, so they are looked for once.
function piecesOf(block) {
  const walker = document.createTreeWalker(block.element, NodeFilter.SHOW_TEXT);
  const pieces = [];
  let start = block.start;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const length = codePointsIn(node.data);
    pieces.push({ node, start, plain: length === node.data.length });
    start += length;
  }
  return pieces;
}

// A range that can be measured and selected, from a static one that cannot.
export function liveRange({ startContainer, startOffset, endContainer, endOffset }) {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

// Passages are painted with the CSS Custom Highlight API: no element is put into the text. There is one highlight for
// each kind, because one for each note is two hundred times slower; which note lies where is known to the index.
const paints = "highlights" in CSS; // without it nothing is painted, and the links beside the blocks still tell all
const FLASH = 2400; // milliseconds
const ABOVE_KINDS = { active: 1, flash: 2 };

let held = []; // the passage that is being answered stays painted whatever else is pointed at
let fading = 0;

function highlight(name) {
  if (!CSS.highlights.has(name)) {
    const made = new Highlight();
    made.priority = ABOVE_KINDS[name] ?? 0;
    CSS.highlights.set(name, made);
  }
  return CSS.highlights.get(name);
}

// Paint `places`, [{start, end, kind}], of a SectionText, beside what is painted already.
export function paint(text, places) {
  if (!paints) return;
  for (const { start, end, kind } of places) {
    const painted = highlight(kind);
    for (const range of text.rangesOf(start, end)) painted.add(range);
  }
}

function paintOnly(name, ranges) {
  if (!paints) return;
  const painted = highlight(name);
  painted.clear();
  for (const range of ranges) painted.add(range);
}

// Show these passages as the ones that are meant; with none, nothing but what is held.
export function activate(ranges = []) {
  paintOnly("active", [...held, ...ranges]);
}

export function hold(ranges = []) {
  held = ranges;
  activate();
}

// Show where the reader has arrived, for a moment.
export function flash(ranges) {
  paintOnly("flash", ranges);
  clearTimeout(fading);
  fading = setTimeout(paintOnly, FLASH, "flash", []);
}

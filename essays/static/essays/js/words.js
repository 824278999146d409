// Words as the language of a text divides them: where a hand slipped inside one, the whole of it is meant.
import { codePointsIn, utf16At } from "./offsets.js";

// The least passage of whole words around {start, end}, code points of a SectionText.
export function inWholeWords(text, { start, end }, language) {
  if (!("Segmenter" in Intl)) return { start, end };
  const words = new Intl.Segmenter(language || undefined, { granularity: "word" });
  return { start: wordAround(words, text, start).start, end: wordAround(words, text, end - 1).end };
}

function wordAround(words, text, offset) {
  const block = text.blockAt(offset);
  const string = block.element.textContent;
  const { index, segment } = words.segment(string).containing(utf16At(string, offset - block.start));
  const start = block.start + codePointsIn(string.slice(0, index));
  return { start, end: start + codePointsIn(segment) };
}

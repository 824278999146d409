// Notes as elements of the page.

// Fetch a list of notes; their elements, and whatever else came with them.
export async function fetchNotes(url) {
  const answer = await fetch(url, { headers: { "HX-Request": "true" } });
  if (!answer.ok) throw new Error(`notes: ${answer.status}`);
  return parse(await answer.text());
}

export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

// Where these notes, or lines that tell of them, stand in the margin of a text.
export function notesIn(article, notes) {
  const elements = notes.length ? [...article.querySelectorAll("[data-note]")] : [];
  return elements.filter(({ dataset }) => notes.includes(Number(dataset.note)));
}

export function noteElement(note) {
  return document.getElementById(`note-${note}`);
}

// Put a note into the margin of the block where its passage begins, in reading order; return the one that stands there.
export function insertNote(section, note) {
  const standing = noteElement(note.dataset.note);
  if (standing && !isLine(standing)) return standing;
  standing?.remove();
  const margin = section.text.roomAt(Number(note.dataset.start)).querySelector(".block-margin");
  let list = margin.querySelector(".notes");
  if (!list) {
    list = document.createElement("ol");
    list.className = "notes";
    margin.append(list);
  }
  const later = [...list.children].find((other) => Number(other.dataset.start) > Number(note.dataset.start));
  list.insertBefore(note, later ?? null);
  window.htmx?.process(note);
  return note;
}

// Whether it only tells of a note that stands elsewhere.
export function isLine(element) {
  return element.matches(".also");
}

export function isVisible(element) {
  return Boolean(element?.checkVisibility());
}

export function scrollTo(element, block = "center") {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block, behavior: calm ? "instant" : "smooth" });
}

// A section of the text in the page: its words, the places of its notes, and where to ask for more.
import { PlaceIndex } from "./index.js";
import { SectionText } from "./offsets.js";
import { paint } from "./painting.js";

export class Section {
  static here = new Map(); // those in this page, by number

  #loading = null;

  constructor(element) {
    this.element = element;
    this.pk = element.dataset.section;
    this.language = element.closest("[lang]").lang;
    this.text = new SectionText(element);
    this.places = new PlaceIndex();
    this.kinds = [];
    Section.here.set(this.pk, this);
  }

  // What the section is called.
  get name() {
    return this.element.dataset.name;
  }

  // Fetch and paint the places of this section's notes, once.
  load() {
    this.#loading ??= this.#fetchPlaces().catch(() => {
      // Without a connection the text stays unpainted; the next who asks tries again.
      this.#loading = null;
    });
    return this.#loading;
  }

  async #fetchPlaces() {
    const answer = await fetch(this.element.dataset.marginUrl);
    if (!answer.ok) return;
    const { kinds, places } = await answer.json();
    this.kinds = kinds;
    this.#take(places);
  }

  // A note has been written since: `places` as in margin.json.
  async addPlaces(places) {
    await this.load();
    this.#take(places);
  }

  #take(rows) {
    const known = new Set(this.places.all.map((place) => place.note));
    const places = rows
      .filter(([, , note]) => !known.has(note))
      .map(([start, end, note, kind]) => ({ start, end, note, kind: this.kinds[kind] }));
    this.places.add(places);
    paint(this.text, places);
  }

  rangesOfNotes(notes) {
    const isMeant = ({ note }) => notes.includes(note);
    return this.places.all.filter(isMeant).flatMap(({ start, end }) => this.text.rangesOf(start, end));
  }

  // A block of it as a passage.
  wholeBlock(number) {
    const isMeant = ({ element }) => element.closest("[data-block]").dataset.block === number;
    const { start, end } = this.text.blocks.find(isMeant);
    return { section: this, block: number, start, end };
  }

  annotateUrl({ block, start, end }, kind) {
    const asked = block ? { block } : { start, end };
    return withQuery(this.element.dataset.annotateUrl, kind ? { ...asked, kind } : asked);
  }

  // The notes over a point, {at: offset}, or those that begin in a block, {block: number}.
  notesUrl(asked) {
    return withQuery(this.element.dataset.notesUrl, asked);
  }
}

// All the passages of these notes that stand in this page, as far as they are known yet.
export function rangesOfNotes(notes) {
  return [...Section.here.values()].flatMap((section) => section.rangesOfNotes(notes));
}

function withQuery(url, query) {
  return `${url}${url.includes("?") ? "&" : "?"}${new URLSearchParams(query)}`; // a filtered margin's has a query
}

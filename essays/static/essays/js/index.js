// Which notes lie under a point of the text. Browsers that can tell (highlightsFromPoint) are too few, so the places
// are kept here: sorted by start, each knowing how far the half of the list that it stands in the middle of reaches.
// That makes the sorted list a balanced interval tree without pointers, asked in O(log n + found).
export class PlaceIndex {
  #places = []; // {start, end, note, kind}, by start, then end
  #reach = [];

  add(places) {
    this.#places = [...this.#places, ...places];
    this.#places.sort((a, b) => a.start - b.start || a.end - b.end);
    this.#reach = new Array(this.#places.length);
    this.#measure(0, this.#places.length);
  }

  get all() {
    return this.#places;
  }

  of(note) {
    return this.#places.filter((place) => place.note === note);
  }

  // The places that cover the code point at `offset`, in reading order.
  covering(offset) {
    const found = [];
    this.#search(0, this.#places.length, offset, found);
    return found;
  }

  #measure(low, high) {
    if (low >= high) return -1;
    const middle = (low + high) >> 1;
    this.#reach[middle] = Math.max(
      this.#places[middle].end,
      this.#measure(low, middle),
      this.#measure(middle + 1, high),
    );
    return this.#reach[middle];
  }

  #search(low, high, offset, found) {
    if (low >= high) return;
    const middle = (low + high) >> 1;
    if (this.#reach[middle] <= offset) return;
    this.#search(low, middle, offset, found);
    const place = this.#places[middle];
    if (place.start > offset) return;
    if (place.end > offset) found.push(place);
    this.#search(middle + 1, high, offset, found);
  }
}

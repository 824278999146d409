// The toolbar that appears at selected words: one button for each kind of answer.
const GAP = 8;
const FINGER_GAP = 28; // below the handles that a touch screen hangs on a selection

export class Toolbar {
  #passage = null;
  #cameFrom = null;
  #entered = false;

  // `choose(passage, kind)` is called with what was shown last.
  constructor(element, choose) {
    this.element = element;
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-kind]");
      if (button) choose(this.#passage, button.dataset.kind);
    });
    // Pressing a button must not take the selection away.
    element.addEventListener("pointerdown", (event) => event.preventDefault());
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("keydown", (event) => this.#rove(event));
    document.addEventListener("keydown", (event) => this.#reach(event));
  }

  get buttons() {
    return [...this.element.querySelectorAll("[data-kind]:not([hidden])")];
  }

  get isShown() {
    return !this.element.hidden;
  }

  get cameFrom() {
    return this.#cameFrom ?? document.activeElement;
  }

  // Show at the end of `range`, which selects `passage`.
  show(passage, range) {
    this.#passage = passage;
    // Whoever is in it already, when the selection comes to rest, came from where they came.
    if (!this.element.contains(document.activeElement)) {
      this.#entered = false;
      this.#cameFrom = null;
    }
    this.element.hidden = false;
    this.#placeBelow([...range.getClientRects()].at(-1) ?? range.getBoundingClientRect());
  }

  hide() {
    if (!this.isShown) return;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.hidden = true;
    if (hadFocus) this.#cameFrom?.focus({ preventScroll: true });
  }

  enter() {
    this.#entered = true;
    this.#cameFrom = document.activeElement;
    this.#focus(0);
  }

  // Below the words, where the browser's own menu for a selection is not, and inside the window.
  #placeBelow(words) {
    const gap = matchMedia("(pointer: coarse)").matches ? FINGER_GAP : GAP;
    const { style } = this.element;
    style.top = style.left = "0px";
    const origin = this.element.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const top = Math.min(words.bottom + gap, clientHeight - origin.height - GAP);
    const left = Math.min(words.left + (words.width - origin.width) / 2, clientWidth - origin.width - GAP);
    style.top = `${Math.max(GAP, top) - origin.top}px`;
    style.left = `${Math.max(GAP, left) - origin.left}px`;
  }

  // Tab comes here from the selected words, as if the toolbar stood after them. Once: then Tab goes its own way.
  #reach(event) {
    if (!this.isShown) return;
    if (event.key === "Escape") this.hide();
    if (event.key !== "Tab" || event.shiftKey || this.#entered || isField(event.target)) return;
    event.preventDefault();
    this.enter();
  }

  #rove(event) {
    const forward = getComputedStyle(this.element).direction === "rtl" ? -1 : 1;
    const at = this.buttons.indexOf(document.activeElement);
    const last = this.buttons.length - 1;
    const next = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.#focus((next + this.buttons.length) % this.buttons.length);
  }

  #focus(chosen) {
    this.buttons.forEach((button, at) => (button.tabIndex = at === chosen ? 0 : -1));
    this.buttons[chosen].focus();
  }
}

export function isField(element) {
  return element.matches?.("input, textarea, select, [contenteditable]") ?? false;
}

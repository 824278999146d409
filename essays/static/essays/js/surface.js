// Where a composer or a list of notes opens: in the block's margin where there is room for one, else in a sheet from
// below. Either way Escape and its close button close it, and focus goes back to where it was.
const wide = matchMedia("(width >= 60rem)");

export function hasMargin() {
  return wide.matches;
}

export class Surface {
  static #open = null;

  #aside = false;

  // `room` is the .block it belongs to; `offset`, where in the text, so that the layout can put it beside the words.
  constructor({ room, offset, label, cameFrom = document.activeElement, onClose }) {
    Surface.#open?.close();
    Surface.#open = this;
    this.cameFrom = cameFrom;
    this.onClose = onClose;
    const shape = document.getElementById(hasMargin() ? "margin-panel" : "margin-sheet");
    this.element = shape.content.firstElementChild.cloneNode(true);
    this.element.setAttribute("aria-label", label);
    this.body = this.element.querySelector("[data-body]");
    this.element.addEventListener("click", (event) => {
      const { target } = event;
      const isBackdrop = target === this.element && target instanceof HTMLDialogElement;
      if (!isBackdrop && !target.closest("[data-close], [data-cancel]")) return;
      event.preventDefault();
      this.close();
    });
    if (this.element instanceof HTMLDialogElement) this.#openAsSheet();
    else this.#openBeside(room, offset);
  }

  #openAsSheet() {
    document.body.append(this.element);
    this.element.addEventListener("close", () => this.#aside || this.close());
    this.element.showModal();
  }

  #openBeside(room, offset) {
    this.element.dataset.start = offset;
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close();
    });
    room.querySelector(".block-margin").prepend(this.element);
  }

  // Give way to the text, and come back with all that was typed. Beside the text there is nothing to give way to.
  stepAside() {
    this.#aside = true;
    this.element.close?.();
  }

  comeBack() {
    this.#aside = false;
    this.element.showModal?.();
  }

  close({ returnFocus = true } = {}) {
    if (Surface.#open !== this) return;
    Surface.#open = null;
    this.element.remove();
    this.onClose();
    if (returnFocus && this.cameFrom?.isConnected) this.cameFrom.focus({ preventScroll: true });
  }
}

// A member's own number for a draw: the browser makes one, so that a click is enough and nothing has to be typed.
const BYTES = 32;

export function makeNumber(form) {
  const field = form.elements.number;
  if (!field || !window.crypto?.getRandomValues) return;
  field.value = Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const typed = form.elements.words;
  if (typed) typed.closest(".field").hidden = true;
}

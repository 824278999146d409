// Answering within a thread: "Quote" quotes only the words selected in its post, if any are; "Cancel" closes the form;
// and whoever begins with a quotation goes on below it.
export function writeOn(field) {
  field.setSelectionRange(field.value.length, field.value.length);
}

export function answerInPlace() {
  document.addEventListener("htmx:configRequest", (event) => {
    const link = event.target;
    if (!link.matches("[data-quote]")) return;
    const selection = document.getSelection();
    const words = selection.toString().trim();
    if (words && link.closest(".post").contains(selection.anchorNode)) event.detail.parameters.words = words;
  });
  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-cancel]")?.closest(".answer-here");
    if (!place) return;
    event.preventDefault();
    place.replaceChildren();
    place.closest(".post").focus();
  });
}

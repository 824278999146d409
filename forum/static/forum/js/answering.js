// Answering within a thread: <a data-answer> brings its form to where the answer will stand, <a data-answer="quote">
// with the words selected in its post, if any are, and not the whole; "Cancel" closes the form.
export function answerInPlace() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-answer]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      openForm(link);
    }
    const form = event.target.closest("[data-cancel]")?.closest(".answer-here");
    if (form) {
      event.preventDefault();
      form.replaceChildren();
      form.closest(".post").focus();
    }
  });
}

function openForm(link) {
  const post = link.closest(".post");
  const selection = document.getSelection();
  const words = selection.toString().trim();
  const chosen = link.dataset.answer === "quote" && words && post.contains(selection.anchorNode);
  htmx.ajax("GET", link.getAttribute("href"), {
    source: link,
    target: post.querySelector(".answer-here"),
    swap: "innerHTML",
    values: chosen ? { words } : {},
  });
}

// Whoever begins with a quotation goes on below it.
export function writeOn(field) {
  field.setSelectionRange(field.value.length, field.value.length);
}

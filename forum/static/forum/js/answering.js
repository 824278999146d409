// Answering within a thread: <a data-answer> brings its form to where the answer will stand, <a data-answer="quote">
// with the words selected in its post, if any are, and not the whole; "Cancel" closes the form. A link that stands
// elsewhere names the post: <a data-answer data-to="post-7">.
const FRESH = 1000; // milliseconds for which words are still meant that a tap has just deselected
const LONGEST = 3000; // characters of an address that servers surely take

let selected = { words: "", post: null, until: 0 };

export function answerInPlace() {
  document.addEventListener("selectionchange", () => {
    const found = selectedInPost();
    if (found.words) selected = { ...found, until: Infinity };
    else if (selected.until === Infinity) selected.until = Date.now() + FRESH;
  });
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
  const post = link.dataset.to ? document.getElementById(link.dataset.to) : link.closest(".post");
  const isChosen = link.dataset.answer === "quote" && selected.post === post && Date.now() < selected.until;
  htmx.ajax("GET", link.getAttribute("href"), {
    source: link,
    target: post.querySelector(".answer-here"),
    swap: "innerHTML",
    values: isChosen ? { words: fitting(selected.words) } : {},
  });
}

// As much of the words as an address takes.
function fitting(words) {
  const signs = Array.from(words);
  while (encodeURIComponent(signs.join("")).length > LONGEST) signs.length = Math.floor(signs.length * 0.9);
  return signs.join("");
}

// The words selected within the text of one post, and that post. Three clicks on its last paragraph select to the
// beginning of whatever comes next, and no word more.
function selectedInPost() {
  const selection = document.getSelection();
  const words = selection.toString().trim();
  if (!words || !selection.rangeCount) return { words: "", post: null };
  const range = selection.getRangeAt(0).cloneRange();
  const start = range.startContainer;
  const prose = (start.nodeType === 1 ? start : start.parentElement)?.closest(".post .prose");
  if (prose && !prose.contains(range.endContainer)) range.setEnd(prose, prose.childNodes.length);
  const isWithin = prose && squeezed(range.toString()) === squeezed(words);
  return isWithin ? { words, post: prose.closest(".post") } : { words: "", post: null };
}

function squeezed(words) {
  return words.replace(/\s+/g, "");
}

// Whoever begins with a quotation goes on below it.
export function writeOn(field) {
  field.setSelectionRange(field.value.length, field.value.length);
}

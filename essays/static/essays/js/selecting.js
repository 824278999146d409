// When a selection has settled: the mouse is up, Shift is let go, or the handles of a touch screen rest.
const REST = 300; // milliseconds

// Call `settled` with the range that is selected now, or null, each time it has come to rest, and `moving` when it
// begins to change again.
export function watchSelection({ settled, moving }) {
  let timer = 0;
  let pressing = false;
  let extending = false;

  const settle = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(() => settled(selectedRange()), pause);
  };

  document.addEventListener("pointerdown", (event) => {
    pressing = event.pointerType === "mouse";
  });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => {
      if (pressing) settle(0);
      pressing = false;
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Shift") extending = true;
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    extending = false;
    settle(0);
  });
  // A window that loses focus hears neither of its ends.
  window.addEventListener("blur", () => {
    pressing = extending = false;
  });
  document.addEventListener("selectionchange", () => {
    if (selectedRange() === null) moving();
    if (!pressing && !extending) settle(REST);
  });
}

export function selectedRange() {
  const selection = getSelection();
  return selection.isCollapsed || !selection.rangeCount ? null : selection.getRangeAt(0);
}

// Select words for the reader, as if by hand.
export function select(range) {
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

// While words are being selected, the numbers and notes beside them are not: not seen so, and not copied.
export function selectWordsAlone(article) {
  document.addEventListener("selectionchange", () => {
    const anchor = getSelection().anchorNode;
    const within = anchor instanceof Element ? anchor : anchor?.parentElement;
    article.classList.toggle("is-selecting", Boolean(within?.closest(".block-text")));
  });
}

// The margin of a text: selecting, answering, pointing. Bound to [data-text]; what it adds is all beside the page's
// HTML, which tells the same to those without scripts.
import { arrive } from "./arriving.js";
import { addPassage, compose } from "./composing.js";
import { keepNotesBeside } from "./layout.js";
import { liveRange } from "./offsets.js";
import { followPointer, openAllNotes, openSheet } from "./pointing.js";
import { offerUnfinished, recallCarried, recallChosen, rememberChosen } from "./resuming.js";
import { Section } from "./sections.js";
import { selectWordsAlone, selectedRange, watchSelection } from "./selecting.js";
import { chooseSentences } from "./sentences.js";
import { listenForKeys } from "./shortcuts.js";
import { announce, inShort, say } from "./speaking.js";
import { hasMargin } from "./surface.js";
import { Toolbar } from "./toolbar.js";
import { inWholeWords } from "./words.js";

function openMargin(article) {
  const sections = [...article.querySelectorAll("[data-section]")].map((element) => new Section(element));
  const byElement = new Map(sections.map((section) => [section.element, section]));
  const sectionOf = (element) => byElement.get(element.closest("[data-section]"));
  sections[0].load(); // where the text opens; a page of one section has sent for it before its scripts
  const isVisitor = "forVisitors" in document.getElementById("selection-toolbar").dataset;

  const leads = "leads" in document.getElementById("selection-toolbar").dataset; // to pages of their own

  answerSelections(article, sections, sectionOf, isVisitor, leads);
  if (!isVisitor && !leads) openLinksHere(article, sectionOf);
  openSummariesHere(article, sectionOf);
  followPointer(article, sectionOf);
  listenForKeys(article);
  keepNotesBeside(article, sectionOf);
  tellShown(sections);
  loadWhenNear(sections);
  arrive(article, sections, sectionOf);
  if (!isVisitor && !leads) resume(sections);
}

// However words are selected, the toolbar appears at them, and leads to a composer.
function answerSelections(article, sections, sectionOf, isVisitor, leads) {
  const toolbar = new Toolbar(document.getElementById("selection-toolbar"), answer);
  const hide = () => toolbar.hide();
  const enter = () => {
    show();
    toolbar.enter();
  };
  const isChoosing = chooseSentences({ article, sectionOf, chosen: enter, left: hide });
  watchSelection({ settled: show, moving: hide });
  selectWordsAlone(article);

  function show() {
    const passage = passageIn(sections, selectedRange());
    if (!passage) return hide();
    const { section, start, end, words } = passage;
    toolbar.show(passage, liveRange(section.text.rangesOf(start, end).at(-1)));
    if (!isChoosing()) announce("selected", inShort(words));
  }

  // Where signing in comes first, what was chosen is kept until then.
  function answer(passage, kind) {
    const { cameFrom } = toolbar;
    hide();
    if (kind === "add") return addPassage(passage);
    if (leads) return location.assign(passage.section.annotateUrl(passage, kind));
    if (!isVisitor) return compose(passage, kind, cameFrom);
    rememberChosen(passage, kind);
    location.assign(say("signIn"));
  }
}

// A selection over several sections is taken to mean the first: a passage stands in one.
function passageIn(sections, range) {
  for (const section of range ? sections : []) {
    const { text, language } = section;
    const place = text.placeOf(range);
    if (!place) continue;
    const { start, end } = inWholeWords(text, place, language);
    return { section, start, end, words: text.wordsOf(start, end) };
  }
  return null;
}

// The links beside the blocks lead to pages of their own. What they lead to opens here as well: a composer where
// nothing is written yet, and the block's notes where there is no margin to show them in.
function openLinksHere(article, sectionOf) {
  onPlainClick(article, ".block-summary.is-empty", (event, link) => {
    event.preventDefault();
    compose(sectionOf(link).wholeBlock(blockOf(link)));
  });
}

function openSummariesHere(article, sectionOf) {
  onPlainClick(article, ".block-summary:not(.is-empty), [data-all-notes]", (event, link) => {
    const isInPlace = hasMargin();
    if (isInPlace && !link.matches("[data-all-notes], .is-count *")) return;
    event.preventDefault();
    const { section, block, start } = sectionOf(link).wholeBlock(blockOf(link));
    const opened = isInPlace ? openAllNotes(section, block, link) : openSheet(section, start, { block });
    opened.catch(() => location.assign(link.href));
  });
}

// A click that would follow a link in this window.
function onPlainClick(article, selector, act) {
  article.addEventListener("click", (event) => {
    const link = event.target.closest(selector);
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) act(event, link);
  });
}

const blockOf = (element) => element.closest("[data-block]").dataset.block;

function resume(sections) {
  const carried = recallCarried();
  if (carried?.isElsewhere) return import("./passages.js").then(({ carryOn }) => carryOn(carried));
  const chosen = carried ?? recallChosen(sections);
  if (chosen) compose(chosen, chosen.kind);
  else offerUnfinished(sections, compose);
}

// Notes that stand in a margin are read there: of those somebody with unread notices is told no longer.
function tellShown(sections) {
  if (!hasMargin() || !document.querySelector(".bell .count")) return;
  const shown = sections.filter(({ element }) => element.querySelector("[data-note]"));
  for (const section of shown) fetch(section.notesUrl({ beside: "" })).catch(() => {});
}

// A whole text may have many sections: each asks for its notes' places when the reader comes near.
function loadWhenNear(sections) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        sections.find((section) => section.element === target).load();
      }
    },
    { rootMargin: "100% 0%" },
  );
  for (const section of sections) observer.observe(section.element);
}

document.querySelectorAll("[data-text]").forEach(openMargin);

// The margin of a text: selecting, answering, pointing. Bound to [data-text]; what it adds is all beside the page's
// HTML, which tells the same to those without scripts.
import { arrive } from "./arriving.js";
import { compose } from "./composing.js";
import { keepNotesBeside } from "./layout.js";
import { followPointer, openSheet } from "./pointing.js";
import { offerUnfinished, recallChosen, rememberChosen } from "./resuming.js";
import { Section } from "./sections.js";
import { selectWordsAlone, selectedRange, watchSelection } from "./selecting.js";
import { chooseSentences } from "./sentences.js";
import { hasMargin } from "./surface.js";
import { liveRange } from "./offsets.js";
import { Toolbar } from "./toolbar.js";

function openMargin(article) {
  const sections = [...article.querySelectorAll("[data-section]")].map((element) => new Section(element));
  const byElement = new Map(sections.map((section) => [section.element, section]));
  const sectionOf = (element) => byElement.get(element.closest("[data-section]"));
  const { signIn } = document.getElementById("selection-toolbar").dataset;

  // Where signing in comes first, what was chosen is kept until then.
  function answer(passage, kind) {
    const { cameFrom } = toolbar;
    toolbar.hide();
    if (!signIn) return compose(passage, kind, cameFrom);
    rememberChosen(passage, kind);
    location.assign(signIn);
  }

  // A selection over several sections is taken to mean the first: a passage stands in one.
  function passageIn(range) {
    for (const section of range ? sections : []) {
      const place = section.text.placeOf(range);
      if (place) return { ...place, section, words: section.text.wordsOf(place.start, place.end) };
    }
    return null;
  }

  const toolbar = new Toolbar(document.getElementById("selection-toolbar"), answer);

  function showToolbar() {
    const passage = passageIn(selectedRange());
    if (!passage) return toolbar.hide();
    const ranges = passage.section.text.rangesOf(passage.start, passage.end);
    toolbar.show(passage, liveRange(ranges.at(-1)));
  }

  selectWordsAlone(article);
  watchSelection({ settled: showToolbar, moving: () => toolbar.hide() });
  chooseSentences({
    article,
    sectionOf,
    chosen: () => {
      showToolbar();
      toolbar.enter();
    },
    left: () => toolbar.hide(),
  });
  article.addEventListener("click", (event) => {
    const link = event.target.closest(".block-summary");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) openInPlace(event, link);
  });

  // The links beside the blocks lead to pages of their own; what opens here as well, opens here.
  function openInPlace(event, link) {
    const section = sectionOf(link);
    const passage = section.wholeBlock(link.closest("[data-block]").dataset.block);
    const isEmpty = link.classList.contains("is-empty");
    if (isEmpty ? signIn : hasMargin()) return;
    event.preventDefault();
    if (isEmpty) compose(passage);
    else openSheet(section, passage.start, { block: passage.block }).catch(() => location.assign(link.href));
  }

  followPointer(article, sectionOf);
  keepNotesBeside(article, sectionOf);
  loadWhenNear(sections);
  arrive(article, sections, sectionOf);

  const chosen = signIn ? null : recallChosen(sections);
  if (chosen) compose(chosen, chosen.kind);
  else if (!signIn) offerUnfinished(sections, compose);
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

// What every page does beyond its HTML. Each behaviour is bound by a data attribute, to what is there now and to
// what htmx brings later.
import { answerInPlace, writeOn } from "./answering.js";
import { complainInForms } from "./complaining.js";
import { askForEvidence } from "./evidence.js";
import { keepTyping } from "./keep.js";
import { closeMenus } from "./menu.js";
import { livePreview } from "./preview.js";
import { sendOnce } from "./once.js";

function bind(root) {
  // What htmx brings may itself be what is looked for.
  const each = (selector, act) => [root, ...root.querySelectorAll(selector)].filter((one) => one.matches?.(selector)).forEach(act);
  each("form[data-keep]", keepTyping);
  each("[data-preview]", livePreview);
  each("[data-evidence]", askForEvidence);
  each("textarea[autofocus]", writeOn);
  // What not every page needs is fetched when it is needed.
  each("[data-drafts]", (part) => import("./drafts.js").then(({ saveDrafts }) => saveDrafts(part)));
  each("[data-mentions]", (field) => import("./mentioning.js").then(({ suggestPeople }) => suggestPeople(field)));
  each("form[data-number]", (form) => import("./number.js").then(({ makeNumber }) => makeNumber(form)));
  each("a.reference", (link) => import("./glimpse.js").then(({ offerGlimpse }) => offerGlimpse(link)));
}

answerInPlace();
closeMenus();
complainInForms();
sendOnce();
bind(document);
document.addEventListener("htmx:load", (event) => bind(event.detail.elt));

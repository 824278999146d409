// What every page does beyond its HTML. Each behaviour is bound by a data attribute, to what is there now and to
// what htmx brings later.
import { keepTyping } from "./keep.js";
import { closeMenus } from "./menu.js";
import { livePreview } from "./preview.js";
import { sendOnce } from "./once.js";

function bind(root) {
  root.querySelectorAll("form[data-keep]").forEach(keepTyping);
  root.querySelectorAll("[data-preview]").forEach(livePreview);
}

closeMenus();
sendOnce();
bind(document);
document.addEventListener("htmx:load", (event) => bind(event.detail.elt));

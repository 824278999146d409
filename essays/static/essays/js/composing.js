// Answering a passage: the composer comes from the server, opens beside the words, and what it posts stands in the
// margin without a reload. What goes wrong is said where one types; what was typed is kept in the browser (keep.js).
import { complain, isSignedOut, reasonOf, takeBack } from "../../forum/js/complaining.js";
import { insertNote, isVisible, noteElement, parse } from "./notes.js";
import { activate, hold } from "./painting.js";
import { rangesOfNotes, Section } from "./sections.js";
import { announce, say } from "./speaking.js";
import { Surface } from "./surface.js";

// Open a composer for `passage`, {section, start, end}, of a kind; focus returns to `cameFrom` when it is closed.
export async function compose(passage, kind, cameFrom = document.activeElement) {
  const { section, start, end } = passage;
  const room = section.text.roomAt(start);
  const surface = new Surface({ room, offset: start, label: say("composing"), cameFrom, onClose: () => hold() });
  getSelection().removeAllRanges();
  hold(section.text.rangesOf(start, end));

  const writing = { surface, passage, compose }; // it cannot import this module, which asks for it
  surface.element.addEventListener("click", ({ target }) => {
    if (target.closest("[data-another]")) passages().then(({ chooseAnother }) => chooseAnother(writing));
  });
  // What is kept, or comes back refused, may be about several passages.
  const showFurther = () => {
    if (surface.body.querySelector("[name=further]").value) passages().then(({ draw }) => draw(writing));
  };
  surface.element.addEventListener("change", ({ target }) => target.name === "further" && showFurther());
  surface.element.addEventListener("htmx:sendError", () => complain(surface.body, say("offline")));
  surface.element.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
    if (isSignedOut(xhr.status)) complain(surface.body, say("signedOut"), { href: say("signIn"), words: say("signInLink") });
    else complain(surface.body, reasonOf(xhr, say("refused")));
  });
  surface.element.addEventListener("htmx:beforeSwap", (event) => {
    takeBack(surface.body);
    const written = JSON.parse(event.detail.xhr.getResponseHeader("HX-Trigger") ?? "{}").annotated;
    if (!written) return;
    event.detail.shouldSwap = false;
    finish(section, surface, written, parse(event.detail.serverResponse));
  });
  surface.element.addEventListener("htmx:load", () => {
    const field = surface.body.querySelector("[aria-invalid=true]") ?? surface.body.querySelector("[autofocus]");
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: "nearest" });
    showFurther();
  });
  const asked = { target: surface.body, swap: "innerHTML" };
  // A failure is an event too, and has been said.
  await window.htmx.ajax("GET", section.annotateUrl(passage, kind), asked).catch(() => {});
}

const passages = () => import("./passages.js");

export function addPassage(passage) {
  passages().then(({ addPassage: add }) => add(passage));
}

async function finish(section, surface, written, answer) {
  surface.close({ returnFocus: false });
  const note = answer.querySelector("[data-note]");
  const room = section.text.roomAt(Number(note.dataset.start));
  insertNote(section, note);
  const summary = answer.querySelector(".block-summary");
  if (summary) room.querySelector(".block-summary")?.replaceWith(summary);
  await section.addPlaces(written.places);
  for (const [pk, places] of Object.entries(written.elsewhere)) await Section.here.get(pk)?.addPlaces(places);
  announce("posted");
  const standing = noteElement(written.note);
  const target = isVisible(standing) ? standing : room.querySelector(".block-number");
  if (target === standing) standing.tabIndex = -1;
  target.focus();
  activate(rangesOfNotes([written.note]));
}

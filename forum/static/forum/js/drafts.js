// What is typed in <form data-keep="KEY"> is saved on the server too, while one types and when one leaves: by
// <div data-drafts="URL" data-discard-url="URL" data-version="…"> in it, which says how that went. What is sent is not
// saved any more; should a saving be on its way all the same, the server knows by the form's token that it comes late.
import { forgetTyping, noteSaved, otherVersion, showVersion } from "./keep.js";

const PAUSE = 2000; // milliseconds without a key before saving

export function saveDrafts(part) {
  const form = part.closest("form");
  if (part.dataset.saving) return;
  part.dataset.saving = "yes";
  const key = form.dataset.keep;
  const say = (words) => (form.querySelector("[data-draft-state]").textContent = words);
  let timer = 0;
  let isToBeSaved = false;

  async function save() {
    clearTimeout(timer);
    if (!isToBeSaved) return;
    isToBeSaved = false;
    const at = Date.now();
    try {
      const answer = await post(form, part.dataset.drafts);
      if (answer.status === 429) return saveLater(answer);
      const said = answer.redirected ? {} : await answer.json();
      if (said.version) noteSaved(key, said.version, at);
      if (said.version !== "") say(said.version ? part.dataset.saved : (said.refused ?? part.dataset.unsaved));
    } catch {
      say(part.dataset.unsaved);
    }
  }

  // Whoever types that fast is not told so: the words are kept in this browser, and are saved when there is time again.
  function saveLater({ headers }) {
    isToBeSaved = true;
    timer = setTimeout(save, 1000 * (Number(headers.get("Retry-After")) || 10));
  }

  form.addEventListener("input", () => {
    isToBeSaved = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || save());
  form.addEventListener("submit", () => (isToBeSaved = false));
  window.addEventListener("pagehide", () => form.isConnected && save());
  part.addEventListener("click", (event) => {
    if (!event.target.closest("[data-discard]")) return;
    event.preventDefault();
    isToBeSaved = false;
    discard(form, key, part.dataset.discardUrl);
  });
  if (otherVersion(form)) offerOther(form, part);
}

function post(form, url, headers) {
  const body = new FormData(form);
  body.append("place", form.dataset.keep);
  return fetch(url, { method: "POST", body, keepalive: true, headers });
}

// Words of two windows or devices that do not follow from one another: the later ones stand, the others can be seen.
function offerOther(form, part) {
  const { other, showOther } = part.dataset;
  const offer = document.createElement("p");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = showOther;
  button.addEventListener("click", () => showVersion(form, otherVersion(form)));
  offer.className = "kept";
  offer.append(other, " ", button);
  part.prepend(offer);
}

// Nothing that was typed is kept any more, here or there, and the form is brought anew.
async function discard(form, key, url) {
  try {
    const answer = await post(form, url, { "HX-Request": "true" });
    if (!answer.ok || answer.headers.has("HX-Redirect")) return; // by now somebody has to sign in
  } catch {
    return; // without a connection it stays
  }
  forgetTyping(key);
  const asked = key.includes("?") ? key.slice(key.indexOf("?")) : "";
  window.htmx.ajax("GET", `${form.getAttribute("action")}${asked}`, { target: form, select: ".composer", swap: "outerHTML" });
}

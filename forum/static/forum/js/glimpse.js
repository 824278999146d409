// A glimpse of the page that <a class="reference"> in a post leads to, when one points at it or comes to it by keys. It
// comes from the server then, and not with the post, so that it never shows what has been taken back.
const PAUSE = 250; // milliseconds before it opens, and before it closes
let shown = null; // {link, element}
let timer = 0;

export function offerGlimpse(link) {
  if (link.dataset.glimpse) return;
  link.dataset.glimpse = "yes";
  const soon = (act) => () => {
    clearTimeout(timer);
    timer = setTimeout(act, PAUSE);
  };
  link.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && soon(() => show(link))());
  link.addEventListener("pointerleave", soon(hide));
  link.addEventListener("focus", () => link.matches(":focus-visible") && soon(() => show(link))());
  link.addEventListener("blur", soon(hide));
}

async function show(link) {
  if (shown?.link === link) return;
  hide();
  const url = document.querySelector('meta[name="glimpse"]')?.content;
  if (!url) return;
  try {
    const headers = { "HX-Request": "true" };
    const answer = await fetch(`${url}?of=${encodeURIComponent(link.getAttribute("href"))}`, { headers });
    if (!answer.ok || !(link.matches(":hover") || link === document.activeElement)) return;
    place(link, await answer.text());
  } catch {
    // Without a connection the link is still a link.
  }
}

function place(link, html) {
  hide();
  const element = document.createElement("div");
  element.className = "glimpse";
  element.id = "glimpse";
  element.setAttribute("role", "tooltip");
  element.innerHTML = html;
  element.addEventListener("pointerenter", () => clearTimeout(timer)); // one may point at it
  element.addEventListener("pointerleave", hide);
  (link.closest("main") ?? document.body).append(element);
  const at = link.getBoundingClientRect();
  const { width, height } = element.getBoundingClientRect();
  const fitsBelow = at.bottom + height + 8 < innerHeight;
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  element.style.left = `${left}px`;
  element.style.top = `${fitsBelow ? at.bottom + 4 : at.top - height - 4}px`;
  link.setAttribute("aria-describedby", element.id);
  shown = { link, element };
}

function hide() {
  shown?.element.remove();
  shown?.link.removeAttribute("aria-describedby");
  shown = null;
}

document.addEventListener("scroll", hide, { passive: true, capture: true });
document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());

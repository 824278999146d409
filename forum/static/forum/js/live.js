// The page of a meeting that is held. What changes on it is asked for every other second; what has not changed is not
// sent, and not put in again. Clocks count in the browser, by the server's time.
const around = document.querySelector("[data-meeting]");
const changing = around.querySelector("#now");
const passage = around.querySelector("#passage");
const connection = document.querySelector("#connection");
const announced = document.querySelector("#announced");

const tags = new Map(); // by part: the name of what it shows, see RFC 9110, 8.8.3
let ahead = Date.now() - Number(around.dataset.now); // milliseconds that this clock is before the server's
let isPressed = false; // a button must not be exchanged under a thumb
let kept = { open: [], values: [], focused: "" };
let told = ""; // all that was to be read aloud the last time
let toldOver = 0; // the timer of which it was said that its time is over

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb === "get" && tags.has(detail.elt)) detail.headers["If-None-Match"] = tags.get(detail.elt);
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { xhr, target } = detail;
  if (target !== changing && target !== passage) return;
  if (xhr.status === 304) return (detail.shouldSwap = false);
  if (isPressed && detail.requestConfig.verb === "get") return (detail.shouldSwap = false);
  const tag = xhr.getResponseHeader("ETag");
  if (tag) tags.set(target, tag);
  else tags.delete(target);
  kept = {
    open: [...target.querySelectorAll("details[open][id]")].map(({ id }) => id),
    focused: target.contains(document.activeElement) ? document.activeElement.id : "",
    values: [...target.querySelectorAll(":is(input, textarea, select)[id]")].map(({ id, value }) => [id, value]),
  };
});

document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  if (target !== changing && target !== passage) return;
  for (const id of kept.open) document.getElementById(id)?.setAttribute("open", "");
  for (const [id, value] of kept.values) if (document.getElementById(id)) document.getElementById(id).value = value;
  if (kept.focused) keepFocus(kept.focused);
  if (target === changing) look();
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const { xhr, target, successful } = detail;
  if (target !== changing || !xhr.status) return; // what was given up for a button is not lost
  const isThere = successful || xhr.status === 409;
  if (isThere) ahead = Date.now() - Number(xhr.getResponseHeader("Meeting-Time") ?? Date.now() - ahead);
  say(isThere ? "" : connection.dataset.lost);
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail }) => detail.target === changing && say(connection.dataset.lost));
}

document.addEventListener("pointerdown", () => (isPressed = true));
for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => setTimeout(() => (isPressed = false)));

// Whoever goes by keys stays where they were; where that is gone, at what they can do now.
function keepFocus(id) {
  const there = document.getElementById(id) ?? changing.querySelector(".own-acts button:enabled");
  if (document.activeElement !== there) there?.focus({ preventScroll: true });
}

function say(words) {
  if (connection.textContent !== words) connection.textContent = words;
  connection.hidden = !words;
}

// What has come in: whose turn it is, read aloud; another item, fetched; the clocks, set.
function look() {
  const { item, phase, says } = changing.querySelector("[data-item]").dataset;
  const shown = `${phase} ${item}`; // before it is opened, and when it is over, other words stand there
  if (shown !== passage.dataset.shown) {
    if (passage.dataset.shown !== undefined) htmx.trigger(passage, "passage");
    passage.dataset.shown = shown;
  }
  if (says !== told) announced.textContent = news(says);
  told = says;
  tick();
}

// Of what is to be read aloud, the lines that were not there before: nobody hears again what has not changed.
function news(says) {
  const before = told.split("\n");
  return says.split("\n").filter((line) => !before.includes(line)).join(" ");
}

function tick() {
  const now = Date.now() - ahead;
  for (const clock of changing.querySelectorAll("[data-since]")) {
    const { since, length, stopped } = clock.dataset;
    const passed = Math.max(0, Math.floor(((stopped ? Number(stopped) : now) - Number(since)) / 1000));
    const words = length ? left(clock, Number(length) - passed, !stopped) : minutes(passed);
    if (clock.textContent !== words) clock.textContent = words;
  }
}

// A timer counts down, and on: past its time it says by how much, and does nothing.
function left(clock, seconds, runs) {
  clock.classList.toggle("over", seconds < 0);
  if (seconds >= 0) return minutes(seconds);
  if (runs && toldOver !== clock.dataset.since) {
    toldOver = clock.dataset.since;
    if (seconds > -5) announced.textContent = announced.dataset.over;
  }
  return `${minutes(-seconds)} ${around.dataset.overBy}`;
}

function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// A telephone that sleeps asks for nothing, and would be taken for gone.
async function stayAwake() {
  if (document.visibilityState !== "visible") return;
  await navigator.wakeLock?.request("screen").catch(() => {});
}

document.addEventListener("visibilitychange", stayAwake);
stayAwake();
look();
setInterval(tick, 500);

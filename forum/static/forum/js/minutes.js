// Minutes that several people write at once: <form data-minutes="URL" data-saved data-together data-came data-unsaved
// data-refused>. What is typed is sent at each pause with the version it was made of, and what comes back, put together
// with what others wrote meanwhile, stands in the field then; while one only reads, others' words come in by themselves.
// The server keeps what came from this window: whoever types on before an answer is there goes on from that.
const PAUSE = 1500; // milliseconds without a key before saving
const LOOK = 3000; // between looks at what others wrote
const AGAIN = 5000; // after a saving that did not arrive

// On a page of their own, and where they are brought beside something else: see live.html.
bind(document);
document.addEventListener("htmx:load", ({ detail }) => bind(detail.elt));

function bind(root) {
  // What htmx brings may itself be what is looked for.
  const forms = [root, ...root.querySelectorAll("form")].filter((one) => one.matches?.("[data-minutes]:not([data-bound])"));
  for (const form of forms) {
    form.dataset.bound = "";
    writeTogether(form);
  }
}

function writeTogether(form) {
  const { base, window: name, source: field } = form.elements;
  const reads = form.querySelector("[data-as-it-reads]");
  const words = form.dataset;
  let known = field.value; // what the version `base` says
  let timer = 0;
  let isSaving = false;
  let isLost = false; // whether the last saving did not arrive
  let isOver = false;

  name.value = [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");

  const say = (text) => (form.querySelector("[data-state]").textContent = text);

  function saveIn(time) {
    clearTimeout(timer);
    timer = setTimeout(save, time);
  }

  async function save(options = {}) {
    clearTimeout(timer);
    if ((isSaving && !options.keepalive) || isOver || field.value === known) return;
    isSaving = true;
    const typed = field.value;
    try {
      const answer = await fetch(words.minutes, { method: "POST", body: new FormData(form), ...options });
      isLost = false;
      if (answer.status === 429) return saveIn(1000 * (Number(answer.headers.get("Retry-After")) || 10));
      if (answer.redirected || ![200, 422].includes(answer.status)) return say(words.refused);
      take(await answer.json(), typed);
    } catch {
      isLost = true;
      say(words.unsaved);
      saveIn(AGAIN);
    } finally {
      isSaving = false;
    }
  }

  function take(said, typed) {
    if (said.refused) return say(said.refused);
    if (field.value === typed) show(said);
    else if (said.source === typed) [base.value, known] = [said.number, typed];
    if (field.value !== known) saveIn(PAUSE);
    say(said.source === typed ? words.saved : words.together);
    tell(said);
  }

  function show(said) {
    [base.value, known] = [said.number, said.source];
    replace(field, said.source);
    tell(said);
  }

  function tell({ html, unsettled, stands }) {
    if (reads) reads.innerHTML = html;
    form.querySelector("[data-unsettled]").hidden = !unsettled;
    isOver = stands;
    field.readOnly = stands;
  }

  async function look() {
    if (document.hidden || !field.offsetParent || isSaving || isOver || field.value !== known) return;
    try {
      const answer = await fetch(`${words.minutes}?since=${base.value}`);
      if (answer.status !== 200 || answer.redirected) return;
      const said = await answer.json();
      if (isSaving || field.value !== known || Number(said.number) <= Number(base.value)) return;
      show(said);
      say(words.came);
    } catch {
      // Without a connection nothing comes in; the next saving says so.
    }
  }

  field.addEventListener("input", () => saveIn(PAUSE));
  field.addEventListener("blur", () => save());
  form.addEventListener("submit", () => {
    isOver = true; // what is sent now is all there is
    clearTimeout(timer);
  });
  window.addEventListener("pagehide", () => save({ keepalive: true }));
  window.addEventListener("beforeunload", (event) => isLost && !isOver && event.preventDefault());
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  setInterval(look, LOOK);
}

// Other words in the field, where only what differs is exchanged: the caret stays with the words it stands in.
function replace(field, text) {
  const old = field.value;
  if (old === text) return;
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  const { scrollTop } = field;
  field.setRangeText(text.slice(start, text.length - end), start, old.length - end, "preserve");
  field.scrollTop = scrollTop;
}

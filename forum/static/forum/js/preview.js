// A preview that follows typing: <textarea data-preview="#ID" data-preview-url="URL"> sends its text to the server,
// which renders it exactly as it will stand, and shows the answer in #ID.
const PAUSE = 350; // milliseconds without a key before asking

export function livePreview(field) {
  if (field.dataset.previewing) return;
  field.dataset.previewing = "yes";
  const target = document.querySelector(field.dataset.preview);
  let timer = 0;
  let latest = 0;

  async function ask() {
    const mine = ++latest;
    if (!field.value.trim()) return target.replaceChildren();
    const body = new FormData();
    body.append("source", field.value);
    body.append("csrfmiddlewaretoken", field.form.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const answer = await fetch(field.dataset.previewUrl, { method: "POST", body });
      const html = await answer.text();
      // Answers may overtake each other; only the latest question counts.
      if (mine === latest && answer.ok) target.innerHTML = html;
    } catch {
      // Without a connection the last preview stays; what is typed is kept in the browser.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  if (field.value) ask();
}

// A form that is on its way shows so and is not sent again; the token in it makes sure on the server.
export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    else mark(form);
  });
  document.addEventListener("htmx:beforeRequest", ({ target }) => target.matches("form") && mark(target));
  // A page that comes back from the browser's memory may send its forms again.
  window.addEventListener("pageshow", forget);
  document.addEventListener("htmx:afterRequest", forget);
}

function mark(form) {
  form.dataset.sent = "yes";
  form.querySelectorAll("button[type=submit]").forEach((button) => button.setAttribute("aria-busy", "true"));
}

function forget() {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
}

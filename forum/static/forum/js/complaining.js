// What goes wrong while something is sent is said where one types, and what was typed stays there.

// Say it at the end of `place`, with a link to where it can be mended, {href, words}, if there is such a place.
export function complain(place, message, way) {
  takeBack(place);
  const complaint = document.createElement("p");
  complaint.className = "message error";
  complaint.dataset.complaint = "";
  complaint.setAttribute("role", "alert");
  complaint.append(message);
  if (way) {
    const link = document.createElement("a");
    link.href = way.href;
    link.textContent = way.words;
    complaint.append(" ", link);
  }
  place.append(complaint);
  complaint.scrollIntoView({ block: "nearest" });
}

export function takeBack(place) {
  place.querySelector("[data-complaint]")?.remove();
}

// Whether an answer of this status means that one is not signed in any more.
export function isSignedOut(status) {
  return status === 401 || status === 403;
}

// What the server itself says of whoever is too fast, or else `otherwise`.
export function reasonOf(xhr, otherwise) {
  return xhr.status === 429 ? xhr.responseText : otherwise;
}

// A form that htmx sends brings the words along: <form hx-post data-offline data-refused data-signed-out data-sign-in
// data-sign-in-link>. Other forms are the business of whoever opened them.
export function complainInForms() {
  inForms("htmx:beforeRequest", takeBack);
  inForms("htmx:sendError", (form) => complain(form, form.dataset.offline));
  inForms("htmx:responseError", (form, { xhr }) => {
    const { refused, signedOut, signIn, signInLink } = form.dataset;
    if (isSignedOut(xhr.status)) complain(form, signedOut, { href: signIn, words: signInLink });
    else complain(form, reasonOf(xhr, refused));
  });
  // A form that comes back refused says so at a field.
  inForms("htmx:load", (form) => {
    const refused = form.querySelector("[aria-invalid=true]");
    refused?.focus();
    refused?.scrollIntoView({ block: "center" });
  });
}

function inForms(name, act) {
  document.addEventListener(name, ({ target, detail }) => target.matches("form[data-offline]") && act(target, detail));
}

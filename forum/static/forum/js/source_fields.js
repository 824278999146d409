// The fields of a source, <form data-source-fields>: those that its type does not have are hidden while they are empty.
function follow(form) {
  const kind = form.elements.type.value;
  for (const part of form.querySelectorAll("[data-kinds]")) {
    const isFilled = [...part.querySelectorAll("input, textarea")].some((field) => field.value.trim());
    const hasError = part.querySelector(".errorlist") !== null;
    part.hidden = !isFilled && !hasError && !part.dataset.kinds.split(" ").includes(kind);
  }
  for (const group of form.querySelectorAll(".source-group")) {
    group.hidden = ![...group.children].some((part) => part.matches("div") && !part.hidden);
  }
}

for (const form of document.querySelectorAll("[data-source-fields]")) {
  form.elements.type.addEventListener("change", () => follow(form));
  follow(form);
}

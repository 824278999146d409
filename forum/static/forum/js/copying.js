// A link in a field, and a button that copies it. Without scripts the field is there to be copied from by hand.
for (const place of document.querySelectorAll("[data-copy]")) {
  const [field, button] = [place.querySelector("input"), place.querySelector("button")];
  const says = button.textContent;
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) continue; // on an address that is not secure there is none
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.said;
    } catch {
      field.focus(); // the browser does not allow it: the words are selected instead
    }
    setTimeout(() => (button.textContent = says), 3000);
  });
}

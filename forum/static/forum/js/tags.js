// Several tags in one field, <input data-tags list="…">: what is suggested completes the tag that is being typed, and
// leaves those before it. Without this, suggestions are of use for the first.
document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-tags]")) return;
  const before = target.value.slice(0, target.value.lastIndexOf(",") + 1);
  for (const option of target.list?.options ?? []) {
    option.dataset.tag ??= option.value;
    option.value = before ? `${before} ${option.dataset.tag}` : option.dataset.tag;
  }
});

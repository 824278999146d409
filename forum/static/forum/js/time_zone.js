// Tells a form which time zone the browser keeps; without it the server takes UTC.
for (const field of document.querySelectorAll("[data-time-zone]")) {
  field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

// A rejected form says first what is to be corrected: its summary takes the focus.

function focusSummary() {
  document.querySelector(".error-summary")?.focus();
}

focusSummary();
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.querySelector?.(".error-summary")) {
    focusSummary();
  }
});

// Two courtesies of every form that changes something: it is sent once, and it is not
// left by mistake. A form marked data-leave-freely has nothing to lose.

const WAIT_FOR_ANSWER = 10_000;
const changed = new Set();

const changesSomething = (form) => form?.getAttribute("method") === "post";

function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}

function remember(form) {
  if (changesSomething(form) && !("leaveFreely" in form.dataset)) {
    changed.add(form);
  }
}

document.addEventListener("input", (event) => remember(event.target.form));
document.addEventListener("change", (event) => remember(event.target.form));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !changesSomething(form)) {
    return;
  }
  if ("sent" in form.dataset) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "";
  form.setAttribute("aria-busy", "true");
  changed.delete(form);
  // A server that has not answered by then, or answered with a download, may be asked again.
  setTimeout(release, WAIT_FOR_ANSWER, form);
});

// The page shown again by « back » is the one that was left, its forms still marked as sent.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    document.querySelectorAll("form[data-sent]").forEach(release);
  }
});

window.addEventListener("beforeunload", (event) => {
  const lost = [...changed].some((form) => form.isConnected);
  if (lost) {
    event.preventDefault();
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) {
    changed.delete(event.detail.elt);
  }
});

// What a rejected form shows again is not stored anywhere yet; errors of all of it stand above it.
const rejected = document.querySelectorAll(
  ".has-error, .error-summary ~ form, .error-summary ~ * form",
);
for (const place of rejected) {
  remember(place.closest("form"));
}

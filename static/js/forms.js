// Three courtesies of every form that changes something: it is sent once, it is not left by
// mistake, and what was typed in it outlives the session. A form marked data-leave-freely has
// nothing to lose.
import { isSignedIn, readSession, signInAgain } from "./session.js";

const WAIT_FOR_ANSWER = 10_000;
const NO_ANSWER = "Le portail ne répond pas. Ce que vous avez tapé est encore ici : réessayez dans un moment.";
const changed = new Set();
const inOurName = new WeakSet();

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
  if (isSignedIn && changed.has(form) && !inOurName.has(form)) {
    event.preventDefault();
    sendInOurName(form, event.submitter);
    return;
  }
  inOurName.delete(form);
  changed.delete(form);
  // A server that has not answered by then, or answered with a download, may be asked again.
  setTimeout(release, WAIT_FOR_ANSWER, form);
});

async function sendInOurName(form, submitter) {
  let { whose, token } = await readSession();
  if (["none", "another"].includes(whose) && (await signInAgain())) {
    ({ whose, token } = await readSession());
  }
  release(form);
  form.querySelector(":scope > [data-no-answer]")?.remove();
  if (whose === "own") {
    form.elements.csrfmiddlewaretoken.value = token;
    inOurName.add(form);
    form.requestSubmit(submitter);
  } else if (whose === "unknown") {
    tellNoAnswer(form);
  }
}

function tellNoAnswer(form) {
  const told = document.createElement("div");
  told.setAttribute("role", "alert");
  told.className = "note is-warn";
  told.dataset.noAnswer = "";
  told.textContent = NO_ANSWER;
  form.append(told);
}

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

// Signing out leaves no notes behind in the browser: those that the server has not are told of
// first, then erased.
import { eraseAll, keysOf } from "./copies.js";

const MOMENT = 1000;
const dialog = document.getElementById("sign-out-warning");

async function unsavedOf(user) {
  if (keysOf(user).length && document.querySelector("[data-notes]")) {
    document.dispatchEvent(new CustomEvent("notes:save"));
    await new Promise((done) => setTimeout(done, MOMENT));
  }
  return keysOf(user).length;
}

async function signOut(form) {
  const user = form.dataset.signOut;
  const count = await unsavedOf(user);
  if (!count) {
    form.submit();
    return;
  }
  dialog.querySelector("[data-count]").textContent =
    count > 1 ? `${count} points ont des notes gardées` : "Un point a des notes gardées";
  dialog.querySelector("[data-stay]").onclick = () => dialog.close();
  dialog.querySelector("[data-leave]").onclick = () => {
    eraseAll(user);
    form.submit();
  };
  dialog.showModal();
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target.closest("form[data-sign-out]");
    if (form && keysOf(form.dataset.signOut).length) {
      event.preventDefault();
      event.stopPropagation();
      signOut(form);
    }
  },
  { capture: true },
);

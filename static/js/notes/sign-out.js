// Signing out leaves nothing behind in the browser: notes that the server has not are told of
// first, then erased; the page that one signed out from is not shown again by going back.
import { eraseAll, keysOf } from "./copies.js";

const MOMENT = 1000;
const dialog = document.getElementById("sign-out-warning");
let isLeaving = false;

async function unsavedOf(user) {
  if (keysOf(user).length && document.querySelector("[data-notes]")) {
    document.dispatchEvent(new CustomEvent("notes:save"));
    await new Promise((done) => setTimeout(done, MOMENT));
  }
  return keysOf(user).length;
}

function leave(form) {
  isLeaving = true;
  form.submit();
}

async function signOut(form) {
  const user = form.dataset.signOut;
  const count = await unsavedOf(user);
  if (!count) {
    leave(form);
    return;
  }
  dialog.querySelector("[data-count]").textContent =
    count > 1 ? `${count} points ont des notes gardées` : "Un point a des notes gardées";
  dialog.querySelector("[data-stay]").onclick = () => dialog.close();
  dialog.querySelector("[data-leave]").onclick = () => {
    eraseAll(user);
    leave(form);
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
    } else if (form) {
      isLeaving = true;
    }
  },
  { capture: true },
);

// The server has the browser forget the other pages; this one is kept as it is left.
window.addEventListener("pagehide", () => {
  document.body.hidden = isLeaving;
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted && isLeaving) {
    window.location.reload();
  }
});

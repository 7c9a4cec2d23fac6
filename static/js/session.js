// The session of the page's reader: whether it still is theirs, and signing in again in place,
// by the portal's own form fetched into a dialog. What was typed is never sent in another name.

const OTHER = "C’est le compte d’une autre personne. Ce que vous avez tapé reste ici, pour vous seulement.";

const dialog = document.getElementById("sign-in-again");
const { user, email, check, login } = dialog?.dataset ?? {};
const place = dialog?.querySelector("[data-place]");
const message = dialog?.querySelector("[data-message]");
let asked = null;

export const isSignedIn = dialog !== null;

export async function ask(address, options = {}) {
  try {
    const response = await fetch(address, {
      ...options,
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    const isJson = response.headers.get("Content-Type")?.includes("json");
    return { status: response.status, body: isJson ? await response.json() : null };
  } catch {
    return { status: 0, body: null };
  }
}

// { whose: "own" | "another" | "none" | "unknown", token }; « unknown » where nobody answers.
export async function readSession() {
  const { status, body } = await ask(check);
  if (status === 200) {
    return { whose: String(body.user) === user ? "own" : "another", token: body.token };
  }
  return { whose: status === 401 ? "none" : "unknown" };
}

// Whether the page's reader signed in again; the dialog that is open already answers all.
export function signInAgain() {
  asked ??= new Promise((resolve) => {
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "own"), { once: true });
    dialog.showModal();
    signingIn().then(fill);
  }).finally(() => {
    asked = null;
  });
  return asked;
}

// The page of signing in, or null where nobody answers.
async function signingIn(options = {}) {
  try {
    const response = await fetch(`${login}?next=${encodeURIComponent(check)}`, options);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return null;
  }
}

async function fill(page) {
  const form = page?.querySelector("main form");
  if (!form?.elements.login) {
    await finish();
    return;
  }
  const errors = [...page.querySelectorAll(".error-summary li")];
  if (errors.length) {
    message.textContent = errors.map((error) => error.textContent.trim()).join(" ");
  }
  form.elements.login.value = email;
  form.elements.login.readOnly = true;
  place.replaceChildren(document.adoptNode(form));
  form.elements.password.focus();
}

// There is no form any more: somebody is signed in. Who?
async function finish() {
  const { whose } = await readSession();
  if (whose === "own") {
    dialog.close("own");
  } else if (whose === "another") {
    message.textContent = OTHER;
  }
}

place?.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation(); // this form is sent here, as often as it takes
  await fill(await signingIn({ method: "POST", body: new FormData(event.target) }));
});

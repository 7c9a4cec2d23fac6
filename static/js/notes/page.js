// A page on which notes are taken: every point, their common state, who else is there.
import { signInAgain } from "../session.js";
import { keysOf, read } from "./copies.js";
import { Point } from "./point.js";
import { Server } from "./server.js";

const EVERY = 5000;

const bar = document.querySelector("[data-notes]");
const { user, meeting, presence } = bar.dataset;
const session = crypto.randomUUID?.() ?? bar.dataset.session;
const forms = [...document.querySelectorAll("form[data-notes-point]")];
const token = forms[0]?.elements.csrfmiddlewaretoken.value;
export const server = new Server({ presence, token });
const points = [];

// --- The state of all points in one line; only troubles and their end are said aloud.

const counted = (count, one, several) => `${count} ${count > 1 ? several : one}`;

function summary() {
  const unsaved = points.filter((point) => point.isUnsaved).length;
  const states = points.map(({ saving }) => saving.state);
  const kept = counted(unsaved, "modification gardée ici", "modifications gardées ici");
  if (states.includes("signedOut")) {
    return [`Session terminée (${kept})`, true];
  }
  if (states.includes("offline")) {
    return [`Hors ligne (${kept})`, true];
  }
  if (states.includes("conflict")) {
    const number = points.find(({ saving }) => saving.state === "conflict").number;
    return [`Deux textes pour le point ${number}`, true];
  }
  if (states.includes("refused")) {
    return [`Refusé (${kept})`, true];
  }
  return [unsaved ? "Enregistrement…" : "Tout est enregistré", false];
}

function showState() {
  const [text, isTroubled] = summary();
  const alert = bar.querySelector("[data-alert]");
  bar.querySelector("[data-all]").textContent = text;
  if (isTroubled || bar.classList.contains("is-troubled")) {
    alert.textContent = text;
  }
  bar.classList.toggle("is-troubled", isTroubled);
  bar.querySelector("[data-sign-in]").hidden = !points.some(
    ({ saving }) => saving.state === "signedOut",
  );
}

export async function signIn() {
  if (await signInAgain()) {
    points.forEach((point) => point.saving.resume());
  }
}

bar.querySelector("[data-sign-in]").addEventListener("click", signIn);

function onState(point) {
  if (point.saving.state === "signedOut") {
    signIn();
  }
  showState();
}

// --- Copies of points that are not on the page any more.

function showStrays() {
  const template = document.getElementById("kept-text");
  const here = new Set(points.map(({ id }) => id));
  for (const key of keysOf(user, meeting)) {
    const kept = read(key);
    if (!kept || here.has(key.split(":").pop())) {
      continue;
    }
    const section = template.content.firstElementChild.cloneNode(true);
    const parsed = new DOMParser().parseFromString(kept.text, "text/html");
    section.querySelector("[data-text]").innerText = parsed.body.innerText;
    section.querySelector("[data-forget]").addEventListener("click", () => {
      localStorage.removeItem(key);
      section.remove();
    });
    bar.after(section);
  }
}

// --- Who else is there, and what they saved.

async function meet() {
  const point = points.find(({ editor }) => editor.isFocused)?.id ?? "";
  const known = points.map(({ id, saving }) => `${id}:${saving.base}`).join(",");
  const met = await server.tell({ session, point, known });
  if (met) {
    document.dispatchEvent(new CustomEvent("notes:met", { detail: met }));
    bar.querySelector("[data-others]").textContent = met.others.join(" · ");
    for (const stored of met.points) {
      points.find(({ id }) => id === String(stored.id))?.receive(stored);
    }
  }
}

for (const form of forms) {
  points.push(new Point(form, { user, meeting, session, server, onState }));
}
showStrays();
showState();
bar.dataset.ready = "";
meet();
setInterval(() => {
  if (!document.hidden) {
    meet();
  }
}, EVERY);

const saveNow = () => points.forEach(({ saving }) => saving.state === "waiting" && saving.save());
window.addEventListener("online", () => points.forEach(({ saving }) => saving.resume()));
document.addEventListener("visibilitychange", () => document.hidden && saveNow());
document.addEventListener("notes:save", saveNow);
window.addEventListener("pagehide", () => server.leave({ session }));

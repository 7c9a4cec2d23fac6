// The page of a sitting: each button and each small form is sent without leaving the page, and what
// others record is shown a moment later. What is typed elsewhere on the page stays.
import { server, signIn } from "../notes/page.js";
import { followClocks } from "./clocks.js";
import { arrangeToolbars, moveInToolbars } from "./toolbars.js";

const page = document.querySelector("[data-sitting]");
const TOKEN = /name="csrfmiddlewaretoken" value="[^"]*"/g;
const TYPED = "input:not([type=hidden]), textarea, select";
const UNREACHABLE = "Le portail ne répond pas : rien n’a été inscrit. Recommencez dans un moment.";
const REFUSED = "Le portail a refusé cette demande.";

let version = Number(page.dataset.version);
let quorum = page.dataset.quorum;
const shown = new Map();

// --- What is told of it all.

function say(text) {
  if (text) {
    page.querySelector("[data-said]").textContent = text;
  }
}

function complain(text) {
  const place = page.querySelector("[data-error]");
  place.replaceChildren();
  if (text) {
    const note = document.createElement("p");
    note.className = "sitting-error";
    note.textContent = text;
    place.append(note);
  }
}

// --- The parts of the page that the server draws again.

const fromHtml = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
};

function isTypedIn(part) {
  const active = document.activeElement;
  return part.contains(active) && active.matches(TYPED);
}

function replacePart(part, isOwn) {
  const old = document.getElementById(part.id);
  const html = part.outerHTML.replaceAll(TOKEN, "");
  if (!old) {
    page.querySelector("[data-outdated]").hidden = false;
  } else if (shown.get(part.id) !== html && (isOwn || !isTypedIn(old))) {
    shown.set(part.id, html);
    for (const { id } of old.querySelectorAll("details[open][id]")) {
      part.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
    }
    old.replaceWith(part);
  }
}

function show(state, isOwn = false) {
  if (state.version < version) {
    return; // an answer that a newer one has overtaken
  }
  version = state.version;
  const focused = document.activeElement?.id;
  for (const part of fromHtml(state.html).querySelectorAll("[data-part]")) {
    replacePart(part, isOwn);
  }
  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus();
  }
  page.querySelectorAll(".sitting-step [name=version]").forEach((field) => (field.value = version));
  arrangeToolbars(page);
  offerMovers(state.movers);
  if (state.quorum !== quorum) {
    quorum = state.quorum;
    say(quorum);
  }
}

// A decision that is being typed offers those who are there now.
function offerMovers(people) {
  for (const select of page.querySelectorAll("[data-place] select[data-attending]")) {
    const { value, selectedOptions } = select;
    const options = [["", "Choisir…"], ...people];
    if (value && !people.some(([key]) => key === value)) {
      options.push([value, selectedOptions[0].text]);
    }
    select.replaceChildren(...options.map(([key, name]) => new Option(name, key)));
    select.value = value;
  }
}

// --- Forms that open under a point, or in a window.

let opener = "";

function open(place, html) {
  place.replaceChildren(fromHtml(html));
  if (place.showModal && !place.open) {
    place.showModal();
  }
  const wrong = place.querySelector(".has-error :is(input, select, textarea)");
  (wrong ?? place.querySelector(TYPED))?.focus();
}

function clear(place) {
  place.replaceChildren();
  document.getElementById(opener)?.focus();
}

// A window clears itself when it closes, by whatever way.
function close(place) {
  if (place.open) {
    place.close();
  } else {
    clear(place);
  }
}

// A text that was begun is not thrown away by opening another form in its place.
const isBegun = (place) =>
  [...place.querySelectorAll("textarea, input[type=text]")].some(
    (field) => field.value !== field.defaultValue,
  );

async function fetchForm(link) {
  const place = document.getElementById(link.dataset.open);
  if (isBegun(place)) {
    complain("Un formulaire est déjà ouvert ici : enregistrez-le, ou annulez-le d’abord.");
    place.querySelector(TYPED).focus();
    return;
  }
  const answer = understood(await server.get(link.href));
  if (answer) {
    opener = link.id;
    open(place, answer.html);
  }
}

// --- What the server answers: its body, or nothing where there is none to show.

function understood({ status, body }) {
  if (status === 401) {
    signIn();
    complain("Votre session est terminée : connectez-vous de nouveau, puis recommencez.");
  } else if (!body) {
    complain(status >= 400 && status < 500 ? REFUSED : UNREACHABLE);
  } else {
    complain(body.error ?? "");
    return body;
  }
  return null;
}

async function send(form, button) {
  if ("sent" in form.dataset) {
    return;
  }
  form.dataset.sent = "";
  const fields = new FormData(form, button);
  const answer = understood(await server.post(form.action, fields));
  delete form.dataset.sent;
  if (!answer) {
    return;
  }
  const place = form.closest("[data-place]");
  if (answer.version === undefined) {
    open(place, answer.html); // the form again, with what is to be corrected
    return;
  }
  show(answer, true);
  if (!answer.error) {
    if (place) {
      close(place);
    } else if (!("leaveFreely" in form.dataset)) {
      form.reset();
    }
    say(answer.said);
  }
}

page.addEventListener("submit", (event) => {
  const form = event.target;
  if ("inPlace" in form.dataset) {
    event.preventDefault();
    send(form, event.submitter);
  }
});

page.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open]");
  const cancel = event.target.closest("a[data-cancel]");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    fetchForm(link);
  } else if (cancel) {
    event.preventDefault();
    close(cancel.closest("[data-place]"));
  }
});

page.addEventListener("keydown", (event) => {
  const place = event.target.closest("[data-place]");
  if (event.key === "Escape" && place && !place.showModal && !isBegun(place)) {
    close(place);
  }
});

// --- What others record: the notes ask every few seconds who is there, and are told the version.

async function refresh() {
  const { status, body } = await server.get(page.dataset.state);
  if (status === 200) {
    show(body);
  }
}

document.addEventListener("notes:met", ({ detail }) => {
  if (detail.version > version) {
    refresh();
  }
});

for (const dialog of page.querySelectorAll("dialog[data-place]")) {
  dialog.addEventListener("close", () => clear(dialog));
}

const help = document.querySelector("[data-help]");
const keys = document.getElementById("au-clavier");
help.hidden = false;
help.addEventListener("click", () => keys.showModal());
keys.querySelector("[data-close]").addEventListener("click", () => keys.close());

moveInToolbars(page);
arrangeToolbars(page);
followClocks(page);

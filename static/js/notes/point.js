// The notes of one point on the page: its editor, what is told of its saving, and both texts where
// two people wrote.
import { createEditor } from "../editor.js";
import { copyOf } from "./copies.js";
import { Saving } from "./saving.js";

const STATES = {
  waiting: () => "Enregistrement…",
  sending: () => "Enregistrement…",
  offline: () => "Hors ligne, gardé sur cet appareil",
  signedOut: () => "Session terminée, gardé sur cet appareil",
  conflict: () => "Deux textes : choisissez ci-dessous",
  refused: ({ error }) => `${error ?? "Le portail a refusé ce texte."} Il reste gardé sur cet appareil.`,
  saved: ({ saved_at: at, by }) => (at ? `Enregistré ${at}${by ? ` par ${by}` : ""}` : "Enregistré"),
};
const NOT_KEPT = "Ce navigateur ne garde rien : ne fermez pas cette page.";
const TROUBLES = ["offline", "signedOut", "conflict", "refused"];

export class Point {
  constructor(form, { user, meeting, session, server, onState }) {
    this.form = form;
    this.id = form.dataset.notesPoint;
    this.number = form.dataset.number;
    this.onState = onState;
    form.querySelector("[data-plain]").hidden = true;
    form.addEventListener("submit", (event) => event.preventDefault());
    const copy = copyOf(user, meeting, this.id);
    this.editor = createEditor(form.elements.text, (html) => this.saving.change(html));
    this.saving = new Saving({
      text: this.editor.html(),
      base: Number(form.elements.base.value),
      session,
      send: (typed) => server.save(form.action, typed),
      copy,
      tell: (saving, answer) => this.show(saving, answer),
    });
    this.bindConflict();
    this.bringBack(copy.read());
  }

  bringBack(kept) {
    if (!kept) {
      return;
    }
    this.editor.set(kept.text);
    this.saving.bringBack({ ...kept, text: this.editor.html() });
  }

  get isUnsaved() {
    return this.saving.isUnsaved;
  }

  show(saving, answer) {
    const line = this.form.querySelector("[data-state]");
    const text = STATES[saving.state](answer);
    line.textContent = saving.isKept || saving.state === "saved" ? text : `${text} ${NOT_KEPT}`;
    line.classList.toggle("is-troubled", TROUBLES.includes(saving.state));
    if (saving.state === "conflict") {
      this.showConflict(answer);
    } else {
      this.conflict.hidden = true;
    }
    this.onState(this, answer);
  }

  // --- Two texts.

  get conflict() {
    return this.form.querySelector("[data-conflict]");
  }

  bindConflict() {
    const { conflict } = this;
    const keep = conflict.querySelector("[data-keep]");
    const united = conflict.querySelector("[data-united]");
    keep.addEventListener("click", () => {
      this.saving.resolve(this.theirs.version);
      this.editor.focus();
    });
    conflict.querySelector("[data-take]").addEventListener("click", () => {
      this.take(this.theirs);
      this.editor.focus();
    });
    conflict.querySelector("[data-unite]").addEventListener("click", () => {
      this.editor.set(this.theirs.united);
      this.saving.change(this.editor.html());
      united.hidden = false;
      keep.textContent = "Enregistrer ce texte";
      this.editor.focus();
    });
  }

  showConflict(theirs) {
    this.theirs = theirs;
    const { conflict } = this;
    conflict.querySelector("[data-by]").textContent = theirs.by || "Quelqu’un";
    conflict.querySelector("[data-comparison]").innerHTML = theirs.html;
    conflict.querySelector("[data-united]").hidden = true;
    conflict.querySelector("[data-keep]").textContent = "Garder mon texte";
    conflict.hidden = false;
  }

  // --- What somebody else saved, where nothing of one's own is at stake.

  take({ text, ...stored }) {
    this.editor.set(text);
    this.saving.take({ ...stored, text: this.editor.html() });
  }

  receive(stored) {
    const isQuiet = this.saving.state === "saved" && !this.isUnsaved && !this.editor.isFocused;
    if (isQuiet && stored.version > this.saving.base) {
      this.take(stored);
    }
  }
}

// How the notes of one point are saved. No page here: what it needs of the world is given to it.
//
//   saved ──typing──▶ waiting ──1 s of pause, or 2 s since the first change──▶ sending
//   sending ──accepted──▶ saved, or waiting again where more was typed meanwhile
//   sending ──unreachable──▶ offline ──a moment later, or the network is back──▶ sending
//   sending ──signedOut──▶ signedOut ──resume()──▶ sending
//   sending ──conflict──▶ conflict ──resolve()──▶ sending, or saved
//   sending ──refused──▶ refused ──typing──▶ waiting
//
// Whatever the state, each change goes to the local copy first; it is erased when the server has
// that very text.

export const PAUSE = 1000;
export const LONGEST_WAIT = 2000;
const RETRIES = [1000, 2000, 4000, 8000];
const PAUSED = ["signedOut", "conflict"];

export class Saving {
  // send({ text, base, session }) → Promise of an answer, { kind: "saved" | "conflict" | … };
  // copy: see copies.js; tell(saving, answer) after each change of state.
  constructor({ text, base, session, send, copy, tell }) {
    Object.assign(this, { text, base, session, send, copy, tell });
    this.ownSession = session;
    this.stored = text; // what the server has, as this editor says it
    this.state = "saved";
    this.isKept = true;
    this.isSending = false;
    this.failures = 0;
    this.changedAt = null;
    this.timer = null;
  }

  get isUnsaved() {
    return this.text !== this.stored || this.isSending;
  }

  change(text) {
    this.text = text;
    this.isKept = this.copy.keep({ text, base: this.base, session: this.session });
    this.changedAt ??= Date.now();
    if (PAUSED.includes(this.state)) {
      return;
    }
    if (!this.isSending && this.state !== "offline") {
      this.become("waiting");
      this.wait();
    }
  }

  // What the local copy holds that the server may not have: text, base and session of then.
  bringBack({ text, base, session }) {
    Object.assign(this, { text, base, session });
    this.become("waiting");
    this.save();
  }

  wait() {
    const longest = this.changedAt + LONGEST_WAIT - Date.now();
    this.later(Math.max(0, Math.min(PAUSE, longest)));
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.isSending || PAUSED.includes(this.state)) {
      return;
    }
    const sent = this.text;
    this.changedAt = null;
    this.isSending = true;
    this.become("sending");
    const answer = await this.send({ text: sent, base: this.base, session: this.session });
    this.isSending = false;
    this[answer.kind](answer, sent);
  }

  saved(answer, sent) {
    const sender = this.session;
    Object.assign(this, { failures: 0, stored: sent, base: answer.version, session: this.ownSession });
    if (this.text === sent) {
      this.copy.erase(sender);
      this.become("saved", answer);
    } else {
      this.copy.keep({ text: this.text, base: this.base, session: this.session });
      this.become("waiting");
      this.wait();
    }
  }

  unreachable() {
    this.become("offline");
    this.later(RETRIES[Math.min(this.failures, RETRIES.length - 1)]);
    this.failures += 1;
  }

  signedOut(answer) {
    this.become("signedOut", answer);
  }

  conflict(answer) {
    this.become("conflict", answer);
  }

  refused(answer) {
    this.become("refused", answer);
    if (this.changedAt !== null) {
      this.wait();
    }
  }

  // After signing in again, or when the network is back.
  resume() {
    if (this.state === "signedOut" || this.state === "offline") {
      this.become("waiting");
      this.save();
    }
  }

  // What is in the editor takes the place of the version that it was compared with.
  resolve(version) {
    this.base = version;
    this.become("waiting");
    this.save();
  }

  // The stored text, taken over: there is nothing left to save.
  take({ text, version, ...answer }) {
    clearTimeout(this.timer);
    Object.assign(this, { text, stored: text, base: version, changedAt: null });
    this.copy.erase(this.session);
    this.session = this.ownSession;
    this.become("saved", answer);
  }

  become(state, answer = {}) {
    this.state = state;
    this.tell(this, answer);
  }
}

// What is asked of the server for the notes of a meeting.
import { ask, readSession } from "../session.js";

export class Server {
  constructor({ presence, token }) {
    Object.assign(this, { presence, token });
  }

  // { kind: "saved" | "conflict" | "signedOut" | "refused" | "unreachable", … }
  async save(address, { text, base, session }) {
    const answer = await this.post(address, { text, base, session });
    const kinds = { 200: "saved", 409: "conflict", 401: "signedOut" };
    const isRefusal = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
    return { kind: kinds[answer.status] ?? (isRefusal ? "refused" : "unreachable"), ...answer.body };
  }

  // Who else is there, and newer texts; nothing where the server cannot be reached.
  async tell({ session, point, known }) {
    const answer = await this.post(this.presence, { session, point, known });
    return answer.status === 200 ? answer.body : null;
  }

  // That this tab is left: it has no time to wait for an answer.
  leave({ session }) {
    const body = new URLSearchParams({ session, leaves: "on", csrfmiddlewaretoken: this.token });
    navigator.sendBeacon(this.presence, body);
  }

  // What the page of a module says of itself: { status, body }.
  get(address) {
    return ask(address, {});
  }

  async post(address, fields, isSecond = false) {
    const body = new URLSearchParams(fields);
    body.set("csrfmiddlewaretoken", this.token);
    const answer = await ask(address, { method: "POST", body });
    // A page refuses the token of another session: perhaps it is still ours, in a newer one.
    if (answer.status !== 403 || answer.body || isSecond) {
      return answer;
    }
    const { whose, token } = await readSession();
    if (whose === "own") {
      this.token = token;
      return this.post(address, fields, true);
    }
    return { status: whose === "unknown" ? 0 : 401 };
  }
}

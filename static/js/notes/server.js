// What is asked of the server for the notes of a meeting, in the name of one account.

export class Server {
  constructor({ user, presence, check, token }) {
    Object.assign(this, { user, presence, check, token });
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
    const whose = await this.renew();
    if (whose === "own") {
      return this.post(address, fields, true);
    }
    return { status: whose === "unknown" ? 0 : 401 };
  }

  // Whether the session of now is that of our account: « own », « another », « none », or
  // « unknown » where nobody answers. What was typed is never sent in another name.
  async renew() {
    const { status, body } = await ask(this.check, {});
    if (status === 200 && String(body.user) === this.user) {
      this.token = body.token;
      return "own";
    }
    return { 200: "another", 403: "another", 404: "another", 401: "none" }[status] ?? "unknown";
  }
}

async function ask(address, options) {
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

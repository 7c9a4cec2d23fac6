// Signing in again in place, as the same person: the portal's own form, fetched into a dialog.

const OTHER = "C’est le compte d’une autre personne. Ce que vous avez tapé reste gardé sur cet appareil, pour vous seulement.";

export class SignIn {
  constructor({ login, email, server, onSignedIn }) {
    Object.assign(this, { login, email, server, onSignedIn });
    this.dialog = document.getElementById("sign-in-again");
    this.place = this.dialog.querySelector("[data-place]");
    this.message = this.dialog.querySelector("[data-message]");
    this.place.addEventListener("submit", (event) => this.submit(event));
  }

  async open() {
    if (this.dialog.open) {
      return;
    }
    this.dialog.showModal();
    await this.fill(await this.page());
  }

  // The page of signing in, or null where nobody answers.
  async page(options = {}) {
    const address = `${this.login}?next=${encodeURIComponent(this.server.check)}`;
    try {
      const response = await fetch(address, options);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      return null;
    }
  }

  async fill(page) {
    const form = page?.querySelector("main form");
    if (!form?.elements.login) {
      await this.finish();
      return;
    }
    const errors = [...page.querySelectorAll(".error-summary li")];
    if (errors.length) {
      this.message.textContent = errors.map((error) => error.textContent.trim()).join(" ");
    }
    form.elements.login.value = this.email;
    form.elements.login.readOnly = true;
    this.place.replaceChildren(document.adoptNode(form));
    form.elements.password.focus();
  }

  async submit(event) {
    event.preventDefault();
    event.stopPropagation(); // this form is sent here, as often as it takes
    await this.fill(await this.page({ method: "POST", body: new FormData(event.target) }));
  }

  // There is no form any more: somebody is signed in. Who?
  async finish() {
    const whose = await this.server.renew();
    if (whose === "own") {
      this.dialog.close();
      this.onSignedIn();
    } else if (whose === "another") {
      this.message.textContent = OTHER;
    }
  }
}

// <sign-in>: name and password, and what this place is.

import { html, nothing } from "lit";
import { PageElement } from "../element.js";

class SignIn extends PageElement {
  static properties = { reason: {}, session: { attribute: false }, problem: { state: true }, busy: { state: true } };

  firstUpdated() {
    this.querySelector("input").focus();
  }

  async #submit(event) {
    event.preventDefault();
    const { name, password } = event.target.elements;
    this.busy = true;
    this.problem = await this.session.signIn(name.value.trim(), password.value);
    this.busy = false;
    if (this.problem) {
      password.value = "";
      password.focus();
    } else {
      this.say("signed-in");
    }
  }

  render() {
    return html`<main class="sign-in">
      <form @submit=${this.#submit}>
        <p class="mark"><img src="/assets/sotto.svg" alt="" width="32" height="32" />Sotto</p>
        <h1>The desk</h1>
        <p class="lead">The assistant talks to callers. You decide what it can’t: each decision reaches you as a card, a message and never a call.</p>
        ${this.reason ? html`<p class="reason" role="status">${this.reason}</p>` : nothing}
        <label>Name <input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required /></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" required /></label>
        ${this.problem ? html`<p class="failed" role="alert">${this.problem}</p>` : nothing}
        <button type="submit" aria-busy=${this.busy ? "true" : "false"}>Sign in</button>
        <p class="aside">In the demo, the names and the password stand in the server’s first lines of output.</p>
      </form>
    </main>`;
  }
}

customElements.define("sign-in", SignIn);

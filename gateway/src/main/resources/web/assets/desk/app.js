// <sotto-desk>: the page. Signed out it shows the door, signed in the workplace.

import { html } from "lit";
import { PageElement } from "../element.js";
import { Session } from "./session.js";
import "./sign-in.js";
import "./work-place.js";

class SottoDesk extends PageElement {
  static properties = { inside: { state: true }, reason: { state: true } };

  constructor() {
    super();
    this.session = new Session(() => {
      this.reason = "Your session has ended. Sign in again to go on.";
      this.inside = false;
    });
    this.inside = this.session.valid;
  }

  render() {
    return this.inside
      ? html`<work-place .session=${this.session} @sign-out=${this.#leave}></work-place>`
      : html`<sign-in .session=${this.session} .reason=${this.reason} @signed-in=${() => (this.inside = true)}></sign-in>`;
  }

  #leave() {
    this.session.signOut();
    this.reason = "";
    this.inside = false;
  }
}

customElements.define("sotto-desk", SottoDesk);

// The base of every element: rendered into the page itself, so that one style sheet serves all.

import { LitElement } from "lit";

export class PageElement extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** Tells the page what the person wants. */
  say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

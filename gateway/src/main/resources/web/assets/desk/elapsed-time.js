// <elapsed-time .conversation>: how long it has been going on.

import { html } from "lit";
import { PageElement } from "../element.js";
import { serverNow } from "../clock.js";
import { everyTick } from "../ticker.js";
import { clock, elapsedSeconds } from "./patience.js";

class ElapsedTime extends PageElement {
  static properties = { conversation: { attribute: false }, text: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.stop = everyTick((now) => (this.text = this.#text(now)));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  willUpdate() {
    this.text = this.#text(serverNow());
  }

  #text(now) {
    return this.conversation ? clock(elapsedSeconds(this.conversation, now)) : "";
  }

  render() {
    return html`<span class="elapsed" title="Since it began">${this.text}</span>`;
  }
}

customElements.define("elapsed-time", ElapsedTime);

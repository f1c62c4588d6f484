// <draft-message>: a message of the assistant that waits to be said. Read it, say it, mend it, or don't say it.

import { html } from "lit";
import { PageElement } from "../element.js";
import { serverNow } from "../clock.js";
import { everyTick } from "../ticker.js";
import { short } from "./patience.js";
import { customerWord } from "./words.js";

class DraftMessage extends PageElement {
  static properties = { guidance: { attribute: false }, left: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.stop = everyTick((now) => this.#count(now));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  willUpdate() {
    this.#count(serverNow());
  }

  #count(now) {
    this.left = Math.max(0, Math.ceil((Date.parse(this.guidance.answerBy) - now) / 1000));
  }

  render() {
    const who = customerWord(this.guidance.channel);
    return html`<blockquote class="draft" data-evidence>${this.guidance.draft}</blockquote>
      <p class="countdown">The ${who} has not heard this. In ${short(this.left)} the task’s own rule decides.</p>`;
  }
}

customElements.define("draft-message", DraftMessage);

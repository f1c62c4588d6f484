// <pause-notice .agent>: says kindly that the desk gives this person a rest, and how long.

import { html, nothing } from "lit";
import { serverNow } from "../clock.js";
import { PageElement } from "../element.js";
import { everyTick } from "../ticker.js";
import { short } from "./patience.js";
import { pauseOf } from "./wire.js";

class PauseNotice extends PageElement {
  static properties = { agent: { attribute: false }, left: { state: true } };

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
    const until = pauseOf(this.agent)?.until;
    this.left = until ? Math.ceil((until - now) / 1000) : null;
  }

  render() {
    const pause = pauseOf(this.agent);
    if (pause?.reason !== "attention" || (this.left !== null && this.left <= 0)) return nothing;
    const time = this.left === null ? "for a little while" : `for ${short(this.left)}`;
    return html`<p class="notice rest" role="status">You have approved many in a row, and fast. Look away from the screen for a moment: new cards go to others ${time}. The cards that you have stay with you.</p>`;
  }
}

customElements.define("pause-notice", PauseNotice);

// <patience-bar .guidance>: seconds left, as a number and as a thin bar that runs out. Changes nothing around it.

import { html } from "lit";
import { PageElement } from "../element.js";
import { serverNow } from "../clock.js";
import { everyTick } from "../ticker.js";
import { customerWord } from "./words.js";
import { patience, short } from "./patience.js";

class PatienceBar extends PageElement {
  static properties = { guidance: { attribute: false }, view: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.stop = everyTick((now) => this.tick(now));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  willUpdate(changed) {
    if (changed.has("guidance")) this.tick();
  }

  tick(now = serverNow()) {
    if (!this.guidance) return;
    const { share, secondsLeft, tone } = patience(this.guidance, now);
    this.style.setProperty("--left", share.toFixed(3));
    if (this.view?.secondsLeft !== secondsLeft || this.view?.tone !== tone) this.view = { secondsLeft, tone };
  }

  render() {
    const { secondsLeft, tone } = this.view ?? { secondsLeft: 0, tone: "calm" };
    const label = `${secondsLeft} seconds of the ${customerWord(this.guidance.channel)}’s patience left`;
    return html`<span class="patience ${tone}" role="timer" aria-live="off" aria-label=${label} title=${label}><span class="seconds">${short(secondsLeft)}</span><span class="bar"></span></span>`;
  }
}

customElements.define("patience-bar", PatienceBar);

// <silence-meter .conversation>: seconds of silence that the caller hears, now and at the longest. Nothing for a chat.

import { html, nothing } from "lit";
import { PageElement } from "../element.js";
import { serverNow } from "../clock.js";
import { everyTick } from "../ticker.js";
import { SILENCE_ALARM_SECONDS, silenceOf } from "./wire.js";

class SilenceMeter extends PageElement {
  static properties = { conversation: { attribute: false }, view: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.stop = everyTick((now) => this.#look(now));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  willUpdate(changed) {
    if (changed.has("conversation")) this.#look(serverNow());
  }

  #look(now) {
    const silence = this.conversation && silenceOf(this.conversation, now);
    const view = silence && { now: silence.now.toFixed(1), longest: silence.longest.toFixed(1), silent: silence.now > 0, alarm: silence.alarm, over: silence.longest >= SILENCE_ALARM_SECONDS };
    if (JSON.stringify(view) !== JSON.stringify(this.view ?? null)) this.view = view;
  }

  render() {
    const { view } = this;
    if (!view) return nothing;
    const label = `Silence that the caller has heard: ${view.silent ? `${view.now} seconds now, ` : ""}${view.longest} at the longest`;
    return html`<span class="silence ${view.alarm ? "alarm" : ""}" title=${label}>
      <span class="unseen">${label}</span>
      <span aria-hidden="true">${view.silent ? html`<b>${view.now} s</b> ` : nothing}<span class="longest ${view.over ? "over" : ""}">max ${view.longest}</span></span>
    </span>`;
  }
}

customElements.define("silence-meter", SilenceMeter);

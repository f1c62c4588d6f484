// <live-transcript>: who said what, where a person was asked, and what is being said right now. Follows the last line.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { PageElement } from "../element.js";
import { timeline } from "./timeline.js";
import { customerWord, KINDS } from "./words.js";

const STATES = { open: "open", offered: "asked", accepted: "taken", answered: "answered", declined: "declined", expired: "ran out", withdrawn: "withdrawn" };

const WITH_SOMEBODY = new Set(["offered", "accepted", "answered", "declined"]);

class LiveTranscript extends PageElement {
  static properties = { conversation: { attribute: false }, guidance: { attribute: false }, me: {} };

  #atEnd = true;

  firstUpdated() {
    this.#log.addEventListener("scroll", () => (this.#atEnd = distanceToEnd(this.#log) < 24), { passive: true });
  }

  updated() {
    if (this.#atEnd) this.#log.scrollTop = this.#log.scrollHeight;
  }

  get #log() {
    return this.querySelector(".log");
  }

  render() {
    const c = this.conversation;
    const items = timeline(c, this.guidance);
    return html`<div class="log" role="log" aria-live="off" aria-label="Transcript" tabindex="0">
      ${repeat(items, (item) => item.key, (item) => (item.kind === "line" ? this.#line(item.line) : this.#consult(item.consult)))}
      ${c.partial ? html`<p class="customer partial"><span class="speaker">${customerWord(c.channel)}</span><span>${c.partial} …</span></p>` : nothing}
      ${items.length || c.partial ? nothing : html`<p class="hush">Nothing said yet.</p>`}
    </div>`;
  }

  #line(line) {
    const speaker = line.from === "customer" ? customerWord(this.conversation.channel) : line.from === "agent" ? (this.conversation.agent === this.me ? "you" : "agent") : "assistant";
    return html`<p class=${line.from}><span class="speaker">${speaker}</span><span>${line.text}${line.cut ? html`<span class="cut" title="The caller spoke over it"> — cut short</span>` : nothing}</span></p>`;
  }

  #consult(consult) {
    const whom = consult.with === this.me ? "you" : consult.with;
    return html`<p class="consult ${consult.state}"><span class="speaker">${STATES[consult.state] ?? consult.state}${whom && WITH_SOMEBODY.has(consult.state) ? html` · ${whom}` : nothing}</span><span>${KINDS[consult.kind] ?? consult.kind}: ${consult.question}${consult.answer ? html` <b class="decided">→ ${consult.answer}</b>` : nothing}</span></p>`;
  }
}

const distanceToEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight;

customElements.define("live-transcript", LiveTranscript);

// <live-list>: every live conversation in a line: who, what is going on, the silence, how long, the last words. One is marked: the keys w, o, h and p are about it.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { PageElement } from "../element.js";
import { channelGlyph } from "../icons.js";
import "./elapsed-time.js";
import "./silence-meter.js";
import { customerWord, doing, plain, whoIs } from "./words.js";

class LiveList extends PageElement {
  static properties = {
    conversations: { attribute: false },
    guidance: { attribute: false },
    me: {},
    selected: {},
    shown: { attribute: false },
  };

  updated(changed) {
    if (changed.has("selected")) this.querySelector("tr[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }

  render() {
    if (this.conversations.length === 0) return nothing;
    return html`<div class="live-scroll" tabindex="-1"><table class="live">
      <thead><tr><th scope="col">Who</th><th scope="col">Task</th><th scope="col">Now</th><th scope="col" class="figures-head" title="Silence that the caller hears: now, and at the longest">Silence</th><th scope="col" class="figures-head">Time</th><th scope="col">Last words</th></tr></thead>
      <tbody>${repeat(this.conversations, (c) => c.id, (c) => this.#row(c))}</tbody>
    </table></div>`;
  }

  #row(c) {
    const now = doing(c, this.guidance, this.me);
    const choose = () => this.say("live-choose", { id: c.id });
    return html`<tr class=${this.shown.includes(c.id) ? "shown" : ""} aria-current=${c.id === this.selected ? "true" : "false"} data-id=${c.id} @click=${choose}>
      <th scope="row"><span class="who-cell">${channelGlyph(c.channel)}<button type="button" class="who" aria-pressed=${c.id === this.selected ? "true" : "false"}>${whoIs(c)}</button></span></th>
      <td class="task">${plain(c.task)}</td>
      <td class="now"><span class="doing ${now.tone}"><span class="dot"></span>${now.text}</span></td>
      <td class="figure-cell"><silence-meter .conversation=${c}></silence-meter></td>
      <td class="figure-cell"><elapsed-time .conversation=${c}></elapsed-time></td>
      <td class="last">${this.#lastWords(c)}</td>
    </tr>`;
  }

  #lastWords(c) {
    if (c.partial) return html`<span class="partial">${customerWord(c.channel)}: ${c.partial} …</span>`;
    const last = c.transcript[c.transcript.length - 1];
    if (!last) return nothing;
    const speaker = last.from === "customer" ? customerWord(c.channel) : last.from;
    return html`<span class=${last.from}><span class="speaker">${speaker}:</span> ${last.text}</span>`;
  }
}

customElements.define("live-list", LiveList);

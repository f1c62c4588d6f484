// <top-bar>: what is going on, whether we are connected, and whether this agent is being offered work.

import { html, nothing } from "lit";
import { PageElement } from "../element.js";
import { glyph } from "../icons.js";
import "./answer-sparkline.js";
import { pauseOf } from "./wire.js";

const PRESENCES = [["available", "Available"], ["busy", "Busy"], ["away", "Away"]];
const MOST_CARDS = 20;

class TopBar extends PageElement {
  static properties = {
    agent: { attribute: false },
    calls: { type: Number },
    chats: { type: Number },
    cards: { type: Number },
    recent: { attribute: false },
    connection: {},
    sound: { type: Boolean },
    view: {},
  };

  render() {
    const figure = (value, label, icon) => html`<span class="figure">${icon ? glyph(icon) : nothing}<b>${value}</b> ${label}</span>`;
    return html`<header class="top">
      <a class="mark" href="/" title="Sotto"><img src="/assets/sotto.svg" alt="" width="24" height="24" />Sotto</a>
      <div class="figures">
        ${figure(this.calls, this.calls === 1 ? "call" : "calls", "voice")} ${figure(this.chats, this.chats === 1 ? "chat" : "chats", "chat")}
        ${figure(this.cards, this.cards === 1 ? "card" : "cards", "whisper")}
      </div>
      <answer-sparkline .recent=${this.recent}></answer-sparkline>
      <span class="connection ${this.connection}" role="status"><span class="dot"></span>${{ open: "Live", connecting: "Connecting", reconnecting: "Reconnecting" }[this.connection]}</span>
      ${this.agent?.role === "supervisor" ? html`<button type="button" class="floor-switch" aria-pressed=${this.view === "floor" ? "true" : "false"} aria-keyshortcuts="v" @click=${() => this.say("desk-command", "view")}><kbd>v</kbd> Floor</button>` : nothing}
      ${this.agent ? this.#me() : nothing}
      <button type="button" class="icon" aria-pressed=${this.sound ? "true" : "false"} title="Sound for new cards (m)" @click=${() => this.say("desk-command", "sound")}>${glyph(this.sound ? "sound" : "silent")}<span class="unseen">Sound for new cards</span></button>
      <button type="button" class="icon" title="Keyboard help (?)" @click=${() => this.say("desk-command", "help")}>${glyph("question")}<span class="unseen">Keyboard help</span></button>
    </header>`;
  }

  /** A pause that the desk has given is still this person's own "available". */
  #me() {
    const a = this.agent;
    const paused = pauseOf(a);
    const shown = a.presence === "wrap_up" ? "available" : a.presence;
    return html`<div class="me">
      <div class="presence ${paused ? "paused" : ""}" role="radiogroup" aria-label="Presence">
        ${PRESENCES.map(([value, label]) => html`<button type="button" role="radio" class=${value} aria-checked=${shown === value ? "true" : "false"}
          @click=${() => this.say("presence", { presence: value, capacity: a.capacity })}>${value === "available" && paused?.reason === "wrap_up" ? "Wrapping up" : label}</button>`)}
      </div>
      <label class="capacity" title="How many cards at once">up to
        <input type="number" min="1" max=${MOST_CARDS} .value=${String(a.capacity)} @change=${this.#capacity} aria-label="Cards at once" />
      </label>
      <span class="name">${a.name}</span>
      <button type="button" class="plain" @click=${() => this.say("sign-out")}>Sign out</button>
    </div>`;
  }

  #capacity(event) {
    const capacity = Math.min(MOST_CARDS, Math.max(1, Math.round(Number(event.target.value)) || 1));
    event.target.value = capacity;
    this.say("presence", { presence: this.agent.presence === "wrap_up" ? "available" : this.agent.presence, capacity });
  }
}

customElements.define("top-bar", TopBar);

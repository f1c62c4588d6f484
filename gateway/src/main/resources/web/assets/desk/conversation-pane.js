// <conversation-pane>: one live conversation: who, what it is doing, its words, and a box to whisper or to speak.

import { html, nothing } from "lit";
import { PageElement } from "../element.js";
import { channelGlyph, glyph } from "../icons.js";
import "./elapsed-time.js";
import "./live-transcript.js";
import "./silence-meter.js";
import { customerWord, doing, plain, whoIs } from "./words.js";

const MOST_CHARACTERS = 2000;

class ConversationPane extends PageElement {
  static properties = {
    conversation: { attribute: false },
    guidance: { attribute: false },
    me: {},
    pinned: { type: Boolean },
    asking: { type: Boolean },
    selected: { type: Boolean },
    note: { state: true },
    busy: { state: true },
  };

  focusBox() {
    this.querySelector("textarea, input[name=words]")?.focus();
  }

  /** The outcome of what was sent, told by the page. */
  tell(note) {
    this.note = note;
    this.busy = false;
    clearTimeout(this.noteTimer);
    this.noteTimer = setTimeout(() => (this.note = null), 4000);
  }

  get #mine() {
    return this.conversation.agent === this.me;
  }

  #choose() {
    if (!this.selected) this.say("live-choose", { id: this.conversation.id });
  }

  #send(event) {
    event.preventDefault();
    const box = event.target.elements.words;
    const text = box.value.trim();
    if (!text || this.busy) return;
    this.busy = true;
    this.say("pane-send", { id: this.conversation.id, text, as: this.#mine ? "messages" : "whisper", sent: () => (box.value = "") });
  }

  #key(event) {
    if (event.key === "Escape") event.target.blur();
  }

  render() {
    const c = this.conversation;
    const now = doing(c, this.guidance, this.me);
    return html`<section class="pane ${this.asking ? "asking" : ""} ${this.selected ? "selected" : ""} ${c.state === "live" ? "" : "over"}" aria-label="Conversation with ${whoIs(c)}" @click=${this.#choose} @focusin=${this.#choose}>
      <header>
        ${channelGlyph(c.channel)}
        <span class="who">${whoIs(c)}</span>
        ${c.task ? html`<span class="task">${plain(c.task)}</span>` : nothing}
        <silence-meter .conversation=${c}></silence-meter>
        <elapsed-time .conversation=${c}></elapsed-time>
        <button type="button" class="icon" aria-pressed=${this.pinned ? "true" : "false"} title="Keep on screen" @click=${() => this.say("pane-pin", { id: c.id })}>${glyph("pin")}<span class="unseen">Keep on screen</span></button>
        <button type="button" class="icon" title="Close" @click=${() => this.say("pane-close", { id: c.id })}>${glyph("close")}<span class="unseen">Close</span></button>
      </header>
      <p class="doing ${now.tone}"><span class="dot"></span>${now.text}</p>
      <live-transcript .conversation=${c} .guidance=${this.guidance} .me=${this.me}></live-transcript>
      ${c.state === "live" ? this.#foot(c) : nothing}
    </section>`;
  }

  #foot(c) {
    const who = customerWord(c.channel);
    const label = this.#mine ? (c.channel === "voice" ? `Type what the ${who} hears` : `Write to the ${who}`) : "Whisper to the assistant";
    const hint = this.#mine ? label : `${label}; the ${who} won’t hear it`;
    return html`<form class="say ${this.#mine ? "speaking" : ""}" @submit=${this.#send}>
      <label class="unseen" for="say-${c.id}">${hint}</label>
      ${this.selected && !this.#mine ? html`<kbd aria-hidden="true">w</kbd>` : nothing}
      <input id="say-${c.id}" name="words" type="text" autocomplete="off" maxlength=${MOST_CHARACTERS} placeholder=${hint} @keydown=${this.#key} />
      <button type="submit" class="icon" title=${label} ?disabled=${this.busy}>${glyph(this.#mine ? "send" : "whisper")}<span class="unseen">${label}</span></button>
      <button type="button" class="turn" @click=${() => this.say("pane-turn", { id: c.id, to: this.#mine ? "hand-back" : "take-over" })}>
        ${this.selected ? html`<kbd>${this.#mine ? "h" : "o"}</kbd> ` : nothing}${this.#mine ? "Hand back" : "Take over"}
      </button>
      ${this.note ? html`<p class="note ${this.note.tone}" role="status">${this.note.text}</p>` : nothing}
    </form>`;
  }
}

customElements.define("conversation-pane", ConversationPane);

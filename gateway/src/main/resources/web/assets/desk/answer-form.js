// <answer-form>: an answer in the person's own words: an instruction, an edited proposal or message, or a reason to decline.

import { html, nothing } from "lit";
import { PageElement } from "../element.js";
import { customerWord } from "./words.js";
import { isDraft } from "./wire.js";

const MOST_CHARACTERS = 2000;

class AnswerForm extends PageElement {
  static properties = { kind: {}, guidance: { attribute: false }, closed: { type: Boolean } };

  firstUpdated() {
    const box = this.querySelector("textarea");
    if (this.kind === "edit") box.value = this.#original;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    this.scrollIntoView({ block: "nearest" });
  }

  get #original() {
    return isDraft(this.guidance) ? this.guidance.draft : (this.guidance.proposals[0]?.label ?? "");
  }

  #send(event) {
    event.preventDefault();
    const text = this.querySelector("textarea").value.trim();
    if (!text || this.closed) return;
    const choice = this.kind === "edit" && this.guidance.proposals.length ? (this.guidance.proposals[0].n ?? 1) : 0;
    const label = this.kind === "decline" ? `Decline: ${text}` : text;
    this.say("form-send", { body: { answer: this.kind, choice, text }, label });
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#send(event);
    if (event.key === "Escape") {
      event.stopPropagation();
      this.say("form-leave");
    }
  }

  render() {
    const who = customerWord(this.guidance.channel);
    const labels = {
      instruct: `Tell the assistant what to say or do. It words it for the ${who}.`,
      edit: isDraft(this.guidance) ? `Mend it: the ${who} hears exactly this.` : "Edit the proposed answer.",
      decline: `Why not? The ${who} hears this reason.`,
    };
    const send = this.kind === "decline" ? "Decline" : this.kind === "edit" && isDraft(this.guidance) ? "Say it" : "Send";
    return html`<form class="answer-form" @submit=${this.#send}>
      <label>${this.closed ? "The card is closed. Your words are still here to copy." : labels[this.kind]}
        <textarea rows="2" maxlength=${MOST_CHARACTERS} required ?readonly=${this.closed} @keydown=${this.#key} @input=${() => this.say("form-typing")}></textarea>
      </label>
      <div class="form-keys">
        ${this.closed ? nothing : html`<button type="submit">${send} <kbd>Enter</kbd></button>`}
        <button type="button" class="plain" @click=${() => this.say("form-leave")}>${this.closed ? "Close" : "Back"} <kbd>Esc</kbd></button>
      </div>
    </form>`;
  }
}

customElements.define("answer-form", AnswerForm);

// <answer-form>: an answer in the person's own words: an instruction, an edited proposal, or a reason to decline.

import { html } from "lit";
import { PageElement } from "../element.js";
import { customerWord } from "./words.js";

const MOST_CHARACTERS = 2000;

class AnswerForm extends PageElement {
  static properties = { kind: {}, guidance: { attribute: false } };

  firstUpdated() {
    const box = this.querySelector("textarea");
    if (this.kind === "edit") box.value = this.guidance.proposals[0]?.label ?? "";
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    this.scrollIntoView({ block: "nearest" });
  }

  #send(event) {
    event.preventDefault();
    const text = this.querySelector("textarea").value.trim();
    if (!text) return;
    const choice = this.kind === "edit" ? (this.guidance.proposals[0]?.n ?? 1) : 0;
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
      edit: "Edit the proposed answer.",
      decline: `Why not? The ${who} hears this reason.`,
    };
    return html`<form class="answer-form" @submit=${this.#send}>
      <label>${labels[this.kind]}
        <textarea rows="2" maxlength=${MOST_CHARACTERS} required @keydown=${this.#key}></textarea>
      </label>
      <div class="form-keys">
        <button type="submit">${this.kind === "decline" ? "Decline" : "Send"} <kbd>Enter</kbd></button>
        <button type="button" class="plain" @click=${() => this.say("form-leave")}>Back <kbd>Esc</kbd></button>
      </div>
    </form>`;
  }
}

customElements.define("answer-form", AnswerForm);

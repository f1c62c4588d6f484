// <chat-composer>: the box to write in. Enter sends, Shift+Enter makes a new line.

import { html } from "lit";
import { PageElement } from "../element.js";
import { glyph } from "../icons.js";

const MOST_CHARACTERS = 2000;

class ChatComposer extends PageElement {
  firstUpdated() {
    if (matchMedia("(pointer: fine)").matches) this.querySelector("textarea").focus({ preventScroll: true });
  }

  #send(event) {
    event.preventDefault();
    const box = this.querySelector("textarea");
    const text = box.value.trim();
    if (text) this.say("write", { text });
    box.value = "";
    box.focus();
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#send(event);
  }

  render() {
    return html`<form class="composer" @submit=${this.#send}>
      <label class="unseen" for="words">Your message</label>
      <textarea id="words" rows="1" maxlength=${MOST_CHARACTERS} placeholder="Write a message" enterkeyhint="send" @keydown=${this.#key}></textarea>
      <button type="submit" title="Send">${glyph("send")}<span class="unseen">Send</span></button>
    </form>`;
  }
}

customElements.define("chat-composer", ChatComposer);

// <sotto-chat>: the visitor's page, alone or in the widget's frame.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { PageElement } from "../element.js";
import { glyph } from "../icons.js";
import { Socket } from "../socket.js";
import { fresh, receive, unacknowledged, write } from "./chat-log.js";
import "./chat-composer.js";
import { load, save } from "./store.js";

const QUERY = new URLSearchParams(location.search);
const EMBEDDED = QUERY.get("embed") === "1" && window.parent !== window;
const TICKS = { sending: "sending", sent: "sent", failed: "not sent" };

class SottoChat extends PageElement {
  static properties = { log: { state: true }, connection: { state: true }, error: { state: true }, replaced: { state: true }, company: { state: true } };

  constructor() {
    super();
    this.log = load();
    this.connection = "connecting";
    this.company = "Chat";
  }

  connectedCallback() {
    super.connectedCallback();
    this.#connect();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.socket?.close();
  }

  #connect() {
    if (this.log.ended) return;
    this.socket = new Socket("/v1/chat", () => ({ type: "hello", resume: this.log.resume, after: this.log.last }), {
      message: (message) => this.#take(message),
      status: (status) => (this.connection = status),
      refused: () => (this.replaced = true),
    });
    this.socket.open();
  }

  #take(message) {
    if (message.type === "error" && message.code === "unknown_resume") return this.#startAgain(unacknowledged(this.log));
    this.log = receive(this.log, message);
    this.error = message.type === "error" && message.code !== "replaced" && !message.id ? (message.message ?? "Something went wrong.") : null;
    save(this.log);
    if (message.type === "welcome" && message.company) document.title = this.company = message.company;
    if (message.type === "welcome") unacknowledged(this.log).forEach((line) => this.#send(line));
    if (message.type === "message" && message.from !== "customer") this.#tellHost();
    if (message.type === "ended") this.socket.close();
  }

  #send({ id, text }) {
    this.socket.send({ type: "message", id, text });
  }

  #write(text) {
    const id = crypto.randomUUID?.() ?? randomId();
    this.log = write(this.log, id, text, new Date().toISOString());
    save(this.log);
    this.#send({ id, text });
  }

  /** A new conversation; what was never acknowledged in the old one goes there. */
  #startAgain(unsent = []) {
    this.socket?.close();
    this.log = { ...fresh, lines: unsent };
    save(this.log);
    this.connection = "connecting";
    this.#connect();
  }

  #goOnHere() {
    this.replaced = false;
    this.socket.close();
    this.#connect();
  }

  #tellHost() {
    if (EMBEDDED) window.parent.postMessage({ sotto: "message" }, "*");
  }

  /** Follows the talk, but for whoever reads what was said before; their own words bring them back. */
  willUpdate() {
    const log = this.querySelector(".talk");
    this.follow = !log || log.scrollHeight - log.scrollTop - log.clientHeight < 48 || this.log.lines.at(-1)?.state === "sending";
  }

  updated() {
    const log = this.querySelector(".talk");
    if (this.follow) log.scrollTop = log.scrollHeight;
  }

  render() {
    const { log } = this;
    return html`<div class="chat ${EMBEDDED ? "embedded" : ""}" @keydown=${(e) => e.key === "Escape" && this.#close()}>
      <header>
        <span class="badge" aria-hidden="true">${this.company[0]}</span>
        <div><h1>${this.company}</h1><p>${this.#presence()}</p></div>
        ${EMBEDDED ? html`<button type="button" class="icon" title="Close" @click=${this.#close}>${glyph("close")}<span class="unseen">Close the chat</span></button>` : nothing}
      </header>
      <div class="talk" role="log" aria-live="polite" aria-label="Conversation" tabindex="0">
        ${repeat(log.lines, (line, at) => line.id ?? line.number ?? at, (line, at) => this.#line(line, log.lines[at - 1], at === log.lines.length - 1))}
        ${log.typing ? html`<p class="bubble ${log.typingFrom === "agent" ? "agent" : "assistant"} typing"><span class="unseen">${log.typingFrom === "agent" ? "A colleague" : "The assistant"} is writing</span><i></i><i></i><i></i></p>` : nothing}
        ${log.ended ? html`<div class="ended"><p>This chat has ended.</p><button type="button" @click=${() => this.#startAgain()}>Start a new chat</button></div>` : nothing}
      </div>
      ${this.error ? html`<p class="notice" role="alert">${this.error}</p>` : nothing}
      ${this.connection === "reconnecting" && !log.ended ? html`<p class="notice" role="status">Connection lost, reconnecting. What you write is sent as soon as it is back.</p>` : nothing}
      ${this.replaced ? html`<p class="notice" role="status">This chat goes on in another window. <button type="button" @click=${this.#goOnHere}>Go on here</button></p>` : nothing}
      ${log.ended || this.replaced ? nothing : html`<chat-composer @write=${(e) => this.#write(e.detail.text)}></chat-composer>`}
    </div>`;
  }

  #presence() {
    if (this.log.ended) return "Chat ended";
    if (this.connection === "reconnecting") return "Reconnecting …";
    return this.connection === "open" ? "Assistant, with people behind it" : "Connecting …";
  }

  #line(line, previous, isLast) {
    const mine = line.from === "customer";
    const first = previous?.from !== line.from || previous?.agent !== line.agent;
    const name = line.from === "agent" ? (line.agent ?? "A colleague") : "Assistant";
    const tick = mine && (isLast || line.state !== "sent") ? html`<span class="tick ${line.state}">${line.state === "sent" ? glyph("check") : nothing}${TICKS[line.state]}</span>` : nothing;
    return html`${first && !mine ? html`<p class="from">${name}</p>` : nothing}
      <p class="bubble ${line.from} ${first ? "first" : ""}"><span class="unseen">${mine ? "You: " : ""}</span>${line.text}</p>${tick}`;
  }

  #close() {
    if (EMBEDDED) window.parent.postMessage({ sotto: "close" }, "*");
  }
}

/** For pages that aren't served securely, where randomUUID doesn't exist. */
function randomId() {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

customElements.define("sotto-chat", SottoChat);

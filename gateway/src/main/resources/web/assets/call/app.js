// <sotto-call>: a telephone in the page, with what is said to read along.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { PageElement } from "../element.js";
import { receive, silent } from "./captions.js";
import { Line } from "./line.js";

const TASK = new URLSearchParams(location.search).get("task") ?? "";
const KEYS = [..."123456789*0#"];
const NAMES = { "*": "star", "#": "hash" };
const SPEAKERS = { customer: "You", assistant: "Assistant", agent: "A colleague" };

class SottoCall extends PageElement {
  static properties = { state: { state: true }, captions: { state: true }, muted: { state: true }, since: { state: true }, now: { state: true }, notice: { state: true }, pressed: { state: true } };

  constructor() {
    super();
    this.state = "idle";
    this.captions = silent;
    this.pressed = "";
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("keydown", this.#onKey);
    this.clock = setInterval(() => (this.now = Date.now()), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#onKey);
    clearInterval(this.clock);
    this.line?.hangUp();
  }

  async #call() {
    Object.assign(this, { state: "asking", captions: silent, notice: null, muted: false, pressed: "" });
    const line = new Line({
      connected: () => Object.assign(this, { state: "talking", since: Date.now(), now: Date.now() }),
      message: (message) => (this.captions = receive(this.captions, message)),
      ended: (reason) => this.#over(reason === "hung up" ? null : "The call was ended by the other side."),
      failed: (text) => this.#over(text),
    });
    this.line = line;
    try {
      await line.start(TASK);
      if (this.state === "asking") this.state = "calling";
    } catch (refusal) {
      line.hangUp();
      this.#over(refusal.message);
    }
  }

  #over(notice) {
    Object.assign(this, { state: "ended", notice });
    this.updateComplete.then(() => this.querySelector(".call-button")?.focus());
  }

  #mute() {
    this.muted = !this.muted;
    this.line.mute(this.muted);
  }

  #press(key) {
    if (this.line.press(key)) this.pressed = (this.pressed + key).slice(-12);
  }

  #onKey = (event) => {
    if (this.state !== "talking" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (KEYS.includes(event.key)) this.#press(event.key);
    else if (event.key === "m") this.#mute();
    else if (event.key === "Escape") this.line.hangUp();
    else return;
    event.preventDefault();
  };

  /** Follows the talk, but for whoever reads what was said before. */
  willUpdate() {
    const talk = this.querySelector(".talk");
    this.follow = !talk || talk.scrollHeight - talk.scrollTop - talk.clientHeight < 48;
  }

  updated() {
    const talk = this.querySelector(".talk");
    if (talk && this.follow) talk.scrollTop = talk.scrollHeight;
  }

  render() {
    const busy = this.state === "asking" || this.state === "calling";
    return html`<main class="phone ${this.state}">
      <header>
        <h1>${TASK ? `Call about ${TASK}` : "Call us"}</h1>
        <p role="status">${this.#status()}</p>
      </header>
      ${this.notice ? html`<p class="notice" role="alert">${this.notice}</p>` : nothing}
      ${this.state === "talking" ? this.#talk() : this.#start(busy)}
      ${this.captions.lines.length || this.captions.saying || this.state === "talking" ? this.#captions() : nothing}
    </main>`;
  }

  #status() {
    switch (this.state) {
      case "asking":
        return "Waiting for your microphone …";
      case "calling":
        return "Calling …";
      case "talking":
        return html`<span class="live" aria-hidden="true"></span>Connected <time>${clock(this.now - this.since)}</time>${this.muted ? ", your microphone is off" : nothing}`;
      case "ended":
        return "Call ended";
      default:
        return "An assistant answers at once, with people behind it.";
    }
  }

  #start(busy) {
    if (busy) return html`<button type="button" class="call-button stop" @click=${() => this.line.hangUp()}>Cancel</button>`;
    return html`<button type="button" class="call-button" @click=${this.#call}>${this.state === "ended" ? "Call again" : "Call"}</button>
      ${this.state === "idle" ? html`<p class="hint">Your browser will ask for the microphone. The call is encrypted.</p>` : nothing}`;
  }

  #talk() {
    return html`<div class="controls">
        <button type="button" class="outline" aria-pressed=${this.muted ? "true" : "false"} @click=${this.#mute}>${this.muted ? "Unmute" : "Mute"} <kbd>m</kbd></button>
        <button type="button" class="stop" @click=${() => this.line.hangUp()}>Hang up <kbd>Esc</kbd></button>
      </div>
      <div class="keypad" role="group" aria-label="Keypad">
        ${KEYS.map((key) => html`<button type="button" class="outline" aria-label=${NAMES[key] ?? key} @click=${() => this.#press(key)}>${key}</button>`)}
        <output aria-label="Keys pressed">${this.pressed}</output>
      </div>`;
  }

  #captions() {
    const { lines, saying } = this.captions;
    return html`<section class="talk" role="log" aria-live="polite" aria-label="Captions" tabindex="0">
      ${lines.length || saying ? nothing : html`<p class="hint">What both of you say appears here.</p>`}
      ${repeat(lines, (line) => line.number, (line) => html`<p class="said ${line.from}"><b>${SPEAKERS[line.from]}</b>${line.text}${line.cut ? html`<span class="cut"> (interrupted)</span>` : nothing}</p>`)}
      ${saying ? html`<p class="said customer saying" aria-hidden="true"><b>You</b>${saying} …</p>` : nothing}
    </section>`;
  }
}

function clock(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

customElements.define("sotto-call", SottoCall);

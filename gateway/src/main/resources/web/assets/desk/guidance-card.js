// <guidance-card>: one decision. Focused it shows everything and takes answers; otherwise the question and the first facts in a line.

import { html, nothing } from "lit";
import { PageElement } from "../element.js";
import { channelGlyph } from "../icons.js";
import { isRisky, mayDecide, READ_MILLIS } from "./guard.js";
import "./answer-form.js";
import { exactWords, facts, factsLine, outcomeBand } from "./card-parts.js";
import "./patience-ring.js";
import { KINDS, plain, whoIs } from "./words.js";

class GuidanceCard extends PageElement {
  static properties = {
    guidance: { attribute: false },
    conversation: { attribute: false },
    outcome: { attribute: false },
    focused: { type: Boolean },
    form: { state: true },
    read: { state: true },
    armed: { state: true },
    failed: { attribute: false },
  };

  #seenSince = null;
  #observer = null;
  #timer = 0;

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#unsee();
  }

  updated(changed) {
    if (!changed.has("focused")) return;
    this.#unsee();
    if (this.focused) this.#watch();
    else this.form = this.armed = null;
  }

  /** Counts as seen while the facts (or the question, when there are none) are on the screen. */
  #watch() {
    const target = this.querySelector(".facts") ?? this.querySelector("h3");
    this.#observer = new IntersectionObserver(
      ([entry]) => {
        const shown = entry.isIntersecting && (entry.intersectionRatio > 0.9 || entry.intersectionRect.height > 120);
        if (!shown) return this.#notSeen();
        this.#seenSince ??= Date.now();
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => (this.read = true), READ_MILLIS);
      },
      { threshold: [0, 0.5, 0.91, 1] },
    );
    this.#observer.observe(target);
  }

  #notSeen() {
    this.#seenSince = null;
    this.read = false;
    clearTimeout(this.#timer);
  }

  #unsee() {
    this.#observer?.disconnect();
    this.#observer = null;
    this.#notSeen();
  }

  /** Proposed answer n (from 1), by key or by click. An approval whose facts haven't been in view only brings them into view. */
  choose(n) {
    const proposal = this.guidance.proposals.find((p, at) => (p.n ?? at + 1) === n);
    if (!proposal || this.outcome) return;
    const since = this.focused && document.visibilityState === "visible" ? this.#seenSince : null;
    if (!mayDecide(this.guidance, proposal.decision, since, Date.now())) {
      this.armed = n;
      this.say("card-focus", { id: this.guidance.id });
      this.querySelector(".facts")?.scrollIntoView({ block: "nearest" });
      return;
    }
    this.#answer({ answer: proposal.decision, choice: n, text: "" }, proposal.label);
  }

  /** Opens the box for the person's own words. */
  write(kind) {
    if (this.outcome || (kind === "edit" && !this.#editable)) return;
    this.form = kind;
  }

  /** An approval is given as it was asked for, or not at all: its arguments are bound. */
  get #editable() {
    return this.guidance.proposals.length > 0 && this.guidance.kind !== "approval";
  }

  takeOver() {
    if (!this.outcome) this.#answer({ answer: "take_over", choice: 0, text: "" }, "You take over");
  }

  accept() {
    if (!this.outcome && this.guidance.state !== "accepted") this.say("card-accept", { id: this.guidance.id });
  }

  #answer(body, label) {
    this.form = this.armed = null;
    this.say("card-answer", { id: this.guidance.id, body, label });
  }

  render() {
    const g = this.guidance;
    const state = this.outcome ? "settling" : this.focused ? "open" : "folded";
    return html`<article class="card ${state}" aria-labelledby="q-${g.id}" @focusin=${() => !this.focused && this.say("card-focus", { id: g.id })} @click=${() => !this.focused && this.say("card-focus", { id: g.id })}>
      <header>
        ${channelGlyph(g.channel)}
        <span class="kind ${g.kind}">${KINDS[g.kind] ?? g.kind}</span>
        <span class="who">${whoIs(this.conversation ?? g)}${g.task ? html` · ${plain(g.task)}` : nothing}</span>
        ${g.state === "accepted" && !this.outcome ? html`<span class="yours">yours</span>` : nothing}
        ${this.outcome ? nothing : html`<patience-ring .guidance=${g}></patience-ring>`}
      </header>
      <p class="summary">${g.summary}</p>
      <h3 id="q-${g.id}" tabindex="-1">${g.question}</h3>
      ${this.focused ? html`${facts(g)}${exactWords(g, this.conversation)}` : factsLine(g)}
      ${this.outcome ? outcomeBand(this.outcome, g) : this.focused ? html`${this.#proposals(g)}${this.#own(g)}` : nothing}
      ${this.failed && !this.outcome ? html`<p class="failed" role="alert">${this.failed}</p>` : nothing}
    </article>`;
  }

  #proposals(g) {
    if (g.proposals.length === 0) return nothing;
    return html`<ol class="answers">
      ${g.proposals.map((p, at) => {
        const n = p.n ?? at + 1;
        const unread = !this.read && isRisky(g, p.decision);
        return html`<li>
          <button type="button" class="answer ${p.decision} ${unread ? "unread" : ""}" @click=${(e) => (e.stopPropagation(), this.choose(n))}>
            <kbd>${n}</kbd>
            <span class="label">${p.label}</span>
            <span class="effect">${p.effect}</span>
            ${p.source && p.source !== "task" ? html`<span class="source">from ${p.source}</span>` : nothing}
          </button>
        </li>`;
      })}
    </ol>
    ${this.armed ? html`<p class="armed" role="status">Nothing sent yet. Look at the facts, then press <kbd>${this.armed}</kbd> again.</p>` : nothing}`;
  }

  #own(g) {
    if (this.form) {
      return html`<answer-form .kind=${this.form} .guidance=${g}
        @form-send=${(e) => this.#answer(e.detail.body, e.detail.label)}
        @form-leave=${() => (this.form = null)}></answer-form>`;
    }
    const button = (key, label, run) => html`<button type="button" class="own" @click=${(e) => (e.stopPropagation(), run())}><kbd>${key}</kbd> ${label}</button>`;
    return html`<div class="owns">
      ${button("t", "In your words", () => this.write("instruct"))}
      ${this.#editable ? button("e", "Edit", () => this.write("edit")) : nothing}
      ${button("d", "Decline", () => this.write("decline"))}
      ${button("o", "Take over", () => this.takeOver())}
      ${g.state === "accepted" ? nothing : button("Enter", "Keep", () => this.accept())}
    </div>`;
  }
}

customElements.define("guidance-card", GuidanceCard);

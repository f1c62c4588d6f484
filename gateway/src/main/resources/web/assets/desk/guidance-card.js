// <guidance-card>: one decision. Focused it shows everything and takes answers; otherwise the question and the first facts in a line.

import { html, nothing } from "lit";
import { PageElement } from "../element.js";
import { channelGlyph } from "../icons.js";
import "./answer-form.js";
import "./bundle-list.js";
import { approvals, exactWords, facts, factsLine, gate, outcomeBand, tags } from "./card-parts.js";
import "./draft-message.js";
import { EvidenceWatch } from "./evidence-watch.js";
import { isRisky, mayDecide, readMillis } from "./guard.js";
import "./patience-bar.js";
import { approvers, isDraft, isHighRisk, isLikely, isTakenBy, sourceWords } from "./wire.js";
import { plain, whoIs } from "./words.js";

/** Decisions that are answers by themselves; of any other proposal the number is the answer. */
const GIVEN_AS_IT_IS = new Set(["approve", "decline"]);

class GuidanceCard extends PageElement {
  static properties = {
    guidance: { attribute: false },
    members: { attribute: false },
    conversations: { attribute: false },
    outcomes: { attribute: false },
    me: {},
    focused: { type: Boolean },
    failed: { attribute: false },
    form: { state: true },
    read: { state: true },
    armed: { state: true },
    marks: { state: true },
  };

  #watch = null;
  #watched = [];
  #timer = 0;

  constructor() {
    super();
    this.marks = {};
  }

  get outcome() {
    return this.outcomes[this.guidance.id];
  }

  /** Our own first approval of two is in; the other must come from somebody else. */
  get #waitsForSecond() {
    return approvers(this.guidance).includes(this.me);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#look(false);
  }

  updated(changed) {
    const turned = changed.has("focused") && Boolean(changed.get("focused")) !== Boolean(this.focused);
    if (turned && !this.focused) {
      this.#leave();
      this.#look(false);
    }
    if (this.focused) requestAnimationFrame(() => this.isConnected && this.focused && this.#look(true));
  }

  /** Watches the evidence; from the start again when lines of it have come, since nobody has read those. */
  #look(on) {
    const lines = on ? [...this.querySelectorAll("[data-evidence]")] : [];
    if (on && lines.length === 0) lines.push(this.querySelector("h3"));
    if (on && this.#watch && lines.every((line) => this.#watched.includes(line))) return;
    this.#watch?.stop();
    this.#watch = null;
    this.#watched = lines;
    this.read = false;
    clearTimeout(this.#timer);
    if (!on) return;
    this.#watch = new EvidenceWatch(lines, () => {
      this.#timer = setTimeout(() => (this.read = true), readMillis(this.guidance));
    });
  }

  /** Proposed answer n (from 1), by key or by click. A risky one whose evidence hasn't been in view only brings it into view. */
  choose(n) {
    const proposal = this.guidance.proposals.find((p, at) => (p.n ?? at + 1) === n);
    if (proposal) this.#decide(proposal.decision, n, proposal.label);
  }

  #decide(decision, n, label) {
    if (this.outcome || (this.#waitsForSecond && decision !== "decline")) return;
    const since = this.focused && document.visibilityState === "visible" ? (this.#watch?.since ?? null) : null;
    if (mayDecide(this.guidance, decision, since, Date.now())) return this.#answer({ answer: GIVEN_AS_IT_IS.has(decision) ? decision : "choose", choice: n, text: "" }, label);
    this.armed = isDraft(this.guidance) && n === this.#sayIt ? "Enter" : String(n);
    this.say("card-focus", { id: this.guidance.id });
    (this.#watch?.next ?? this.querySelector("[data-evidence]"))?.scrollIntoView({ block: "nearest" });
  }

  /** Opens the box for the person's own words. A message that shall not be said needs no reason. */
  write(kind) {
    if (this.outcome || (kind === "edit" && !this.#editable)) return;
    if (kind === "decline" && isDraft(this.guidance)) return this.#answer({ answer: "decline", choice: 0, text: "" }, "Don’t say it");
    this.form = kind;
    this.say("card-typing", { id: this.guidance.id, on: true });
  }

  /** An approval is given as it was asked for, or not at all: its arguments are bound. */
  get #editable() {
    return isDraft(this.guidance) || (this.guidance.proposals.length > 0 && this.guidance.kind !== "approval");
  }

  /** The number of the proposal that lets a message go out; 0 when the task proposes nothing. */
  get #sayIt() {
    const at = this.guidance.proposals.findIndex((p) => p.decision === "approve");
    return at < 0 ? 0 : (this.guidance.proposals[at].n ?? at + 1);
  }

  takeOver() {
    if (!this.outcome) this.#answer({ answer: "take_over", choice: 0, text: "" }, "You take over");
  }

  /** Enter: says a drafted message, keeps any other card. */
  accept() {
    if (this.outcome) return;
    if (isDraft(this.guidance)) this.#decide("approve", this.#sayIt, "Say it");
    else if (!isTakenBy(this.guidance, this.me)) this.say("card-accept", { id: this.guidance.id });
  }

  /** Who of the bundle gets the answer too. What opens a gated tool is ticked one by one, by hand; anything else is meant for all. */
  get #ticked() {
    const also = (g) => !(g.id in this.outcomes) && (this.marks[g.id] ?? !isRisky(g, "approve"));
    return new Set(this.members.filter((g, at) => at === 0 || also(g)).map((g) => g.id));
  }

  /** Ticks all of the bundle, or, when all are, only this one. */
  tickAll() {
    const all = this.#ticked.size === this.members.length;
    this.marks = Object.fromEntries(this.members.map((g) => [g.id, !all]));
  }

  #answer(body, label) {
    const ids = [...this.#ticked];
    this.#leave();
    this.say("card-answer", { id: this.guidance.id, ids: body.answer === "take_over" ? [this.guidance.id] : ids, body, label });
  }

  #leave() {
    if (this.form) this.say("card-typing", { id: this.guidance.id, on: false });
    this.form = this.armed = null;
  }

  render() {
    const g = this.guidance;
    const { outcome, focused } = this;
    const looks = [outcome ? "settling" : focused ? "open" : "folded", isLikely(g) && "likely", isHighRisk(g) && "high"].filter(Boolean).join(" ");
    const focus = () => !focused && this.say("card-focus", { id: g.id });
    return html`<article class="card ${looks}" aria-labelledby="q-${g.id}" aria-current=${focused ? "true" : "false"} @focusin=${focus} @click=${focus}>
      <header>
        ${channelGlyph(g.channel)} ${tags(g, this.me)}
        <span class="who">${whoIs(this.conversations[g.conversation] ?? g)}${g.task ? html` · ${plain(g.task)}` : nothing}</span>
        ${outcome || isLikely(g) ? nothing : html`<patience-bar .guidance=${g}></patience-bar>`}
      </header>
      <p class="summary">${g.summary}</p>
      <h3 id="q-${g.id}" tabindex="-1">${g.question}</h3>
      ${isLikely(g) && focused && !outcome ? html`<p class="early">Nobody has been asked yet, and nobody waits. An early decision counts when the task gets there and the facts still hold.</p>` : nothing}
      ${isDraft(g) && focused && !outcome ? html`<draft-message .guidance=${g}></draft-message>` : nothing}
      ${focused && (this.form || !outcome) ? html`${exactWords(g)}${facts(g)}` : this.#line(g)}
      ${(focused || outcome) && this.members.length > 1 ? html`<bundle-list .members=${this.members} .ticked=${this.#ticked} .conversations=${this.conversations} .outcomes=${this.outcomes} .me=${this.me} @bundle-tick=${(e) => (this.marks = { ...this.marks, [e.detail.id]: e.detail.on })}></bundle-list>` : nothing}
      ${approvals(g, this.me)}
      ${outcome ? outcomeBand(outcome, g) : focused && !this.#waitsForSecond ? html`${this.#proposals(g)}` : nothing}
      ${focused && (this.form || !outcome) ? this.#own(g) : nothing}
      ${this.failed && !outcome ? html`<p class="failed" role="alert">${this.failed}</p>` : nothing}
    </article>`;
  }

  #line(g) {
    if (isDraft(g)) return this.outcome ? nothing : html`<p class="facts-line draft-line">“${g.draft}”</p>`;
    return html`${factsLine(g)}${this.members.length > 1 && !this.outcome ? html`<p class="like-this">${this.members.length} like this${isRisky(g, "approve") ? nothing : ", answered together"}</p>` : nothing}`;
  }

  #proposals(g) {
    const armed = this.armed ? html`<p class="armed" role="status">Nothing sent yet. Look at the ${isDraft(g) ? "message" : "evidence"}, then press <kbd>${this.armed}</kbd> again.</p>` : nothing;
    if (isDraft(g) || g.proposals.length === 0) return armed;
    return html`<ol class="answers">
      ${g.proposals.map((p, at) => {
        const n = p.n ?? at + 1;
        const unread = !this.read && isRisky(g, p.decision);
        return html`<li>
          <button type="button" class="answer ${p.decision} ${unread ? "unread" : ""}" aria-keyshortcuts=${n} @click=${(e) => (e.stopPropagation(), this.choose(n))}>
            <kbd>${n}</kbd>
            <span class="label">${p.label}</span>
            ${p.effect ? html`<span class="effect">${p.effect}</span>` : nothing}
            <span class="source ${p.source} ${p.origin ? "" : "short"}">${sourceWords(p)}</span>
          </button>
        </li>`;
      })}
    </ol>
    ${g.proposals.some((p) => isRisky(g, p.decision)) ? gate(g, this.read) : nothing}
    ${armed}`;
  }

  #own(g) {
    if (this.form) {
      return html`<answer-form .kind=${this.form} .guidance=${g} ?closed=${Boolean(this.outcome)}
        @form-typing=${() => this.say("card-typed", { id: g.id })}
        @form-send=${(e) => this.#answer(e.detail.body, e.detail.label)}
        @form-leave=${() => this.#leave()}></answer-form>`;
    }
    const button = (key, label, run, strong = false) => html`<button type="button" class="own ${strong ? "strong" : ""}" @click=${(e) => (e.stopPropagation(), run())}><kbd>${key}</kbd> ${label}</button>`;
    const draft = isDraft(g);
    return html`<div class="owns">
      ${draft ? button("Enter", "Say it", () => this.accept(), true) : nothing}
      ${draft || this.#waitsForSecond ? nothing : button("t", "In your words", () => this.write("instruct"))}
      ${this.#editable ? button("e", "Edit", () => this.write("edit")) : nothing}
      ${button("d", draft ? "Don’t say it" : "Decline", () => this.write("decline"))}
      ${button("o", "Take over", () => this.takeOver())}
      ${draft || isTakenBy(g, this.me) ? nothing : button("Enter", "Keep", () => this.accept())}
    </div>`;
  }
}

customElements.define("guidance-card", GuidanceCard);

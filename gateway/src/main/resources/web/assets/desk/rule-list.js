// <rule-list .rules>: what people's answers add up to. A supervisor tries a rule in shadow, switches it on, rolls it back.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { serverNow } from "../clock.js";
import { PageElement } from "../element.js";
import { agreement, effect, expiry, ruleAnswer, ruleMoves, ruleState, scope } from "./figures.js";

class RuleList extends PageElement {
  static properties = {
    rules: { attribute: false },
    details: { attribute: false },
    problems: { attribute: false },
    mayMove: { type: Boolean },
  };

  render() {
    if (!this.rules?.length) return html`<p class="hush">No rules yet. When several people keep giving the same answer to the same question, a rule is proposed here. It answers nobody until it is switched on.</p>`;
    return html`<ul class="rules">${repeat(this.rules, (r) => r.id, (r) => this.#rule(r))}</ul>`;
  }

  #rule(r) {
    const people = (r.agents ?? []).join(" and ");
    return html`<li class="rule ${r.state}">
      <div class="rule-head"><span class="tag ${r.state}">${ruleState(r)}</span> <b>${r.question}</b></div>
      <p class="rule-answer">→ ${ruleAnswer(r.answer)}</p>
      <dl>
        <div><dt>Where</dt><dd>${scope(r)}</dd></div>
        <div><dt>Made of</dt><dd>${r.answers} answers${people ? html` by ${people}` : nothing}</dd></div>
        <div><dt>Shadow</dt><dd>${agreement(r)}</dd></div>
        <div><dt>In use</dt><dd>${effect(r)}</dd></div>
        <div><dt>Expires</dt><dd>${expiry(r.expiresAt, serverNow())}</dd></div>
      </dl>
      <div class="rule-moves">
        ${this.mayMove ? ruleMoves(r).map((move) => html`<button type="button" class=${move.state} @click=${() => this.say("rule-move", { id: r.id, state: move.state })}>${move.label}</button>`) : nothing}
        <button type="button" class="plain" aria-expanded=${this.details[r.id] ? "true" : "false"} @click=${() => this.say("rule-look", { id: r.id })}>Evidence</button>
      </div>
      ${this.problems[r.id] ? html`<p class="failed" role="alert">${this.problems[r.id]}</p>` : nothing}
      ${this.details[r.id] ? this.#evidence(this.details[r.id]) : nothing}
    </li>`;
  }

  #evidence({ evidence = [], history = [] }) {
    const day = (iso) => new Date(iso).toLocaleString([], { dateStyle: "short", timeStyle: "short" });
    return html`<ul class="rule-evidence" aria-label="Evidence and history">
      ${evidence.map((e) => html`<li><span class="when">${day(e.at)}</span> <span><q>${e.question}</q> <b>${e.agent}</b>: ${ruleAnswer(e.answer)}${e.outcome ? html` <span class="when">${e.outcome.replaceAll("_", " ")}</span>` : nothing}</span></li>`)}
      ${history.map((h) => html`<li><span class="when">${day(h.at)}</span> <span>${h.who}: ${h.from ? `${h.from} → ` : ""}${h.to}${h.reason ? html` <span class="when">${h.reason}</span>` : nothing}</span></li>`)}
    </ul>`;
  }
}

customElements.define("rule-list", RuleList);

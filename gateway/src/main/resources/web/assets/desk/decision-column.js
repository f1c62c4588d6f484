// <decision-column>: the cards in order, what is with somebody else, and what was decided.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { PageElement } from "../element.js";
import { channelGlyph } from "../icons.js";
import "./guidance-card.js";
import "./patience-ring.js";
import { short } from "./patience.js";
import { OUTCOME_WORDS } from "./words.js";

class DecisionColumn extends PageElement {
  static properties = {
    cards: { attribute: false },
    others: { attribute: false },
    outcomes: { attribute: false },
    conversations: { attribute: false },
    failures: { attribute: false },
    focused: {},
    presence: {},
  };

  card(id) {
    return this.querySelector(`guidance-card[data-id="${CSS.escape(id ?? "")}"]`);
  }

  render() {
    const waiting = this.cards.filter((g) => !(g.id in this.outcomes.byCard)).length;
    return html`
      <h2>Decisions <span class="count">${waiting}</span></h2>
      <div class="cards" role="list" aria-label="Cards, the least patient first">
        ${repeat(this.cards, (g) => g.id, (g) => html`<guidance-card role="listitem" data-id=${g.id}
          .guidance=${g} .conversation=${this.conversations[g.conversation]} .outcome=${this.outcomes.byCard[g.id]}
          .failed=${this.failures[g.id]} ?focused=${g.id === this.focused}></guidance-card>`)}
        ${this.cards.length ? nothing : this.#empty()}
      </div>
      ${this.#others()} ${this.#recent()}
    `;
  }

  #empty() {
    const away = this.presence !== "available";
    return html`<div class="empty">
      <p class="lead">${away ? "You are not being offered anything." : "Nobody needs you right now."}</p>
      <p>${away
        ? html`Press <kbd>a</kbd> to be available. Cards come to whoever is free.`
        : html`The assistant talks to callers and visitors by itself. When it reaches a point where a person decides, a card appears here: a message, never a call. One key answers it, and the assistant goes on.`}</p>
      <p>Try it: call <code>sip:sotto@${location.hostname}</code> with a SIP phone, or open the <a href="/chat" target="_blank" rel="noopener">chat page</a> and write “I want my money back”.</p>
    </div>`;
  }

  #others() {
    if (this.others.length === 0) return nothing;
    return html`<section class="others" aria-label="With others">
      <h2>With others <span class="count">${this.others.length}</span></h2>
      <ul>
        ${repeat(this.others, (g) => g.id, (g) => html`<li>
          ${channelGlyph(g.channel)}
          <span class="question">${g.question}</span>
          <span class="by">${g.offeredTo ?? "nobody yet"}</span>
          <patience-ring class="small" .guidance=${g}></patience-ring>
        </li>`)}
      </ul>
    </section>`;
  }

  #recent() {
    const { recent } = this.outcomes;
    if (recent.length === 0) return nothing;
    return html`<section class="recent" aria-label="Recent decisions">
      <h2>Recent</h2>
      <ul>
        ${repeat(recent.slice(0, 8), (r) => `${r.id}-${r.at}`, (r) => html`<li>
          ${channelGlyph(r.channel)}
          <span class="question" title=${r.question}>${r.question}</span>
          <span class="label" title=${r.label}>${r.label}</span>
          <span class="result ${r.step}">${OUTCOME_WORDS[r.step] ?? r.step}${r.step === "accepted" ? html` · ${short(r.seconds)}` : nothing}</span>
        </li>`)}
      </ul>
    </section>`;
  }
}

customElements.define("decision-column", DecisionColumn);

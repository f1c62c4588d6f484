// <decision-column>: the cards in order, what is with somebody else, and what was decided.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { PageElement } from "../element.js";
import { channelGlyph } from "../icons.js";
import "./guidance-card.js";
import "./patience-bar.js";
import { short } from "./patience.js";
import { approvers, isLikely, isTakeable } from "./wire.js";
import { OUTCOME_WORDS } from "./words.js";

class DecisionColumn extends PageElement {
  static properties = {
    desk: { attribute: false },
    version: { type: Number },
  };

  card(id) {
    return this.querySelector(`guidance-card[data-id="${CSS.escape(id ?? "")}"]`);
  }

  render() {
    const { desk } = this;
    const { cards, state } = desk;
    const waiting = desk.undecided.filter((g) => !isLikely(g)).length;
    return html`
      <h2>Decisions <span class="count">${waiting}</span></h2>
      <div class="cards" role="list" aria-label="Cards, the least patient first">
        ${repeat(cards, (g) => g.id, (g) => html`<guidance-card role="listitem" data-id=${g.id}
          .guidance=${g} .members=${desk.members(g)} .conversations=${state.conversations} .outcomes=${desk.outcomes.byCard} .me=${state.agent?.name}
          .failed=${desk.failures[g.id]} ?focused=${g.id === desk.focused}></guidance-card>`)}
        ${cards.length || !state.agent ? nothing : this.#empty(state.agent.presence)}
      </div>
      ${this.#others()} ${this.#recent()}
    `;
  }

  #empty(presence) {
    const away = presence === "away" || presence === "busy" || presence === "offline";
    return html`<div class="empty">
      <p class="lead">${away ? "You are not being offered anything." : "Nobody needs you right now."}</p>
      <p>${away
        ? html`Press <kbd>a</kbd> to be available. Cards come to whoever is free.`
        : html`The assistant talks to callers and visitors by itself. When it reaches a point where a person decides, a card appears here: a message, never a call. One key answers it, and the assistant goes on.`}</p>
      <p>Try it: call <code>sip:sotto@${location.hostname}</code> with a SIP phone, or open the <a href="/chat" target="_blank" rel="noopener">chat page</a> and write “I want my money back”.</p>
    </div>`;
  }

  #others() {
    const { others, failures } = this.desk;
    if (others.length === 0) return nothing;
    const me = this.desk.state.agent?.name;
    const first = others.find((g) => isTakeable(g, me));
    return html`<section class="others" aria-label="With others">
      <h2>With others <span class="count">${others.length}</span></h2>
      <ul>
        ${repeat(others, (g) => g.id, (g) => html`<li>
          ${channelGlyph(g.channel)}
          <span class="question" title=${g.question}>${g.question}</span>
          <span class="by ${g.offeredTo ? "" : "nobody"}">${g.offeredTo ?? "nobody yet"}</span>
          <patience-bar class="plain" .guidance=${g}></patience-bar>
          ${!isTakeable(g, me) ? html`<span class="by">${approvers(g).includes(me) ? "you approved" : "taken"}</span>` : html`<button type="button" class="take" title="Take this card" @click=${() => this.say("card-accept", { id: g.id })}>${g === first ? html`<kbd>g</kbd> ` : nothing}Take it</button>`}
          ${failures[g.id] ? html`<p class="failed" role="alert">${failures[g.id]}</p>` : nothing}
        </li>`)}
      </ul>
    </section>`;
  }

  #recent() {
    const { recent } = this.desk.outcomes;
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

// <bundle-list>: the conversations that ask nearly the same. One key answers those that are ticked; each of these shows its facts and what it would hear.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { PageElement } from "../element.js";
import { channelGlyph } from "../icons.js";
import { isRisky } from "./guard.js";
import "./patience-bar.js";
import { OUTCOME_WORDS, whoIs } from "./words.js";

class BundleList extends PageElement {
  static properties = {
    members: { attribute: false },
    ticked: { attribute: false },
    conversations: { attribute: false },
    outcomes: { attribute: false },
    me: {},
  };

  render() {
    const undecided = this.members.filter((g) => !(g.id in this.outcomes));
    return html`<fieldset class="bundle">
      <legend>${this.members.length} like this <span class="bundle-hint">${undecided.length > 1 ? html`answers go to the ${this.ticked.size} ticked · <kbd>b</kbd> all or this one` : nothing}</span></legend>
      <ul>${repeat(this.members, (g) => g.id, (g, at) => this.#member(g, at === 0))}</ul>
    </fieldset>`;
  }

  #member(g, leads) {
    const outcome = this.outcomes[g.id];
    const who = whoIs(this.conversations[g.conversation] ?? g);
    const ticked = this.ticked.has(g.id);
    const facts = leads ? [] : g.evidence.slice(0, ticked && isRisky(g, "approve") ? undefined : 1);
    return html`<li class=${leads ? "leads" : ""}>
      <label ?data-evidence=${ticked}>
        <input type="checkbox" .checked=${ticked || Boolean(outcome)} ?disabled=${leads || Boolean(outcome)} @change=${(e) => this.say("bundle-tick", { id: g.id, on: e.target.checked })} />
        ${channelGlyph(g.channel)}
        <span class="member"><span class="member-question">${g.question}</span>
          <span class="member-who">${who}${facts.map((fact) => html` · ${fact.label} <b>${fact.value}</b>`)}${g.offeredTo && g.offeredTo !== this.me ? html` · with ${g.offeredTo}` : nothing}</span>
          ${ticked ? this.#preview(g) : nothing}</span>
        ${outcome ? html`<span class="result ${outcome.step}" role="status">${OUTCOME_WORDS[outcome.step] ?? outcome.step}</span>` : html`<patience-bar class="plain" .guidance=${g}></patience-bar>`}
      </label>
    </li>`;
  }

  /** What this one would hear, where it isn't what the first of them hears. */
  #preview(g) {
    const [first] = this.members;
    const differing = g.proposals.map((p, at) => [p.n ?? at + 1, p.effect, first.proposals[at]?.effect]).filter(([, effect, same]) => effect && effect !== same);
    return differing.map(([n, effect]) => html`<span class="member-effect"><kbd>${n}</kbd> ${effect}</span>`);
  }
}

customElements.define("bundle-list", BundleList);

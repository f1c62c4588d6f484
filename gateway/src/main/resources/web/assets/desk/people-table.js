// <people-table .people>: who is at which desk, with how much, and how fresh they are.

import { html, nothing } from "lit";
import { serverNow } from "../clock.js";
import { PageElement } from "../element.js";
import { everyTick } from "../ticker.js";
import { short } from "./patience.js";
import { pauseOf } from "./wire.js";
import { PAUSE_WORDS, PRESENCE_WORDS } from "./words.js";

class PeopleTable extends PageElement {
  static properties = { people: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    this.stop = everyTick(() => this.people?.some((p) => pauseOf(p)) && this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  render() {
    return html`<table class="people">
      <thead><tr><th scope="col">Who</th><th scope="col">Is</th><th scope="col">Cards</th><th scope="col" title="Answers in the last 20 minutes, and the median time of each">20 minutes</th><th scope="col">Skills</th></tr></thead>
      <tbody>${(this.people ?? []).map((p) => this.#person(p))}</tbody>
    </table>`;
  }

  #person(p) {
    const pause = pauseOf(p);
    const left = pause?.until ? Math.max(0, Math.ceil((pause.until - serverNow()) / 1000)) : null;
    const { answers, median } = p.pace;
    return html`<tr class=${p.presence}>
      <th scope="row">${p.name}${p.role === "supervisor" ? html` <span class="role">supervisor</span>` : nothing}</th>
      <td>${pause ? html`<span class="presence-word ${pause.reason}"><span class="dot"></span>${PAUSE_WORDS[pause.reason] ?? pause.reason}${left === null ? nothing : html` · ${short(left)}`}</span>` : html`<span class="presence-word ${p.presence}"><span class="dot"></span>${PRESENCE_WORDS[p.presence] ?? p.presence}</span>`}</td>
      <td><span class="load" role="meter" aria-label="Cards" aria-valuemin="0" aria-valuenow=${p.load} aria-valuemax=${p.capacity}>${Array.from({ length: Math.min(20, Math.max(p.capacity, p.load)) }, (_, at) => html`<i class=${at < p.load ? "full" : ""}></i>`)}</span> <span class="of">${p.load} of ${p.capacity}</span></td>
      <td>${answers ? html`${answers} · ${short(Math.round(median))}` : html`<span class="none">none</span>`}</td>
      <td class="skills">${(p.skills ?? []).join(", ")}</td>
    </tr>`;
  }
}

customElements.define("people-table", PeopleTable);

// <floor-view>: the supervisor's view: people, cards that nobody attends to, what memory has learned, and the figure that should fall.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { serverNow } from "../clock.js";
import { PageElement } from "../element.js";
import { channelGlyph } from "../icons.js";
import "./consult-chart.js";
import { pace } from "./outcomes.js";
import "./patience-bar.js";
import "./people-table.js";
import { refusal } from "./replies.js";
import "./rule-list.js";
import { unattended } from "./order.js";

const DAYS = 30;
const REFRESH_MILLIS = 30_000;

class FloorView extends PageElement {
  static properties = {
    desk: { attribute: false },
    session: { attribute: false },
    rules: { state: true },
    days: { state: true },
    details: { state: true },
    problems: { state: true },
  };

  #timer = 0;

  constructor() {
    super();
    this.details = {};
    this.problems = {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.#timer = setInterval(() => this.#load(), REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async #load() {
    const [rules, figures] = await Promise.all([this.#read("/v1/rules?state=all"), this.#read(`/v1/figures/consults?days=${DAYS}`)]);
    this.rules = rules?.rules ?? null;
    this.days = figures?.days ?? null;
  }

  async #read(path) {
    const { status, body } = await this.session.call("GET", path);
    return status === 200 ? body : null;
  }

  async #move({ id, state }) {
    const { status, body } = await this.session.call("POST", `/v1/rules/${encodeURIComponent(id)}`, { state });
    this.problems = { ...this.problems, [id]: status === 200 ? "" : `Not changed: ${refusal(status, body)}` };
    await this.#load();
    if (this.details[id]) this.details = { ...this.details, [id]: await this.#read(`/v1/rules/${encodeURIComponent(id)}`) };
  }

  async #look({ id }) {
    this.details = { ...this.details, [id]: this.details[id] ? null : await this.#read(`/v1/rules/${encodeURIComponent(id)}`) };
  }

  async #reassign(id, agent) {
    if (!agent) return;
    const { status, body } = await this.session.call("POST", `/v1/guidance/${encodeURIComponent(id)}/reassign`, { agent });
    this.problems = { ...this.problems, [id]: status === 200 ? "" : `Not moved: ${refusal(status, body)}` };
  }

  render() {
    const { desk } = this;
    const people = desk.state.agents.map((agent) => ({ ...agent, pace: pace(desk.state, agent.name, serverNow()) }));
    return html`<div class="floor-grid">
      <div class="floor-column">
        <section aria-label="People"><h2>People</h2><people-table .people=${people}></people-table></section>
        <section aria-label="Cards that nobody is on">${this.#unattended(people)}</section>
      </div>
      <div class="floor-column">
        <section aria-label="Consults per 100 conversations"><h2>Consults per 100 conversations</h2>
          ${this.days ? html`<consult-chart .days=${this.days}></consult-chart>` : html`<p class="hush">No figures from the server.</p>`}</section>
        <section aria-label="Rules" @rule-move=${(e) => this.#move(e.detail)} @rule-look=${(e) => this.#look(e.detail)}><h2>Rules from people’s answers</h2>
          <rule-list .rules=${this.rules} .details=${this.details} .problems=${this.problems} ?mayMove=${desk.state.agent?.role === "supervisor"}></rule-list></section>
      </div>
    </div>`;
  }

  #unattended(people) {
    const cards = unattended(this.desk.state, serverNow());
    const there = people.filter((p) => p.presence === "available" || p.presence === "busy");
    return html`<h2>Cards that nobody is on <span class="count">${cards.length}</span></h2>
      ${cards.length === 0 ? html`<p class="hush">Every open question is with somebody.</p>` : nothing}
      <ul class="unattended">${repeat(cards, (g) => g.id, (g) => html`<li>
        ${channelGlyph(g.channel)}<span class="question" title=${g.question}>${g.question}</span>
        <span class="by">${g.offeredTo ? `offered to ${g.offeredTo}` : g.unattended ? `nobody here can: ${g.skill}` : "nobody yet"}</span>
        <patience-bar class="plain" .guidance=${g}></patience-bar>
        <select aria-label="Give to" @change=${(e) => (this.#reassign(g.id, e.target.value), (e.target.value = ""))}>
          <option value="">Give to …</option>${there.map((p) => html`<option value=${p.name}>${p.name}</option>`)}
        </select>
        ${this.problems[g.id] ? html`<p class="failed" role="alert">${this.problems[g.id]}</p>` : nothing}
      </li>`)}</ul>`;
  }
}

customElements.define("floor-view", FloorView);

// <work-place>: top bar, decisions, conversations; turns keys and clicks into what the desk does.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { PageElement } from "../element.js";
import { channelGlyph } from "../icons.js";
import "./conversation-pane.js";
import "./decision-column.js";
import { Desk } from "./desk.js";
import { Herald } from "./herald.js";
import "./key-help.js";
import { commandFor, placeOf } from "./keys.js";
import "./top-bar.js";
import { customerWord, whoIs } from "./words.js";

class WorkPlace extends PageElement {
  static properties = { session: { attribute: false }, view: { state: true }, problem: { state: true } };

  #key = (event) => {
    const command = commandFor(event, placeOf(event.target));
    if (!command || this.querySelector("dialog[open]")) return;
    if (command !== "leave") event.preventDefault();
    this.#run(command, event.key);
  };

  connectedCallback() {
    super.connectedCallback();
    this.view = "cards";
    this.herald = new Herald();
    this.desk = new Desk(this.session, () => this.requestUpdate());
    this.desk.start();
    document.addEventListener("keydown", this.#key);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#key);
    this.desk.stop();
    this.herald.cards([], () => "");
  }

  updated() {
    const { desk } = this;
    this.herald.cards(desk.undecided, (g) => `A ${customerWord(g.channel)} waits.`);
    if (this.lastFocused !== desk.focused) {
      this.lastFocused = desk.focused;
      this.#card?.scrollIntoView({ block: "nearest" });
    }
  }

  get #card() {
    return this.querySelector("decision-column")?.card(this.desk.focused);
  }

  #pane(id) {
    return this.querySelector(`conversation-pane[data-id="${CSS.escape(id ?? "")}"]`);
  }

  #run(command, key) {
    const { desk } = this;
    const conversation = desk.state.guidance[desk.focused]?.conversation ?? desk.panes[0];
    const commands = {
      next: () => desk.move(1),
      previous: () => desk.move(-1),
      choose: () => this.#card?.choose(Number(key)),
      accept: () => this.#card?.accept(),
      instruct: () => this.#card?.write("instruct"),
      edit: () => this.#card?.write("edit"),
      decline: () => this.#card?.write("decline"),
      takeOver: () => this.#card?.takeOver(),
      whisper: () => ((this.view = "conversations"), this.#pane(conversation)?.focusBox()),
      pin: () => conversation && desk.pin(conversation),
      presence: () => this.#setPresence(desk.state.agent?.presence === "available" ? "away" : "available"),
      sound: () => (this.herald.toggleSound(), this.requestUpdate()),
      help: () => this.querySelector("key-help").toggle(),
      leave: () => document.activeElement?.blur(),
    };
    commands[command]?.();
  }

  async #setPresence(presence, capacity = this.desk.state.agent?.capacity ?? 6) {
    const problem = await this.desk.presence(presence, capacity);
    this.problem = problem && `Presence not changed: ${problem}`;
    this.requestUpdate();
  }

  async #send({ id, text, as, sent }) {
    const problem = await this.desk.conversation(id, as, { text });
    if (!problem) sent();
    const done = as === "whisper" ? "The assistant has it." : "Sent.";
    this.#pane(id)?.tell(problem ? { tone: "bad", text: `Not sent: ${problem}` } : { tone: "good", text: done });
  }

  async #turn({ id, to }) {
    const problem = await this.desk.conversation(id, to);
    if (problem) this.#pane(id)?.tell({ tone: "bad", text: `Not done: ${problem}` });
    else if (to === "take-over") this.#pane(id)?.focusBox();
  }

  render() {
    const { desk } = this;
    const { live } = desk;
    return html`
      <top-bar .agent=${desk.state.agent} .calls=${live.filter((c) => c.channel === "voice").length} .chats=${live.filter((c) => c.channel === "chat").length}
        .cards=${desk.undecided.length} .recent=${desk.outcomes.recent} .connection=${desk.connection} .sound=${this.herald.sound}
        @desk-command=${(e) => this.#run(e.detail)} @presence=${(e) => this.#setPresence(e.detail.presence, e.detail.capacity)}></top-bar>
      ${this.#notice()}
      <main class="work" data-view=${this.view}>
        <decision-column class="column" .cards=${desk.cards} .others=${desk.others} .outcomes=${desk.outcomes} .failures=${desk.failures}
          .conversations=${desk.state.conversations} .focused=${desk.focused} .presence=${desk.state.agent?.presence ?? "available"}
          @card-focus=${(e) => desk.focus(e.detail.id)} @card-accept=${(e) => desk.accept(e.detail.id)}
          @card-answer=${(e) => desk.answer(e.detail.id, e.detail.body, e.detail.label)}></decision-column>
        ${this.#conversations(live)}
      </main>
      <nav class="views" aria-label="Views">
        ${[["cards", `Decisions ${desk.undecided.length}`], ["conversations", `Conversations ${live.length}`]].map(([view, label]) => html`<button type="button" aria-pressed=${this.view === view ? "true" : "false"} @click=${() => (this.view = view)}>${label}</button>`)}
      </nav>
      <key-help></key-help>`;
  }

  #notice() {
    if (this.desk.connection === "reconnecting") return html`<p class="notice" role="status">Connection lost. What you see may be old; the callers and the assistant go on. Reconnecting …</p>`;
    return this.problem ? html`<p class="notice" role="alert">${this.problem}</p>` : nothing;
  }

  #conversations(live) {
    const { desk } = this;
    const asking = new Set(desk.undecided.map((g) => g.conversation));
    const shown = desk.panes.map((id) => desk.state.conversations[id]).filter(Boolean);
    return html`<section class="conversations" aria-label="Live conversations"
      @pane-pin=${(e) => desk.pin(e.detail.id)} @pane-close=${(e) => desk.closePane(e.detail.id)}
      @pane-send=${(e) => this.#send(e.detail)} @pane-turn=${(e) => this.#turn(e.detail)}>
      <div class="strip" role="toolbar" aria-label="Show a conversation">
        <h2>Live <span class="count">${live.length}</span></h2>
        ${repeat(live, (c) => c.id, (c) => html`<button type="button" class="chip ${asking.has(c.id) ? "asking" : ""}" aria-pressed=${desk.panes.includes(c.id) ? "true" : "false"}
          @click=${() => (desk.panes.includes(c.id) ? desk.closePane(c.id) : desk.pin(c.id))}>${channelGlyph(c.channel)}${whoIs(c)}</button>`)}
      </div>
      <div class="panes" data-count=${shown.length}>
        ${repeat(shown, (c) => c.id, (c) => html`<conversation-pane data-id=${c.id} .conversation=${c} .guidance=${desk.state.guidance} .me=${desk.state.agent?.name ?? ""}
          ?pinned=${desk.pinned.has(c.id)} ?asking=${desk.state.guidance[desk.focused]?.conversation === c.id}></conversation-pane>`)}
        ${shown.length ? nothing : html`<p class="hush">Live conversations appear here, word by word. You needn’t follow them: the cards say what matters.</p>`}
      </div>
    </section>`;
  }
}

customElements.define("work-place", WorkPlace);

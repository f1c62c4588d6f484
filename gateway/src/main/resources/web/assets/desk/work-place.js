// <work-place>: top bar, decisions, conversations; turns keys and clicks into what the desk does.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { PageElement } from "../element.js";
import "./conversation-pane.js";
import "./decision-column.js";
import { Desk } from "./desk.js";
import "./floor-view.js";
import { Herald } from "./herald.js";
import "./key-help.js";
import { commandFor, placeOf } from "./keys.js";
import "./live-list.js";
import "./pause-notice.js";
import "./top-bar.js";
import { isLikely } from "./wire.js";
import { customerWord } from "./words.js";

const WIDE = matchMedia("(min-width: 1800px)");

/** What a key may do while the cards aren't on the screen. */
const ON_THE_FLOOR = new Set(["view", "presence", "sound", "help", "leave"]);

class WorkPlace extends PageElement {
  static properties = { session: { attribute: false }, view: { state: true }, problem: { state: true } };

  #key = (event) => {
    const command = commandFor(event, placeOf(event.target));
    if (!command || this.querySelector("dialog[open]")) return;
    if (command !== "leave") event.preventDefault();
    this.#run(command, event.key);
  };

  #resized = () => (this.desk.mostPanes = WIDE.matches ? 3 : 2);

  connectedCallback() {
    super.connectedCallback();
    this.view = "cards";
    this.herald = new Herald();
    this.desk = new Desk(this.session, () => this.requestUpdate());
    this.#resized();
    WIDE.addEventListener("change", this.#resized);
    this.desk.start();
    document.addEventListener("keydown", this.#key);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#key);
    WIDE.removeEventListener("change", this.#resized);
    this.desk.stop();
    this.herald.cards([], () => "");
  }

  updated() {
    const { desk } = this;
    this.herald.cards(desk.undecided.filter((g) => !isLikely(g)), (g) => `A ${customerWord(g.channel)} waits.`);
    if (this.lastFocused !== desk.focused) {
      this.lastFocused = desk.focused;
      this.#card?.scrollIntoView({ block: "nearest" });
      if (document.activeElement?.closest("decision-column") && placeOf(document.activeElement) !== "text") this.#readOut();
    }
  }

  /** A screen reader goes along: the marked card's question gets the focus, unless somebody is typing. */
  #readOut() {
    this.#card?.querySelector("h3")?.focus({ preventScroll: true });
  }

  async #move(step) {
    this.desk.move(step);
    await this.updateComplete;
    this.#readOut();
  }

  get #card() {
    return this.querySelector("decision-column")?.card(this.desk.focused);
  }

  #pane(id) {
    return this.querySelector(`conversation-pane[data-id="${CSS.escape(id ?? "")}"]`);
  }

  #run(command, key) {
    const { desk } = this;
    if (this.view === "floor" && !ON_THE_FLOOR.has(command)) return;
    const commands = {
      next: () => this.#move(1),
      previous: () => this.#move(-1),
      choose: () => this.#card?.choose(Number(key)),
      accept: () => this.#card?.accept(),
      instruct: () => this.#card?.write("instruct"),
      edit: () => this.#card?.write("edit"),
      decline: () => this.#card?.write("decline"),
      tickAll: () => this.#card?.tickAll(),
      take: () => desk.takeNext(),
      nextLive: () => desk.moveLive(1),
      previousLive: () => desk.moveLive(-1),
      takeOver: () => this.#takeOver(),
      handBack: () => this.#turn({ id: desk.selected, to: "hand-back" }),
      whisper: () => this.#whisper(),
      pin: () => desk.selected && desk.pin(desk.selected),
      presence: () => this.#setPresence(desk.state.agent?.presence === "available" ? "away" : "available"),
      view: () => desk.state.agent?.role === "supervisor" && (this.view = this.view === "floor" ? "cards" : "floor"),
      sound: () => (this.herald.toggleSound(), this.requestUpdate()),
      help: () => this.querySelector("key-help").toggle(),
      leave: () => document.activeElement?.blur(),
    };
    commands[command]?.();
  }

  /** Into the marked conversation; on a narrow screen its pane comes first. */
  async #whisper() {
    if (!this.desk.selected) return;
    this.view = "conversations";
    this.desk.select(this.desk.selected);
    await this.updateComplete;
    this.#pane(this.desk.selected)?.focusBox();
  }

  /** By the card when the marked conversation is that of an open card: the question is answered with it. */
  #takeOver() {
    const { desk } = this;
    const card = desk.state.guidance[desk.focused];
    if (card?.conversation === desk.selected && !(card.id in desk.outcomes.byCard) && !isLikely(card)) return this.#card?.takeOver();
    if (desk.state.conversations[desk.selected]?.agent !== desk.state.agent?.name) this.#turn({ id: desk.selected, to: "take-over" });
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
    if (!id) return;
    const problem = await this.desk.conversation(id, to);
    if (problem) this.#pane(id)?.tell({ tone: "bad", text: `Not done: ${problem}` });
    else if (to === "take-over") this.#pane(id)?.focusBox();
    else document.activeElement?.blur();
  }

  render() {
    const { desk } = this;
    const { live } = desk;
    const asked = desk.undecided.filter((g) => !isLikely(g)).length;
    return html`
      <top-bar .agent=${desk.state.agent} .calls=${live.filter((c) => c.channel === "voice").length} .chats=${live.filter((c) => c.channel === "chat").length}
        .cards=${asked} .recent=${desk.outcomes.recent} .connection=${desk.connection} .sound=${this.herald.sound} .view=${this.view}
        @desk-command=${(e) => this.#run(e.detail)} @presence=${(e) => this.#setPresence(e.detail.presence, e.detail.capacity)}></top-bar>
      ${this.#notice()}
      <pause-notice .agent=${desk.state.agent}></pause-notice>
      ${this.view === "floor" ? html`<floor-view class="floor" .desk=${desk} .session=${this.session} @card-accept=${(e) => desk.accept(e.detail.id)}></floor-view>` : nothing}
      <main class="work" data-view=${this.view} ?hidden=${this.view === "floor"}>
        <decision-column class="column" .desk=${desk} .version=${desk.version}
          @card-focus=${(e) => desk.focus(e.detail.id)} @card-accept=${(e) => desk.accept(e.detail.id)}
          @card-typing=${(e) => desk.typing(e.detail.id, e.detail.on)} @card-typed=${(e) => desk.typed(e.detail.id)}
          @card-answer=${(e) => desk.answer(e.detail.ids, e.detail.body, e.detail.label)}></decision-column>
        ${this.#conversations(live)}
      </main>
      <nav class="views" aria-label="Views">
        ${[["cards", `Decisions ${asked}`], ["conversations", `Conversations ${live.length}`]].map(([view, label]) => html`<button type="button" aria-pressed=${this.view === view ? "true" : "false"} @click=${() => (this.view = view)}>${label}</button>`)}
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
      @live-choose=${(e) => desk.select(e.detail.id)}
      @pane-pin=${(e) => desk.pin(e.detail.id)} @pane-close=${(e) => desk.closePane(e.detail.id)}
      @pane-send=${(e) => this.#send(e.detail)} @pane-turn=${(e) => this.#turn(e.detail)}>
      <h2>Live <span class="count">${live.length}</span></h2>
      <live-list .conversations=${live} .guidance=${desk.state.guidance} .me=${desk.state.agent?.name} .selected=${desk.selected} .shown=${desk.panes}></live-list>
      <div class="panes" data-count=${shown.length}>
        ${repeat(shown, (c) => c.id, (c) => html`<conversation-pane data-id=${c.id} .conversation=${c} .guidance=${desk.state.guidance} .me=${desk.state.agent?.name}
          ?pinned=${desk.pinned.has(c.id)} ?asking=${asking.has(c.id)} ?selected=${c.id === desk.selected}></conversation-pane>`)}
        ${shown.length === 0 ? html`<p class="hush">No live conversations. Calls and chats appear here with their words as they are said.</p>` : nothing}
      </div>
    </section>`;
  }
}

customElements.define("work-place", WorkPlace);

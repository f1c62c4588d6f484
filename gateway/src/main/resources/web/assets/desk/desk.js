// The desk without its looks: holds the state, takes the server's messages in, sends the agent's decisions out.

import { Socket } from "../socket.js";
import { everyTick } from "../ticker.js";
import { closedElsewhere, fold, noOutcomes, sending, settled, unsent } from "./outcomes.js";
import { cardsOf, elsewhere, kept, moved, nextUndecided } from "./order.js";
import { choosePanes } from "./panes-choice.js";
import { forget, liveConversations, nothing, receive } from "./state.js";

/** How long an ended conversation stays on screen. */
const ENDED_LINGER_MILLIS = 12_000;

export class Desk {
  state = nothing;
  outcomes = noOutcomes;
  failures = {};
  focused = null;
  connection = "connecting";
  panes = [];
  pinned = new Set();
  #closed = new Set();
  #session;
  #socket;
  #changed;
  #stopTick;

  /** @param changed called after every change, at most once per change */
  constructor(session, changed) {
    this.#session = session;
    this.#changed = changed;
    this.#socket = new Socket("/v1/desk", () => ({ type: "hello", token: session.token }), {
      message: (message) => this.#take(message),
      status: (connection) => this.#update(() => (this.connection = connection)),
      refused: () => session.expire(),
    });
  }

  start() {
    this.#socket.open();
    this.#stopTick = everyTick((now) => this.#fold(now));
  }

  stop() {
    this.#socket.close();
    this.#stopTick?.();
  }

  get cards() {
    return cardsOf(this.state, this.outcomes.byCard);
  }

  get others() {
    return elsewhere(this.state, this.outcomes.byCard);
  }

  get undecided() {
    return this.cards.filter((g) => !(g.id in this.outcomes.byCard));
  }

  get live() {
    return liveConversations(this.state).sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  }

  focus(id) {
    this.#update(() => {
      this.focused = id;
      this.#closed.delete(this.state.guidance[id]?.conversation);
    });
  }

  move(step) {
    this.focus(moved(this.cards.map((g) => g.id), this.focused, step));
  }

  async answer(id, body, label) {
    this.#update(() => {
      this.outcomes = sending(this.outcomes, id, label, Date.now());
      delete this.failures[id];
    });
    const { status, body: reply } = await this.#session.call("POST", `/v1/guidance/${encodeURIComponent(id)}/answer`, body);
    this.#update(() => {
      if (status === 200 || (status === 409 && reply?.outcome)) {
        this.outcomes = settled(this.outcomes, id, reply?.outcome ?? "accepted", reply?.reason, Date.now());
        if (this.focused === id) this.focused = nextUndecided(this.cards.map((g) => g.id), id, this.outcomes.byCard);
      } else {
        this.outcomes = unsent(this.outcomes, id);
        this.failures = { ...this.failures, [id]: `Not recorded: ${refusal(status, reply)} Nothing has been decided.` };
      }
    });
  }

  async accept(id) {
    const { status, body: reply } = await this.#session.call("POST", `/v1/guidance/${encodeURIComponent(id)}/accept`);
    if (status !== 200) this.#update(() => (this.failures = { ...this.failures, [id]: `Not kept: ${refusal(status, reply)}` }));
  }

  /** Null when it worked, else why not. */
  async presence(presence, capacity) {
    const { status, body: reply } = await this.#session.call("PUT", "/v1/agents/me/presence", { presence, capacity });
    if (status !== 200) return refusal(status, reply);
    if (reply?.name) this.#take({ type: "presence.changed", agent: reply });
    return null;
  }

  /** `verb`: whisper, messages, take-over, hand-back. Null when it worked, else why not. */
  async conversation(id, verb, body) {
    const { status, body: reply } = await this.#session.call("POST", `/v1/conversations/${encodeURIComponent(id)}/${verb}`, body);
    return status >= 200 && status < 300 ? null : refusal(status, reply);
  }

  pin(id) {
    this.#update(() => {
      if (!this.pinned.delete(id)) this.pinned.add(id);
      this.#closed.delete(id);
    });
  }

  closePane(id) {
    this.#update(() => {
      this.#closed.add(id);
      this.pinned.delete(id);
    });
  }

  #take(message) {
    if (message.type === "error" && message.code === "unauthorized") return this.#session.expire();
    this.#update(() => {
      const before = this.state.guidance[message.guidance?.id];
      this.state = receive(this.state, message);
      if (message.type === "guidance.changed") {
        this.outcomes = closedElsewhere(this.outcomes, before, message.guidance, this.state.agent?.name, Date.now());
      }
    });
  }

  #fold(now) {
    const gone = Object.values(this.state.conversations).filter((c) => c.state !== "live" && Date.parse(c.endedAt ?? 0) < now - ENDED_LINGER_MILLIS && !this.pinned.has(c.id));
    const due = Object.values(this.outcomes.byCard).some((o) => o.leavesAt <= now);
    if (!due && gone.length === 0) return;
    this.#update(() => {
      ({ state: this.state, outcomes: this.outcomes } = fold(this.state, this.outcomes, now));
      if (gone.length) this.state = forget(this.state, new Set(gone.map((c) => c.id).filter((id) => !this.#settling(id))));
    });
  }

  /** True while one of its cards still shows its outcome. */
  #settling(conversation) {
    return Object.keys(this.outcomes.byCard).some((id) => this.state.guidance[id]?.conversation === conversation);
  }

  #update(change) {
    const before = this.cards.map((g) => g.id);
    change();
    const after = this.cards;
    this.focused = kept(before, after.map((g) => g.id), this.focused);
    const all = Object.values(this.state.conversations);
    this.panes = choosePanes(this.panes, {
      pinned: this.pinned,
      closed: this.#closed,
      focused: this.state.guidance[this.focused]?.conversation ?? null,
      mine: after.map((g) => g.conversation),
      live: this.live.map((c) => c.id),
      lingering: all.filter((c) => c.state !== "live").map((c) => c.id),
    });
    this.#changed();
  }
}

function refusal(status, reply) {
  if (status === 0) return "the server can’t be reached.";
  return reply?.reason ?? reply?.error?.message ?? `the server answered ${status}.`;
}

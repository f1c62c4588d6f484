// The desk without its looks: holds the state, takes the server's messages in, sends the agent's decisions out.

import { serverNow, setServerNow } from "../clock.js";
import { Socket } from "../socket.js";
import { everyTick } from "../ticker.js";
import { closedElsewhere, fold, noOutcomes, remembered, sending, settled, unsent, WAITING } from "./outcomes.js";
import { bundled, cardsOf, elsewhere, kept, leading, moved, nextUndecided, steady } from "./order.js";
import { choosePanes } from "./panes-choice.js";
import { bundleReplies, refusal } from "./replies.js";
import { forget, isOpen, liveConversations, nothing, recall, receive } from "./state.js";
import { approvalsNeeded, approvers, bundleOf, isTakeable, offeredAt, stamped } from "./wire.js";

/** How long an ended conversation stays on screen. */
const ENDED_LINGER_MILLIS = 12_000;
/** "Somebody is typing" is worth saying this often and no more. */
const TYPING_EVERY_MILLIS = 3_000;
/** Enough of the past for the last half hour of one person and the consults of what is on screen. */
const RECALLED = 200;

export class Desk {
  state = nothing;
  outcomes = noOutcomes;
  failures = {};
  focused = null;
  selected = null;
  connection = "connecting";
  panes = [];
  version = 0;
  mostPanes = 2;
  pinned = new Set();
  #shown = [];
  #typingIn = null;
  #typedAt = 0;
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

  /** All of this agent's cards, those of bundles one by one. */
  get #all() {
    return cardsOf(this.state, this.outcomes.byCard);
  }

  /** What stands in the column: a bundle is one card. */
  get cards() {
    return steady(leading(this.#all, this.focused, this.outcomes.byCard), this.#shown, this.#typingIn !== null);
  }

  /** The requests that an answer to this card can go to, the card itself first; colleagues keep what they have taken. */
  members(g) {
    const free = this.others.filter((other) => isTakeable(other, this.state.agent?.name));
    return bundled([...this.#all, ...(bundleOf(g) ? free : [])], g, this.outcomes.byCard);
  }

  get others() {
    return elsewhere(this.state, this.outcomes.byCard);
  }

  get undecided() {
    return this.#all.filter((g) => !(g.id in this.outcomes.byCard));
  }

  get live() {
    return liveConversations(this.state).sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  }

  focus(id) {
    this.#update(() => {
      this.focused = id;
      this.#choose(this.state.guidance[id]?.conversation ?? this.selected);
    });
  }

  move(step) {
    this.focus(moved(this.cards.map((g) => g.id), this.focused, step));
  }

  /** Marks a conversation: the one that is whispered into, taken over, pinned. */
  select(id) {
    this.#update(() => this.#choose(id));
  }

  moveLive(step) {
    this.select(moved(this.live.map((c) => c.id), this.selected, step));
  }

  #choose(id) {
    this.selected = id;
    this.#closed.delete(id);
  }

  /** One answer, for one card or for several of its bundle. */
  async answer(ids, body, label) {
    this.#update(() => {
      this.#typingIn = null;
      for (const id of ids) {
        this.outcomes = sending(this.outcomes, id, label, serverNow(), offeredAt(this.state.guidance[id], this.state.agent?.name));
        delete this.failures[id];
      }
    });
    const bundle = ids.length > 1 ? bundleOf(this.state.guidance[ids[0]]) : null;
    const path = bundle ? `/v1/guidance/bundles/${encodeURIComponent(bundle)}/answer` : `/v1/guidance/${encodeURIComponent(ids[0])}/answer`;
    const reply = await this.#session.call("POST", path, bundle ? { ...body, members: ids } : body);
    const replies = bundle ? bundleReplies(ids, reply) : { [ids[0]]: reply };
    this.#update(() => Object.entries(replies).forEach(([id, each]) => this.#settle(id, each, body.answer)));
  }

  #settle(id, { status, body }, answer) {
    if (status === 200 || (status === 409 && body?.outcome)) {
      this.outcomes = settled(this.outcomes, id, this.#step(id, body?.outcome ?? "accepted", answer), body?.reason, serverNow());
      if (this.focused === id) this.focused = nextUndecided(this.cards.map((g) => g.id), id, this.outcomes.byCard);
    } else {
      this.outcomes = unsent(this.outcomes, id);
      this.failures = { ...this.failures, [id]: `Not recorded: ${refusal(status, body)} Nothing has been decided.` };
    }
  }

  /** The first of two approvals counts, but decides nothing yet. */
  #step(id, outcome, answer) {
    const g = this.state.guidance[id];
    const others = approvers(g ?? {}).filter((name) => name !== this.state.agent?.name).length;
    const approves = answer === "approve" || answer === "choose";
    return outcome === "accepted" && approves && g && approvalsNeeded(g) > others + 1 ? WAITING : outcome;
  }

  /** Keeps an own card, or takes one that is with somebody else or with nobody. */
  async accept(id) {
    const { status, body: reply } = await this.#session.call("POST", `/v1/guidance/${encodeURIComponent(id)}/accept`);
    if (status === 200) return this.focus(id);
    this.#update(() => (this.failures = { ...this.failures, [id]: `Not yours: ${refusal(status, reply)}` }));
  }

  /** Takes the least patient card that is with others. */
  takeNext() {
    const next = this.others.find((g) => isTakeable(g, this.state.agent?.name));
    if (next) this.accept(next.id);
  }

  /** Somebody begins or ends to write in a card: until then it stays where it is, even when it is closed meanwhile. */
  typing(id, on) {
    this.#update(() => (this.#typingIn = on ? id : null));
    if (on) this.typed(id);
  }

  /** A key was pressed in a card's box; the caller's assistant may say that somebody is on it. */
  typed(id) {
    const now = Date.now();
    if (now - this.#typedAt < TYPING_EVERY_MILLIS) return;
    if (this.#socket.send({ type: "typing", guidance: id })) this.#typedAt = now;
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
    if (message.type === "snapshot") {
      setServerNow(message.now);
      message.guidance = (message.guidance ?? []).map((g) => stamped(g, serverNow()));
      this.#recall();
    } else if (message.guidance?.id) {
      message.guidance = stamped(message.guidance, serverNow());
    } else if (message.type === "silence") {
      message.at = serverNow();
    }
    this.#update(() => {
      const before = this.state.guidance[message.guidance?.id];
      this.state = receive(this.state, message);
      if (message.type === "guidance.changed") {
        this.outcomes = closedElsewhere(this.outcomes, before, message.guidance, this.state.agent?.name, serverNow());
      }
    });
  }

  /** What was decided before this page was opened: own answers, and when settled consults were asked. */
  async #recall() {
    const { status, body } = await this.#session.call("GET", `/v1/guidance?state=all&limit=${RECALLED}`);
    if (status !== 200 || !Array.isArray(body?.guidance)) return;
    this.#update(() => {
      this.state = recall(this.state, body.guidance);
      this.outcomes = remembered(this.outcomes, body.guidance, this.state.agent?.name);
    });
  }

  #fold(now) {
    const gone = Object.values(this.state.conversations).filter((c) => c.state !== "live" && Date.parse(c.endedAt ?? 0) < now - ENDED_LINGER_MILLIS && !this.pinned.has(c.id));
    const due = Object.entries(this.outcomes.byCard).some(([id, o]) => o.leavesAt <= now && id !== this.#typingIn);
    if (!due && gone.length === 0) return;
    this.#update(() => {
      ({ state: this.state, outcomes: this.outcomes } = fold(this.state, this.outcomes, now, this.#typingIn));
      if (gone.length) this.state = forget(this.state, new Set(gone.map((c) => c.id).filter((id) => !this.#settling(id))));
    });
  }

  /** True while one of its cards still shows its outcome. */
  #settling(conversation) {
    return Object.keys(this.outcomes.byCard).some((id) => this.state.guidance[id]?.conversation === conversation);
  }

  #update(change) {
    const before = this.#shown;
    const focusedBefore = this.focused;
    change();
    const ids = leading(this.#all, this.focused, this.outcomes.byCard).map((g) => g.id);
    this.focused = kept(before, ids, this.focused);
    this.#shown = this.cards.map((g) => g.id);
    const waitingFor = this.state.guidance[this.focused]?.conversation;
    if (this.focused !== focusedBefore && waitingFor) this.#choose(waitingFor);
    if (!this.state.conversations[this.selected]) this.selected = waitingFor ?? this.live[0]?.id ?? null;
    this.#arrange();
    this.version += 1;
    this.#changed();
  }

  #arrange() {
    const all = Object.values(this.state.conversations);
    this.panes = choosePanes(
      this.panes,
      {
        pinned: this.pinned,
        closed: this.#closed,
        focused: this.selected,
        mine: this.#all.filter((g) => isOpen(g)).map((g) => g.conversation),
        live: this.live.map((c) => c.id),
        lingering: all.filter((c) => c.state !== "live").map((c) => c.id),
      },
      this.mostPanes,
    );
  }
}

// What the desk knows, and how each message of WS /v1/desk changes it. Pure: no clock, no DOM; state is never changed in place.

const LINES_KEPT = 400;
const OPEN = new Set(["open", "offered", "accepted"]);

export const nothing = Object.freeze({ agent: null, agents: [], guidance: {}, conversations: {} });

export const isOpen = (guidance) => OPEN.has(guidance.state);

/** The state after one message; the same object when the message means nothing to us. */
export function receive(state, message) {
  return Object.hasOwn(handlers, message.type) ? handlers[message.type](state, message) : state;
}

const handlers = {
  snapshot: (state, m) => ({
    agent: m.agent,
    agents: m.agents ?? [],
    guidance: byId([...(m.settled ?? []), ...(m.guidance ?? [])]),
    conversations: byId((m.conversations ?? []).map((c) => withTranscript(c, c.transcript))),
  }),
  "guidance.offered": (state, m) => putGuidance(state, m.guidance),
  "guidance.changed": (state, m) => putGuidance(state, m.guidance),
  "conversation.changed": (state, m) => {
    const known = state.conversations[m.conversation.id];
    const transcript = m.conversation.transcript?.length ? m.conversation.transcript : known?.transcript;
    const kept = { partial: known?.partial ?? "", silence: merged(known?.silence, m.conversation.silence) };
    return putConversation(state, { ...withTranscript(m.conversation, transcript), ...kept });
  },
  turn: (state, m) => {
    const known = state.conversations[m.conversation];
    if (!known) return state;
    const partial = m.line.from === "customer" ? "" : known.partial;
    return putConversation(state, { ...known, partial, transcript: withLine(known.transcript, m.line) });
  },
  partial: (state, m) => {
    const known = state.conversations[m.conversation];
    return known ? putConversation(state, { ...known, partial: m.text }) : state;
  },
  silence: (state, { type, conversation, ...silence }) => {
    const known = state.conversations[conversation];
    return known ? putConversation(state, { ...known, silence: merged(known.silence, silence) }) : state;
  },
  "presence.changed": (state, m) => {
    const agent = { ...m.agent, reason: m.agent.reason ?? m.reason ?? null };
    const agents = [...state.agents.filter((a) => a.name !== agent.name), agent].sort((a, b) => a.name.localeCompare(b.name));
    return { ...state, agents, agent: state.agent?.name === agent.name ? agent : state.agent };
  },
};

/** Requests of the past, as REST has them: what they say stands back behind what the socket has said. */
export function recall(state, requests) {
  return { ...state, guidance: { ...byId(requests.filter((g) => !isOpen(g))), ...state.guidance } };
}

/** Lines by number; a number that comes again carries the words that were really heard. */
export function withLine(transcript, line) {
  const last = transcript[transcript.length - 1];
  if (!last || line.number > last.number) return [...transcript, line].slice(-LINES_KEPT);
  const others = transcript.filter((l) => l.number !== line.number);
  return [...others, line].sort((a, b) => a.number - b.number).slice(-LINES_KEPT);
}

/** Drops conversations that nobody looks at any more, and their settled requests. */
export function forget(state, ids) {
  const without = (items, drop) => Object.fromEntries(Object.entries(items).filter(([, item]) => !drop(item)));
  return {
    ...state,
    conversations: without(state.conversations, (c) => ids.has(c.id)),
    guidance: without(state.guidance, (g) => ids.has(g.conversation) && !isOpen(g)),
  };
}

export const liveConversations = (state) => Object.values(state.conversations).filter((c) => c.state === "live");

const merged = (known, silence) => (silence ? { ...known, ...silence } : known);
const byId = (items) => Object.fromEntries(items.map((item) => [item.id, item]));
const withTranscript = (c, transcript) => ({ ...c, transcript: transcript ?? [], partial: c.partial ?? "" });
const putGuidance = (state, g) => ({ ...state, guidance: { ...state.guidance, [g.id]: g } });
const putConversation = (state, c) => ({ ...state, conversations: { ...state.conversations, [c.id]: c } });

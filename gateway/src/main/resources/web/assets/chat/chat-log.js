// The visitor's side of a chat: what was said, what is on its way, and what to send again. Pure; never changed in place.

export const fresh = Object.freeze({ conversation: null, resume: null, last: 0, lines: [], typing: false, ended: false });

/** The visitor has pressed send. Stays `sending` until the server has said that it is durable. */
export function write(log, id, text, at) {
  return { ...log, lines: [...log.lines, { id, from: "customer", text, at, state: "sending" }] };
}

/** What must be sent (again) after a connection is made: the same ids, so that nothing is doubled. */
export const unacknowledged = (log) => log.lines.filter((line) => line.state === "sending" || line.state === "failed");

/** The log after one message of the server. */
export function receive(log, message) {
  switch (message.type) {
    case "welcome":
      return welcome(log, message);
    case "ack":
      return { ...log, lines: log.lines.map((line) => (line.id === message.id ? { ...line, state: "sent" } : line)) };
    case "message":
      return withMessage(log, message);
    case "typing":
      return { ...log, typing: message.typing ?? message.on ?? true, typingFrom: message.from ?? "assistant" };
    case "ended":
      return { ...log, typing: false, ended: true };
    case "error":
      return message.id ? { ...log, lines: log.lines.map((line) => (line.id === message.id ? { ...line, state: "failed" } : line)) } : log;
    default:
      return log;
  }
}

/** Another conversation than the one we knew: the server couldn't resume, only what is unsent is carried over. */
function welcome(log, { conversation, resume }) {
  const known = log.conversation === null || log.conversation === conversation;
  const kept = known ? log : { ...fresh, lines: unacknowledged(log) };
  return { ...kept, conversation, resume: resume ?? kept.resume };
}

/** A line the server has numbered. Known numbers are dropped; the visitor's own words meet their number again. */
function withMessage(log, { from, text, at, number, id, agent }) {
  const typing = from === "customer" ? log.typing : false;
  if (number !== undefined && log.lines.some((line) => line.number === number)) return { ...log, typing };
  const last = Math.max(log.last, number ?? 0);
  const own = from === "customer" ? log.lines.findIndex((line) => line.from === from && line.number === undefined && (line.id === id || line.text === text)) : -1;
  const lines = own < 0 ? [...log.lines, { from, text, at, number, state: "sent", ...(agent ? { agent } : {}) }] : log.lines.map((line, at) => (at === own ? { ...line, number, state: "sent" } : line));
  return { ...log, typing, last, lines };
}

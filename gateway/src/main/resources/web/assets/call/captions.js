// What both sides say, as the conversation has it. Pure; never changed in place.

export const silent = Object.freeze({ lines: [], saying: "" });

/** The captions after one message of the server. */
export function receive(captions, message) {
  switch (message.type) {
    case "turn":
      return withTurn(captions, message);
    case "partial":
      return { ...captions, saying: message.text };
    default:
      return captions;
  }
}

/** The same number again brings the words that were really heard. */
function withTurn(captions, { number, from, text, cut }) {
  const line = { number, from, text, cut };
  const known = captions.lines.some((other) => other.number === number);
  const lines = known ? captions.lines.map((other) => (other.number === number ? line : other)) : [...captions.lines, line];
  return { lines: lines.sort((a, b) => a.number - b.number), saying: from === "customer" ? "" : captions.saying };
}

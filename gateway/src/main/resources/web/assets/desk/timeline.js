// A transcript with its consults in the places where they were asked. Pure.

import { labelOf } from "./outcomes.js";

/** Items {kind: "line"|"consult", at, …} in the order of time; a consult stands after the line that led to it, or first when it was settled before we came. */
export function timeline(conversation, guidance) {
  const lines = conversation.transcript.map((line) => ({ kind: "line", key: `l${line.number}`, at: Date.parse(line.at), line }));
  const end = lines.length ? lines[lines.length - 1].at : 0;
  const start = lines.length ? lines[0].at - 1 : 0;
  const unknownAt = (consult) => (["open", "offered", "accepted"].includes(consult.state) ? end : start);
  const consults = (conversation.consults ?? []).map((consult) => {
    const known = guidance[consult.id];
    const asked = Date.parse(known?.createdAt ?? consult.createdAt ?? "");
    return { kind: "consult", key: `c${consult.id}`, at: Number.isFinite(asked) ? asked : unknownAt(consult), consult: { ...consult, state: known?.state ?? consult.state, with: known?.answer?.agent ?? known?.offeredTo ?? null, answer: known?.answer ? labelOf(known) : "" } };
  });
  return [...lines, ...consults].sort((a, b) => a.at - b.at || (a.kind === b.kind ? 0 : a.kind === "line" ? -1 : 1));
}

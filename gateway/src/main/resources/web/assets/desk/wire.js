// What the server's messages carry besides the plain fields, read in one place. All of it may be missing. Pure.

const list = (value) => (Array.isArray(value) ? value : value ? [value] : []);
const nameOf = (entry) => (typeof entry === "string" ? entry : (entry?.agent ?? entry?.name ?? entry?.by ?? ""));

/** Who has approved so far, when more than one person must. */
export const approvers = (g) => list(g.approvedBy).map(nameOf).filter(Boolean);

/** Whether this person can still take the card: nobody has, and their own approval isn't in already. */
export const isTakeable = (g, name) => g.state !== "accepted" && !approvers(g).includes(name);

/** How many different people must approve. */
export const approvalsNeeded = (g) => Math.max(1, g.approvals ?? 1);

/** The bundle's id, or null: near-identical requests of several conversations share one. */
export const bundleOf = (g) => (typeof g.bundle === "object" ? (g.bundle?.id ?? null) : (g.bundle ?? null));

export const isLikely = (g) => g.likely === true;
export const isDraft = (g) => typeof g.draft === "string" && g.draft.length > 0;

/** A wrong decision can cost dearly: the evidence must have been looked at. */
export const isHighRisk = (g) => g.risk === "high";

/** Whether this person has the card before them; two people can at the same time. */
export const isWith = (g, name) => Boolean(name) && (g.offeredTo === name || list(g.holders).some((holder) => nameOf(holder) === name));

/** Whether this person has taken the card, so that it stays theirs. */
export const isTakenBy = (g, name) => list(g.holders).some((holder) => nameOf(holder) === name && holder.accepted) || (g.state === "accepted" && g.offeredTo === name);

/** When this person got the card (epoch milliseconds), or when it was asked. */
export function offeredAt(g, name) {
  const since = Date.parse(list(g.holders).find((holder) => nameOf(holder) === name)?.since ?? "");
  return Number.isFinite(since) ? since : Date.parse(g.createdAt);
}

/** Patience comes as seconds from when it was said; kept as a time, so that it can run out. */
export function stamped(g, nowMillis) {
  return typeof g.patience === "number" ? { ...g, givesUpAt: nowMillis + g.patience * 1000 } : g;
}

/** Epoch milliseconds until which the customer will probably stay, never beyond the task's own limit. */
export const patienceEnd = (g) => Math.min(g.givesUpAt ?? Infinity, Date.parse(g.answerBy));

const OUTCOMES = { helped: "it helped", asked_again: "the caller asked again", unfinished: "not resolved", taken_over: "somebody took over" };

/** Where a proposed answer comes from, and what came of it before, in words. */
export function sourceWords(proposal) {
  const from = { memory: "from memory", model: "the model’s idea" }[proposal.source] ?? "from the task";
  const origin = proposal.origin;
  if (!origin) return from;
  const times = origin.times && `given ${origin.times === 1 ? "once" : `${origin.times} times`}`;
  const last = origin.lastAgent && `last by ${origin.lastAgent}`;
  const known = [times, last, OUTCOMES[origin.outcome]].filter(Boolean).join(", ");
  return known ? `${from}: ${known}` : from;
}

/** Where in the call's sound the words are, as 0:42; empty in chat. */
export function audioOffset(line) {
  const millis = line.audio?.from_ms;
  if (!Number.isFinite(millis)) return "";
  const seconds = Math.floor(millis / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** From this many seconds of silence on, something is wrong with a call. */
export const SILENCE_ALARM_SECONDS = 4;

/** News of a silence come once a second; between them it is counted on, and no further. */
const COUNTED_ON_MILLIS = 1_200;

/** What a caller hears of silence: seconds now (0 when we don't know of any) and at the longest; null where nobody measures it (chat). */
export function silenceOf(conversation, nowMillis) {
  const s = conversation.silence;
  if (!s) return null;
  const counted = s.now_ms > 0 && s.at ? Math.min(COUNTED_ON_MILLIS, Math.max(0, nowMillis - s.at)) : 0;
  const now = (s.now_ms ?? 0) + counted;
  return { now: now / 1000, longest: Math.max(now, s.longest_ms ?? 0) / 1000, alarm: now / 1000 >= SILENCE_ALARM_SECONDS };
}

/** Why (wrap_up, attention) and until when (epoch milliseconds or null) an agent is offered nothing although they are there; null when they are offered work. */
export function pauseOf(agent) {
  const reason = agent?.pausedFor ?? (agent?.presence === "wrap_up" ? "wrap_up" : null);
  const until = Date.parse(agent?.pausedUntil ?? "");
  return reason ? { reason, until: Number.isFinite(until) ? until : null } : null;
}

// What became of the agent's answers: shown on the card for a few seconds, then in the list of recent decisions. Pure.

import { isOpen } from "./state.js";
import { approvers, isWith, offeredAt } from "./wire.js";

export const LINGER_MILLIS = 4500;
const RECENT_KEPT = 100;

export const noOutcomes = Object.freeze({ byCard: {}, recent: [] });

/** The answer is on its way; nothing is promised yet. */
export function sending(outcomes, id, label, nowMillis, offeredAtMillis) {
  return put(outcomes, id, { step: "sending", label, reason: "", at: nowMillis, offeredAt: offeredAtMillis, leavesAt: Infinity });
}

/** The server has said what became of it: accepted, superseded, too_late, caller_gone. */
export function settled(outcomes, id, step, reason, nowMillis) {
  const { label, offeredAt: since } = outcomes.byCard[id] ?? { label: "" };
  return put(outcomes, id, { step, label, offeredAt: since, reason: reason ?? "", at: nowMillis, leavesAt: nowMillis + LINGER_MILLIS });
}

/** It never reached the server: the card is as undecided as before, and says so. */
export function unsent(outcomes, id) {
  const { [id]: gone, ...byCard } = outcomes.byCard;
  return { ...outcomes, byCard };
}

/** It counts, but a second person must approve as well: the card stays open for them. */
export const WAITING = "waiting";

/** A card of ours was closed by somebody or something else. */
export function closedElsewhere(outcomes, before, after, me, nowMillis) {
  if (!before || !isOpen(before) || isOpen(after) || after.id in outcomes.byCard || !isWith(before, me)) return outcomes;
  const by = after.answer?.agent;
  if (after.state === "answered" && approvers(before).includes(me)) return settled(outcomes, after.id, "both", "", nowMillis);
  const step = after.state === "expired" ? "expired" : after.state === "withdrawn" ? "withdrawn" : "superseded";
  return settled(outcomes, after.id, step, step === "superseded" && by ? `${by} answered this one.` : "", nowMillis);
}

/** Folds what has been shown long enough into the recent list, but for the card that somebody is still typing in. Returns the same objects when nothing is due. */
export function fold(state, outcomes, nowMillis, typingIn = null) {
  let next = { state, outcomes };
  for (const [id, outcome] of Object.entries(outcomes.byCard)) {
    if (outcome.leavesAt <= nowMillis && id !== typingIn) next = foldOne(next, id, outcome);
  }
  return next;
}

function foldOne({ state, outcomes }, id, outcome) {
  const g = state.guidance[id];
  const { [id]: gone, ...byCard } = outcomes.byCard;
  if (!g) return { state, outcomes: { ...outcomes, byCard } };
  const seconds = (outcome.at - (outcome.offeredAt ?? Date.parse(g.createdAt))) / 1000;
  const entry = { id, question: g.question, channel: g.channel, seconds, ...outcome };
  return {
    state: isOpen(g) && outcome.step === "accepted" ? withState(state, g, "answered") : state,
    outcomes: { byCard, recent: [entry, ...outcomes.recent].slice(0, RECENT_KEPT) },
  };
}

/** Our own answers of the past, as REST has them, behind what this page has seen itself. */
export function remembered(outcomes, requests, me) {
  const known = new Set(outcomes.recent.map((r) => r.id));
  const past = requests
    .filter((g) => g.answer?.agent === me && !known.has(g.id) && !(g.id in outcomes.byCard))
    .map((g) => ({ id: g.id, question: g.question, channel: g.channel, step: "accepted", label: labelOf(g), reason: "", at: Date.parse(g.answer.at), seconds: (Date.parse(g.answer.at) - offeredAt(g, me)) / 1000 }));
  const recent = [...outcomes.recent, ...past].sort((a, b) => b.at - a.at).slice(0, RECENT_KEPT);
  return past.length ? { ...outcomes, recent } : outcomes;
}

/** An answer in a few words. */
export const labelOf = (g) => g.proposals?.[(g.answer.choice ?? 0) - 1]?.label ?? (g.answer.text || g.answer.answer);

/** Seconds to answer of the decisions that counted, oldest first, at most `minutes` old. */
export function answerTimes(recent, nowMillis, minutes) {
  return recent
    .filter((r) => r.step === "accepted" && r.at >= nowMillis - minutes * 60_000)
    .map((r) => ({ at: r.at, seconds: Math.max(0, r.seconds) }))
    .reverse();
}

export function median(numbers) {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Anybody's pace: answers of the last 20 minutes and the median seconds from offer to answer. */
export function pace(state, name, nowMillis) {
  const times = Object.values(state.guidance)
    .filter((g) => g.answer?.agent === name && Date.parse(g.answer.at) >= nowMillis - 20 * 60_000)
    .map((g) => (Date.parse(g.answer.at) - offeredAt(g, name)) / 1000);
  return { answers: times.length, median: median(times) };
}

const withState = (state, g, name) => ({ ...state, guidance: { ...state.guidance, [g.id]: { ...g, state: name } } });
const put = (outcomes, id, outcome) => ({ ...outcomes, byCard: { ...outcomes.byCard, [id]: outcome } });

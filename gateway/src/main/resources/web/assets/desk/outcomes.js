// What became of the agent's answers: shown on the card for a few seconds, then in the list of recent decisions. Pure.

import { isOpen } from "./state.js";

export const LINGER_MILLIS = 4500;
const RECENT_KEPT = 40;

export const noOutcomes = Object.freeze({ byCard: {}, recent: [] });

/** The answer is on its way; nothing is promised yet. */
export function sending(outcomes, id, label, nowMillis) {
  return put(outcomes, id, { step: "sending", label, reason: "", at: nowMillis, leavesAt: Infinity });
}

/** The server has said what became of it: accepted, superseded, too_late, caller_gone. */
export function settled(outcomes, id, step, reason, nowMillis) {
  const label = outcomes.byCard[id]?.label ?? "";
  return put(outcomes, id, { step, label, reason: reason ?? "", at: nowMillis, leavesAt: nowMillis + LINGER_MILLIS });
}

/** It never reached the server: the card is as undecided as before, and says so. */
export function unsent(outcomes, id) {
  const { [id]: gone, ...byCard } = outcomes.byCard;
  return { ...outcomes, byCard };
}

/** A card of ours was closed by somebody or something else. */
export function closedElsewhere(outcomes, before, after, me, nowMillis) {
  if (!before || !isOpen(before) || isOpen(after) || after.id in outcomes.byCard || before.offeredTo !== me) return outcomes;
  const by = after.answer?.agent;
  const step = after.state === "expired" ? "expired" : after.state === "withdrawn" ? "withdrawn" : "superseded";
  return settled(outcomes, after.id, step, step === "superseded" && by ? `${by} answered this one.` : "", nowMillis);
}

/** Folds what has been shown long enough into the recent list. Returns the same objects when nothing is due. */
export function fold(state, outcomes, nowMillis) {
  let next = { state, outcomes };
  for (const [id, outcome] of Object.entries(outcomes.byCard)) {
    if (outcome.leavesAt <= nowMillis) next = foldOne(next, id, outcome);
  }
  return next;
}

function foldOne({ state, outcomes }, id, outcome) {
  const g = state.guidance[id];
  const { [id]: gone, ...byCard } = outcomes.byCard;
  if (!g) return { state, outcomes: { ...outcomes, byCard } };
  const seconds = (outcome.at - Date.parse(g.createdAt)) / 1000;
  const entry = { id, question: g.question, channel: g.channel, seconds, ...outcome };
  return {
    state: isOpen(g) && outcome.step === "accepted" ? withState(state, g, "answered") : state,
    outcomes: { byCard, recent: [entry, ...outcomes.recent].slice(0, RECENT_KEPT) },
  };
}

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

const withState = (state, g, name) => ({ ...state, guidance: { ...state.guidance, [g.id]: { ...g, state: name } } });
const put = (outcomes, id, outcome) => ({ ...outcomes, byCard: { ...outcomes.byCard, [id]: outcome } });

// How long somebody will go on waiting, and how we say times. Pure: now (epoch milliseconds) is an argument.

import { patienceEnd } from "./wire.js";

/** Share of the answer time that is left (0 to 1), whole seconds, and a tone for the eye. */
export function patience(guidance, nowMillis) {
  const start = Date.parse(guidance.createdAt);
  const end = patienceEnd(guidance);
  const left = Math.max(0, end - nowMillis);
  const share = end > start ? Math.min(1, left / (end - start)) : 0;
  const secondsLeft = Math.ceil(left / 1000);
  return { share, secondsLeft, tone: secondsLeft <= 10 ? "bad" : secondsLeft <= 20 || share < 0.34 ? "warn" : "calm" };
}

/** 7 s, 45 s, 1:05, 1:02:03. */
export function short(totalSeconds) {
  const s = Math.max(0, Math.floor(totalSeconds));
  if (s < 60) return `${s} s`;
  return clock(s);
}

/** 0:07, 1:05, 1:02:03: for how long a conversation has been going on. */
export function clock(totalSeconds) {
  const s = Math.max(0, Math.floor(totalSeconds));
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `${minutes}:${two(s % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(s % 60)}`;
}

export const elapsedSeconds = (conversation, nowMillis) =>
  ((conversation.endedAt ? Date.parse(conversation.endedAt) : nowMillis) - Date.parse(conversation.startedAt)) / 1000;

// No blind approvals: money moves only when the card's evidence has been in view for a moment. Pure.

import { isHighRisk } from "./wire.js";

/** Long enough to find the deciding fact; shorter than anybody minds. */
export const READ_MILLIS = 700;
/** For what can cost dearly: every line of the evidence, and this long after the last of them came into view. */
export const READ_HIGH_MILLIS = 1200;
/** Keeps a double key press from answering the card that moved up. */
export const SETTLE_MILLIS = 350;

/** True for an answer that opens a gated tool. */
export const isRisky = (guidance, decision) => Boolean(guidance.approval || isHighRisk(guidance)) && decision !== "decline" && decision !== "take_over";

export const readMillis = (guidance) => (isHighRisk(guidance) ? READ_HIGH_MILLIS : READ_MILLIS);

/**
 * Whether the answer may go out now.
 *
 * @param seenSince since when the card has had the focus and all its evidence has been on the screen; null when it hasn't
 */
export function mayDecide(guidance, decision, seenSince, nowMillis) {
  if (seenSince === null) return false;
  return nowMillis - seenSince >= (isRisky(guidance, decision) ? readMillis(guidance) : SETTLE_MILLIS);
}

// No blind approvals: money moves only when the card's facts have been in view for a moment. Pure.

/** Long enough to find the deciding fact; shorter than anybody minds. */
export const READ_MILLIS = 700;
/** Keeps a double key press from answering the card that moved up. */
export const SETTLE_MILLIS = 350;

/** True for an answer that opens a gated tool. */
export const isRisky = (guidance, decision) => Boolean(guidance.approval) && decision !== "decline" && decision !== "take_over";

/**
 * Whether the answer may go out now.
 *
 * @param seenSince since when the card has had the focus and its facts have been on the screen; null when they aren't
 */
export function mayDecide(guidance, decision, seenSince, nowMillis) {
  if (seenSince === null) return false;
  return nowMillis - seenSince >= (isRisky(guidance, decision) ? READ_MILLIS : SETTLE_MILLIS);
}

// Which cards are an agent's, in which order, and where the focus goes. Pure.

import { isOpen } from "./state.js";

/** Who is about to give up comes first; a voice before a chat when both would at the same second; then the older one. */
export function byPatience(a, b) {
  return (
    seconds(a.answerBy) - seconds(b.answerBy) ||
    (a.channel === b.channel ? 0 : a.channel === "voice" ? -1 : 1) ||
    seconds(a.createdAt) - seconds(b.createdAt) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** The agent's open cards and those whose outcome is still being shown. */
export function cardsOf(state, outcomes) {
  return Object.values(state.guidance)
    .filter((g) => g.id in outcomes || (isOpen(g) && g.offeredTo === state.agent?.name))
    .sort(byPatience);
}

/** Open requests that are with somebody else, or with nobody yet. */
export function elsewhere(state, outcomes) {
  return Object.values(state.guidance)
    .filter((g) => isOpen(g) && g.offeredTo !== state.agent?.name && !(g.id in outcomes))
    .sort(byPatience);
}

/** The id to focus after `step` (+1, -1) from `focused`; stays inside the list. */
export function moved(ids, focused, step) {
  if (ids.length === 0) return null;
  const at = ids.indexOf(focused);
  if (at < 0) return ids[0];
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}

/** Keeps the focus where it was; when that card has gone, takes the one that stands in its place now. */
export function kept(before, after, focused) {
  if (after.includes(focused)) return focused;
  if (after.length === 0) return null;
  const at = before.indexOf(focused);
  const following = before.slice(at + 1).find((id) => after.includes(id));
  return at < 0 ? after[0] : (following ?? after[after.length - 1]);
}

/** The least patient card that still wants an answer after `focused` was settled, or `focused` when there is none. */
export function nextUndecided(ids, focused, outcomes) {
  return ids.find((id) => !(id in outcomes)) ?? focused;
}

const seconds = (iso) => Math.floor(Date.parse(iso) / 1000);

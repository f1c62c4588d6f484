// Which cards are an agent's, in which order, and where the focus goes. Pure.

import { isOpen } from "./state.js";
import { bundleOf, isLikely, isWith, patienceEnd } from "./wire.js";

/** An open card that nobody has taken for this long is worth a supervisor's look. */
const OVERLOOKED_MILLIS = 30_000;

/** What is really asked before what is only likely; then who is about to give up; a voice before a chat at the same second; then the older one. */
export function byPatience(a, b) {
  return (
    isLikely(a) - isLikely(b) ||
    seconds(patienceEnd(a)) - seconds(patienceEnd(b)) ||
    (a.channel === b.channel ? 0 : a.channel === "voice" ? -1 : 1) ||
    seconds(Date.parse(a.createdAt)) - seconds(Date.parse(b.createdAt)) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** The agent's open cards and those whose outcome is still being shown. */
export function cardsOf(state, outcomes) {
  return Object.values(state.guidance)
    .filter((g) => g.id in outcomes || (isOpen(g) && isWith(g, state.agent?.name)))
    .sort(byPatience);
}

/** Open requests that are with somebody else, or with nobody yet. */
export function elsewhere(state, outcomes) {
  return Object.values(state.guidance)
    .filter((g) => isOpen(g) && !isWith(g, state.agent?.name) && !(g.id in outcomes))
    .sort(byPatience);
}

/** Open requests that nobody has taken and whose offer has lasted a while, or that nobody has before them. */
export function unattended(state, nowMillis) {
  return Object.values(state.guidance)
    .filter((g) => isOpen(g) && g.state !== "accepted" && !isLikely(g) && (g.unattended || !g.offeredTo || nowMillis - Date.parse(g.createdAt) > OVERLOOKED_MILLIS))
    .sort(byPatience);
}

/** What belongs together: the undecided of a bundle, and apart from them those whose outcome is being shown. */
const group = (g, outcomes) => `${bundleOf(g)} ${g.id in outcomes}`;

/** Cards that stand for themselves: of each group the one that somebody is on, else the least patient. */
export function leading(cards, focused, outcomes = {}) {
  const leads = new Map();
  for (const g of cards) {
    if (bundleOf(g) && (g.id === focused || !leads.has(group(g, outcomes)))) leads.set(group(g, outcomes), g);
  }
  return cards.filter((g) => !bundleOf(g) || leads.get(group(g, outcomes)) === g);
}

/** All cards of the same group, the given one first; just that one when it is in no bundle. */
export function bundled(cards, lead, outcomes = {}) {
  const together = (g) => g.id !== lead.id && group(g, outcomes) === group(lead, outcomes);
  return bundleOf(lead) ? [lead, ...cards.filter(together)] : [lead];
}

/** While somebody types nothing on the page changes places: what was there stays in its order, what is new goes below it. */
export function steady(cards, shown, typing) {
  if (!typing) return cards;
  const place = new Map(shown.map((id, at) => [id, at]));
  return [...cards].sort((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || byPatience(a, b));
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

const seconds = (millis) => Math.floor(millis / 1000);

// Which conversations are on screen. Pure. Panes keep their places: a page that reshuffles itself can't be read.

export const MOST_PANES = 4;

/**
 * @param shown ids on screen now, in their places
 * @param wanted {pinned: Set of ids, focused: id|null, mine: ids of conversations with our open cards, live: ids newest first, closed: Set}
 */
export function choosePanes(shown, wanted, most = MOST_PANES) {
  const exists = new Set([...wanted.live, ...wanted.lingering]);
  const panes = shown.filter((id) => exists.has(id) && !wanted.closed.has(id)).slice(0, most);
  const candidates = [...wanted.pinned, wanted.focused, ...wanted.mine, ...wanted.live];
  for (const id of candidates) {
    if (id && panes.length < most && exists.has(id) && !panes.includes(id) && !wanted.closed.has(id)) panes.push(id);
  }
  for (const id of [...wanted.pinned, wanted.focused]) if (id && exists.has(id)) place(panes, id, wanted);
  return panes;
}

/** Puts `id` in the place of the least wanted pane. */
function place(panes, id, wanted) {
  if (panes.includes(id)) return;
  const worth = (other) =>
    (wanted.pinned.has(other) ? 8 : 0) + (other === wanted.focused ? 4 : 0) + (wanted.mine.includes(other) ? 2 : 0) + (wanted.live.includes(other) ? 1 : 0);
  const least = panes.reduce((worst, other, at) => (worth(other) < worth(panes[worst]) ? at : worst), 0);
  if (panes.length && worth(panes[least]) < 8) panes[least] = id;
}

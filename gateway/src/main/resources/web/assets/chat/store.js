// Keeps the chat through a reload and from page to page, for this tab only.

import { fresh } from "./chat-log.js";

const KEY = "sotto.chat";

export function load() {
  try {
    return { ...fresh, ...JSON.parse(sessionStorage.getItem(KEY)), typing: false };
  } catch {
    return fresh;
  }
}

/** Storage may be full or forbidden (in a frame, for instance): the chat goes on without it. */
export function save(log) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(log));
  } catch {
    // Then a reload begins a new chat.
  }
}

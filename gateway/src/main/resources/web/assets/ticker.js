// One clock for everything on the page that counts; a quarter of a second is fine enough for seconds.

import { serverNow } from "./clock.js";

const listeners = new Set();
let timer = 0;

/** Calls `listener(nowMillis)`, the server's time, four times a second until the returned function is called. */
export function everyTick(listener) {
  listeners.add(listener);
  timer ||= setInterval(() => listeners.forEach((each) => each(serverNow())), 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = 0;
    }
  };
}

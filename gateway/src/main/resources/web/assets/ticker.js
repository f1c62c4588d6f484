// One clock for everything on the page that counts; a quarter of a second is fine enough for seconds.

const listeners = new Set();
let timer = 0;

/** Calls `listener(nowMillis)` four times a second until the returned function is called. */
export function everyTick(listener) {
  listeners.add(listener);
  timer ||= setInterval(() => listeners.forEach((each) => each(Date.now())), 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = 0;
    }
  };
}

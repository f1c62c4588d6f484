// How long to wait before the next attempt to connect. Pure: the random number is an argument.

/** Doubles from 0.4 s to 10 s, spread by half so that a thousand pages don't come back in the same instant. */
export function backoffMillis(attempt, random) {
  const full = Math.min(10_000, 400 * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + random * (full / 2));
}

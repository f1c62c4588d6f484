// The server's time, as far as this page knows it. A desk whose own clock is wrong still counts the right seconds.

let aheadMillis = 0;

/** Epoch milliseconds by the server's clock. */
export const serverNow = () => Date.now() + aheadMillis;

/** The server has just said what time it is; the way here costs milliseconds, a wrong clock minutes. */
export function setServerNow(iso) {
  const said = Date.parse(iso ?? "");
  if (Number.isFinite(said)) aheadMillis = said - Date.now();
}

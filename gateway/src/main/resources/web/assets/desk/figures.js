// Figures for the floor. Pure.

/** For the chart: seconds of each day, all consults per 100 conversations, and those that people were asked. Days without conversations leave a gap. */
export function chartData(days) {
  const per100 = (d, n) => (d.conversations ? Math.round((1000 * n) / d.conversations) / 10 : null);
  return [days.map((d) => Date.parse(d.date) / 1000), days.map((d) => per100(d, d.consults)), days.map((d) => (d.conversations ? d.per100 : null))];
}

/** How the figure has moved, in a sentence: the last week with conversations against the first. */
export function trend(days) {
  const busy = days.filter((d) => d.conversations > 0);
  if (busy.length === 0) return "No conversations yet.";
  const last = weekly(busy.slice(-7));
  if (busy.length < 8) return `${last} of 100 conversations needed a person. More days will show the course.`;
  return `${last} of 100 conversations needed a person in the last week, ${weekly(busy.slice(0, 7))} in the first.`;
}

const sum = (days, of) => days.reduce((total, d) => total + of(d), 0);
const weekly = (days) => Math.round((100 * sum(days, (d) => d.people)) / sum(days, (d) => d.conversations));

const STATES = { proposed: "proposed", shadow: "in shadow", on: "on", off: "off", expired: "expired", rolled_back: "rolled back" };
const MOVES = { shadow: "Try in shadow", on: "Switch on", off: "Switch off" };

export const ruleState = (rule) => STATES[rule.state] ?? rule.state;

/** What a supervisor may do with a rule now: {state, label}. Switching off what answers callers is a roll-back. */
export const ruleMoves = (rule) =>
  (rule.moves ?? []).filter((state) => state in MOVES).map((state) => ({ state, label: state === "off" && rule.state === "on" ? "Roll back" : MOVES[state] }));

/** Where the rule would hold. */
export function scope(rule) {
  const place = [rule.task, rule.point].filter(Boolean).map((name) => name.replaceAll("_", " ")).join(" · ") || "any conversation";
  const conditions = (rule.conditions ?? []).map((c) => (c.value !== null && c.value !== undefined ? `${c.label} is ${c.value}` : `${c.label} ${c.low} to ${c.high}`));
  const words = rule.words?.length ? [`only the words ${rule.words.join(", ")}`] : [];
  return [place, ...conditions, ...words].join("; ");
}

/** What it answers. */
export const ruleAnswer = (given) => given?.text || given?.label || given?.answer || "";

/** How people have answered what it would have answered. */
export function agreement(rule) {
  const compared = (rule.agreed ?? 0) + (rule.disagreed ?? 0);
  return compared ? `${rule.agreed} of ${compared} agreed` : "not compared yet";
}

/** What came of its own answers. */
export const effect = (rule) => (rule.applied ? `answered ${rule.applied}, ${rule.helped ?? 0} helped${rule.failed ? `, ${rule.failed} failed` : ""}` : "has answered nothing");

/** in 12 days, today, 3 days ago. */
export function expiry(iso, nowMillis) {
  const days = Math.round((Date.parse(iso) - nowMillis) / 86_400_000);
  return days > 1 ? `in ${days} days` : days >= 0 ? (days === 1 ? "tomorrow" : "today") : `${-days} days ago`;
}

import { backoffMillis } from "/assets/backoff.js";
import { isRisky, mayDecide, READ_HIGH_MILLIS, READ_MILLIS, SETTLE_MILLIS } from "/assets/desk/guard.js";
import { commandFor } from "/assets/desk/keys.js";
import { choosePanes } from "/assets/desk/panes-choice.js";
import { clock, patience, short } from "/assets/desk/patience.js";
import { timeline } from "/assets/desk/timeline.js";
import { doing, outcomeText } from "/assets/desk/words.js";
import { equal, test } from "/web-test/check.js";

const T = Date.parse("2026-01-01T12:00:00Z");
const at = (seconds) => new Date(T + seconds * 1000).toISOString();
const approval = { approval: { tool: "orders.refund", with: {} } };
const question = { approval: null };
const wanted = (more) => ({ pinned: new Set(), closed: new Set(), focused: null, mine: [], live: [], lingering: [], ...more });
const key = (name, more = {}) => ({ key: name, ...more });

test("an approval waits until its facts have been in view", () => equal([null, T, T - READ_MILLIS + 1, T - READ_MILLIS].map((seen) => mayDecide(approval, "approve", seen, T)), [false, false, false, true]));
test("declining needs no facts, but isn't given by the second half of a double press", () => equal([T, T - SETTLE_MILLIS].map((seen) => mayDecide(approval, "decline", seen, T)), [false, true]));
test("a card that isn't in view takes no answer of any kind", () => equal([mayDecide(question, "choose", null, T), mayDecide(approval, "decline", null, T)], [false, false]));
test("what can cost dearly takes more than a glance", () => {
  const high = { approval: {}, risk: "high" };
  equal([T - READ_MILLIS, T - READ_HIGH_MILLIS + 1, T - READ_HIGH_MILLIS].map((seen) => mayDecide(high, "approve", seen, T)), [false, false, true]);
});
test("only what opens a gated tool is risky", () => equal([isRisky(approval, "approve"), isRisky(approval, "decline"), isRisky(question, "choose")], [true, false, false]));

test("patience counts down to nothing and no further", () => {
  const g = { createdAt: at(0), answerBy: at(40) };
  equal([0, 10, 31, 40, 99].map((s) => patience(g, T + s * 1000).secondsLeft), [40, 30, 9, 0, 0]);
  equal([patience(g, T + 20_000).share, patience(g, T).tone, patience(g, T + 25_000).tone, patience(g, T + 31_000).tone], [0.5, "calm", "warn", "bad"]);
});
test("a clock that is behind the server's shows no more than all", () => equal(patience({ createdAt: at(0), answerBy: at(40) }, T - 60_000).share, 1));
test("times read as people say them", () => equal([short(7.9), short(65), clock(7), clock(65), clock(3723), clock(-4)], ["7 s", "1:05", "0:07", "1:05", "1:02:03", "0:00"]));

test("typing is never taken for a command", () => equal(["1", "d", "o", "?", "Enter"].map((k) => commandFor(key(k), "text")), [null, null, null, null, null]));
test("Escape leaves a text box", () => equal(commandFor(key("Escape"), "text"), "leave"));
test("Enter on a button belongs to the button", () => equal([commandFor(key("Enter"), "control"), commandFor(key("Enter"), "page"), commandFor(key("2"), "control")], [null, "accept", "choose"]));
test("a browser's shortcut is left to the browser", () => equal(commandFor(key("t", { ctrlKey: true }), "page"), null));
test("a key that is held answers once, but moves on", () => equal([commandFor(key("1", { repeat: true }), "page"), commandFor(key("j", { repeat: true }), "page")], [null, "next"]));

test("panes keep their places when a new conversation begins", () => equal(choosePanes(["a", "b"], wanted({ live: ["c", "b", "a"] })), ["a", "b", "c"]));
test("the focused card's conversation takes the least wanted pane", () => equal(choosePanes(["a", "b", "c", "d"], wanted({ focused: "e", mine: ["a", "b", "d"], live: ["a", "b", "c", "d", "e"] })), ["a", "b", "e", "d"]));
test("a pinned pane is never taken", () => equal(choosePanes(["a", "b", "c", "d"], wanted({ pinned: new Set(["a", "b", "c", "d"]), focused: "e", live: ["a", "b", "c", "d", "e"] })), ["a", "b", "c", "d"]));
test("a closed pane stays closed and an ended one gives its place", () => equal(choosePanes(["a", "b"], wanted({ closed: new Set(["a"]), live: ["a", "c"] })), ["c"]));

test("a consult stands after the line that led to it", () => {
  const c = { transcript: [{ number: 1, at: at(1) }, { number: 2, at: at(5) }], consults: [{ id: "g", state: "open" }] };
  equal(timeline(c, { g: { createdAt: at(1), state: "answered", offeredTo: "ada" } }).map((i) => i.key), ["l1", "cg", "l2"]);
  equal(timeline(c, { g: { createdAt: at(1), state: "answered" } })[1].consult.state, "answered");
});
test("a consult that was settled before we came stands where it was asked", () => {
  const c = { transcript: [{ number: 1, at: at(1) }, { number: 2, at: at(5) }], consults: [{ id: "g", state: "answered", createdAt: at(3) }] };
  equal(timeline(c, {}).map((i) => i.key), ["l1", "cg", "l2"]);
});
test("a conversation with our open card says that it waits for us", () => {
  const c = { state: "live", phase: "working", consults: [{ id: "g" }], agent: null };
  equal([doing(c, { g: { state: "offered", offeredTo: "ada" } }, "ada").text, doing(c, { g: { state: "answered" } }, "ada").text], ["waiting for you", "looking it up"]);
});
test("nothing is called recorded but what is", () => equal(["sending", "superseded", "too_late", "caller_gone", "expired", "withdrawn"].map((step) => outcomeText({ step, label: "x" }, "voice")).filter((text) => text.includes("Recorded")), []));

test("waiting to reconnect grows, is spread, and has an end", () => equal([backoffMillis(0, 0), backoffMillis(0, 1), backoffMillis(3, 1), backoffMillis(50, 1), backoffMillis(50, 0)], [200, 400, 3200, 10000, 5000]));

import { agreement, chartData, expiry, ruleMoves, scope, trend } from "/assets/desk/figures.js";
import { bundled, cardsOf, elsewhere, leading, steady, unattended } from "/assets/desk/order.js";
import { closedElsewhere, fold, noOutcomes, pace, remembered, sending, settled } from "/assets/desk/outcomes.js";
import { bundleReplies } from "/assets/desk/replies.js";
import { nothing, recall, receive } from "/assets/desk/state.js";
import { approvers, audioOffset, isTakenBy, isWith, offeredAt, patienceEnd, pauseOf, silenceOf, sourceWords, stamped } from "/assets/desk/wire.js";
import { equal, test } from "/web-test/check.js";

const T = Date.parse("2026-01-01T12:00:00Z");
const at = (seconds) => new Date(T + seconds * 1000).toISOString();
const card = (id, leftSeconds, more = {}) => ({ id, conversation: `c-${id}`, channel: "voice", state: "offered", offeredTo: "ada", createdAt: at(0), answerBy: at(leftSeconds), ...more });
const desk = (...guidance) => receive(nothing, { type: "snapshot", agent: { name: "ada" }, guidance });
const ids = (cards) => cards.map((g) => g.id);

test("a server that leaves out what is new is understood", () => {
  const old = card("a", 20);
  equal([approvers(old), patienceEnd(old) - T, pauseOf({ presence: "available" }), silenceOf({}, T), sourceWords({ source: "task" })], [[], 20_000, null, null, "from the task"]);
});
test("who is about to give up goes before whose answer time ends sooner", () => equal(ids(cardsOf(desk(card("a", 40), stamped(card("b", 60, { patience: 25 }), T)), {})), ["b", "a"]));
test("patience never outlasts the task's own limit", () => equal(patienceEnd(stamped(card("a", 20, { patience: 90 }), T)) - T, 20_000));
test("a question that is only likely comes after all that are asked", () => equal(ids(cardsOf(desk(card("soon", 5, { likely: true }), card("asked", 90)), {})), ["asked", "soon"]));
test("a card that two people have before them is each one's own", () => {
  const shared = card("a", 20, { offeredTo: "ben", holders: [{ agent: "ben" }, { agent: "ada", since: at(7), accepted: true }] });
  equal([ids(cardsOf(desk(shared), {})), elsewhere(desk(shared), {}), isWith(shared, "eve"), offeredAt(shared, "ada") - T, offeredAt(shared, "eve") - T], [["a"], [], false, 7000, 0]);
  equal([isTakenBy(shared, "ada"), isTakenBy(shared, "ben"), isTakenBy(card("b", 9, { state: "accepted" }), "ada")], [true, false, true]);
});
test("a bundle is one card, led by the least patient", () => {
  const cards = [card("a", 10, { bundle: "x" }), card("b", 20), card("c", 30, { bundle: "x" })];
  equal([ids(leading(cards, null)), ids(bundled(cards, cards[0])), ids(bundled(cards, cards[1]))], [["a", "b"], ["a", "c"], ["b"]]);
});
test("a bundle is led by the card that somebody is on", () => equal(ids(leading([card("a", 10, { bundle: "x" }), card("b", 20, { bundle: "x" })], "b")), ["b"]));
test("those of a bundle that are decided show it together, apart from the rest", () => {
  const cards = [card("a", 10, { bundle: "x" }), card("b", 20, { bundle: "x" }), card("c", 30, { bundle: "x" })];
  const outcomes = { a: {}, c: {} };
  equal([ids(leading(cards, null, outcomes)), ids(bundled(cards, cards[0], outcomes)), ids(bundled(cards, cards[1], outcomes))], [["a", "b"], ["a", "c"], ["b"]]);
});
test("while somebody types nothing changes its place", () => {
  const cards = [card("new", 5), card("a", 10), card("b", 20)];
  equal([ids(steady(cards, ["b", "a"], true)), ids(steady(cards, ["b", "a"], false))], [["b", "a", "new"], ["new", "a", "b"]]);
});
test("a card that nobody takes is a supervisor's", () => {
  const all = desk(card("fresh", 60), card("nobodys", 60, { offeredTo: null }), card("taken", 60, { state: "accepted" }), card("nowhere", 60, { unattended: true }), card("likely", 60, { likely: true, offeredTo: null }));
  equal([ids(unattended(all, T + 1000)), ids(unattended(all, T + 31_000)).length], [["nobodys", "nowhere"], 3]);
});

test("a proposal says how often it was given, by whom last and with what result", () =>
  equal(
    [sourceWords({ source: "memory", origin: { times: 3, lastAgent: "ben", outcome: "helped" } }), sourceWords({ source: "memory", origin: { times: 1, lastAgent: "ben", outcome: null } }), sourceWords({ source: "model" })],
    ["from memory: given 3 times, last by ben, it helped", "from memory: given once, last by ben", "the model’s idea"],
  ));
test("words of a call have their place in its sound, those of a chat have none", () => equal([audioOffset({ audio: { from_ms: 42_900 } }), audioOffset({ audio: { from_ms: 0 } }), audioOffset({ audio: null }), audioOffset({})], ["0:42", "0:00", "", ""]));
test("four seconds of silence are an alarm", () => equal([3999, 4000].map((now_ms) => silenceOf({ silence: { now_ms, longest_ms: 0 } }, T).alarm), [false, true]));
test("a silence is counted on for a second after the last news of it", () => equal([0, 900, 60_000].map((late) => silenceOf({ silence: { now_ms: 3000, at: T } }, T + late).now), [3, 3.9, 4.2]));
test("an ended silence is not counted on, and its length stays", () => {
  const state = [{ type: "silence", conversation: "c", now_ms: 5000, longest_ms: 5000, at: T }, { type: "silence", conversation: "c", now_ms: 0, longest_ms: 5200, at: T }, { type: "conversation.changed", conversation: { id: "c", state: "live", silence: { longest_ms: 5200, total_ms: 6000, over_limit: 1 } } }]
    .reduce(receive, receive(nothing, { type: "snapshot", agent: {}, conversations: [{ id: "c", state: "live", silence: null }] }));
  equal(silenceOf(state.conversations.c, T + 500), { now: 0, longest: 5.2, alarm: false });
});
test("a pause has a reason and an end", () => equal([pauseOf({ presence: "wrap_up", pausedFor: "attention", pausedUntil: at(60) }), pauseOf({ presence: "wrap_up" }).reason], [{ reason: "attention", until: T + 60_000 }, "wrap_up"]));

test("each member of a bundle has an outcome of its own", () => {
  const replies = bundleReplies(["a", "b", "c", "d"], { status: 200, body: { outcomes: [{ guidance: "a", outcome: "accepted" }, { guidance: "b", outcome: "too_late" }, { guidance: "c", outcome: "invalid" }] } });
  equal(Object.values(replies).map((reply) => reply.status), [200, 409, 422, 500]);
});
test("a bundle that the server refused decides nothing", () => equal(bundleReplies(["a"], { status: 503, body: null }).a.status, 503));
test("when a second person completes our approval nobody was superseded", () => {
  const [before, after] = [card("a", 20, { approvedBy: ["ada"] }), card("a", 20, { state: "answered", answer: { agent: "ben" } })];
  equal(closedElsewhere(noOutcomes, before, after, "ada", T).byCard.a.step, "both");
});
test("a decided card in which somebody types stays until they leave it", () => {
  const done = settled(sending(noOutcomes, "a", "x", T), "a", "expired", null, T);
  equal([fold(desk(card("a", 20)), done, T + 60_000, "a").outcomes === done, fold(desk(card("a", 20)), done, T + 60_000, null).outcomes.recent.length], [true, 1]);
});
test("own answers are remembered after a reload, once", () => {
  const past = [card("a", 20, { state: "answered", question: "a?", answer: { agent: "ada", at: at(9), choice: 1 }, proposals: [{ label: "Yes" }] }), card("b", 20, { answer: { agent: "ben", at: at(5) } })];
  const once = remembered(noOutcomes, past, "ada");
  equal([once.recent.map((r) => [r.id, r.label, r.seconds]), remembered(once, past, "ada") === once], [[["a", "Yes", 9]], true]);
});
test("what was settled a while ago is known but is no card", () => {
  const state = receive(nothing, { type: "snapshot", agent: { name: "ada" }, guidance: [card("a", 9)], settled: [card("b", 9, { state: "answered" })] });
  equal([ids(cardsOf(state, {})), state.guidance.b.state], [["a"], "answered"]);
});
test("what REST remembers doesn't undo what the socket has said", () => {
  const state = recall(desk(card("a", 20)), [card("a", 20, { state: "expired" }), card("b", 20, { state: "answered" }), card("c", 9)]);
  equal([state.guidance.a.state, state.guidance.b.state, "c" in state.guidance], ["offered", "answered", false]);
});
test("anybody's pace counts their last 20 minutes", () => {
  const state = recall(desk(), [card("a", 9, { state: "answered", answer: { agent: "ben", at: at(4) } }), card("b", 9, { state: "answered", createdAt: at(-1300), answer: { agent: "ben", at: at(-1290) } })]);
  equal(pace(state, "ben", T + 1000), { answers: 1, median: 4 });
});

const day = (date, conversations, people, consults = people) => ({ date, conversations, people, consults, per100: conversations ? (100 * people) / conversations : 0 });
test("a day without conversations is a gap and not a nought", () => equal(chartData([day("2026-01-01", 0, 0), day("2026-01-02", 10, 2, 4)]).slice(1), [[null, 40], [null, 20]]));
test("the trend compares the last busy week with the first", () => {
  const days = Array.from({ length: 20 }, (_, i) => day(`2026-01-${10 + i}`, 10, i < 10 ? 5 : 2));
  equal([trend(days), trend([])], ["20 of 100 conversations needed a person in the last week, 50 in the first.", "No conversations yet."]);
});
test("a rule says where it holds, how people agreed and when it ends", () => {
  const rule = { state: "on", task: "refund", point: "approve_refund", conditions: [{ label: "Total", value: null, low: "10", high: "50" }], agreed: 3, disagreed: 1, moves: ["off", "fly"] };
  equal([scope(rule), agreement(rule), agreement({}), ruleMoves(rule), expiry(at(86_400 * 12), T), expiry(at(-86_400 * 3), T)], ["refund · approve refund; Total 10 to 50", "3 of 4 agreed", "not compared yet", [{ state: "off", label: "Roll back" }], "in 12 days", "3 days ago"]);
});

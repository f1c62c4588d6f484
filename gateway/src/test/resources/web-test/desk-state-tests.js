import { receive, nothing, withLine } from "/assets/desk/state.js";
import { cardsOf, elsewhere, kept, moved, nextUndecided } from "/assets/desk/order.js";
import { answerTimes, closedElsewhere, fold, LINGER_MILLIS, median, noOutcomes, sending, settled, unsent } from "/assets/desk/outcomes.js";
import { equal, test } from "/web-test/check.js";

const T = Date.parse("2026-01-01T12:00:00Z");
const at = (seconds) => new Date(T + seconds * 1000).toISOString();
const card = (id, leftSeconds, more = {}) => ({ id, conversation: `c-${id}`, channel: "voice", state: "offered", question: `${id}?`, offeredTo: "ada", createdAt: at(0), answerBy: at(leftSeconds), ...more });
const conversation = (id, more = {}) => ({ id, state: "live", phase: "listening", channel: "voice", consults: [], startedAt: at(0), ...more });
const line = (number, text, from = "customer") => ({ number, from, text, at: at(number), cut: false });
const desk = (...guidance) => receive(nothing, { type: "snapshot", agent: { name: "ada" }, agents: [], guidance, conversations: [conversation("c1", { transcript: [line(1, "hello")] })] });
const ids = (cards) => cards.map((g) => g.id);

test("cards are ordered by the patience left and not by arrival", () => equal(ids(cardsOf(desk(card("late", 60), card("soon", 9), card("mid", 30)), {})), ["soon", "mid", "late"]));
test("at the same second a voice goes before a chat", () => equal(ids(cardsOf(desk(card("a", 30, { channel: "chat" }), card("b", 30.4)), {})), ["b", "a"]));
test("a card offered to somebody else is not ours but shown elsewhere", () => {
  const state = desk(card("mine", 20), card("his", 10, { offeredTo: "ben" }), card("nobodys", 5, { offeredTo: null }));
  equal([ids(cardsOf(state, {})), ids(elsewhere(state, {}))], [["mine"], ["nobodys", "his"]]);
});
test("an expired card leaves the column", () => equal(ids(cardsOf(receive(desk(card("a", 20)), { type: "guidance.changed", guidance: card("a", 20, { state: "expired" }) }), {})), []));
test("a card whose outcome is being shown stays in its place", () => equal(ids(cardsOf(desk(card("b", 30), card("a", 20, { state: "answered" })), { a: {} })), ["a", "b"]));
test("a new snapshot forgets what ended while we were away", () => equal(ids(cardsOf(receive(desk(card("old", 9)), { type: "snapshot", agent: { name: "ada" }, guidance: [card("new", 9)], conversations: [] }), {})), ["new"]));
test("a changed conversation keeps its words", () => {
  const state = receive(desk(), { type: "conversation.changed", conversation: conversation("c1", { phase: "thinking" }) });
  equal([state.conversations.c1.phase, state.conversations.c1.transcript.length], ["thinking", 1]);
});
test("a line that comes again replaces what was thought to be heard", () => equal(withLine([line(1, "hello"), line(2, "I am checking that now", "assistant")], line(2, "I am checking", "assistant")).map((l) => l.text), ["hello", "I am checking"]));
test("a line that comes late stands where it belongs", () => equal(withLine([line(1, "a"), line(3, "c")], line(2, "b")).map((l) => l.text), ["a", "b", "c"]));
test("the caller's finished turn replaces the grey words", () => {
  const hearing = receive(desk(), { type: "partial", conversation: "c1", text: "my ord" });
  const heard = receive(hearing, { type: "turn", conversation: "c1", line: line(2, "my order") });
  equal([hearing.conversations.c1.partial, heard.conversations.c1.partial], ["my ord", ""]);
});
test("the assistant's turn leaves the caller's grey words", () => {
  const hearing = receive(desk(), { type: "partial", conversation: "c1", text: "my ord" });
  equal(receive(hearing, { type: "turn", conversation: "c1", line: line(2, "Yes?", "assistant") }).conversations.c1.partial, "my ord");
});
test("a message of an unknown type changes nothing", () => {
  const state = desk();
  equal([receive(state, { type: "toString" }) === state, receive(state, { type: "news" }) === state], [true, true]);
});
test("an answer is promised only when the server has said so", () => {
  const sent = sending(noOutcomes, "a", "Approve", T);
  equal([sent.byCard.a.step, settled(sent, "a", "superseded", "ben", T).byCard.a.step], ["sending", "superseded"]);
});
test("an answer that never arrived leaves the card undecided", () => equal(unsent(sending(noOutcomes, "a", "Approve", T), "a").byCard, {}));
test("what was sent never folds by itself", () => equal(fold(desk(card("a", 20)), sending(noOutcomes, "a", "x", T), T + 1e9).outcomes.recent, []));
test("a settled card folds into the recent list after its time, and not before", () => {
  const state = desk(card("a", 20));
  const done = settled(sending(noOutcomes, "a", "Approve", T + 4000), "a", "accepted", null, T + 5000);
  const before = fold(state, done, T + 5000 + LINGER_MILLIS - 1);
  const after = fold(state, done, T + 5000 + LINGER_MILLIS);
  equal([before.outcomes.recent.length, after.outcomes.recent[0].seconds, after.outcomes.recent[0].label, ids(cardsOf(after.state, after.outcomes.byCard))], [0, 5, "Approve", []]);
});
test("a card answered by somebody else says by whom", () => {
  const [before, after] = [card("a", 20), card("a", 20, { state: "answered", answer: { agent: "ben" } })];
  equal(closedElsewhere(noOutcomes, before, after, "ada", T).byCard.a.reason, "ben answered this one.");
});
test("our own answer coming back is not somebody else's", () => {
  const own = sending(noOutcomes, "a", "Approve", T);
  equal(closedElsewhere(own, card("a", 20), card("a", 20, { state: "answered", answer: { agent: "ada" } }), "ada", T) === own, true);
});
test("only recorded answers of the last half hour count as answer times", () => {
  const recent = [{ step: "accepted", at: T, seconds: 7 }, { step: "too_late", at: T, seconds: 50 }, { step: "accepted", at: T - 31 * 60_000, seconds: 3 }];
  equal([answerTimes(recent, T, 30).map((t) => t.seconds), median([5, 1, 9]), median([1, 3]), median([])], [[7], 5, 2, null]);
});
test("the focus stays on its card when another comes in above", () => equal(kept(["b"], ["a", "b"], "b"), "b"));
test("the focus of a card that has gone passes to the one that followed", () => equal([kept(["a", "b", "c"], ["a", "c"], "b"), kept(["a", "b"], ["a"], "b"), kept(["a"], [], "a")], ["c", "a", null]));
test("moving stays inside the column", () => equal([moved(["a", "b"], "b", 1), moved(["a", "b"], "a", -1), moved(["a", "b"], null, 1), moved([], "a", 1)], ["b", "a", "a", null]));
test("after an answer the least patient undecided card has the focus", () => equal([nextUndecided(["a", "b", "c"], "b", { b: {} }), nextUndecided(["a", "b", "c"], "a", { a: {}, b: {} }), nextUndecided(["a", "b"], "b", { b: {} }), nextUndecided(["a"], "a", { a: {} })], ["a", "c", "a", "a"]));

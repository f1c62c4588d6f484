import { fresh, receive, unacknowledged, write } from "/assets/chat/chat-log.js";
import { equal, test } from "/web-test/check.js";

const welcome = (conversation) => ({ type: "welcome", conversation, resume: `r-${conversation}` });
const message = (number, from, text) => ({ type: "message", id: `c/${number}`, number, from, text, at: "2026-01-01T12:00:00Z" });
const after = (...messages) => messages.reduce(receive, fresh);
const texts = (log) => log.lines.map((line) => line.text);

test("the same number twice is one line", () => equal(texts(after(welcome("c"), message(1, "assistant", "Hello"), message(1, "assistant", "Hello"))), ["Hello"]));
test("the last number is what a resumed chat asks after", () => equal(after(welcome("c"), message(1, "assistant", "a"), message(4, "assistant", "b"), message(3, "assistant", "c")).last, 4));
test("a line is sent only once the server has acknowledged it", () => {
  const written = write(after(welcome("c")), "u1", "hi", "t");
  equal([written.lines[0].state, receive(written, { type: "ack", id: "u1" }).lines[0].state], ["sending", "sent"]);
});
test("what wasn't acknowledged is sent again with the same id", () => {
  const log = receive(write(write(after(welcome("c")), "u1", "one", "t"), "u2", "two", "t"), { type: "ack", id: "u1" });
  equal(unacknowledged(receive(log, welcome("c"))).map((line) => line.id), ["u2"]);
});
test("the visitor's own words coming back aren't shown twice", () => {
  const log = receive(write(after(welcome("c")), "u1", "hi", "t"), message(1, "customer", "hi"));
  equal([texts(log), log.last, unacknowledged(log).length], [["hi"], 1, 0]);
});
test("saying the same thing twice is two lines", () => {
  const log = [message(1, "customer", "hi"), message(2, "customer", "hi")].reduce(receive, write(write(fresh, "u1", "hi", "t"), "u2", "hi", "t"));
  equal(log.lines.map((line) => line.number), [1, 2]);
});
test("another conversation carries over only what was never recorded", () => {
  const log = write(after(welcome("c"), message(1, "assistant", "Hello")), "u1", "hi", "t");
  const next = receive(log, welcome("d"));
  equal([texts(next), next.last, next.resume], [["hi"], 0, "r-d"]);
});
test("the dots go away when the words come", () => {
  const typing = receive(after(welcome("c")), { type: "typing", from: "assistant", on: true });
  equal([typing.typing, receive(typing, message(1, "assistant", "a")).typing, receive(typing, { type: "typing", on: false }).typing], [true, false, false]);
});
test("a refused message says that it wasn't sent", () => equal(receive(write(fresh, "u1", "hi", "t"), { type: "error", code: "too_large", id: "u1" }).lines[0].state, "failed"));
test("an ended chat stays readable", () => {
  const log = after(welcome("c"), message(1, "assistant", "Goodbye"), { type: "ended", reason: "done" });
  equal([log.ended, texts(log)], [true, ["Goodbye"]]);
});

// What REST's answers mean to a person. Pure.

/** Why something was not done, in a sentence. */
export function refusal(status, reply) {
  if (status === 0) return "the server can’t be reached.";
  return reply?.reason ?? reply?.error?.message ?? `the server answered ${status}.`;
}

/** The reply to an answer for a bundle, taken apart: one like that of a single answer for each request. */
export function bundleReplies(ids, { status, body }) {
  const listed = body?.outcomes ?? body?.answers ?? body?.guidance ?? body;
  const each = Array.isArray(listed) ? Object.fromEntries(listed.map((one) => [one.guidance ?? one.id, one])) : (listed ?? {});
  return Object.fromEntries(ids.map((id) => [id, one(each[id], status, body)]));
}

function one(outcome, status, body) {
  const said = typeof outcome === "string" ? { outcome } : outcome;
  if (!said?.outcome) return { status: status === 200 ? 500 : status, body };
  const decided = ["accepted", "superseded", "too_late", "caller_gone"].includes(said.outcome);
  return { status: said.outcome === "accepted" ? 200 : decided ? 409 : 422, body: said };
}

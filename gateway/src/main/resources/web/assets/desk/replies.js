// What REST's answers mean to a person. Pure.

/** Why something was not done, in a sentence. */
export function refusal(status, reply) {
  if (status === 0) return "the server can’t be reached.";
  return reply?.reason ?? reply?.error?.message ?? `the server answered ${status}.`;
}

const DECIDED = new Set(["accepted", "superseded", "too_late", "caller_gone"]);

/** The reply to an answer for a bundle, taken apart: for each request one like that of a single answer. */
export function bundleReplies(ids, { status, body }) {
  const each = new Map((body?.outcomes ?? []).map((one) => [one.guidance, one]));
  return Object.fromEntries(ids.map((id) => [id, replyOf(each.get(id), status, body)]));
}

function replyOf(one, status, body) {
  if (!one) return { status: status === 200 ? 500 : status, body };
  return { status: one.outcome === "accepted" ? 200 : DECIDED.has(one.outcome) ? 409 : 422, body: one };
}

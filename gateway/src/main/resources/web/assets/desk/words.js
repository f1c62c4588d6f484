// How the desk says things. Pure.

import { isWith } from "./wire.js";

export const KINDS = { approval: "Approval", clarification: "Clarification", instruction: "Instruction" };

export const customerWord = (channel) => (channel === "voice" ? "caller" : "visitor");

/** A task's or point's name as words: change_address → change address. */
export const plain = (name) => (name ?? "").replaceAll("_", " ");

/** Who it is: a number, a name, or just what they are. */
export function whoIs(conversation) {
  const caller = conversation?.variables?.caller;
  return caller && caller !== "visitor" ? number(caller) : conversation?.channel === "voice" ? "Caller" : "Visitor";
}

/** An address as people read it: of sip:+49305550142@carrier.example the number, of sip:ann@home.example the rest. */
const number = (address) => address.replace(/^sips?:/, "").replace(/^(\+?[0-9]{3,})@.*$/, "$1");

/** What a conversation is doing, seen from the desk. Returns {text, tone}. */
export function doing(conversation, guidance, me) {
  if (conversation.state !== "live" || conversation.phase === "ended") {
    return { text: conversation.termination ? `ended: ${plain(conversation.termination)}` : "ended", tone: "quiet" };
  }
  if (conversation.phase === "on_hold") return { text: "on hold", tone: "quiet" };
  if (conversation.agent) return { text: conversation.agent === me ? "you have taken over" : `${conversation.agent} has taken over`, tone: "mine" };
  const open = (conversation.consults ?? []).map((c) => guidance[c.id]).find((g) => g && ["open", "offered", "accepted"].includes(g.state));
  if (open) return isWith(open, me) ? { text: "waiting for you", tone: "wait" } : { text: open.offeredTo ? `waiting for ${open.offeredTo}` : "waiting for somebody", tone: "wait" };
  const phases = { listening: "listening", thinking: "thinking", working: "looking it up", with_agent: "with an agent" };
  return { text: phases[conversation.phase] ?? conversation.phase, tone: "calm" };
}

const LONGEST_LABEL = 60;

/** What became of an answer, in a sentence. */
export function outcomeText(outcome, channel) {
  const who = customerWord(channel);
  const label = outcome.label.length > LONGEST_LABEL ? `${outcome.label.slice(0, LONGEST_LABEL)} …` : outcome.label;
  const sentences = {
    sending: `Sending “${label}” …`,
    accepted: `Recorded: “${label}”. The assistant goes on with it.`,
    waiting: "Your approval is recorded. It counts when a second person has approved as well.",
    both: "Both approvals are in. The assistant goes on with them.",
    superseded: `Superseded. ${outcome.reason || "Somebody else answered first."}`,
    too_late: `Too late. ${outcome.reason || "The answer time was over."}`,
    caller_gone: `The ${who} has gone. ${outcome.reason || "Your answer is kept in the journal."}`,
    expired: "Time ran out. The task’s own rule has decided.",
    withdrawn: `Not needed any more. ${outcome.reason || ""}`,
  };
  return sentences[outcome.step] ?? outcome.step;
}

export const OUTCOME_WORDS = {
  sending: "sending", accepted: "recorded", waiting: "1 of 2", both: "2 of 2", superseded: "superseded", too_late: "too late", caller_gone: "caller gone", expired: "ran out", withdrawn: "withdrawn",
};

/** A presence as people call it. */
export const PRESENCE_WORDS = { available: "available", busy: "busy", away: "away", offline: "offline", wrap_up: "wrapping up" };

/** Why somebody is offered nothing for a while. */
export const PAUSE_WORDS = { wrap_up: "wrapping up", attention: "resting from quick approvals" };

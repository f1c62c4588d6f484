// Parts of a card that only show something.

import { html, nothing } from "lit";
import { glyph } from "../icons.js";
import { READ_HIGH_MILLIS } from "./guard.js";
import { isOpen } from "./state.js";
import { approvalsNeeded, approvers, audioOffset, isDraft, isHighRisk, isLikely, isTakenBy } from "./wire.js";
import { customerWord, KINDS, outcomeText } from "./words.js";

/** What kind of card it is, and what else must be known before reading on. */
export function tags(guidance, me) {
  const kind = isDraft(guidance) ? "Message" : (KINDS[guidance.kind] ?? guidance.kind);
  return html`<span class="kind ${guidance.kind}">${kind}</span>
    ${isLikely(guidance) ? html`<span class="tag soon">likely soon</span>` : nothing}
    ${isHighRisk(guidance) ? html`<span class="tag high">high risk</span>` : nothing}
    ${isTakenBy(guidance, me) && isOpen(guidance) ? html`<span class="tag yours">yours</span>` : nothing}`;
}

/** The facts, the deciding one first and strongest. */
export function facts(guidance) {
  if (guidance.evidence.length === 0) return nothing;
  return html`<table class="facts">
    <caption class="unseen">Facts</caption>
    <tbody>
      ${guidance.evidence.map((fact) => html`<tr data-evidence><th scope="row">${fact.label}</th><td>${fact.value}</td></tr>`)}
    </tbody>
  </table>`;
}

/** The first facts in a line, for a folded card. */
export function factsLine(guidance) {
  if (guidance.evidence.length === 0) return nothing;
  return html`<p class="facts-line">
    ${guidance.evidence.slice(0, 2).map((fact) => html`<span><span class="fact-label">${fact.label}</span> ${fact.value}</span>`)}
  </p>`;
}

/** The words that led here, as they were heard or typed, and where in the call's sound they are. */
export function exactWords(guidance) {
  if (guidance.excerpt.length === 0) return nothing;
  const speaker = { customer: customerWord(guidance.channel), assistant: "assistant", agent: "agent" };
  return html`<div class="words" role="note" aria-label="The exact words">
    ${guidance.excerpt.map((line) => html`<p class=${line.from} data-evidence>
      <span class="speaker">${speaker[line.from] ?? line.from}${audioOffset(line) ? html` <span class="offset" title="Where in the call">${audioOffset(line)}</span>` : nothing}</span>
      <q>${line.text}</q></p>`)}
  </div>`;
}

/** Two people must approve: who has, and how many are missing. */
export function approvals(guidance, me) {
  const needed = approvalsNeeded(guidance);
  const names = approvers(guidance);
  if (needed < 2) return nothing;
  const who = names.map((name) => (name === me ? "you" : name)).join(" and ");
  return html`<p class="approvals" role="status"><b>${names.length} of ${needed}</b>${who ? html`: ${who} approved.` : html` approved.`}
    ${names.includes(me) ? "Somebody else must approve as well." : names.length ? "Yours makes it count." : "Two people must approve; one who declines is enough."}</p>`;
}

/** Why one key doesn't approve yet, or that it does now. */
export function gate(guidance, read) {
  const high = isHighRisk(guidance);
  if (read) return high ? html`<p class="gate open" role="status">${glyph("check")} Evidence read: one key approves.</p>` : nothing;
  const seconds = Math.round(READ_HIGH_MILLIS / 100) / 10;
  return high ? html`<p class="gate" role="status">${glyph("eye")} High risk: approving opens ${seconds} s after the last line of evidence came into view.</p>` : nothing;
}

/** What became of the answer; stands where the answers stood. */
export function outcomeBand(outcome, guidance) {
  const tone = outcome.step === "sending" ? "sending" : outcome.step === "accepted" ? "good" : "missed";
  return html`<p class="outcome ${tone}" role="status">
    ${outcome.step === "accepted" ? glyph("check") : nothing}<span>${outcomeText(outcome, guidance.channel)}</span>
  </p>`;
}

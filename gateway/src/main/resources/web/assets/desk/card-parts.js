// Parts of a card that only show something.

import { html, nothing } from "lit";
import { glyph } from "../icons.js";
import { customerWord, outcomeText } from "./words.js";

/** The facts, the deciding one first and strongest. */
export function facts(guidance) {
  if (guidance.evidence.length === 0) return nothing;
  return html`<table class="facts">
    <caption class="unseen">Facts</caption>
    <tbody>
      ${guidance.evidence.map((fact) => html`<tr><th scope="row">${fact.label}</th><td>${fact.value}</td></tr>`)}
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

/** The words that led here, as they were heard or typed. */
export function exactWords(guidance) {
  if (guidance.excerpt.length === 0) return nothing;
  const speaker = { customer: customerWord(guidance.channel), assistant: "assistant", agent: "agent" };
  return html`<div class="words" aria-label="The exact words">
    ${guidance.excerpt.map((line) => html`<p class=${line.from}><span class="speaker">${speaker[line.from] ?? line.from}</span> <q>${line.text}</q></p>`)}
  </div>`;
}

/** What became of the answer; stands where the answers stood. */
export function outcomeBand(outcome, guidance) {
  const tone = outcome.step === "sending" ? "sending" : outcome.step === "accepted" ? "good" : "missed";
  return html`<p class="outcome ${tone}" role="status">
    ${outcome.step === "accepted" ? glyph("check") : nothing}<span>${outcomeText(outcome, guidance.channel)}</span>
  </p>`;
}

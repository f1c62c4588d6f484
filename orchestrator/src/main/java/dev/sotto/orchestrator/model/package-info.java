/**
 * A language model as the assistant: any endpoint that speaks OpenAI-style chat completions, streamed.
 *
 * <p>{@code ModelAssistant} writes the prompt from the conversation, sends it by {@code ChatClient} and turns what streams back
 * into events: whole sentences as they come, functions that the model wants called, the end. What they do is decided by
 * {@code conversation} alone, so nothing here can run a tool or say a word.
 *
 * <p>What cost thought:
 *
 * <ul>
 *   <li>A model's output is data. Functions are read against their declaration and slot values by the local assistant's own
 *       readers, against what the customer has really said; what doesn't fit goes back to the model as an error.
 *   <li>Words of customers, answers of systems and slot values stand in user and tool messages only, marked as data. The system
 *       message holds what the operator wrote. That is hygiene, not the lock: the lock is that a gated tool needs a person's
 *       token whatever the model says.
 *   <li>Trying again is over with the first token: what was said can't be unsaid. Before it there are retries and a second request
 *       beside a slow first one; after it there is only the local assistant.
 *   <li>Every buffer has a limit: line, body, text, arguments, calls.
 * </ul>
 *
 * <p>Called by {@code runner} on the conversation's context; everything of one answer stays on that context.
 */
@NullMarked
package dev.sotto.orchestrator.model;

import org.jspecify.annotations.NullMarked;

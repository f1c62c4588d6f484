/**
 * The conversation machine: state and event in, state and effects out.
 *
 * <p>Only the JDK: no clock, no randomness, no Vert.x (an ArchUnit test keeps it so). Time and ids come in with events.
 * Whoever has the events of a conversation in order can therefore rebuild it exactly, which is how a conversation
 * survives {@code kill -9}. Effects are performed by {@code runner.EffectRunner}.
 *
 * <p>What cost thought:
 *
 * <ul>
 *   <li>A consult is not a state but stands beside the talk: a task may wait for a person while its conversation is
 *       listening, answering a side question or working on another task. So {@code Stage} has four values, and the rest is
 *       what {@code Frame}s wait for.
 *   <li>Events are the journal, not states: a state that was stored would have to be migrated with every change of the
 *       machine; events only have to be read. Ids of requests and tool calls are counted, so a replay makes the same ones
 *       and what is asked for twice happens once.
 *   <li>What a person will read on a card about the effect of an answer is the machine itself, run on a copy
 *       ({@code Rehearsal}): it can't say something else than what will happen.
 *   <li>A person's time is made use of twice over: {@code Foresight} drafts a card while the customer is still being asked
 *       something, and {@code Recheck} looks the facts up again between an approval and the gated tool. Both rest on the
 *       same comparison: what the person saw, in words, against what would be shown now.
 *   <li>An approval that the conversation lets go of is void ({@code Approvals}). That is found by comparing what was held
 *       before a move with what is held after it, and not by remembering to say so in each of the places that let go.
 *   <li>A phrase that bridges a wait is marked as such when it is said: it ends with its sentence when something better is
 *       there, is not said over the caller later, and is not taken up again after an interruption.
 *   <li>Where nobody is at a desk the caller is told so at once and the next skill is asked at once. The last policy still
 *       leaves 5 seconds: people reload pages. Somebody who has only just signed in counts as there.
 *   <li>A language model speaks and wishes; it never acts. Its answer comes in as events, one sentence and one wish at a time,
 *       and is acted on only when it is complete ({@code Generations}): so a discarded answer can't have run a tool, whatever
 *       the timing. The same answer is checked twice: its functions against what is open, its sentences against what has
 *       happened ({@code Claims}).
 *   <li>There is one alarm clock per conversation ({@code wakeAt}), computed from the state, and no timers to forget.
 * </ul>
 *
 * <p>Called by {@code runner} on the context that owns the conversation, and by replays on any thread.
 */
@NullMarked
package dev.sotto.orchestrator.conversation;

import org.jspecify.annotations.NullMarked;

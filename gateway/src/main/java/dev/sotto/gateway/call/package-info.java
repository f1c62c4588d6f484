/**
 * One phone call: a dialog, a media session and a conversation link, joined by {@link dev.sotto.gateway.call.Call} and by
 * nothing else.
 *
 * <p>A call lives on one event loop from INVITE to BYE: its events, its sound and the bus messages of its conversation all
 * arrive there. Sound stays between SIP and media; only words cross the bus. Whoever ends the call first (the caller, the
 * conversation, a lost stream, a drain) goes through {@code Call.end}, once, in one order: sound off, conversation told,
 * one log line with the {@link dev.sotto.gateway.call.Termination}.
 *
 * <p><b>How the loops are cut.</b> Sound is what costs, so sound is what is spread: with {@code sip.loops} above 1, each call with
 * its ports, its clock and its words lives on one of so many {@code CallLoop}s, chosen by its Call-ID, while SIP stays whole on the
 * first one. A call's signalling costs less than a tenth of a millisecond, a minute of its sound a thousand times that: one loop
 * signals for more calls than many cores can speak. And who takes whose place (Replaces), who may call, what is a copy of what,
 * whose connection it is, how many calls a trunk has: each needs one owner. {@code FarIncomingCall}, {@code FarOutgoingCall} and
 * {@code FarHandler} carry orders and events over the border, in their order; a call on SIP's own loop has none of them, so one
 * loop works as if there were no others. {@code Room} counts calls over all loops.
 *
 * <p>{@code Hearing} tells the conversation what is heard, {@code Saying} knows what is being said and what waits for its end,
 * {@code Transfers} puts the caller through, {@code Transferring} is one attempt, {@code Holding} what waits while the caller has put us on hold,
 * {@code TransferTargets} where callers may be sent, and {@code CallVariables} what the conversation knows of the call. A call of
 * ours begins with {@code Dialling} (up to its answer) and {@code Greeting} (until it is our turn to speak); from then on it is a
 * call like any other.
 */
@NullMarked
package dev.sotto.gateway.call;

import org.jspecify.annotations.NullMarked;

/**
 * One phone call: a dialog, a media session and a conversation link, joined by {@link dev.sotto.gateway.call.Call} and by
 * nothing else.
 *
 * <p>A call lives on one event loop from INVITE to BYE: signalling, sound and the bus messages of its conversation all
 * arrive there. Sound stays between SIP and media; only words cross the bus. Whoever ends the call first (the caller, the
 * conversation, a lost stream, a drain) goes through {@code Call.end}, once, in one order: sound off, conversation told,
 * one log line with the {@link dev.sotto.gateway.call.Termination}.
 *
 * <p>{@code Hearing} tells the conversation what is heard, {@code Saying} knows what is being said and what waits for its end,
 * {@code Transferring} is one attempt to put the caller through, {@code Holding} what waits while the caller has put us on hold,
 * {@code TransferTargets} where callers may be sent, and {@code CallVariables} what the conversation knows of the call. A call of
 * ours begins with {@code Dialling} (up to its answer) and {@code Greeting} (until it is our turn to speak); from then on it is a
 * call like any other.
 */
@NullMarked
package dev.sotto.gateway.call;

import org.jspecify.annotations.NullMarked;

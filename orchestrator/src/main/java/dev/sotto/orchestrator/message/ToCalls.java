package dev.sotto.orchestrator.message;

import java.time.Instant;

/** What is asked of those who place our calls; sent to {@link Addresses#calls}. Both are idempotent. */
public sealed interface ToCalls {
    /**
     * Somebody was promised a call. Reply: {@link Promised} when that is durable, or {@link Refused}.
     *
     * @param promise names the promise for ever
     * @param to the address to call
     * @param customer whom decisions are for, as in the conversation that promised
     * @param carried what the other conversation has to take up, for {@link ToConversation.TakeUp}
     */
    record Promise(
            String conversationId,
            String promise,
            String to,
            String customer,
            String task,
            String about,
            String carried,
            Instant at)
            implements ToCalls {
        /** Without what the customer said: it may end up in a log. */
        @Override
        public String toString() {
            return "Promise[" + promise + "]";
        }
    }

    /** The moment has come to place the call that the conversation is for. Reply: {@link Ok} when that is durable. */
    record Place(String conversationId, String reason, Instant at) implements ToCalls {}

    /** Reply to {@link Promise}: which conversation the call will be. */
    record Promised(String conversation) {}
}

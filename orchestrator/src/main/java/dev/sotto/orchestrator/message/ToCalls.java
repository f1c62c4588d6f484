package dev.sotto.orchestrator.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of those who place our calls; sent to {@link Addresses#calls}. */
public sealed interface ToCalls {
    /**
     * Somebody was promised a call. Reply: {@link Promised} when that is durable, or {@link Refused}. Idempotent.
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

    /** The moment has come to place the call that the conversation is for. Reply: {@link Ok} when that is durable. Idempotent. */
    record Place(String conversationId, String reason, Instant at) implements ToCalls {}

    /**
     * An integrator or a supervisor wants somebody called. Reply: {@link CallView} when it is durable, or {@link Refused}
     * ({@code not_allowed, invalid, too_many, key_reused}).
     *
     * @param to a SIP address, a {@code tel:} address or a number
     * @param answerWithin null: as the settings say
     * @param onMachine {@code leave_message, hang_up} or {@code talk}
     * @param key the same order under the same key is placed once; null: each is one of its own
     */
    record Order(
            String to,
            @Nullable String callerId,
            @Nullable String trunk,
            Map<String, String> variables,
            @Nullable Duration answerWithin,
            String onMachine,
            @Nullable String key,
            String by)
            implements ToCalls {
        public Order {
            variables = Map.copyOf(variables);
        }

        /** Without numbers and words: it may end up in a log. */
        @Override
        public String toString() {
            return "Order[by " + by + "]";
        }
    }

    /** Reply: {@link CallView}, or {@link Refused} {@code unknown}. */
    record ReadCall(String id) implements ToCalls {}

    /** Newest first. {@code state}: {@code all}, or one of {@link CallView}. Reply: {@link CallList}. */
    record ListCalls(String state, int limit) implements ToCalls {}

    /** Call it off, or hang up. Reply: {@link CallView}, or {@link Refused} {@code unknown}. */
    record CancelCall(String id, String by) implements ToCalls {}

    /** Reply to {@link Promise}: which conversation the call will be. */
    record Promised(String conversation) {}

    /**
     * A call of ours.
     *
     * @param state waiting (for a person's decision), queued, trying, ringing, early, answered, machine or ended
     * @param tries how often it was placed
     * @param dueAt when it is to be placed next
     * @param promisedIn the conversation that promised it, or null
     * @param termination why it ended, or the last try did; null before
     * @param status the SIP status that it ended with, or null
     */
    record CallView(
            String id,
            String conversation,
            String state,
            String to,
            String task,
            int tries,
            Instant createdAt,
            @Nullable Instant dueAt,
            @Nullable Instant answeredAt,
            @Nullable Instant endedAt,
            @Nullable String promisedIn,
            @Nullable String termination,
            @Nullable Integer status) {}

    record CallList(List<CallView> calls) {}
}

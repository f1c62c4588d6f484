package dev.sotto.gateway.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that somebody wants placed, as the database has it.
 *
 * @param conversation what the call will be
 * @param target whom, as {@link Targets} writes it
 * @param onMachine what happens when a machine answers: {@code leave_message, hang_up, talk}
 * @param key the orderer's own name for it, or null
 * @param fingerprint of what was ordered, to tell a repetition from another order under the same key
 * @param promise the promise that it keeps, or null
 * @param carried what the conversation has to take up, or null
 * @param dueAt when it may be placed
 * @param outcome why it, or its last try, ended
 */
public record Order(
        String id,
        String conversation,
        OrderState state,
        String target,
        @Nullable String callerId,
        @Nullable String trunk,
        Map<String, String> variables,
        Duration answerWithin,
        String onMachine,
        @Nullable String key,
        String fingerprint,
        @Nullable String promise,
        @Nullable String promisedIn,
        @Nullable String carried,
        int tries,
        Instant createdAt,
        Instant dueAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable Integer status) {
    public Order {
        variables = Map.copyOf(variables);
    }

    String task() {
        return variables.getOrDefault("task", "");
    }

    boolean open() {
        return state != OrderState.ENDED;
    }

    Order queued(Instant due) {
        return copy(OrderState.QUEUED, tries, due, answeredAt, endedAt, outcome, status);
    }

    Order trying() {
        return copy(OrderState.TRYING, tries + 1, dueAt, null, null, null, null);
    }

    /** Another try follows. */
    Order again(Instant due, String why, @Nullable Integer last) {
        return copy(OrderState.QUEUED, tries, due, null, null, why, last);
    }

    Order answered(Instant at) {
        return copy(OrderState.ANSWERED, tries, dueAt, at, null, null, null);
    }

    Order ended(Instant at, String why, @Nullable Integer last) {
        return copy(OrderState.ENDED, tries, dueAt, answeredAt, at, why, last);
    }

    private Order copy(
            OrderState next,
            int placed,
            Instant due,
            @Nullable Instant answered,
            @Nullable Instant ended,
            @Nullable String why,
            @Nullable Integer last) {
        return new Order(
                id,
                conversation,
                next,
                target,
                callerId,
                trunk,
                variables,
                answerWithin,
                onMachine,
                key,
                fingerprint,
                promise,
                promisedIn,
                carried,
                placed,
                createdAt,
                due,
                answered,
                ended,
                why,
                last);
    }

    /** Without number and words: it may end up in a log. */
    @Override
    public String toString() {
        return "Order[" + id + ", " + state + "]";
    }
}

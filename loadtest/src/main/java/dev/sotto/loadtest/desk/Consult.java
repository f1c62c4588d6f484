package dev.sotto.loadtest.desk;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one card meant for one person.
 *
 * @param caller as the experiment numbers callers; below 0 when it isn't known
 * @param reachedAt when the task came to the point, by the server's clock
 * @param offeredAt when it came onto this person's screen; a card that left it and comes again is another consult
 * @param begunAt when they turned to it; null when they never did
 * @param answeredAt when the key was pressed; null when it wasn't
 * @param busy their attention: from turning to it to the key press or to its being gone, and what is left to do after it
 * @param waiting how many other cards were on the screen when they turned to it
 * @param live how many conversations went on at that moment
 * @param answer what was answered; empty when nothing was
 */
public record Consult(
        String guidance,
        String callId,
        int caller,
        Kind kind,
        String point,
        Instant reachedAt,
        Instant offeredAt,
        @Nullable Instant begunAt,
        @Nullable Instant answeredAt,
        Duration busy,
        int waiting,
        int live,
        String answer,
        Outcome outcome) {
    /** What became of it. */
    public enum Outcome {
        /** The answer counted. */
        ACCEPTED,
        /** Another answer had been given. */
        SUPERSEDED,
        /** The task had gone on without. */
        TOO_LATE,
        CALLER_GONE,
        /** It left this screen unanswered: withdrawn, run out, or with somebody else now. */
        DROPPED,
        /** The server did not take it for another reason, or did not answer. */
        FAILED
    }
}

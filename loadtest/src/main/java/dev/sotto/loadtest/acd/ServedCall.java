package dev.sotto.loadtest.acd;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one call went, in times since the centre was opened.
 *
 * @param caller as the screen pop says; below 0 when there was none
 * @param queuedAt answered, and in the queue
 * @param takenAt a person turned to it; null when nobody did
 * @param resolvedAt the caller was told the outcome; null when it never came to that
 * @param releasedAt the line was given up
 * @param talk person's time on the line
 * @param wrapUp person's time after it
 * @param asked questions put to the caller
 * @param repeated of those that were put again after silence
 * @param decisions point to what was decided
 * @param booked what was booked in the shop's systems
 */
public record ServedCall(
        String callId,
        int caller,
        String intent,
        Duration queuedAt,
        @Nullable Duration takenAt,
        @Nullable Duration resolvedAt,
        Duration releasedAt,
        Duration talk,
        Duration wrapUp,
        int asked,
        int repeated,
        Map<String, String> decisions,
        int booked,
        Outcome outcome) {
    /** Why it is over. */
    public enum Outcome {
        /** The caller was told what comes of their matter. */
        RESOLVED,
        ABANDONED_IN_QUEUE,
        /** The caller left a person before knowing the outcome. */
        ABANDONED_IN_TALK,
        /** The caller gave up before the call was answered, or the answer was never acknowledged. */
        NEVER_ANSWERED,
        /** The centre closed. */
        CLOSED
    }

    public ServedCall {
        decisions = Map.copyOf(decisions);
    }

    /** What this call cost the people: talk and wrap-up. */
    public Duration personTime() {
        return talk.plus(wrapUp);
    }

    /** In the queue, to the person or to the end. */
    public Duration queued() {
        return (takenAt == null ? releasedAt : takenAt).minus(queuedAt);
    }
}

package dev.sotto.loadtest.density;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How many calls, one number after the other, and when more would tell nothing.
 *
 * @param steps numbers of calls, growing
 * @param hold how long each is counted
 * @param warmUp how long the first number is held before anything counts: a virtual machine compiles then
 * @param callsPerSecond how fast callers arrive between two steps, evenly
 * @param mostLateBeats more beats of our own late than this share: the next step would measure ourselves
 */
public record Growth(List<Integer> steps, Duration hold, Duration warmUp, int callsPerSecond, double mostLateBeats) {
    /** More calls than that refused or unanswered: the next step would measure refusals. */
    private static final double MOST_MISSING = 0.05;

    private static final double MOST_LATE_BEATS = 0.05;

    public Growth {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.get(0) < 1) {
            throw new IllegalArgumentException("at least one step of at least one call is wanted, not " + steps);
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i) <= steps.get(i - 1)) {
                throw new IllegalArgumentException("steps must grow: " + steps);
            }
        }
        if (hold.isNegative() || hold.isZero() || callsPerSecond < 1) {
            throw new IllegalArgumentException("hold and calls per second must be above 0");
        }
    }

    /** Until 5 % of our own beats are late. */
    public Growth(List<Integer> steps, Duration hold, Duration warmUp, int callsPerSecond) {
        this(steps, hold, warmUp, callsPerSecond, MOST_LATE_BEATS);
    }

    /** A single number of calls, without a warm-up. */
    public static Growth to(int calls, Duration hold) {
        return new Growth(List.of(calls), hold, Duration.ZERO, 100);
    }

    /** How long {@code calls} more take to arrive. */
    Duration ramp(int calls) {
        return Duration.ofMillis(1_000L * calls / callsPerSecond);
    }

    /** Why a server that showed this needs no further step; empty when it does. */
    Optional<String> objection(Step step) {
        if (step.missing() > MOST_MISSING * step.calls()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s: %d of %d calls were not up (%s); no more were tried, as that would have measured refusals.",
                    step.server(),
                    step.missing(),
                    step.calls(),
                    step.ends().isEmpty() ? "no answer yet" : reasons(step)));
        }
        if (step.lateBeats() > mostLateBeats) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s: at %d calls %.1f %% of our own beats were over 10 ms late: this machine is full, and lateness is"
                            + " ours as well as the server's; no more calls were tried.",
                    step.server(),
                    step.calls(),
                    100 * step.lateBeats()));
        }
        return Optional.empty();
    }

    private static String reasons(Step step) {
        return step.ends().entrySet().stream()
                .map(end -> end.getValue() + " " + end.getKey())
                .collect(Collectors.joining(", "));
    }
}

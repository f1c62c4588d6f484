package dev.sotto.loadtest.phone;

import java.time.Duration;
import java.util.Optional;

/**
 * What kind of person calls, apart from what they want. Turns of theirs are counted from 1: the first is their answer to the
 * greeting.
 *
 * @param queuePatience how long they wait for a person after a transfer
 * @param silencePatience how much silence in one piece they bear, while it isn't their own turn
 * @param interruption they answer before the other side has finished, once
 * @param hush they keep silent when it is their turn, once
 * @param leavesAfter they hang up that long after the call was answered, whatever is going on
 */
public record Temper(
        Duration queuePatience,
        Duration silencePatience,
        Optional<Interruption> interruption,
        Optional<Hush> hush,
        Optional<Duration> leavesAfter) {
    /** Never tired, and polite. */
    public static final Temper EVEN =
            new Temper(Duration.ofHours(1), Duration.ofHours(1), Optional.empty(), Optional.empty(), Optional.empty());

    /** Before turn {@code turn}: not when they have finished, but once they have talked for {@code into}. */
    public record Interruption(int turn, Duration into) {}

    /** Before turn {@code turn}: not a word for {@code length}. */
    public record Hush(int turn, Duration length) {}

    public Temper patience(Duration queue, Duration silence) {
        return new Temper(queue, silence, interruption, hush, leavesAfter);
    }

    public Temper interrupting(int turn, Duration into) {
        return new Temper(queuePatience, silencePatience, Optional.of(new Interruption(turn, into)), hush, leavesAfter);
    }

    public Temper silentBefore(int turn, Duration length) {
        return new Temper(
                queuePatience, silencePatience, interruption, Optional.of(new Hush(turn, length)), leavesAfter);
    }

    public Temper leavingAfter(Duration time) {
        return new Temper(queuePatience, silencePatience, interruption, hush, Optional.of(time));
    }
}

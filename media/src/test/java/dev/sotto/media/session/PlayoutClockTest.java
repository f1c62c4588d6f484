package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In virtual time: the timer fires when the test says so. */
class PlayoutClockTest {
    private static final long FRAME = PlayoutClock.FRAME_NANOS;

    private final RecordingMeters meters = new RecordingMeters();
    private final PlayoutClock clock = new PlayoutClock(this::schedule, () -> nowNanos(), meters, 5, this::ticked);
    private final List<Long> due = new ArrayList<>();
    private final List<Integer> skipped = new ArrayList<>();
    private final PlayoutClock.Call call = (now, dueNanos, left) -> {
        due.add(dueNanos);
        skipped.add(left);
    };
    private long now = 5;
    private int ticks;
    private long fireAt;
    private @Nullable Runnable task;

    private void ticked() {
        ticks++;
    }

    private long nowNanos() {
        return now;
    }

    private void schedule(Runnable next, long delayNanos) {
        task = next;
        fireAt = now + delayNanos;
    }

    /** Fires the timer {@code lateNanos} after it was due. */
    private void fire(long lateNanos) {
        Runnable next = task;
        task = null;
        now = fireAt + lateNanos;
        if (next != null) {
            next.run();
        }
    }

    @Test
    void latenessDoesNotAddUp() {
        clock.add(call);
        for (int i = 0; i < 100; i++) {
            fire(3_000_000);
        }
        assertThat(due).hasSize(100);
        assertThat(ticks).isEqualTo(100);
        assertThat(due.get(99)).isEqualTo(5 + 100 * FRAME);
        assertThat(meters.of("tickLate")).hasSize(100).containsOnly(3_000_000L);
    }

    @Test
    void aShortStopIsCaughtUp() {
        clock.add(call);
        fire(0);
        fire(3 * FRAME + 1);
        assertThat(due).containsExactly(5 + FRAME, 5 + 2 * FRAME, 5 + 3 * FRAME, 5 + 4 * FRAME, 5 + 5 * FRAME);
        assertThat(skipped).containsOnly(0);
        assertThat(fireAt).isEqualTo(5 + 6 * FRAME);
    }

    @Test
    void aLongStopIsLeftOutAndTold() {
        clock.add(call);
        fire(0);
        fire(100 * FRAME);
        assertThat(due).hasSize(1 + PlayoutClock.MAX_CATCH_UP + 1);
        assertThat(skipped.get(1)).isEqualTo(95);
        assertThat(skipped.subList(2, skipped.size())).containsOnly(0);
        assertThat(due.get(due.size() - 1)).isEqualTo(5 + 102 * FRAME);
    }

    @Test
    void aCallThatFailsTakesNothingFromTheOthers() {
        clock.add((at, dueNanos, left) -> {
            throw new IllegalStateException("a bug");
        });
        clock.add(call);
        fire(0);
        fire(0);
        assertThat(due).hasSize(2);
    }

    @Test
    void callsMayLeaveAndComeDuringATick() {
        List<PlayoutClock.Call> self = new ArrayList<>();
        PlayoutClock.Call leaving = (at, dueNanos, left) -> {
            clock.remove(self.get(0));
            clock.add(call);
        };
        self.add(leaving);
        clock.add(leaving);
        fire(0);
        assertThat(clock.calls()).isEqualTo(1);
        fire(0);
        assertThat(due).hasSize(1);
    }

    @Test
    void withoutCallsTheTimerRests() {
        clock.add(call);
        clock.remove(call);
        fire(0);
        assertThat(task).isNull();
        clock.add(call);
        fire(0);
        assertThat(due).hasSize(1);
    }
}

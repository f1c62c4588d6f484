package dev.sotto.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class PlayoutTest {
    private record Task(long at, Runnable action) {}

    private final PriorityQueue<Task> tasks = new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
    private final Playout playout =
            new Playout((task, delay) -> tasks.add(new Task(now() + delay, task)), this::now, MediaMeters.NONE);
    private long now;

    private long now() {
        return now;
    }

    private void pass(long millis) {
        long until = now + millis * 1_000_000;
        while (!tasks.isEmpty() && tasks.peek().at <= until) {
            Task task = tasks.remove();
            now = task.at;
            task.action.run();
        }
        now = until;
    }

    @Test
    void callsAreSpreadOverTheFrame() {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            playout.add((nowNanos, due, skipped) -> times.add(nowNanos % PlayoutClock.FRAME_NANOS / 1_000_000));
        }
        pass(40);
        times.clear();
        pass(20);
        assertThat(times).containsExactlyInAnyOrder(0L, 0L, 5L, 5L, 10L, 10L, 15L, 15L);
    }

    @Test
    void everyCallHasItsTickEveryTwentyMillisecondsUntilItGoes() {
        List<Long> due = new ArrayList<>();
        PlayoutClock.Call call = (nowNanos, dueNanos, skipped) -> due.add(dueNanos);
        playout.add((nowNanos, dueNanos, skipped) -> {});
        playout.add(call);
        pass(1_000);
        assertThat(due).hasSizeBetween(49, 50);
        for (int i = 1; i < due.size(); i++) {
            assertThat(due.get(i) - due.get(i - 1)).isEqualTo(PlayoutClock.FRAME_NANOS);
        }
        playout.remove(call);
        int before = due.size();
        pass(100);
        assertThat(due).hasSize(before);
        assertThat(playout.calls()).isEqualTo(1);
    }
}

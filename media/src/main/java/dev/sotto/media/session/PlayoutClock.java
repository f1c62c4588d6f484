package dev.sotto.media.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/**
 * One tick of 20 ms for a share of an event loop's calls. Deadlines are absolute, so lateness never adds up; a loop that was
 * stopped catches up to {@value #MAX_CATCH_UP} ticks at once and tells the calls how many it left out. Loop only.
 */
final class PlayoutClock {
    static final long FRAME_NANOS = 20_000_000;
    static final int MAX_CATCH_UP = 5;

    private final Timer timer;
    private final LongSupplier nanoClock;
    private final MediaMeters meters;
    private final List<Call> calls = new ArrayList<>();
    private final List<Call> gone = new ArrayList<>();
    private final FailureLog failures = new FailureLog(LoggerFactory.getLogger(PlayoutClock.class));
    private final Runnable onTimer = this::onTimer;
    private final long phaseNanos;
    private final Runnable afterTick;

    private boolean running;
    private boolean ticking;
    private long dueNanos;

    /**
     * Makes one.
     *
     * @param phaseNanos ticks are at multiples of 20 ms and this
     * @param afterTick runs when all calls have had their turn
     */
    PlayoutClock(Timer timer, LongSupplier nanoClock, MediaMeters meters, long phaseNanos, Runnable afterTick) {
        this.phaseNanos = phaseNanos;
        this.afterTick = afterTick;
        this.timer = timer;
        this.nanoClock = nanoClock;
        this.meters = meters;
    }

    /** Runs something once on the loop. */
    interface Timer {
        void schedule(Runnable task, long delayNanos);
    }

    /** What is driven. */
    interface Call {
        /**
         * Takes in one frame and gives out one.
         *
         * @param dueNanos when this tick should have been
         * @param skipped ticks before it that were left out
         */
        void tick(long nowNanos, long dueNanos, int skipped);
    }

    void add(Call call) {
        calls.add(call);
        if (!running) {
            running = true;
            long now = nanoClock.getAsLong();
            dueNanos = now + FRAME_NANOS - Math.floorMod(now - phaseNanos, FRAME_NANOS);
            schedule();
        }
    }

    void remove(Call call) {
        if (ticking) {
            gone.add(call);
        } else {
            calls.remove(call);
        }
    }

    int calls() {
        return calls.size();
    }

    private void schedule() {
        timer.schedule(onTimer, Math.max(0, dueNanos - nanoClock.getAsLong()));
    }

    private void onTimer() {
        if (calls.isEmpty()) {
            running = false;
            return;
        }
        long now = nanoClock.getAsLong();
        int skipped = 0;
        long behind = (now - dueNanos) / FRAME_NANOS;
        if (behind > MAX_CATCH_UP) {
            skipped = (int) (behind - MAX_CATCH_UP);
            dueNanos += skipped * FRAME_NANOS;
        }
        while (now - dueNanos >= 0) {
            meters.tickLate(now - dueNanos);
            tick(now, skipped);
            skipped = 0;
            dueNanos += FRAME_NANOS;
        }
        meters.tickTook(nanoClock.getAsLong() - now);
        schedule();
    }

    private void tick(long now, int skipped) {
        ticking = true;
        int count = calls.size();
        for (int i = 0; i < count; i++) {
            Call call = calls.get(i);
            try {
                call.tick(now, dueNanos, skipped);
            } catch (RuntimeException e) {
                // a bug in one call's listener must not take the others' sound away
                failures.failed("A call's playout tick failed", e, now);
            }
        }
        ticking = false;
        afterTick.run();
        calls.removeAll(gone);
        gone.clear();
    }
}

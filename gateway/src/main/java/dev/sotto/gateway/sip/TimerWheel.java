package dev.sotto.gateway.sip;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one clock of a SIP endpoint: a hashed wheel that starts and stops a timer in constant time and never fires early.
 *
 * <p>Time comes in through {@link #advanceTo}, so that tests skip 32 seconds in one call. Loop thread only.
 */
final class TimerWheel {
    static final int TICK_MILLIS = 10;
    private static final int BUCKETS = 1024;
    private static final Logger log = LoggerFactory.getLogger(TimerWheel.class);

    private final Timer[] buckets = new Timer[BUCKETS];
    private final ArrayDeque<Timer> due = new ArrayDeque<>();
    private final long startMillis;
    private long tick;
    private int running;

    TimerWheel(long nowMillis) {
        startMillis = nowMillis;
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = new Timer(0, () -> {});
        }
    }

    Timer start(long delayMillis, Runnable action) {
        long ticks = (delayMillis + TICK_MILLIS - 1) / TICK_MILLIS + 1;
        Timer timer = new Timer(tick + ticks, action);
        timer.linkBefore(buckets[(int) (timer.deadlineTick & BUCKETS - 1)]);
        running++;
        return timer;
    }

    /** Fires everything that is due until then, in order of time. */
    void advanceTo(long nowMillis) {
        long target = (nowMillis - startMillis) / TICK_MILLIS;
        while (tick < target) {
            if (running == 0) {
                tick = target;
                return;
            }
            tick++;
            fireBucket(buckets[(int) (tick & BUCKETS - 1)]);
        }
    }

    int running() {
        return running;
    }

    private void fireBucket(Timer head) {
        for (Timer timer = head.next; timer != head; timer = timer.next) {
            if (timer.deadlineTick <= tick) {
                due.add(timer);
            }
        }
        for (Timer timer = due.poll(); timer != null; timer = due.poll()) {
            if (timer.stop()) {
                run(timer);
            }
        }
    }

    private static void run(Timer timer) {
        try {
            timer.action.run();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("SIP timer failed");
        }
    }

    /** Stops a timer that may be none. */
    static void stop(@Nullable Timer timer) {
        if (timer != null) {
            timer.stop();
        }
    }

    /** One running timer, a link in its bucket's ring. */
    final class Timer {
        private final long deadlineTick;
        private final Runnable action;
        private Timer next = this;
        private Timer previous = this;

        private Timer(long deadlineTick, Runnable action) {
            this.deadlineTick = deadlineTick;
            this.action = action;
        }

        /** True if it was still running. */
        boolean stop() {
            if (next == this) {
                return false;
            }
            next.previous = previous;
            previous.next = next;
            next = this;
            previous = this;
            running--;
            return true;
        }

        private void linkBefore(Timer head) {
            previous = head.previous;
            next = head;
            head.previous.next = this;
            head.previous = this;
        }
    }
}

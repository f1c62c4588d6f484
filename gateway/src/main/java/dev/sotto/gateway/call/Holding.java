package dev.sotto.gateway.call;

import dev.sotto.orchestrator.message.ToEdge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The caller has put us on hold: what the conversation wants said, and that it wants to end or to move the call, waits until
 * they are back, because nobody would hear it. Bounded in number and in time. Call context only.
 */
final class Holding {
    private static final int MAX_KEPT = 32;

    private final Alarm alarm;
    private final Duration limit;
    private final Runnable tooLong;
    private final LongConsumer unsaid;
    private final List<ToEdge> kept = new ArrayList<>();
    private boolean on;
    private Runnable stopAlarm = () -> {};

    /** @param unsaid told the number of what won't be said */
    Holding(Alarm alarm, Duration limit, Runnable tooLong, LongConsumer unsaid) {
        this.alarm = alarm;
        this.limit = limit;
        this.tooLong = tooLong;
        this.unsaid = unsaid;
    }

    boolean on() {
        return on;
    }

    /** What the sound's direction says now. Returns true where that is new. */
    boolean turn(boolean held) {
        if (held == on) {
            return false;
        }
        on = held;
        stopAlarm.run();
        stopAlarm = held ? alarm.after(limit.toMillis(), tooLong) : () -> {};
        return true;
    }

    /** True for what waits, or what became of it by now; false for what goes on as ever. */
    boolean takes(ToEdge message) {
        if (!on) {
            return false;
        }
        if (message instanceof ToEdge.StopSaying || message instanceof ToEdge.Yield) {
            forgetWords();
            return true;
        }
        boolean waits =
                message instanceof ToEdge.Say || message instanceof ToEdge.HangUp || message instanceof ToEdge.Transfer;
        if (waits && kept.size() < MAX_KEPT) {
            kept.add(message);
        } else if (message instanceof ToEdge.Say say) {
            unsaid.accept(say.speechId());
        }
        return waits;
    }

    /** What has waited, in its order. */
    List<ToEdge> release() {
        List<ToEdge> all = List.copyOf(kept);
        kept.clear();
        return all;
    }

    void close() {
        stopAlarm.run();
        kept.clear();
    }

    private void forgetWords() {
        for (ToEdge message : release()) {
            if (message instanceof ToEdge.Say say) {
                unsaid.accept(say.speechId());
            } else {
                kept.add(message);
            }
        }
    }
}

package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.acd.ServedCall;
import dev.sotto.loadtest.desk.Consult;
import dev.sotto.loadtest.phone.VirtualCaller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A caller on the line, and what has become known of the call so far. Each field is written by one thread and read at the end. */
final class LiveCaller {
    final PlannedCaller planned;
    /** Unique over all seeds: what human draws belong to. */
    final int number;

    final VirtualCaller caller;
    final Instant dialled;
    /** After the beginning of the seed's run. */
    final Duration began;

    final Queue<Consult> consults = new ConcurrentLinkedQueue<>();
    volatile @Nullable ServedCall served;
    /** When {@link #served} gave the line up, by the clock: its times are counted from the centre's own beginning. */
    volatile Instant servedUntil = Instant.EPOCH;

    volatile String conversation = "";
    volatile boolean helped;
    volatile boolean patienceOver;
    volatile long patienceTimer = -1;

    LiveCaller(PlannedCaller planned, int number, VirtualCaller caller, Instant dialled, Duration began) {
        this.planned = planned;
        this.number = number;
        this.caller = caller;
        this.dialled = dialled;
        this.began = began;
    }

    /** Those that took a person's time. */
    List<Consult> attended() {
        return consults.stream().filter(consult -> consult.begunAt() != null).toList();
    }
}

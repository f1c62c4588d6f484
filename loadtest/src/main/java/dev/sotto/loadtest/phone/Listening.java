package dev.sotto.loadtest.phone;

import java.time.Duration;

/** When a caller thinks that it is their turn: when the other side is quiet, or as their temper has it. Loop only. */
final class Listening {
    private final Temper temper;
    private final Stopwatch stopwatch;
    private int turn = 1;
    private long hushedUntilNanos;
    private boolean hushed;

    Listening(Temper temper, Stopwatch stopwatch) {
        this.temper = temper;
        this.stopwatch = stopwatch;
    }

    boolean over(Duration quiet, long nowNanos) {
        boolean theirs = stopwatch.quietFor(quiet.toNanos(), nowNanos);
        boolean interrupts = temper.interruption()
                .filter(when -> when.turn() == turn
                        && stopwatch.talkingForNanos(nowNanos) >= when.into().toNanos())
                .isPresent();
        boolean silentNow = temper.hush().filter(when -> when.turn() == turn).isPresent();
        if (!silentNow) {
            hushed = false;
            return theirs || interrupts;
        }
        if (!hushed && theirs) {
            hushed = true;
            hushedUntilNanos = nowNanos + temper.hush().orElseThrow().length().toNanos();
        }
        return hushed && theirs && nowNanos - hushedUntilNanos >= 0;
    }

    /** Keeps silent on purpose. */
    boolean hushed() {
        return hushed;
    }

    /** Takes the turn. */
    boolean turn() {
        turn++;
        return true;
    }
}

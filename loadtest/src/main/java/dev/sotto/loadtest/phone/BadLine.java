package dev.sotto.loadtest.phone;

import java.util.SplittableRandom;

/** An {@link Impairment} at work on one caller's packets, with draws of its own. Loop only. */
final class BadLine {
    private final GilbertLoss out;
    private final GilbertLoss in;
    private final SplittableRandom delays;
    private final long mostNanos;

    private long sent;
    private long withheld;
    private long delayed;
    private long ignored;

    BadLine(Impairment impairment, SplittableRandom random) {
        double loss = impairment.lossPercent() / 100;
        out = new GilbertLoss(loss, impairment.burst(), random.split());
        in = new GilbertLoss(loss, impairment.burst(), random.split());
        delays = random.split();
        mostNanos = impairment.jitterMillis() * 1_000_000L;
    }

    /** Whether the next packet of ours never leaves. */
    boolean withholds() {
        if (out.next()) {
            withheld++;
            return true;
        }
        sent++;
        return false;
    }

    /** By how much the next packet that leaves does so too late. */
    long delayNanos() {
        if (mostNanos == 0) {
            return 0;
        }
        long delay = delays.nextLong(mostNanos + 1);
        delayed += delay > 0 ? 1 : 0;
        return delay;
    }

    /** Whether the packet that has just come counts as lost on its way. */
    boolean ignores() {
        boolean lost = in.next();
        ignored += lost ? 1 : 0;
        return lost;
    }

    Injected injected() {
        return new Injected(sent, withheld, delayed, ignored);
    }
}

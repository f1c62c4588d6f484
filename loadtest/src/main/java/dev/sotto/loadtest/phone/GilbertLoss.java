package dev.sotto.loadtest.phone;

import java.util.SplittableRandom;

/**
 * Which packets of one direction get lost: the simple Gilbert model, a line that is good or bad and loses everything while it is
 * bad. With a mean burst of {@code b} packets it gets well again with probability {@code 1/b} per packet, and falls ill with
 * {@code loss / (b (1 - loss))}, so that the share of bad packets is {@code loss} (E. N. Gilbert, "Capacity of a Burst-Noise
 * Channel", 1960). A burst of 1 means losses that are independent of each other.
 */
final class GilbertLoss {
    private final SplittableRandom random;
    private final double fallsIll;
    private final double getsWell;
    private boolean bad;

    GilbertLoss(double loss, double burst, SplittableRandom random) {
        this.random = random;
        // independent losses have runs as well: 1 / (1 - loss) packets long on average
        double length = Math.max(burst, 1 / (1 - loss));
        getsWell = 1 / length;
        fallsIll = loss / (length * (1 - loss));
        bad = loss > 0 && random.nextDouble() < loss;
    }

    /** Whether the next packet gets lost. */
    boolean next() {
        if (fallsIll == 0) {
            return false;
        }
        boolean lost = bad;
        bad = random.nextDouble() < (bad ? 1 - getsWell : fallsIll);
        return lost;
    }
}

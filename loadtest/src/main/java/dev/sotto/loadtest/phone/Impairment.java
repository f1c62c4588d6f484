package dev.sotto.loadtest.phone;

/**
 * What a bad line does to packets, on our own side of it: a server can't tell it from the network's doing.
 *
 * @param lossPercent of the packets in each direction, 0 to 50
 * @param burst how many packets are lost in a row on average; 1 for losses that don't know of each other
 * @param jitterMillis packets of ours leave up to so much later than they should, evenly spread, and so overtake each other
 */
public record Impairment(double lossPercent, double burst, int jitterMillis) {
    public static final Impairment NONE = new Impairment(0, 1, 0);

    private static final double MOST_PERCENT = 50;
    private static final double LONGEST_BURST = 100;
    private static final int MOST_MILLIS = 500;

    public Impairment {
        if (!(lossPercent >= 0 && lossPercent <= MOST_PERCENT)) {
            throw new IllegalArgumentException("loss is 0 to 50 percent, not " + lossPercent);
        }
        if (!(burst >= 1 && burst <= LONGEST_BURST)) {
            throw new IllegalArgumentException("bursts have 1 to 100 packets on average, not " + burst);
        }
        if (jitterMillis < 0 || jitterMillis > MOST_MILLIS) {
            throw new IllegalArgumentException("jitter is 0 to 500 ms, not " + jitterMillis);
        }
    }

    public boolean none() {
        return lossPercent == 0 && jitterMillis == 0;
    }

    @Override
    public String toString() {
        return none()
                ? "none"
                : lossPercent + " % lost each way" + (burst > 1 ? " in bursts of " + burst : "") + ", jitter up to "
                        + jitterMillis + " ms";
    }
}

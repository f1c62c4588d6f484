package dev.sotto.loadtest.phone;

/**
 * Packets received in one call.
 *
 * @param late came over 10 ms later than their own 20 ms schedule
 * @param lost numbers that never came
 * @param unfit no RTP of the agreed kind
 * @param latestNanos the worst lateness
 */
public record PacketCounts(long packets, long late, long lost, long unfit, long latestNanos) {
    public static final PacketCounts NONE = new PacketCounts(0, 0, 0, 0, 0);

    public PacketCounts plus(PacketCounts other) {
        return new PacketCounts(
                packets + other.packets,
                late + other.late,
                lost + other.lost,
                unfit + other.unfit,
                Math.max(latestNanos, other.latestNanos));
    }
}

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

    /** What came after {@code before} was taken. The worst lateness is that of the whole call. */
    public PacketCounts since(PacketCounts before) {
        return new PacketCounts(
                packets - before.packets, late - before.late, lost - before.lost, unfit - before.unfit, latestNanos);
    }
}

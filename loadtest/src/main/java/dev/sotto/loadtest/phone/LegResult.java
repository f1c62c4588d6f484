package dev.sotto.loadtest.phone;

/**
 * One leg of a call: the first, or one that followed a REFER. Times in nanoseconds since the call was dialled; -1: never.
 *
 * @param address whom it went to, as {@code user@host:port}
 * @param answered when ACK was sent
 * @param firstSound when something was first heard on it
 * @param end how it ended: {@code they hung up}, {@code 486 Busy Here}
 */
public record LegResult(
        String callId,
        String address,
        long dialled,
        long answered,
        long firstSound,
        long ended,
        String end,
        PacketCounts packets) {}

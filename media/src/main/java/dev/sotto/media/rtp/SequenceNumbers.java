package dev.sotto.media.rtp;

/** Serial arithmetic of 16 bit sequence numbers and 32 bit timestamps, both of which wrap (RFC 3550 A.1, RFC 1982). */
public final class SequenceNumbers {
    private SequenceNumbers() {}

    /** How far {@code sequence} is ahead of {@code reference}: -32768 to 32767, negative when it is behind. */
    public static int ahead(int sequence, int reference) {
        return (short) (sequence - reference);
    }

    /** The sequence number {@code steps} after {@code sequence}. */
    public static int plus(int sequence, int steps) {
        return (sequence + steps) & 0xFFFF;
    }

    /** How far timestamp {@code timestamp} is ahead of {@code reference}, negative when it is behind. */
    public static int timestampAhead(long timestamp, long reference) {
        return (int) (timestamp - reference);
    }
}

package dev.sotto.loadtest.latency;

/**
 * One call as it was on the wire at our end. All places are samples of 8 kHz, 125 us each, from the ACK on; a packet lies where it
 * was sent or where it came, so that the time between two sounds in the file is the time between them on the wire.
 *
 * @param caller our sound
 * @param server theirs
 * @param sentAt where each packet of ours begins
 * @param heardAt where each packet of theirs begins, in the order in which they came
 * @param keysAt where each key went down
 * @param answersAt where agents' answers to this call's consults were sent
 */
@SuppressWarnings("ArrayRecordComponent") // a minute of sound; never compared
public record RecordedCall(short[] caller, short[] server, int[] sentAt, int[] heardAt, int[] keysAt, int[] answersAt) {
    public static final int SAMPLE_RATE = 8_000;
    static final int PACKET_SAMPLES = 160;
    static final long NANOS_PER_SAMPLE = 1_000_000_000L / SAMPLE_RATE;

    static double millis(int samples) {
        return samples * 1_000.0 / SAMPLE_RATE;
    }

    static double millis(long nanos) {
        return Math.round(nanos / 1_000.0) / 1_000.0;
    }
}

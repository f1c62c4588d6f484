package dev.sotto.loadtest.latency;

import dev.sotto.media.turn.Level;

/**
 * One call as it was on the wire at our end. All places are samples of 8 kHz, 125 us each, from the ACK on. A packet's sound lies where
 * it was sent or where it came, so that the time between two sounds is the time between them on the wire; only where packets came
 * closer together than their sound is long, one lies behind the other.
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

    /** How loud each packet of the caller's is. */
    double[] sentLevels() {
        return levels(caller, sentAt);
    }

    /** How loud each packet of the server's is. */
    double[] heardLevels() {
        return levels(server, heardAt);
    }

    private static double[] levels(short[] sound, int[] places) {
        double[] levels = new double[places.length];
        int end = 0;
        for (int i = 0; i < places.length; i++) {
            int at = Samples.after(places[i], end);
            end = Math.min(sound.length, at + PACKET_SAMPLES);
            levels[i] = at < end ? Level.of(sound, at, end - at) : Level.SILENCE_DB;
        }
        return levels;
    }

    static double millis(long nanos) {
        return Math.round(nanos / 1_000.0) / 1_000.0;
    }
}

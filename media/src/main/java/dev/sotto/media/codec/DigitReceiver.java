package dev.sotto.media.codec;

import dev.sotto.media.rtp.SequenceNumbers;

/**
 * Finds key presses in telephone-events (RFC 4733). A press is told by its timestamp, not by marker or end bit, so it is
 * heard once when the first or the last packets of the event are lost, and when senders forget the marker. A long press that
 * goes on in segments (section 2.5.1.3), or whose sender moves the timestamp along, even in the repeated end, stays one press.
 * Whether the sender tells lengths in this stream's clock or in another doesn't matter.
 */
public final class DigitReceiver {
    /** No key; what {@link #on} returns for packets that tell nothing new. */
    public static final char NONE = 0;

    /** A segment's length is told up to 0xFFFF; its last packets may be lost. */
    private static final int NEARLY_A_SEGMENT = 0xE000;

    /** Ends of one press come within 60 ms, at 8 kHz; presses have pauses and lengths of their own between their beginnings. */
    private static final int END_UNITS = 480;

    /** Nothing comes so late, at 48 kHz: the sender has begun to count anew. */
    private static final int FAR_BACK = -20 * 48_000;

    private boolean begun;
    private long lastTimestamp;
    private int lastEvent;
    private int lastDuration;
    private boolean lastEnded;

    /** Takes one packet of an event. Returns the key if it is a new press, else {@link #NONE}. */
    public char on(long timestamp, boolean marker, int word) {
        int event = word >>> 24;
        boolean end = (word & 0x80_0000) != 0;
        int duration = word & 0xFFFF;
        int ahead = begun ? SequenceNumbers.timestampAhead(timestamp, lastTimestamp) : 1;
        if (ahead < FAR_BACK) {
            begun = false;
            ahead = 1;
        }
        if (!TelephoneEvent.isKey(event) || ahead < 0) {
            return NONE;
        }
        if (ahead == 0) {
            lastDuration = Math.max(lastDuration, duration);
            lastEnded |= end;
            return NONE;
        }
        boolean goesOn = begun && !marker && event == lastEvent && follows(ahead, duration, end);
        begun = true;
        lastTimestamp = timestamp;
        lastEvent = event;
        lastDuration = duration;
        lastEnded = end;
        return goesOn ? NONE : TelephoneEvent.keyOf(event);
    }

    private boolean follows(int ahead, int duration, boolean end) {
        if (lastEnded) {
            return end && duration >= lastDuration && ahead <= END_UNITS;
        }
        return ahead <= lastDuration || (lastDuration >= NEARLY_A_SEGMENT && ahead <= 0xFFFF);
    }

    /** Another source follows, with other timestamps. */
    public void reset() {
        begun = false;
    }
}

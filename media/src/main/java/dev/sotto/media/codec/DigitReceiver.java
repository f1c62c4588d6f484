package dev.sotto.media.codec;

import dev.sotto.media.rtp.SequenceNumbers;

/**
 * Finds key presses in telephone-events (RFC 4733). A press is told by its timestamp, not by marker or end bit, so it is
 * heard once when the first or the last packets of the event are lost, and when senders forget the marker. A long press that
 * goes on in segments (section 2.5.1.3), or whose sender moves the timestamp along, stays one press.
 */
public final class DigitReceiver {
    /** No key; what {@link #on} returns for packets that tell nothing new. */
    public static final char NONE = 0;

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
        if (!TelephoneEvent.isKey(event) || ahead < 0) {
            return NONE;
        }
        if (ahead == 0) {
            lastDuration = Math.max(lastDuration, duration);
            lastEnded |= end;
            return NONE;
        }
        boolean goesOn = begun && !marker && !lastEnded && event == lastEvent && ahead <= lastDuration;
        begun = true;
        lastTimestamp = timestamp;
        lastEvent = event;
        lastDuration = duration;
        lastEnded = end;
        return goesOn ? NONE : TelephoneEvent.keyOf(event);
    }

    /** Another source follows, with other timestamps. */
    public void reset() {
        begun = false;
    }
}

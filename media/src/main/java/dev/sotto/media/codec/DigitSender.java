package dev.sotto.media.codec;

/**
 * Presses keys: one telephone-event packet per 20 ms frame, the last one three times (RFC 4733 section 2.5.1.4), then a pause.
 *
 * <pre>
 *   IDLE --offer--> PRESSED --100 ms--> RELEASED --3 packets--> PAUSED --60 ms--> PRESSED | IDLE
 * </pre>
 */
public final class DigitSender {
    private static final int LIMIT = 64;
    private static final int FRAMES_PER_SECOND = 50;
    private static final int PRESS_FRAMES = 5;
    private static final int END_PACKETS = 3;
    private static final int PAUSE_FRAMES = 3;

    private final byte[] waiting = new byte[LIMIT];
    private int first;
    private int count;

    private int frameUnits = AudioFormat.SAMPLE_RATE / FRAMES_PER_SECOND;
    private State state = State.IDLE;
    private int frames;
    private int event;
    private long startTimestamp;

    private enum State {
        IDLE,
        PRESSED,
        RELEASED,
        PAUSED
    }

    /** How long a press lasts is told in this clock. */
    public void clock(int unitsPerSecond) {
        frameUnits = unitsPerSecond / FRAMES_PER_SECOND;
    }

    /** Queues keys. Returns false, queueing none, when one is no key or there is no room. */
    public boolean offer(String keys) {
        if (keys.length() > LIMIT - count) {
            return false;
        }
        for (int i = 0; i < keys.length(); i++) {
            if (TelephoneEvent.eventOf(keys.charAt(i)) < 0) {
                return false;
            }
        }
        for (int i = 0; i < keys.length(); i++) {
            waiting[(first + count++) % LIMIT] = (byte) TelephoneEvent.eventOf(keys.charAt(i));
        }
        return true;
    }

    /** Moves on by one frame. Returns true when an event packet is to be sent instead of sound. */
    public boolean step(long timestamp) {
        if (state == State.PAUSED && ++frames > PAUSE_FRAMES) {
            state = State.IDLE;
        }
        if (state == State.IDLE && count > 0) {
            press(timestamp);
        } else if (state == State.PRESSED && ++frames == PRESS_FRAMES) {
            state = State.RELEASED;
        } else if (state == State.RELEASED && ++frames == PRESS_FRAMES + END_PACKETS) {
            state = State.PAUSED;
            frames = 1;
        }
        return state == State.PRESSED || state == State.RELEASED;
    }

    private void press(long timestamp) {
        event = waiting[first];
        first = (first + 1) % LIMIT;
        count--;
        state = State.PRESSED;
        frames = 0;
        startTimestamp = timestamp;
    }

    /** True for the first packet of a press. */
    public boolean marker() {
        return frames == 0;
    }

    /** The timestamp of the packet: that of the press, in all of its packets. */
    public long timestamp() {
        return startTimestamp;
    }

    /** The payload of the packet. */
    public int word() {
        int lasted = Math.min(frames + 1, PRESS_FRAMES + 1) * frameUnits;
        return TelephoneEvent.word(event, state == State.RELEASED, lasted);
    }
}

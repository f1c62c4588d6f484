package dev.sotto.media.session;

/**
 * Lets each press of a key through once, by whichever way it is told first. Some telephones tell it as a telephone-event, in a SIP
 * INFO and as a tone, and the signalling may be seconds late. A press told by one way is the same as one told by another if it
 * is the same key, within {@link #WINDOW_NANOS}, and that way has not told it yet: so two quick presses stay two. Call context only.
 */
final class KeypadGate {
    static final long WINDOW_NANOS = 3_000_000_000L;

    private static final int REMEMBERED = 32;

    private final char[] keys = new char[REMEMBERED];
    private final long[] times = new long[REMEMBERED];
    private final int[] told = new int[REMEMBERED];
    private int next;

    /** How a press is told. */
    enum Way {
        EVENT,
        TONE,
        SIGNALLING
    }

    /** Whether this is a press that was not told before. */
    boolean admits(char key, Way way, long nowNanos) {
        int bit = 1 << way.ordinal();
        for (int i = 0; i < REMEMBERED; i++) {
            int slot = (next + i) % REMEMBERED;
            boolean recent = keys[slot] == key && nowNanos - times[slot] <= WINDOW_NANOS;
            if (recent && (told[slot] & bit) == 0) {
                told[slot] |= bit;
                return false;
            }
        }
        keys[next] = key;
        times[next] = nowNanos;
        told[next] = bit;
        next = (next + 1) % REMEMBERED;
        return true;
    }
}

package dev.sotto.media.codec;

/** The four bytes of a telephone-event payload (RFC 4733 section 2.3) and the names of its sixteen keypad events. */
public final class TelephoneEvent {
    public static final int BYTES = 4;

    private static final String KEYS = "0123456789*#ABCD";

    private TelephoneEvent() {}

    /** The event number of a key, or -1. */
    public static int eventOf(char key) {
        return KEYS.indexOf(Character.toUpperCase(key));
    }

    public static boolean isKey(int event) {
        return event >= 0 && event < KEYS.length();
    }

    public static char keyOf(int event) {
        return KEYS.charAt(event);
    }

    /** Event, end bit and duration as they are written: event, flags and volume, two bytes of duration. */
    public static int word(int event, boolean end, int durationSamples) {
        int volume = 10;
        return event << 24 | (end ? 0x80 : 0) << 16 | volume << 16 | (durationSamples & 0xFFFF);
    }
}

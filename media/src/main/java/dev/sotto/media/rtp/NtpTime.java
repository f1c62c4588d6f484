package dev.sotto.media.rtp;

/** The 64 bit clock of RTCP: seconds since 1900 and 1/2^32 of a second (RFC 3550 section 4). */
public final class NtpTime {
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

    private NtpTime() {}

    public static long ofEpochMillis(long epochMillis) {
        long seconds = Math.floorDiv(epochMillis, 1000) + SECONDS_1900_TO_1970;
        long fraction = (Math.floorMod(epochMillis, 1000L) << 32) / 1000;
        return seconds << 32 | fraction;
    }

    /** The middle 32 bits: 16 of seconds, 16 of fraction. */
    public static int middle(long ntp) {
        return (int) (ntp >>> 16);
    }

    /**
     * Round trip from the "last SR" and "delay" that came back (section 6.4.1), in milliseconds; -1 when they make no
     * sense.
     */
    public static double roundTripMillis(int nowMiddle, int lastSr, long delaySinceLastSr) {
        long units = Integer.toUnsignedLong(nowMiddle - lastSr) - delaySinceLastSr;
        return lastSr == 0 || units < 0 || units > 60L << 16 ? -1 : units * 1000.0 / 65536;
    }
}

package dev.sotto.media.codec;

/**
 * What the other side's {@code fmtp} asks of an Opus sender (RFC 7587 section 6.1). What can't be read counts as not there.
 *
 * @param bitsPerSecond it wants no more on average
 * @param redundancy it can make use of in-band FEC
 * @param constantRate it wants all packets to be of one size
 */
record OpusParameters(int bitsPerSecond, boolean redundancy, boolean constantRate) {
    /** Speech of 4 kHz is clean from here on, and the redundancy finds room. */
    private static final int OUR_BITS_PER_SECOND = 20_000;

    private static final int LEAST_BITS_PER_SECOND = 6_000;

    static OpusParameters of(String fmtp) {
        int most = number(FormatParameters.value(fmtp, "maxaveragebitrate"));
        int bits =
                most < 0 ? OUR_BITS_PER_SECOND : Math.max(LEAST_BITS_PER_SECOND, Math.min(most, OUR_BITS_PER_SECOND));
        return new OpusParameters(
                bits,
                FormatParameters.value(fmtp, "useinbandfec").equals("1"),
                FormatParameters.value(fmtp, "cbr").equals("1"));
    }

    private static int number(String digits) {
        return digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : -1;
    }
}

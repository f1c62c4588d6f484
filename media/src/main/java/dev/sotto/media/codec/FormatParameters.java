package dev.sotto.media.codec;

/** Reads the {@code name=value; name=value} of {@code a=fmtp}. */
final class FormatParameters {
    private FormatParameters() {}

    /** Empty when there is no such name. */
    static String value(String fmtp, String name) {
        for (String part : fmtp.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
                return part.substring(equals + 1).strip();
            }
        }
        return "";
    }
}

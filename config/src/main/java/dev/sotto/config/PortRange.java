package dev.sotto.config;

/** UDP ports from {@code first} to {@code last}, both included. */
public record PortRange(int first, int last) {
    public PortRange {
        if (first < 1024 || last > 65_535 || last - first < 1) {
            throw new IllegalArgumentException(
                    "ports must be within 1024-65535 and at least two, are " + first + "-" + last);
        }
    }

    /** Parses {@code 20000-29999}. */
    public static PortRange parse(String text) {
        String[] ends = text.strip().split("-", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("ports are written like 20000-29999, not " + text);
        }
        try {
            return new PortRange(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[1].strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("ports are written like 20000-29999, not " + text, e);
        }
    }
}

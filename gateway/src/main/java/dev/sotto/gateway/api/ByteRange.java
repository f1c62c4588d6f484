package dev.sotto.gateway.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a request wants (RFC 9110, section 14). Several parts, and what can't be read, mean the whole file, as that
 * section allows.
 *
 * @param to the last byte
 */
record ByteRange(long from, long to, boolean partial) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    static ByteRange parse(@Nullable String header, long size) {
        Matcher one = ONE.matcher(header == null ? "" : header.strip());
        if (!one.matches() || one.group(1).isEmpty() && one.group(2).isEmpty()) {
            return new ByteRange(0, size - 1, false);
        }
        long last = size - 1;
        if (one.group(1).isEmpty()) {
            long suffix = Long.parseLong(one.group(2));
            return suffix == 0
                    ? new ByteRange(size, last, true)
                    : new ByteRange(Math.max(0, size - suffix), last, true);
        }
        long from = Long.parseLong(one.group(1));
        long to = one.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(one.group(2));
        return to < from ? new ByteRange(0, last, false) : new ByteRange(from, Math.min(to, last), true);
    }

    boolean satisfiable() {
        return !partial || from <= to;
    }

    long length() {
        return Math.max(0, to - from + 1);
    }
}

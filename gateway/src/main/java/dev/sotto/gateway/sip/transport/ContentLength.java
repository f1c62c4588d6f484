package dev.sotto.gateway.sip.transport;

/** Finds the length of the body in the octets of a head (RFC 3261, 20.14), without making strings of all of it. */
final class ContentLength {
    static final int MISSING = -1;
    static final int BAD = -2;
    private static final int TOO_MUCH = 1_000_000_000;
    private static final String NAME = "content-length";
    private static final String COMPACT = "l";

    private ContentLength() {}

    /** The one there is; {@link #MISSING}; {@link #BAD} for none that can be read, or several. */
    static int of(byte[] head, int length) {
        int found = MISSING;
        int line = nextLine(head, 0, length);
        while (line < length) {
            int value = valueStart(head, line, length);
            if (value >= 0) {
                if (found != MISSING) {
                    return BAD;
                }
                found = number(head, value, length);
            }
            line = nextLine(head, line, length);
        }
        return found;
    }

    private static int nextLine(byte[] head, int from, int length) {
        for (int i = from; i + 1 < length; i++) {
            if (head[i] == '\r' && head[i + 1] == '\n') {
                return i + 2;
            }
        }
        return length;
    }

    /** Where the value begins, if the line is one of Content-Length; else -1. */
    private static int valueStart(byte[] head, int line, int length) {
        int at = line;
        while (at < length && head[at] != ':' && head[at] != ' ' && head[at] != '\t' && head[at] != '\r') {
            at++;
        }
        int nameEnd = at;
        while (at < length && (head[at] == ' ' || head[at] == '\t')) {
            at++;
        }
        boolean named =
                at < length && head[at] == ':' && (is(head, line, nameEnd, NAME) || is(head, line, nameEnd, COMPACT));
        return named ? at + 1 : -1;
    }

    private static boolean is(byte[] head, int from, int to, String name) {
        if (to - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase((char) head[from + i]) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Digits between white space and folds, to the end of the (folded) line. */
    private static int number(byte[] head, int from, int length) {
        int at = skipSpace(head, from, length);
        long number = 0;
        int digits = 0;
        while (at < length && head[at] >= '0' && head[at] <= '9') {
            number = Math.min(TOO_MUCH, number * 10 + head[at] - '0');
            at++;
            digits++;
        }
        at = skipSpace(head, at, length);
        boolean ended = at + 1 < length && head[at] == '\r' && head[at + 1] == '\n';
        return digits > 0 && ended ? (int) number : BAD;
    }

    private static int skipSpace(byte[] head, int from, int length) {
        int at = from;
        while (at < length) {
            boolean fold = at + 2 < length && head[at] == '\r' && head[at + 1] == '\n' && isBlank(head[at + 2]);
            if (!fold && !isBlank(head[at])) {
                return at;
            }
            at += fold ? 3 : 1;
        }
        return at;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}

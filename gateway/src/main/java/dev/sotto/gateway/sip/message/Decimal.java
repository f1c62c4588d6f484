package dev.sotto.gateway.sip.message;

/** Unsigned decimal numbers of unbounded length, as grammars have them and machines don't. */
public final class Decimal {
    private Decimal() {}

    /** The number, or -1 where the text is not one or more digits or the number is over the limit. */
    public static long parse(String digits, long max) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
            if (number > max) {
                return -1;
            }
        }
        return digits.isEmpty() ? -1 : number;
    }
}

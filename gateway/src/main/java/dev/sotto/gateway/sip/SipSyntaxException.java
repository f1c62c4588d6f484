package dev.sotto.gateway.sip;

/** A value from outside breaks its grammar; expected, so without a stack trace. */
final class SipSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    SipSyntaxException(String what, int position) {
        super(what, null, false, false);
        this.position = position;
    }

    /** What is wrong, in words that fit a reason phrase. */
    String what() {
        return String.valueOf(getMessage());
    }

    /** Index in the value at which parsing stopped. */
    int position() {
        return position;
    }
}

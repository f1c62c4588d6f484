package dev.sotto.gateway.sip.message;

/** A value from outside breaks its grammar; expected, so without a stack trace. */
public final class SipSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    public SipSyntaxException(String what, int position) {
        super(what, null, false, false);
        this.position = position;
    }

    /** What is wrong, in words that fit a reason phrase. */
    public String what() {
        return String.valueOf(getMessage());
    }

    /** Index in the value at which parsing stopped. */
    public int position() {
        return position;
    }
}

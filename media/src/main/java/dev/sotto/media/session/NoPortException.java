package dev.sotto.media.session;

/** No port for another call: all are taken, resting or refused by the system. The edge answers 503. */
public final class NoPortException extends Exception {
    private static final long serialVersionUID = 1;

    public NoPortException(String reason) {
        super(reason);
    }
}

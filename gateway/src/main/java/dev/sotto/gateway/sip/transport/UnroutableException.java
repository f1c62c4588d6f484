package dev.sotto.gateway.sip.transport;

/** No server can be found for a target: to be treated as 503 where it was a peer's, as a wrong setting where it was ours. */
public final class UnroutableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnroutableException(SipTarget target, String why) {
        super(
                "no way to " + target.host() + (target.port() == 0 ? "" : ":" + target.port()) + ": " + why,
                null,
                false,
                false);
    }
}

package dev.sotto.gateway.sip;

import java.net.InetSocketAddress;
import java.util.Map;

/**
 * A call in either direction: what can be asked of it once there is a dialog. Loop thread only.
 *
 * <p>Every order is legal in every state: what comes too late (an answer after CANCEL) does nothing.
 */
public interface SipCall {
    String callId();

    /** Where the peer's messages really come from. */
    InetSocketAddress remote();

    /**
     * Ends the call: BYE with a Reason (RFC 3326) once the ACK is there (RFC 3261, 15), or, before the answer, 480 to a call
     * that came in and CANCEL to one of ours.
     *
     * @param reason a text for people
     */
    void hangUp(String reason);

    /**
     * Blind transfer: asks the peer by REFER (RFC 3515) to call that target. The handler hears once of {@code onTransferred} or
     * {@code onTransferFailed}, within 60 s and possibly before this returns; the call itself goes on until one side hangs up.
     * While a transfer is under way, a further one does nothing.
     *
     * @param target a SIP or TEL URI, {@code user@host}, or an extension or number at the caller's own domain
     */
    void refer(String target);

    /**
     * The same with headers for whoever takes the call: in the REFER, and in the target's URI for the INVITE that follows
     * (RFC 3261, 19.1.5).
     *
     * @param headers by name, of the kind {@code X-...}; others, and what can't stand in a header, are left out
     */
    default void refer(String target, Map<String, String> headers) {
        refer(target);
    }

    /**
     * Attended transfer: asks the peer to call the peer of that other call of ours and to take our place there (RFC 3891, RFC
     * 5589, 7). Reported as by {@link #refer}; both calls must be established.
     */
    default void referTo(SipCall other) {}

    /** A header that every response and request of ours in this call carries from now on. */
    default void mark(String name, String value) {}

    /** Sets who hears of the events from now on. */
    void handler(CallHandler handler);
}

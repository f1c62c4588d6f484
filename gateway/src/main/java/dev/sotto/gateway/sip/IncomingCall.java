package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.trunk.Trunk;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call that came in: a UAS INVITE dialog. Loop thread only.
 *
 * <p>Every order is legal in every state: what comes too late (an answer after CANCEL) does nothing.
 */
public interface IncomingCall {
    String callId();

    SipUri requestUri();

    /** Unescaped user part of the Request-URI; empty where there is none. */
    String user();

    String fromUri();

    @Nullable
    String fromDisplay();

    /** SDP body of the INVITE, or null: then the answer carries our offer. */
    @Nullable
    String offer();

    /** First line of that header of the INVITE. */
    Optional<String> header(String name);

    /** Whose call it is; {@link Trunk#NOBODY} where everybody may call. */
    default Trunk trunk() {
        return Trunk.NOBODY;
    }

    /** Where the INVITE really came from. */
    InetSocketAddress remote();

    /** Sends 180. */
    void ringing();

    /** Sends 200 with that SDP, again and again until ACK. */
    void answer(String sdp);

    /**
     * Sends a final response of 300 to 699; 503 gets Retry-After, 488 and 606 a Warning with the reason.
     *
     * @param reason a phrase for people; the standard one where it is empty
     */
    void refuse(int status, String reason);

    /**
     * Ends the call: BYE with a Reason (RFC 3326) once the ACK is there (RFC 3261, 15), or 480 before the answer.
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

    /** Sets who hears of the events from now on. */
    void handler(CallHandler handler);
}

package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipUri;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call that came in: a UAS INVITE dialog. Loop thread only. */
public interface IncomingCall extends SipCall {
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
}

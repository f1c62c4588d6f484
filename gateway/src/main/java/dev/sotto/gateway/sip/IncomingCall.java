package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.SipUri;
import java.util.List;
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

    /** Every header of the INVITE, in its order. */
    default List<Header> headers() {
        return List.of();
    }

    /** The call whose place this one is to take (RFC 3891), or null: answering moves its caller here. */
    default @Nullable SipCall replaces() {
        return null;
    }

    /** Sends 180. */
    void ringing();

    /**
     * Sends 183 with that SDP: the caller hears us before the answer. Reliably where the caller can (RFC 3262); {@code
     * onEarlyMedia} tells when it has arrived. What {@link #answer} says later must be the same.
     */
    default void progress(String sdp) {}

    /** Sends 200 with that SDP, again and again until ACK. */
    void answer(String sdp);

    /**
     * Sends a final response of 300 to 699; 503 gets Retry-After, 488 and 606 a Warning with the reason.
     *
     * @param reason a phrase for people; the standard one where it is empty
     */
    void refuse(int status, String reason);

    /** The call has become a conversation of that name. */
    default void joined(String conversationId) {}
}

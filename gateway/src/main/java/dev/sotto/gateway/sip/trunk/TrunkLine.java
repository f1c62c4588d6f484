package dev.sotto.gateway.sip.trunk;

import dev.sotto.gateway.sip.auth.Credentials;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What registrations and pings are sent with: requests outside of calls, identifiers, and the endpoint's clock. Loop thread only. */
public interface TrunkLine {
    /**
     * A request without what every one has (Via, Max-Forwards, CSeq, User-Agent).
     *
     * @param headers From, To, Call-ID and everything else
     */
    record Draft(String method, String uri, List<Header> headers) {
        public Draft {
            headers = List.copyOf(headers);
        }
    }

    /** Hears once what became of a request. */
    interface Answer {
        /** A final response; challenges that could be answered have been. */
        void onFinal(SipResponse response);

        /** None came, or the request could not be delivered. */
        void onSilence(String why);
    }

    /** @param cseq gives the numbers of this request and of what follows a challenge */
    void send(Draft draft, LongSupplier cseq, Hop to, @Nullable Credentials credentials, Answer answer);

    /** An empty line that keeps a NAT's mapping open (RFC 5626, 3.5.1). */
    void keepAlive(Hop to);

    /** The address that a peer there reaches us at, as far as we know. */
    HostPort addressTowards(Hop to);

    /** True where the settings say which address others reach us at: then nobody knows better. */
    boolean hasAdvertisedAddress();

    /** Random text, fit for tags and Call-IDs. */
    String id();

    /** A fraction from {@code low} to 1, so that many don't do the same at once. */
    double jitter(double low);

    /** Runs it after that time; what is returned stops it. */
    Runnable after(long millis, Runnable action);
}

package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.trunk.Trunk;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of ours before it is made.
 *
 * @param uri Request-URI
 * @param hops where the INVITE may go, the best first (RFC 3263, 4): the target's servers, or those of the proxy before it
 * @param routes values of {@code Route}, with their angle brackets
 * @param from who calls, as a name-addr without a tag; null: our own contact
 * @param to whom we call, as a name-addr without a tag
 * @param headers further headers, such as {@code P-Asserted-Identity} and {@code X-}
 * @param offer session description
 * @param patience how long it may ring, redirects and all; then CANCEL
 * @param credentials what answers 401 and 407
 * @param redirects where 3xx may lead
 * @param trunk it goes over, or {@link Trunk#NOBODY}
 */
public record CallPlan(
        String uri,
        List<Hop> hops,
        List<String> routes,
        @Nullable String from,
        String to,
        List<Header> headers,
        String offer,
        Duration patience,
        Credentials credentials,
        Redirects redirects,
        Trunk trunk) {

    /** Answers a challenge. */
    public interface Credentials {
        Credentials NONE = (request, challenge) -> null;

        /**
         * The header that answers 401 ({@code Authorization}) or 407 ({@code Proxy-Authorization}), or null where there is no
         * answer. Asked once per challenge, at most twice per INVITE.
         */
        @Nullable
        Header answer(SipRequest request, SipResponse challenge);
    }

    /** Says whether, and how, a target that a 3xx names may be called. */
    public interface Redirects {
        Redirects NONE = uri -> null;

        /** Where an INVITE for that URI goes; null: it may not be called, or nobody knows where it is. */
        @Nullable
        Hop follow(String uri);
    }

    public CallPlan {
        if (hops.isEmpty()) {
            throw new IllegalArgumentException("nowhere to send a call to " + uri);
        }
        hops = List.copyOf(hops);
        routes = List.copyOf(routes);
        headers = List.copyOf(headers);
    }

    /** A call straight to that address, from ourselves. */
    public static CallPlan to(String uri, Hop hop, String offer, Duration patience) {
        return to(uri, List.of(hop), offer, patience);
    }

    /** A call to the first of those addresses that takes it, from ourselves. */
    public static CallPlan to(String uri, List<Hop> hops, String offer, Duration patience) {
        return new CallPlan(
                uri,
                hops,
                List.of(),
                null,
                "<" + uri + ">",
                List.of(),
                offer,
                patience,
                Credentials.NONE,
                Redirects.NONE,
                Trunk.NOBODY);
    }

    public CallPlan redirectedTo(String other, Hop there) {
        return new CallPlan(
                other, List.of(there), List.of(), from, to, headers, offer, patience, credentials, redirects, trunk);
    }

    /** By that way only: whoever answered is asked again. */
    public CallPlan by(Hop hop) {
        return new CallPlan(
                uri, List.of(hop), routes, from, to, headers, offer, patience, credentials, redirects, trunk);
    }

    public CallPlan with(Credentials other) {
        return new CallPlan(uri, hops, routes, from, to, headers, offer, patience, other, redirects, trunk);
    }

    public CallPlan with(Redirects other) {
        return new CallPlan(uri, hops, routes, from, to, headers, offer, patience, credentials, other, trunk);
    }

    public CallPlan from(String nameAddr) {
        return new CallPlan(uri, hops, routes, nameAddr, to, headers, offer, patience, credentials, redirects, trunk);
    }

    /** Over that trunk, by its proxies and with its headers. */
    public CallPlan over(Trunk way, List<String> by, List<Header> more) {
        return new CallPlan(uri, hops, by, from, to, more, offer, patience, credentials, redirects, way);
    }
}

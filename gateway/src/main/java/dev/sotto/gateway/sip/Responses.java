package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.PercentEscapes;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns a {@link Reply} into the response to a request (RFC 3261, 8.2.6). */
final class Responses {
    static final String ALLOW = String.join(", ", SipRequest.SUPPORTED_METHODS);

    private final SipSettings settings;
    private final SipTransport transport;

    Responses(SipSettings settings, SipTransport transport) {
        this.settings = settings;
        this.transport = transport;
    }

    /**
     * @param toTag our tag; ignored where the request has one, left out where it is empty
     */
    SipResponse to(IncomingRequest request, Reply reply, String toTag) {
        Headers headers = Headers.of(h -> {
            h.addAll(HeaderNames.VIA, vias(request));
            h.add(HeaderNames.FROM, request.headers().first(HeaderNames.FROM));
            h.add(HeaderNames.TO, to(request, toTag));
            h.add(HeaderNames.CALL_ID, request.callId());
            h.add(HeaderNames.CSEQ, request.essentials().cseq().toString());
            if (reply.status() == 100) {
                h.add(HeaderNames.TIMESTAMP, request.headers().first(HeaderNames.TIMESTAMP));
            }
            addExtra(h, reply);
        });
        return new SipResponse(reply.status(), reply.reason(), headers, reply.body());
    }

    /** A response that opens or belongs to a dialog: with Record-Route and our Contact (12.1.1). */
    SipResponse inDialog(IncomingRequest request, Reply reply, String toTag) {
        Reply full = reply.with(HeaderNames.CONTACT, contact(request.source(), isSecure(request)))
                .with(HeaderNames.ALLOW, ALLOW);
        SipResponse plain = to(request, full, toTag);
        Headers headers = Headers.of(h -> {
            h.addAll(HeaderNames.RECORD_ROUTE, request.headers().lines(HeaderNames.RECORD_ROUTE));
            plain.headers().fields().forEach(field -> h.add(field.name(), field.value()));
        });
        return new SipResponse(plain.status(), plain.reason(), headers, plain.body());
    }

    /** Answer to what could not be parsed: what of the headers there is, copied as it stands. */
    SipResponse toMalformed(SipRequest request, Reply reply, String toTag) {
        Headers from = request.headers();
        Headers headers = Headers.of(h -> {
            h.addAll(HeaderNames.VIA, from.lines(HeaderNames.VIA));
            h.add(HeaderNames.FROM, from.first(HeaderNames.FROM));
            h.add(HeaderNames.TO, taggedRaw(from.first(HeaderNames.TO), toTag));
            h.add(HeaderNames.CALL_ID, from.first(HeaderNames.CALL_ID));
            h.add(HeaderNames.CSEQ, from.first(HeaderNames.CSEQ));
            addExtra(h, reply);
        });
        return new SipResponse(reply.status(), reply.reason(), headers, reply.body());
    }

    /** Our Contact for a peer there. */
    String contact(Hop peer) {
        return contact(peer, false);
    }

    /** @param secure {@code sips:}, where the peer is reached by TLS (RFC 3261, 12.1.1) */
    String contact(Hop peer, boolean secure) {
        boolean sips = secure && peer.protocol().encrypted();
        String transportParam = switch (peer.protocol()) {
            case UDP -> "";
            // sips says TLS already (RFC 3261, 26.2.2)
            case TLS -> sips ? "" : ";transport=tls";
            case TCP, WS, WSS -> ";transport=" + peer.protocol().uriName();
        };
        return "<" + (sips ? "sips:" : "sip:") + PercentEscapes.encodeUser(settings.contactUser()) + "@"
                + transport.addressTowards(peer) + transportParam + ">";
    }

    /** Whether the dialog that this request opens is one of {@code sips:} (12.1.1). */
    static boolean isSecure(IncomingRequest request) {
        List<String> routes = request.headers().lines(HeaderNames.RECORD_ROUTE);
        String next = routes.isEmpty() ? request.headers().first(HeaderNames.CONTACT) : routes.get(0);
        return request.message().uri().regionMatches(true, 0, "sips:", 0, 5)
                || next != null && next.toLowerCase(Locale.ROOT).contains("<sips:");
    }

    private void addExtra(Headers.Builder headers, Reply reply) {
        for (Header field : reply.extra()) {
            headers.add(field.name(), field.value());
        }
        headers.add(HeaderNames.SERVER, settings.userAgent());
    }

    private static List<String> vias(IncomingRequest request) {
        List<Via> vias = request.essentials().vias();
        List<String> lines = new ArrayList<>(vias.size());
        lines.add(vias.get(0).receivedFrom(request.remote()).toString());
        for (Via via : vias.subList(1, vias.size())) {
            lines.add(via.toString());
        }
        return lines;
    }

    private static String to(IncomingRequest request, String toTag) {
        NameAddr to = request.essentials().to();
        return (to.tag().isEmpty() && !toTag.isEmpty() ? to.withTag(toTag) : to).toString();
    }

    private static @Nullable String taggedRaw(@Nullable String to, String tag) {
        if (to == null) {
            return null;
        }
        try {
            NameAddr parsed = NameAddr.parse(to);
            return parsed.tag().isEmpty() ? parsed.withTag(tag).toString() : to;
        } catch (SipSyntaxException e) {
            return to;
        }
    }
}

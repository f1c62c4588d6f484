package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Decimal;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What every request must pass before anyone looks at what it wants (RFC 3261, 8.2.1 to 8.2.3, in that order). */
final class RequestCheck {
    private static final List<String> DIGIT_TYPES = List.of("application/dtmf-relay", "application/dtmf");
    /** Methods that we recognise and don't allow: 405 (21.4.6). What nobody knows is 501 (21.5.2). */
    private static final List<String> KNOWN_ELSEWHERE = List.of("REGISTER", "SUBSCRIBE", "PUBLISH", "MESSAGE");

    private RequestCheck() {}

    /** The refusal, or null. ACK is never asked. */
    static @Nullable Reply refusal(IncomingRequest request) {
        try {
            checkSyntax(request);
        } catch (SipSyntaxException e) {
            return Reply.of(400, e.what());
        }
        String method = request.method();
        if (!request.essentials().cseq().method().equals(method)) {
            return isKnown(method) ? Reply.of(400, "CSeq has another method") : Reply.of(501);
        }
        if (!SipRequest.SUPPORTED_METHODS.contains(method)) {
            return Reply.of(isKnown(method) ? 405 : 501).with(HeaderNames.ALLOW, Responses.ALLOW);
        }
        if (!SipUri.isSip(request.message().uri())) {
            return Reply.of(416);
        }
        if (request.is(SipRequest.CANCEL)) {
            return null;
        }
        Reply extension = unsupportedExtension(request);
        if (extension != null) {
            return extension;
        }
        Reply interval = SessionTimer.refusal(request);
        return interval != null ? interval : unacceptableBody(request);
    }

    private static void checkSyntax(IncomingRequest request) throws SipSyntaxException {
        String uri = request.message().uri();
        if (SipUri.isSip(uri)) {
            SipUri parsed = Essentials.named("Request-URI", uri, SipUri::parse);
            if (parsed.headers() != null) {
                throw new SipSyntaxException("Request-URI with headers", 0);
            }
        }
        Headers headers = request.headers();
        String maxForwards = headers.first(HeaderNames.MAX_FORWARDS);
        if (maxForwards != null && Decimal.parse(maxForwards, 255) < 0) {
            throw new SipSyntaxException("Bad Max-Forwards", 0);
        }
        checkAddresses(HeaderNames.RECORD_ROUTE, headers);
        checkAddresses(HeaderNames.ROUTE, headers);
        checkContact(request);
    }

    private static void checkContact(IncomingRequest request) throws SipSyntaxException {
        Headers headers = request.headers();
        if (!"*".equals(headers.first(HeaderNames.CONTACT))) {
            checkAddresses(HeaderNames.CONTACT, headers);
        }
        if (!request.is(SipRequest.INVITE)) {
            return;
        }
        List<String> contacts = headers.values(HeaderNames.CONTACT);
        if (contacts.size() > 1) {
            throw new SipSyntaxException("Multiple Contact", 0);
        }
        // RFC 2543 had INVITEs without; they are known by their missing branch
        if (contacts.isEmpty() && request.essentials().topVia().hasUniqueBranch()) {
            throw new SipSyntaxException("Missing Contact", 0);
        }
    }

    private static void checkAddresses(String name, Headers headers) throws SipSyntaxException {
        for (String value : headers.values(name)) {
            Essentials.named(name, value, NameAddr::parse);
        }
    }

    private static boolean isKnown(String method) {
        return SipRequest.SUPPORTED_METHODS.contains(method) || KNOWN_ELSEWHERE.contains(method);
    }

    private static @Nullable Reply unsupportedExtension(IncomingRequest request) {
        List<String> unknown = Extensions.unknown(request.headers());
        return unknown.isEmpty() ? null : Reply.of(420).with(HeaderNames.UNSUPPORTED, String.join(", ", unknown));
    }

    private static @Nullable Reply unacceptableBody(IncomingRequest request) {
        Headers headers = request.headers();
        if (!acceptsSdp(request)) {
            return Reply.of(406);
        }
        // whether a NOTIFY can be read is asked once it is known what it is of, and so with packages of INFO
        boolean ofPackage = request.is(SipRequest.NOTIFY) || headers.has(HeaderNames.INFO_PACKAGE);
        if (!request.message().hasBody() || isOptional(headers) || ofPackage) {
            return null;
        }
        String encoding = headers.first(HeaderNames.CONTENT_ENCODING);
        if (encoding != null && !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            return Reply.of(415).with(HeaderNames.ACCEPT_ENCODING, "identity");
        }
        boolean info = request.is(SipRequest.INFO);
        String type = mediaType(headers.first(HeaderNames.CONTENT_TYPE));
        boolean known = info ? DIGIT_TYPES.contains(type) : type.equals(Reply.SDP);
        if (known) {
            return null;
        }
        return Reply.of(415).with(HeaderNames.ACCEPT, info ? String.join(", ", DIGIT_TYPES) : Reply.SDP);
    }

    /** The part of a Content-Type before its parameters, in lower case; empty for none. */
    static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.trim().toLowerCase(Locale.ROOT);
    }

    private static boolean isOptional(Headers headers) {
        String disposition = headers.first(HeaderNames.CONTENT_DISPOSITION);
        return disposition != null
                && disposition.toLowerCase(Locale.ROOT).replace(" ", "").contains("handling=optional");
    }

    /** An INVITE whose Accept leaves no room for a session description can't be answered with one. */
    private static boolean acceptsSdp(IncomingRequest request) {
        List<String> accepted = request.headers().lines(HeaderNames.ACCEPT);
        if (!request.is(SipRequest.INVITE) || accepted.isEmpty()) {
            return true;
        }
        for (String type : String.join(",", accepted).split(",")) {
            String plain = mediaType(type);
            if (plain.equals(Reply.SDP) || plain.equals("application/*") || plain.equals("*/*")) {
                return true;
            }
        }
        return false;
    }
}

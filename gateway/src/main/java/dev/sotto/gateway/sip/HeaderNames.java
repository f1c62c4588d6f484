package dev.sotto.gateway.sip;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The header names that this stack knows: canonical spelling, and the compact forms of RFC 3261, 20 and later registrations. */
final class HeaderNames {
    static final String ACCEPT = "Accept";
    static final String ACCEPT_ENCODING = "Accept-Encoding";
    static final String ALLOW = "Allow";
    static final String ALLOW_EVENTS = "Allow-Events";
    static final String CALL_ID = "Call-ID";
    static final String CONTACT = "Contact";
    static final String CONTENT_DISPOSITION = "Content-Disposition";
    static final String CONTENT_ENCODING = "Content-Encoding";
    static final String CONTENT_LENGTH = "Content-Length";
    static final String CONTENT_TYPE = "Content-Type";
    static final String CSEQ = "CSeq";
    static final String EVENT = "Event";
    static final String FROM = "From";
    static final String MAX_FORWARDS = "Max-Forwards";
    static final String REASON = "Reason";
    static final String RECORD_ROUTE = "Record-Route";
    static final String REFER_TO = "Refer-To";
    static final String REFERRED_BY = "Referred-By";
    static final String REQUIRE = "Require";
    static final String RETRY_AFTER = "Retry-After";
    static final String ROUTE = "Route";
    static final String MIN_SE = "Min-SE";
    static final String SERVER = "Server";
    static final String SESSION_EXPIRES = "Session-Expires";
    static final String SUBSCRIPTION_STATE = "Subscription-State";
    static final String SUPPORTED = "Supported";
    static final String TIMESTAMP = "Timestamp";
    static final String TO = "To";
    static final String UNSUPPORTED = "Unsupported";
    static final String USER_AGENT = "User-Agent";
    static final String VIA = "Via";
    static final String WARNING = "Warning";

    /** These may stand in a message only once, with one value (RFC 3261, 7.3.1 and the grammar). */
    static final Set<String> SINGLE = Set.of(
            CALL_ID, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, CSEQ, FROM, MAX_FORWARDS, SESSION_EXPIRES, TO);

    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("a", "Accept-Contact"),
            Map.entry("b", REFERRED_BY),
            Map.entry("c", CONTENT_TYPE),
            Map.entry("d", "Request-Disposition"),
            Map.entry("e", CONTENT_ENCODING),
            Map.entry("f", FROM),
            Map.entry("i", CALL_ID),
            Map.entry("j", "Reject-Contact"),
            Map.entry("k", SUPPORTED),
            Map.entry("l", CONTENT_LENGTH),
            Map.entry("m", CONTACT),
            Map.entry("n", "Identity-Info"),
            Map.entry("o", EVENT),
            Map.entry("r", REFER_TO),
            Map.entry("s", "Subject"),
            Map.entry("t", TO),
            Map.entry("u", ALLOW_EVENTS),
            Map.entry("v", VIA),
            Map.entry("x", SESSION_EXPIRES),
            Map.entry("y", "Identity"));

    private static final List<String> FULL = List.of(
            ACCEPT,
            ACCEPT_ENCODING,
            ALLOW,
            ALLOW_EVENTS,
            CALL_ID,
            CONTACT,
            CONTENT_DISPOSITION,
            CONTENT_ENCODING,
            CONTENT_LENGTH,
            CONTENT_TYPE,
            CSEQ,
            EVENT,
            FROM,
            MAX_FORWARDS,
            REASON,
            RECORD_ROUTE,
            REFER_TO,
            REFERRED_BY,
            REQUIRE,
            RETRY_AFTER,
            ROUTE,
            SERVER,
            SESSION_EXPIRES,
            MIN_SE,
            SUBSCRIPTION_STATE,
            SUPPORTED,
            TIMESTAMP,
            TO,
            UNSUPPORTED,
            USER_AGENT,
            VIA,
            WARNING);

    private static final Map<String, String> CANONICAL = canonicalNames();

    private HeaderNames() {}

    /** Canonical spelling of a known name in any case or compact form; any other name as it is. */
    static String canonical(String name) {
        String known = CANONICAL.get(name);
        if (known == null) {
            known = CANONICAL.get(name.toLowerCase(Locale.ROOT));
        }
        return known == null ? name : known;
    }

    private static Map<String, String> canonicalNames() {
        Map<String, String> names = new HashMap<>(COMPACT);
        for (String name : FULL) {
            names.put(name, name);
            names.put(name.toLowerCase(Locale.ROOT), name);
        }
        return Map.copyOf(names);
    }
}

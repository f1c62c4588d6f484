package dev.sotto.gateway.sip.message;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The header names that this stack knows: canonical spelling, and the compact forms of RFC 3261, 20 and later registrations. */
public final class HeaderNames {
    public static final String ACCEPT = "Accept";
    public static final String ACCEPT_ENCODING = "Accept-Encoding";
    public static final String ALLOW = "Allow";
    public static final String ALLOW_EVENTS = "Allow-Events";
    public static final String CALL_ID = "Call-ID";
    public static final String CONTACT = "Contact";
    public static final String CONTENT_DISPOSITION = "Content-Disposition";
    public static final String CONTENT_ENCODING = "Content-Encoding";
    public static final String CONTENT_LENGTH = "Content-Length";
    public static final String CONTENT_TYPE = "Content-Type";
    public static final String CSEQ = "CSeq";
    public static final String EVENT = "Event";
    public static final String FROM = "From";
    public static final String INFO_PACKAGE = "Info-Package";
    public static final String JOIN = "Join";
    public static final String MAX_FORWARDS = "Max-Forwards";
    public static final String RACK = "RAck";
    public static final String REASON = "Reason";
    public static final String RECV_INFO = "Recv-Info";
    public static final String RECORD_ROUTE = "Record-Route";
    public static final String REFER_SUB = "Refer-Sub";
    public static final String REFER_TO = "Refer-To";
    public static final String REPLACES = "Replaces";
    public static final String REFERRED_BY = "Referred-By";
    public static final String REQUIRE = "Require";
    public static final String RETRY_AFTER = "Retry-After";
    public static final String ROUTE = "Route";
    public static final String RSEQ = "RSeq";
    public static final String MIN_SE = "Min-SE";
    public static final String SERVER = "Server";
    public static final String SESSION_EXPIRES = "Session-Expires";
    public static final String SUBSCRIPTION_STATE = "Subscription-State";
    public static final String SUPPORTED = "Supported";
    public static final String TIMESTAMP = "Timestamp";
    public static final String TO = "To";
    public static final String UNSUPPORTED = "Unsupported";
    public static final String USER_AGENT = "User-Agent";
    public static final String VIA = "Via";
    public static final String WARNING = "Warning";

    /** These may stand in a message only once, with one value (RFC 3261, 7.3.1 and the grammar). */
    public static final Set<String> SINGLE = Set.of(
            CALL_ID,
            CONTENT_DISPOSITION,
            CONTENT_LENGTH,
            CONTENT_TYPE,
            CSEQ,
            FROM,
            MAX_FORWARDS,
            RACK,
            SESSION_EXPIRES,
            TO);

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
            INFO_PACKAGE,
            JOIN,
            MAX_FORWARDS,
            RACK,
            REASON,
            RECV_INFO,
            RECORD_ROUTE,
            REFER_SUB,
            REFER_TO,
            REFERRED_BY,
            REPLACES,
            REQUIRE,
            RSEQ,
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
    public static String canonical(String name) {
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

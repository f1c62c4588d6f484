package dev.sotto.gateway.sip.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A {@code sip:} or {@code sips:} URI (RFC 3261, 19.1), parts as written.
 *
 * @param userInfo user and password with their escapes, or null
 * @param host name, IPv4 address or IPv6 address in brackets
 * @param port 0 where none is given
 * @param params parameters with the leading semicolon, or empty
 * @param headers what stands behind the question mark, or null
 */
public record SipUri(
        String scheme,
        @Nullable String userInfo,
        String host,
        int port,
        String params,
        @Nullable String headers) {
    private static final String USER_MARKS = "-_.!~*'()&=+$,;?/:%";
    private static final String PARAM_MARKS = "-_.!~*'()[]/:&+$%;=";
    private static final String HEADER_MARKS = "-_.!~*'()[]/?:+$%&=";

    /** True for {@code sip:} and {@code sips:} in any case. */
    public static boolean isSip(String uri) {
        return uri.regionMatches(true, 0, "sip:", 0, 4) || uri.regionMatches(true, 0, "sips:", 0, 5);
    }

    public static SipUri parse(String uri) throws SipSyntaxException {
        if (!isSip(uri)) {
            throw new SipSyntaxException("not a SIP URI", 0);
        }
        int colon = uri.indexOf(':');
        String scheme = uri.substring(0, colon).toLowerCase(Locale.ROOT);
        // '@' can stand only behind the user part; ';' and '?' may stand inside of it (19.1.1)
        int at = uri.indexOf('@');
        String userInfo = at < 0 ? null : checked(uri, colon + 1, at, USER_MARKS, "user");
        if (userInfo != null && (userInfo.isEmpty() || userInfo.charAt(0) == ':')) {
            throw new SipSyntaxException("empty user in URI", colon + 1);
        }
        int hostStart = at < 0 ? colon + 1 : at + 1;
        int question = uri.indexOf('?', hostStart);
        int end = question < 0 ? uri.length() : question;
        String headers = question < 0 ? null : checked(uri, question + 1, uri.length(), HEADER_MARKS, "header");
        int semicolon = uri.indexOf(';', hostStart);
        int hostEnd = semicolon < 0 || semicolon > end ? end : semicolon;
        String params = checked(uri, hostEnd, end, PARAM_MARKS, "parameter");
        HostPort hostPort = HostPort.parse(uri.substring(hostStart, hostEnd));
        return new SipUri(scheme, userInfo, hostPort.host(), hostPort.port(), params, headers);
    }

    /** The user without escapes and password; empty where there is none. */
    public String user() {
        if (userInfo == null) {
            return "";
        }
        int colon = userInfo.indexOf(':');
        return PercentEscapes.decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
    }

    /** Value of a URI parameter; empty for a bare name; null where there is none. */
    public @Nullable String param(String name) {
        for (String param : params.split(";")) {
            int equals = param.indexOf('=');
            String key = equals < 0 ? param : param.substring(0, equals);
            if (!key.isEmpty() && key.equalsIgnoreCase(name)) {
                return equals < 0 ? "" : PercentEscapes.decode(param.substring(equals + 1));
            }
        }
        return null;
    }

    private static String checked(String uri, int from, int to, String marks, String what) throws SipSyntaxException {
        for (int i = from; i < to; i++) {
            char c = uri.charAt(i);
            if (!Lexer.isAlphanumeric(c) && marks.indexOf(c) < 0) {
                throw new SipSyntaxException("bad character in URI " + what, i);
            }
            if (c == '%' && !PercentEscapes.isEscape(uri, i, to)) {
                throw new SipSyntaxException("bad escape in URI " + what, i);
            }
        }
        return uri.substring(from, to);
    }

    @Override
    public String toString() {
        return scheme + ":" + (userInfo == null ? "" : userInfo + "@") + host + (port == 0 ? "" : ":" + port) + params
                + (headers == null ? "" : "?" + headers);
    }
}

package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.Lexer;
import dev.sotto.gateway.sip.message.PercentEscapes;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import java.util.Locale;

/**
 * Where to: turns what a task names into the URI of Refer-To (RFC 3515, 2.1), or refuses it.
 *
 * <p>{@code sip:}, {@code sips:} and {@code tel:} URIs stay as they are, {@code user@host} becomes a SIP URI, and a bare
 * extension or number is looked for where the caller is: at the host of their From, or, where that is anonymous or no SIP
 * URI, at the address that the call came from. What can't stand in a header is refused and never escaped, and so are URI
 * headers and {@code method}: a blind transfer is a plain INVITE.
 */
final class ReferTarget {
    private static final int MAX_LENGTH = 256;
    private static final String NUMBER_MARKS = "+-.()*#";
    private static final String USER_MARKS = NUMBER_MARKS + "_!~'";

    private ReferTarget() {}

    static String resolve(String text, Dialog dialog) throws SipSyntaxException {
        String target = text.strip();
        if (target.isEmpty() || target.length() > MAX_LENGTH) {
            throw new SipSyntaxException("1 to " + MAX_LENGTH + " characters", 0);
        }
        if (SipUri.isSip(target)) {
            return sip(target);
        }
        if (target.regionMatches(true, 0, "tel:", 0, 4)) {
            return tel(target);
        }
        int at = target.indexOf('@');
        if (at >= 0 && isUser(target.substring(0, at))) {
            return sip("sip:" + target);
        }
        String user = isNumber(target.replace(" ", "")) ? target.replaceAll("[ ().-]", "") : target;
        if (!isUser(user)) {
            throw new SipSyntaxException("neither a SIP or TEL URI nor an extension", 0);
        }
        return "sip:" + PercentEscapes.encodeUser(user) + "@" + domain(dialog);
    }

    private static String sip(String uri) throws SipSyntaxException {
        SipUri parsed = SipUri.parse(uri);
        if (parsed.headers() != null || parsed.param("method") != null) {
            throw new SipSyntaxException("URI with headers or method", 0);
        }
        return parsed.toString();
    }

    /** RFC 3966, 3: digits with separators, then parameters. */
    private static String tel(String uri) throws SipSyntaxException {
        int semicolon = uri.indexOf(';');
        String number = uri.substring(4, semicolon < 0 ? uri.length() : semicolon);
        if (!isNumber(number)) {
            throw new SipSyntaxException("bad telephone number", 4);
        }
        if (semicolon >= 0) {
            // the characters of SIP URI parameters and of TEL ones are the same
            SipUri.parse("sip:host" + uri.substring(semicolon));
            if (uri.indexOf('?', semicolon) >= 0) {
                throw new SipSyntaxException("URI with headers", semicolon);
            }
        }
        return "tel:" + uri.substring(4);
    }

    private static String domain(Dialog dialog) throws SipSyntaxException {
        String from = dialog.remoteUri();
        if (SipUri.isSip(from)) {
            SipUri caller = SipUri.parse(from);
            if (!caller.host().toLowerCase(Locale.ROOT).endsWith(".invalid")) {
                return new HostPort(caller.host(), caller.port()).toString();
            }
        }
        return HostPort.of(dialog.flow().address()).toString();
    }

    private static boolean isNumber(String text) {
        return text.chars().anyMatch(ReferTarget::isDigit)
                && text.chars().allMatch(c -> isDigit(c) || NUMBER_MARKS.indexOf(c) >= 0);
    }

    private static boolean isUser(String text) {
        return text.chars().allMatch(c -> Lexer.isAlphanumeric((char) c) || USER_MARKS.indexOf(c) >= 0);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}

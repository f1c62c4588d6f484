package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Decimal;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Lexer;
import dev.sotto.gateway.sip.message.Params;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What Session-Expires says (RFC 4028, 4).
 *
 * @param seconds at most a day; -1 where it can't be read
 * @param refresher {@code uac}, {@code uas}, or empty where that is left open
 */
record SessionInterval(long seconds, String refresher) {
    static final String UAC = "uac";
    static final String UAS = "uas";
    /** The least that section 5 allows. */
    static final long MIN_SECONDS = 90;

    static final long MAX_SECONDS = 86_400;

    /** Null where the message has none. */
    static @Nullable SessionInterval of(Headers headers) {
        String value = headers.first(HeaderNames.SESSION_EXPIRES);
        return value == null ? null : new SessionInterval(seconds(value), refresher(value));
    }

    /** What a 422, or a request, asks for at least. */
    static long least(Headers headers) {
        String value = headers.first(HeaderNames.MIN_SE);
        return value == null ? MIN_SECONDS : Math.max(MIN_SECONDS, seconds(value));
    }

    private static long seconds(String value) {
        int semicolon = value.indexOf(';');
        String digits = (semicolon < 0 ? value : value.substring(0, semicolon)).trim();
        return Math.min(Decimal.parse(digits, Integer.MAX_VALUE), MAX_SECONDS);
    }

    private static String refresher(String value) {
        try {
            Lexer lexer = new Lexer(value);
            lexer.until(";");
            String refresher = Params.parse(lexer).value("refresher");
            return refresher == null ? "" : refresher.toLowerCase(Locale.ROOT);
        } catch (SipSyntaxException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return seconds + (refresher.isEmpty() ? "" : ";refresher=" + refresher);
    }
}

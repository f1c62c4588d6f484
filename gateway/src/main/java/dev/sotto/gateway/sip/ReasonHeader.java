package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Lexer;
import dev.sotto.gateway.sip.message.Params;
import dev.sotto.gateway.sip.message.QuotedString;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import org.jspecify.annotations.Nullable;

/** The Reason header (RFC 3326), read for its text and written with one. */
final class ReasonHeader {
    private ReasonHeader() {}

    static String write(int cause, String text) {
        return "SIP;cause=" + cause + ";text=" + QuotedString.quote(text);
    }

    /** The text parameter; without one the value as it stands; null for no header. */
    static @Nullable String text(Headers headers) {
        String value = headers.first(HeaderNames.REASON);
        if (value == null) {
            return null;
        }
        try {
            Lexer lexer = new Lexer(Lexer.split(value).get(0));
            lexer.token();
            String text = Params.parse(lexer).value("text");
            return text == null ? value : QuotedString.unquote(text);
        } catch (SipSyntaxException e) {
            return value;
        }
    }
}

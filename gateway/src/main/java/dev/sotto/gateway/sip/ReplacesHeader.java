package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Lexer;
import dev.sotto.gateway.sip.message.Params;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which dialog of ours an INVITE wants to take the place of (RFC 3891, 6.1).
 *
 * @param dialog as we name it: to-tag is ours
 * @param earlyOnly not where it has been answered
 */
record ReplacesHeader(Dialog.Key dialog, boolean earlyOnly) {
    /** A peer of RFC 2543 has no tag, which is written as 0. */
    private static final String NO_TAG = "0";

    /** Null where there is none; throws where it can't be read or stands beside what it excludes (section 3). */
    static @Nullable ReplacesHeader of(Headers headers) throws SipSyntaxException {
        List<String> values = headers.values(HeaderNames.REPLACES);
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1 || headers.has(HeaderNames.JOIN)) {
            throw new SipSyntaxException("Replaces must stand alone", 0);
        }
        Lexer lexer = new Lexer(values.get(0));
        String callId = lexer.skipSpace().until("; \t");
        Params params = Params.parse(lexer);
        String toTag = params.value("to-tag");
        String fromTag = params.value("from-tag");
        if (callId.isEmpty() || toTag == null || fromTag == null) {
            throw new SipSyntaxException("Replaces without Call-ID or tags", 0);
        }
        return new ReplacesHeader(new Dialog.Key(callId, tag(toTag), tag(fromTag)), params.has("early-only"));
    }

    private static String tag(String text) {
        return text.equals(NO_TAG) ? "" : text;
    }
}

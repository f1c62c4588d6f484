package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Decimal;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Lexer;
import dev.sotto.gateway.sip.message.Params;
import dev.sotto.gateway.sip.message.QuotedString;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.StatusPhrases;
import java.util.Locale;

/**
 * What a NOTIFY says of a referral (RFC 3515, 2.4.4 to 2.4.6; RFC 3420; RFC 6665, 8.2).
 *
 * @param event the event package; empty where the peer names none
 * @param id the REFER's CSeq number, or -1 where the peer doesn't say which
 * @param ended the subscription is over
 * @param status of the status line in the body; 0 where there is none
 */
record ReferNotice(String event, long id, boolean ended, int status, String reason) {
    static final String REFER = "refer";
    static final String SIPFRAG = "message/sipfrag";

    /** From the headers alone. A missing Subscription-State, which RFC 6665 wants, counts as active. */
    static ReferNotice of(Headers headers) throws SipSyntaxException {
        String event = headers.first(HeaderNames.EVENT);
        if (event == null) {
            return new ReferNotice("", -1, false, 0, "");
        }
        return Essentials.named(HeaderNames.EVENT, event, value -> {
            Lexer lexer = new Lexer(value);
            String name = lexer.skipSpace().token();
            String id = Params.parse(lexer).value("id");
            return new ReferNotice(name, id == null ? -1 : number(id), isOver(headers), 0, "");
        });
    }

    /** With the status line of the body: its first line that isn't empty. */
    ReferNotice withResult(SipMessage message) throws SipSyntaxException {
        String body = message.bodyText().strip();
        if (body.isEmpty()) {
            return this;
        }
        String[] words = body.lines().findFirst().orElse("").trim().split("[ \t]+", 3);
        int code = words.length < 2 ? -1 : (int) Decimal.parse(words[1], 699);
        if (!words[0].equalsIgnoreCase("SIP/2.0") || code < 100) {
            throw new SipSyntaxException("Bad status line in sipfrag", 0);
        }
        String phrase = words.length == 3 ? QuotedString.oneLine(words[2]) : StatusPhrases.of(code);
        return new ReferNotice(event, id, ended, code, phrase);
    }

    private static long number(String id) throws SipSyntaxException {
        long number = Decimal.parse(id, Integer.MAX_VALUE);
        if (number < 0) {
            throw new SipSyntaxException("id is no number", 0);
        }
        return number;
    }

    private static boolean isOver(Headers headers) {
        String state = headers.first(HeaderNames.SUBSCRIPTION_STATE);
        return state != null && state.trim().toLowerCase(Locale.ROOT).startsWith("terminated");
    }
}

package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.QuotedString;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.StatusPhrases;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What to answer, before it becomes a response to a certain request. */
record Reply(int status, String reason, List<Header> extra, byte[] body) {
    static final String SDP = "application/sdp";

    Reply {
        extra = List.copyOf(extra);
    }

    static Reply of(int status) {
        return of(status, StatusPhrases.of(status));
    }

    static Reply of(int status, String reason) {
        String phrase = reason.isBlank() ? StatusPhrases.of(status) : QuotedString.oneLine(reason);
        return new Reply(status, phrase, List.of(), SipMessage.NO_BODY);
    }

    /** A final refusal with what helps the caller: when to try again, or why not. */
    static Reply refusal(int status, String reason, int retryAfterSeconds) {
        Reply reply = of(status, reason);
        if (status == 503) {
            return reply.with(HeaderNames.RETRY_AFTER, Integer.toString(retryAfterSeconds));
        }
        boolean media = status == 488 || status == 606;
        return media ? reply.with(HeaderNames.WARNING, "399 sotto " + QuotedString.quote(reply.reason())) : reply;
    }

    Reply with(String name, String value) {
        List<Header> more = new ArrayList<>(extra);
        more.add(new Header(name, value));
        return new Reply(status, reason, more, body);
    }

    Reply withSdp(String sdp) {
        Reply typed = with(HeaderNames.CONTENT_TYPE, SDP);
        return new Reply(status, reason, typed.extra, sdp.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.sotto.gateway.sip;

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

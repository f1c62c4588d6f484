package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.Via;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parsed headers that every message must have (RFC 3261, 8.1.1); topmost Via first. */
record Essentials(List<Via> vias, NameAddr from, NameAddr to, String callId, CSeq cseq) {
    static Essentials of(Headers headers) throws SipSyntaxException {
        for (String name : HeaderNames.SINGLE) {
            if (headers.lines(name).size() > 1) {
                throw new SipSyntaxException("Multiple " + name, 0);
            }
        }
        List<Via> vias = vias(headers);
        NameAddr from = read(HeaderNames.FROM, headers, NameAddr::parse);
        NameAddr to = read(HeaderNames.TO, headers, NameAddr::parse);
        String callId = read(HeaderNames.CALL_ID, headers, Essentials::callId);
        CSeq cseq = read(HeaderNames.CSEQ, headers, CSeq::parse);
        return new Essentials(vias, from, to, callId, cseq);
    }

    Via topVia() {
        return vias.get(0);
    }

    /** One header read by its parser; its name goes into the error. */
    static <T> T read(String name, Headers headers, ValueParser<T> parser) throws SipSyntaxException {
        String value = headers.first(name);
        if (value == null) {
            throw new SipSyntaxException("Missing " + name, 0);
        }
        return named(name, value, parser);
    }

    static <T> T named(String name, @Nullable String value, ValueParser<T> parser) throws SipSyntaxException {
        try {
            return parser.parse(value == null ? "" : value);
        } catch (SipSyntaxException e) {
            throw new SipSyntaxException("Bad " + name + ": " + e.what(), e.position());
        }
    }

    private static List<Via> vias(Headers headers) throws SipSyntaxException {
        List<Via> vias = new ArrayList<>(2);
        for (String value : headers.values(HeaderNames.VIA)) {
            vias.add(named(HeaderNames.VIA, value, Via::parse));
        }
        if (vias.isEmpty()) {
            throw new SipSyntaxException("Missing Via", 0);
        }
        return List.copyOf(vias);
    }

    private static String callId(String value) throws SipSyntaxException {
        if (value.isEmpty() || value.chars().anyMatch(c -> c <= ' ' || c == ',' || c == ';')) {
            throw new SipSyntaxException("not a word", 0);
        }
        return value;
    }

    /** Reads one header value. */
    interface ValueParser<T> {
        T parse(String value) throws SipSyntaxException;
    }
}

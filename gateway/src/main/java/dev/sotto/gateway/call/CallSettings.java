package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.SipSettings;
import dev.sotto.media.session.MediaSettings;

/**
 * What a call edge is told.
 *
 * @param demo true: {@code echo} and {@code prompt} are answered for measurements
 * @param loops event loops that calls are spread over
 * @param maxCalls further calls are refused with 503
 */
public record CallSettings(
        String host,
        int port,
        SipSettings sip,
        MediaSettings media,
        boolean demo,
        int maxCalls,
        CallRules rules,
        int loops) {
    /** All on one event loop. */
    public CallSettings(
            String host, int port, SipSettings sip, MediaSettings media, boolean demo, int maxCalls, CallRules rules) {
        this(host, port, sip, media, demo, maxCalls, rules, 1);
    }

    /** With the usual rules. */
    public CallSettings(String host, int port, SipSettings sip, MediaSettings media, boolean demo, int maxCalls) {
        this(host, port, sip, media, demo, maxCalls, CallRules.DEFAULT);
    }

    public CallSettings on(int many) {
        return new CallSettings(host, port, sip, media, demo, maxCalls, rules, many);
    }
}

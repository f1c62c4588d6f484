package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.SipSettings;
import dev.sotto.media.session.MediaSettings;

/**
 * What a call edge is told.
 *
 * @param demo true: {@code echo} and {@code prompt} are answered for measurements
 * @param maxCalls further calls are refused with 503
 */
public record CallSettings(
        String host, int port, SipSettings sip, MediaSettings media, boolean demo, int maxCalls, CallRules rules) {
    /** With the usual rules. */
    public CallSettings(String host, int port, SipSettings sip, MediaSettings media, boolean demo, int maxCalls) {
        this(host, port, sip, media, demo, maxCalls, CallRules.DEFAULT);
    }
}

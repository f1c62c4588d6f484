package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.media.session.MediaSession;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once, and loudly, that somebody's keys travel where anybody on the way can read them: with SDES they stand in the
 * description (RFC 4568 section 7.1), which is worth no more than the transport that carries it. Call context only.
 */
final class KeysInTheOpen {
    private static final Logger LOG = LoggerFactory.getLogger(KeysInTheOpen.class);

    private boolean said;

    void check(IncomingCall dialog, MediaSession session) {
        if (!said && session.localSdp().contains("a=crypto:") && isOpen(dialog)) {
            said = true;
            LOG.atWarn()
                    .addKeyValue("callId", dialog.callId())
                    .addKeyValue("remote", dialog.remote())
                    .log("KEYS OF ENCRYPTED SOUND COME OVER SIGNALLING THAT IS NOT ENCRYPTED: whoever reads that can"
                            + " listen. Use SIP over TLS, or DTLS-SRTP. Said once, for all such calls");
        }
    }

    private static boolean isOpen(IncomingCall dialog) {
        String via = dialog.header("Via").orElse("").toUpperCase(Locale.ROOT);
        return !via.startsWith("SIP/2.0/TLS") && !via.startsWith("SIP/2.0/WSS");
    }
}

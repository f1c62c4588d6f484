package dev.sotto.gateway.sip.trunk;

import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.transport.Hop;
import io.vertx.core.Future;
import java.util.List;

/** Finds where a SIP URI is reached (RFC 3263). */
public interface Locator {
    /** The ways to it, the best first; completes on the loop of whoever asked. Fails with a message for operators. */
    Future<List<Hop>> locate(SipUri uri);
}
